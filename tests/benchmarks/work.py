"""What is done all day: finding, the day at a glance, the follow-ups due, signing, long lists."""

import random
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from typing import TypeVar

from PySide6.QtWidgets import QApplication, QWidget

from infrared_desktop.domain.records.care import Consultation
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.views.frame import Frame
from infrared_desktop.views.people.people import PeopleScreen
from infrared_desktop.views.screen import Place
from tests.benchmarks.clinics import DAY, NOW, at_work
from tests.benchmarks.measure import Result, median, milliseconds, p99, rounds

W = TypeVar("W", bound=QWidget)
SEARCH_BUDGET = 16.0
TODAY_BUDGET = 150.0
DUE_BUDGET = 100.0
SIGN_BUDGET = 30.0
LIST_BUDGET = 30.0


def search(clinic: Clinic, app: QApplication, short: bool) -> Iterator[Result]:
    """Measure a key typed to results painted against the raw query of the index."""
    ours: list[float] = []
    raw: list[float] = []
    with at_work(clinic) as workplace:
        screen = _shown(PeopleScreen(workplace))
        screen.open(Place("people"))
        for text in _typed(clinic, 40 if short else 200):
            ours.append(milliseconds(lambda text=text: _type(screen, text)))
            raw.append(milliseconds(lambda text=text: _raw_search(clinic, text)))
        screen.deleteLater()
    yield Result("search keystroke to painted, p99", p99(ours), "ms", p99(raw), SEARCH_BUDGET)


def long_list(clinic: Clinic, app: QApplication, short: bool) -> Iterator[Result]:
    """Measure the first paint of the whole directory, and a jump to its middle."""
    with at_work(clinic) as workplace:
        screen, bare = _shown(PeopleScreen(workplace)), _shown(QWidget())
        paints, jumps, empty = _list_times(screen, bare, 5 if short else 20)
        screen.deleteLater()
    baseline = median(empty)
    yield Result("directory of all, first paint", median(paints), "ms", baseline, LIST_BUDGET)
    yield Result("directory of all, jump", median(jumps), "ms", baseline, LIST_BUDGET)


def _list_times(screen: PeopleScreen, bare: QWidget, count: int) -> list[list[float]]:

    def first_paint() -> None:
        screen.search.setText("")
        screen.open(Place("people"))
        screen.repaint()

    def jump() -> None:
        bar = screen.list.verticalScrollBar()
        bar.setValue(random.Random(1).randint(0, bar.maximum()))
        screen.list.viewport().repaint()

    return rounds(count, first_paint, jump, bare.repaint)


def usable_today(clinic: Clinic, app: QApplication, short: bool) -> Iterator[Result]:
    """Measure from the unlocked clinic to a painted Today, beside an empty widget's first paint."""
    seats = ExitStack()

    def ours() -> None:
        workplace = seats.enter_context(at_work(clinic))
        frame = Frame(workplace)
        frame.resize(1366, 768)
        frame.show()
        frame.start()
        app.processEvents()
        frame.close()
        frame.deleteLater()
        seats.close()

    def bare() -> None:
        widget = _shown(QWidget())
        app.processEvents()
        widget.close()

    times, empty = rounds(3 if short else 9, ours, bare)
    value, baseline = median(times), median(empty)
    yield Result("unlocked to a usable Today", value, "ms", baseline, TODAY_BUDGET)


def due_today(clinic: Clinic, app: QApplication, short: bool) -> Iterator[Result]:
    """Measure the list of what is due today against the raw query of the same rows."""
    sql = "SELECT content FROM follow_up WHERE hidden IS NULL AND show_on <= ?"

    def raw() -> None:
        clinic.ledger.db.execute(sql, (DAY.isoformat(),)).fetchall()

    ours, bare = rounds(5 if short else 15, lambda: clinic.follow_ups.due(DAY), raw)
    yield Result("follow-ups due today", median(ours), "ms", median(bare), DUE_BUDGET)


def due_of_many(clinic: Clinic, app: QApplication, short: bool) -> Iterator[Result]:
    """Measure the same list beside five times as many patients, of whom no more are due."""
    rounds_of = 5 if short else 15
    (few,) = rounds(rounds_of, lambda: clinic.follow_ups.due(DAY))
    columns = [name for _, name, *_ in clinic.ledger.db.execute("PRAGMA table_info(follow_up)")]
    copied = ", ".join("patient_id + ?1" if name == "patient_id" else name for name in columns)
    clinic.ledger.db.execute("BEGIN")
    try:
        for times in range(1, 5):
            clinic.ledger.db.execute(
                f"INSERT INTO follow_up SELECT {copied} FROM follow_up "
                "WHERE patient_id < 1000000 AND (hidden IS NOT NULL OR show_on > ?2)",
                (times * 1_000_000, DAY.isoformat()),
            )
        (many,) = rounds(rounds_of, lambda: clinic.follow_ups.due(DAY))
    finally:
        clinic.ledger.db.execute("ROLLBACK")
    budget = 1.5 * median(few)
    yield Result("follow-ups due, five times the patients", median(many), "ms", median(few), budget)


def signing(clinic: Clinic, app: QApplication, short: bool) -> Iterator[Result]:
    """Measure signing a record, on disk and audited, against one bare commit in the same file."""
    number = next(n for n in range(1, 200) if clinic.people.chart(n).consultations)
    yield _signing("sign a record", clinic, number, 10 if short else 40)


def signing_for(clinic: Clinic, app: QApplication, short: bool, number: int) -> Iterator[Result]:
    """Measure the same for the patient with very many events."""
    name = "sign a record, patient of 5,000 events"
    yield _signing(name, clinic, number, 5 if short else 20)


def _signing(name: str, clinic: Clinic, number: int, count: int) -> Result:
    pattern = clinic.people.chart(number).consultations[0].record
    db = clinic.ledger.db
    db.execute("CREATE TABLE IF NOT EXISTS scratch (id INTEGER PRIMARY KEY, text TEXT)")

    def sign() -> None:
        record: Consultation = replace(pattern, consulted_on=DAY, patient_id=number)
        clinic.care.sign(record, 1, NOW)

    def bare() -> None:
        db.execute("BEGIN IMMEDIATE")
        db.execute("INSERT INTO scratch (text) VALUES ('x')")
        db.execute("COMMIT")

    # Not in turns: a commit that is no act makes the desks forget what they know of the patient.
    (ours,), (plain,) = rounds(count, sign), rounds(count, bare)
    db.execute("DROP TABLE scratch")
    return Result(name, median(ours), "ms", median(plain), SIGN_BUDGET)


def _shown(widget: W) -> W:
    widget.resize(1366, 768)
    widget.show()
    QApplication.processEvents()
    return widget


def _type(screen: PeopleScreen, text: str) -> None:
    screen.search.setText(text)
    screen.search.textEdited.emit(text)
    screen.repaint()


def _raw_search(clinic: Clinic, text: str) -> None:
    sql = "SELECT rowid FROM people_words WHERE people_words MATCH ? ORDER BY rank LIMIT 50"
    clinic.ledger.db.execute(sql, (f'"{text}"*',)).fetchall()


def _typed(clinic: Clinic, people: int) -> list[str]:
    """Return what is in the field after each key, for names, phones and dates of real patients."""
    rng = random.Random(1)
    count = clinic.people.count()
    texts: list[str] = []
    for _ in range(people):
        patient = clinic.people.get(rng.randint(1, count)).record
        whole = rng.choice((patient.surname, patient.given_name, patient.phone.lstrip("+")))
        word = "".join(c for c in whole.split(" ")[0] if c.isalnum()) or "a"
        texts += [word[:length] for length in range(1, min(len(word), 8) + 1)]
    return texts


Benchmark = Callable[[Clinic, QApplication, bool], Iterator[Result]]

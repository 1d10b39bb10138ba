"""Each verb by each role: done or refused as the table says, and nothing veiled is written."""

import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from infrared_desktop.__main__ import VERBS
from infrared_desktop.commands import run_verb
from infrared_desktop.domain.access.deeds import DEEDS
from infrared_desktop.domain.records.answers import Role
from infrared_desktop.domain.records.areas import Area
from infrared_desktop.domain.records.care import AdverseEvent
from infrared_desktop.domain.records.people import Staff
from infrared_desktop.storage.access.key_ring import KeyRing
from infrared_desktop.storage.clinic import Clinic, open_clinic
from infrared_desktop.storage.review import making as review_making
from infrared_desktop.storage.verify import verify
from tests.clinics import CLINICIAN, NOW, PASSPHRASE, RECEPTION, Template
from tests.documents.reading import flat, pages_of
from tests.review_scenes import cheap_keys, seat_in
from tests.scenes import close_the_record, session, treated_patient
from tests.scenes import consultation as findings

SECRET = "Quillfeather"
"""A word that stands only in what is of the medical record."""
QUOTED = "severity"
"""A word of a follow-up that quotes a finding."""
ONE = "1"  # the patient who was treated
ON = str((NOW + timedelta(days=40)).date())
# r is reception where the owner keeps the medical record from it, R where she lets it read.
PEOPLE = {"r": "Noor Haddad", "R": "Noor Haddad", "C": "Dr. Ana Ruiz", "O": "Dr. Åsa Lindqvist"}


@dataclass(frozen=True)
class Verb:
    """How a verb is asked, who may, what others are told, and the act that the log then tells."""

    words: str
    who: str = "rRCO"
    said: str = ""
    act: str = ""  # what is told of it, refused as well; "" tells nothing
    veiled: str = ""  # to whom it answers without what is of the medical record


TREATS, READS = "A clinician prints or exports a whole record", "A clinician reads the medical"
MATRIX = (
    Verb("timeline DIR 1 --json", "CO", TREATS, "record-printed"),
    Verb("timeline DIR 1 OUT.svg", "CO", TREATS, "record-printed"),
    Verb("timeline DIR 1 OUT.pdf", "CO", TREATS, "record-printed"),
    Verb("print DIR 1 OUT.pdf", "CO", TREATS, "record-printed"),
    Verb(f"assess DIR 1 --on {ON}", "RCO", READS, "chart-opened"),
    Verb("export DIR OUT --patient 1", "CO", TREATS, "record-exported"),
    Verb("export DIR OUT", "O", "Only the owner takes everything along", "clinic-exported"),
    Verb("review-copy DIR OUT --patients 1", "CO", "A clinician takes", "review-copy-made"),
    Verb("review-copy DIR OUT --patients all", "CO", "A clinician takes", "review-copy-made"),
    Verb("photos DIR 1 PHOTOS", "RCO", READS, ""),
    Verb("import DIR LIST", act="list-imported"),
    Verb("diary DIR OUT.ics --from DAY --to DAY --names", act="diary-exported"),
    Verb(f"due DIR --on {ON} --json", veiled="r"),
    Verb(f"due DIR --on {ON}", veiled="r"),
    Verb(f"slots DIR 1 --kind review --on {ON} --json", act="chart-opened", veiled="r"),
    Verb("backup DIR STICK", act="backup-made"),
    Verb("verify DIR"),
    Verb("audit DIR --json", "O", "Only the owner looks through", "audit-exported"),
    Verb("audit DIR", "O", "Only the owner looks through", "audit-checked"),
    Verb("restore BACKUP DIR", "O", "Only the owner puts a backup back", ""),
    Verb("restore BACKUP NEW", "O", "Only the owner puts a backup back", ""),
)
OF_NO_CLINIC = {"practice", "protocol"}  # they found one, or read a file of its own


@pytest.fixture(scope="module")
def made(template: Template, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a clinic of three people with keys, what verbs read, and a backup."""
    folder = tmp_path_factory.mktemp("verbs")
    with closing(template.copy_to(folder / "clinic")) as clinic:
        number = treated_patient(clinic, "Bo")
        _write_secrets(clinic, number)
        ring = KeyRing(clinic.folder, clinic.ledger.key)
        treating = clinic.staff.add(Staff("Dr. Ana Ruiz", Role.CLINICIAN), CLINICIAN, NOW).id
        ring.give(RECEPTION, "Noor Haddad", PASSPHRASE)
        ring.give(treating, "Dr. Ana Ruiz", PASSPHRASE)
    (folder / "list.csv").write_text("surname;given name\nDaly;Cleo\n", encoding="utf-8")
    (folder / "photos").mkdir()
    (folder / "stick").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INFRARED_PASSPHRASE", PASSPHRASE)
        patch.setenv("INFRARED_STAFF", PEOPLE["O"])
        assert run_verb(["backup", str(folder / "clinic"), str(folder / "stick")]) == 0
    return folder


def _write_secrets(clinic: Clinic, number: int) -> None:
    clinic.care.sign(findings(number, main_concern=SECRET, note=SECRET), CLINICIAN, NOW)
    clinic.care.sign(
        session(number, NOW.date() + timedelta(1), note=SECRET, gel_lot=SECRET), CLINICIAN, NOW
    )
    event = AdverseEvent(Area.NECK_FRONT, patient_id=number, noted_on=NOW.date(), note=SECRET)
    clinic.care.report(event, CLINICIAN, NOW)


@pytest.fixture
def desk(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Return what seats somebody of a role at a fresh copy of it."""
    cheap_keys(monkeypatch)
    monkeypatch.setattr(review_making, "usual_seat", lambda: seat_in(tmp_path / "seat"))
    monkeypatch.setenv("INFRARED_PASSPHRASE", PASSPHRASE)

    def seat(who: str) -> Path:
        monkeypatch.setenv("INFRARED_STAFF", PEOPLE[who])
        shutil.copytree(made, tmp_path / "here")
        return tmp_path / "here"

    return seat


def _asked(verb: Verb, folder: Path) -> list[str]:
    backup = next((folder / "stick").rglob("*.backup"))
    named = {
        "DIR": folder / "clinic",
        "NEW": folder / "new",
        "OUT": folder / "out",
        "LIST": folder / "list.csv",
        "PHOTOS": folder / "photos",
        "STICK": folder / "stick",
        "BACKUP": backup,
        "DAY": NOW.date(),
    }
    return [
        str(named.get(word, word)).replace("OUT.", f"{folder / 'out'}.")
        for word in verb.words.split()
    ]


def test_every_verb_stands_in_the_matrix() -> None:
    assert {verb.words.split()[0] for verb in MATRIX} | OF_NO_CLINIC == set(VERBS)


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("verb", MATRIX, ids=lambda verb: verb.words)
def test_a_verb_is_done_or_refused_as_the_matrix_says(
    verb: Verb,
    who: str,
    desk: Callable[[str], Path],
    template: Template,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = desk(who)
    with closing(open_clinic(folder / "clinic", template.key, NOW)) as clinic:
        if who == "r":
            close_the_record(clinic)
        before = _newest(clinic)
    files = _files(folder)
    code = run_verb(_asked(verb, folder))
    told = capsys.readouterr()
    written = {path for path in _files(folder) - files if "clinic" not in path.parts}
    may = who in verb.who
    assert code == (0 if may else 1), told
    if may:
        assert told.err == "" and (told.out or written)
    else:
        assert told.err.startswith(verb.said) and len(told.err.splitlines()) == 1
        assert told.out == "" and not written
    if verb.words.startswith("due"):
        assert (QUOTED in told.out) is (who not in verb.veiled)
    if who in verb.veiled or not may:
        assert SECRET not in told.out + told.err
        assert not [path for path in written if SECRET in _text(path)]
    _check_log(folder / "clinic", template, verb, may, before)


def _check_log(folder: Path, template: Template, verb: Verb, may: bool, before: int) -> None:
    with closing(open_clinic(folder, template.key, NOW)) as clinic:
        sql = "SELECT act, outcome FROM audit WHERE seq > ? ORDER BY seq"
        rows = list(clinic.ledger.db.execute(sql, (before,)))
        assert not verify(clinic, with_photographs=False)
    refused = [act for act, outcome in rows if outcome == "refused"]
    done = {act for act, outcome in rows if outcome == "success"}
    reads = DEEDS[verb.act].action == "R" if verb.act else True
    assert refused == ([] if may or reads else [verb.act])
    if may and verb.act:
        assert verb.act in done
    if not verb.words.startswith("restore"):  # that one tells its own log, the restored one's
        assert rows[0][0] == "verb-unlocked"


def _newest(clinic: Clinic) -> int:
    return int(clinic.ledger.db.execute("SELECT max(seq) FROM audit").fetchone()[0])


def _files(folder: Path) -> set[Path]:
    return {path.relative_to(folder.parent) for path in folder.rglob("*") if path.is_file()}


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "replace")


def test_the_canary_is_found_where_it_may_be_read(
    desk: Callable[[str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = desk("C")
    paper = folder / "out.pdf"
    assert run_verb(["print", str(folder / "clinic"), ONE, str(paper)]) == 0
    assert SECRET in " ".join(flat(page) for page in pages_of(paper.read_bytes()))
    assert run_verb(["export", str(folder / "clinic"), str(folder / "out"), "--patient", ONE]) == 0
    assert any(SECRET in _text(path) for path in (folder / "out").rglob("*.json"))
    capsys.readouterr()


def test_who_left_and_has_a_key_still_gets_nothing(
    desk: Callable[[str], Path], template: Template, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = desk("R")
    with (
        closing(open_clinic(folder / "clinic", template.key, NOW)) as clinic,
        clinic.ledger.act("staff-disabled", CLINICIAN, NOW) as act,
    ):
        stored = clinic.staff.get(RECEPTION)
        act.change(stored, replace(stored.record, active=False))
    assert run_verb(["due", str(folder / "clinic"), "--on", ON]) == 1
    told = capsys.readouterr()
    assert told.out == "" and "no longer works here" in told.err


def test_a_verb_tells_the_log_who_unlocked_for_what_and_of_the_wrong_tries_before(
    desk: Callable[[str], Path],
    template: Template,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = desk("C")
    asked = ["due", str(folder / "clinic"), "--on", ON]
    with closing(open_clinic(folder / "clinic", template.key, NOW)) as clinic:
        before, who = _newest(clinic), {s.record.name: s.id for s in clinic.staff.all()}

    def try_wrongly(times: int) -> None:
        monkeypatch.setenv("INFRARED_PASSPHRASE", "not this passphrase at all")
        for _ in range(times):
            assert run_verb(asked) == 1
        monkeypatch.setenv("INFRARED_PASSPHRASE", PASSPHRASE)

    try_wrongly(2)
    assert run_verb(asked) == 0
    with closing(open_clinic(folder / "clinic", template.key, NOW)) as clinic:
        sql = "SELECT act, staff_id, role, outcome, patient_id FROM audit WHERE seq > ?"
        rows = clinic.ledger.db.execute(sql, (before,)).fetchall()
        reason = "SELECT reason FROM audit WHERE act = 'verb-unlocked' AND seq > ?"
        assert clinic.ledger.db.execute(reason, (before,)).fetchall() == [("due",)]
    ana = who[PEOPLE["C"]]
    failed = ("unlock-failed", ana, "clinician", "failure", None)
    assert rows == [("verb-unlocked", ana, "clinician", "success", None), failed, failed]
    try_wrongly(3)
    capsys.readouterr()
    assert run_verb(asked) == 1  # the right one waits as well, as in the window
    told = capsys.readouterr()
    assert told.out == "" and "has to wait" in told.err

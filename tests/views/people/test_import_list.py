"""Importing a list in the window: every row accounted for, all or nothing, and back again."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog

from infrared_desktop.domain.records.people import Patient
from infrared_desktop.exchange.patient_list import read_file
from infrared_desktop.storage.verify import verify
from infrared_desktop.views import tasks
from infrared_desktop.views.people import import_jobs
from infrared_desktop.views.people.import_work import Stage
from infrared_desktop.views.tasks import Task
from tests.clinics import NOW, RECEPTION
from tests.views.desk import Desk

REAL = Path(__file__).parents[2] / "data" / "patients_smart.tsv"
SMALL = """surname;given name;born;phone
Nørreskov;Signe;10.05.1977;403 555 0136
Lee;Ann;31.02.1980;
;;01.01.1980;
Norris;Sam;02.01.1980;416 555 0199
"""


@pytest.fixture(autouse=True)
def _jobs_end() -> Iterator[None]:
    yield
    tasks.drop_all()


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text(SMALL, encoding="utf-8")
    return path


def wait_for(desk: Desk, *stages: Stage) -> None:
    desk.qtbot.waitUntil(lambda: desk.screen.work.stage in stages, timeout=20_000)


def choose(desk: Desk, path: Path) -> None:
    """Type the path of a list and press Enter; wait until it is planned or refused."""
    if not hasattr(desk.screen, "work"):
        desk.go("import")
    desk.screen.path.setFocus()
    desk.type(str(path))
    desk.press("Return")
    wait_for(desk, Stage.PLANNED, Stage.NOTHING)


def store(desk: Desk) -> None:
    desk.press("Ctrl+Return")
    wait_for(desk, Stage.STORED)


def tabs(desk: Desk) -> list[str]:
    bar = desk.screen.page.rows.tabs
    return [bar.tabText(number) for number in range(bar.count())]


def rows(desk: Desk) -> list[tuple[str, str, str]]:
    model = desk.screen.page.rows.list.rows()
    found = [row for number in range(model.rowCount()) if (row := model.row(number))]
    return [(row.title, row.chip.text if row.chip else "", row.note) for row in found]


def told(desk: Desk) -> str:
    return str(desk.screen.banner.text())


def test_the_real_list_is_all_new_and_then_all_here(desk: Desk) -> None:
    choose(desk, REAL)
    assert "67 rows · UTF-8 · tab" in desk.words()
    assert tabs(desk) == ["All 67", "New 67", "Already here 0", "Cannot be read 0"]
    assert desk.clinic.people.count() == 0
    store(desk)
    assert told(desk).startswith("67 people were imported. Left out: 0 already here, 0")
    assert desk.clinic.people.count() == 67
    choose(desk, REAL)
    assert tabs(desk) == ["All 67", "New 0", "Already here 67", "Cannot be read 0"]
    assert not desk.screen.store.isEnabled()
    desk.press("Ctrl+Return")
    assert desk.screen.work.stage is Stage.PLANNED
    assert desk.clinic.people.count() == 67
    assert not list(verify(desk.clinic))


def test_each_row_says_what_becomes_of_it_and_why(desk: Desk, small: Path) -> None:
    desk.clinic.people.register(Patient("Norris", "Sam", phone="+14165550199"), RECEPTION, NOW)
    choose(desk, small)
    assert tabs(desk) == ["All 4", "New 1", "Already here 1", "Cannot be read 2"]
    signe, ann, nameless, sam = rows(desk)
    assert signe == ("Nørreskov, Signe", "new", "(403) 555-0136")
    assert ann[1:] == ("cannot read", "The birth date “31.02.1980” is not a real day.")
    assert nameless[1:] == ("cannot read", "There is no name.")
    assert sam[1] == "already here" and sam[2].startswith("Already here as number 1.")
    desk.screen.page.rows.tabs.setFocus()
    desk.press("Right", times=3)
    assert [row[1] for row in rows(desk)] == ["cannot read", "cannot read"]


def test_enter_opens_the_one_who_is_here_already(desk: Desk, small: Path) -> None:
    known = desk.clinic.people.register(Patient("Norris", "Sam", phone="+14165550199"), 2, NOW)
    choose(desk, small)
    desk.screen.page.rows.list.setFocus()
    desk.press("End")
    desk.press("Return")
    assert desk.screen.number == known.id
    desk.press("Alt+Left")
    assert tabs(desk)[0] == "All 4"


def test_the_import_is_taken_back_from_anywhere_but_not_those_at_work(
    desk: Desk, small: Path
) -> None:
    choose(desk, small)
    store(desk)
    assert desk.clinic.people.count() == 2
    first = desk.clinic.people.get(1)
    desk.clinic.people.edit(first, replace(first.record, note="calls back"), RECEPTION, NOW)
    desk.press("Ctrl+2")
    assert "2 in all, by name" in desk.words()
    desk.press("Ctrl+Z")
    assert "takes back what you did before that: the import of 2 people." in desk.told()
    desk.press("Ctrl+Z")
    wait_for(desk, Stage.PLANNED)
    assert "The import was taken back: 1 people are no longer listed." in told(desk)
    assert "These stay, because work was done on them: no. 1." in told(desk)
    assert [patient.id for patient in desk.clinic.people.page(0, 9)] == [1]
    desk.press("Ctrl+Z")
    assert "There is nothing to take back." in desk.told()


def test_a_button_takes_back_too_and_the_list_can_be_imported_again(
    desk: Desk, small: Path
) -> None:
    choose(desk, small)
    store(desk)
    desk.screen.back_button.click()
    wait_for(desk, Stage.PLANNED)
    assert desk.clinic.people.count() == 0
    assert tabs(desk)[1] == "New 2"
    store(desk)
    assert desk.clinic.people.count() == 2


def test_what_a_column_becomes_can_be_changed_by_keyboard(desk: Desk, small: Path) -> None:
    choose(desk, small)
    columns = desk.screen.page.columns
    columns.setFocus()
    columns.selectRow(2)
    assert columns.currentIndex().siblingAtColumn(2).data() == "Birth date"
    desk.press("Return")
    desk.press("Home")
    desk.press("Return")
    wait_for(desk, Stage.PLANNED)
    desk.qtbot.waitUntil(lambda: tabs(desk)[3] == "Cannot be read 1")
    assert columns.columns.index(2, 2).data() == "left out"
    assert ("Lee, Ann", "new", "") in rows(desk)


def test_the_order_of_dates_can_be_changed(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "dates.csv"
    path.write_text("surname,born\nLee,03/04/1980\n", encoding="utf-8")
    choose(desk, path)
    born = desk.screen.page.rows.list.rows().row(0).subtitle
    assert born.startswith("born 3 Apr 1980")
    button = desk.screen.page.order.button("mdy")
    desk.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    wait_for(desk, Stage.PLANNED)
    assert desk.screen.page.rows.list.rows().row(0).subtitle.startswith("born 4 Mar 1980")


def sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(200_000_000)


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda path: path.write_bytes(b""), "The file is empty."),
        (lambda path: path.write_bytes(bytes(range(256)) * 40), "is no text"),
        (lambda path: path.write_bytes(b"PK\x03\x04rest"), "This is a workbook"),
        (sparse, "The file is too large"),
        (lambda path: path.mkdir(), "The file could not be read"),
        (lambda path: None, "The file could not be read"),
    ],
    ids=["empty", "binary", "workbook", "200 MB", "folder", "gone"],
)
def test_what_is_no_list_is_a_sentence_and_the_next_one_is_read(
    desk: Desk, tmp_path: Path, small: Path, make: Callable[[Path], object], says: str
) -> None:
    path = tmp_path / "bad.csv"
    make(path)
    choose(desk, path)
    assert says in told(desk)
    assert "Nothing was imported." in told(desk)
    assert "Which list?" in desk.words()
    choose(desk, small)
    assert told(desk) == ""
    assert tabs(desk)[0] == "All 4"


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252", "utf-8-sig"])
def test_any_encoding_is_read(desk: Desk, tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(SMALL.encode(encoding))
    choose(desk, path)
    assert rows(desk)[0][0] == "Nørreskov, Signe"


def save_left_out(desk: Desk, path: Path) -> None:
    desk.press("Ctrl+S")
    (dialog,) = desk.screen.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(path))
    dialog.close()


def test_the_rows_left_out_are_saved_with_their_reasons(desk: Desk, small: Path) -> None:
    choose(desk, small)
    store(desk)
    target = small.with_name("rest.csv")
    save_left_out(desk, target)
    assert "The 2 rows left out are in rest.csv" in told(desk)
    table = read_file(target)
    assert table.header == ("Line", "Reason", "surname", "given name", "born", "phone")
    assert [row.cells[:3] for row in table.rows] == [
        ("3", "The birth date “31.02.1980” is not a real day.", "Lee"),
        ("4", "There is no name.", ""),
    ]


def test_a_target_that_cannot_be_written_is_a_sentence(desk: Desk, small: Path) -> None:
    choose(desk, small)
    save_left_out(desk, small.parent / "no such folder" / "rest.csv")
    assert "could not be written" in told(desk)
    assert desk.screen.save_rest.isEnabled()


def test_a_file_dropped_on_the_screen_is_read(desk: Desk, small: Path) -> None:
    screen = desk.go("import")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(small))])
    button, held = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    place, copy = QPointF(20, 20), Qt.DropAction.CopyAction
    enters = QDragEnterEvent(place.toPoint(), copy, data, button, held)
    screen.dragEnterEvent(enters)
    assert enters.isAccepted()
    screen.dropEvent(QDropEvent(place, copy, data, button, held))
    wait_for(desk, Stage.PLANNED)
    assert tabs(desk)[0] == "All 4"


class Gate:
    """Holds a job until it is let go on, so that a test can act meanwhile."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
        self._open = threading.Event()
        self._real = getattr(import_jobs, name)
        monkeypatch.setattr(import_jobs, name, self._job)

    def _job(self, task: Task, *values: object) -> object:
        assert self._open.wait(20)
        return self._real(task, *values)

    def let_go(self) -> None:
        self._open.set()


def test_while_people_are_stored_nobody_leaves_or_takes_back(
    desk: Desk, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(desk, small)
    gate = Gate(monkeypatch, "store")
    desk.press("Ctrl+Return")
    assert "Storing the new people" in desk.words()
    desk.press("Ctrl+1")
    assert "This is being stored. Wait until it is done, or cancel it." in told(desk)
    desk.press("Ctrl+Z")
    assert "A list is being stored." in desk.told()
    gate.let_go()
    wait_for(desk, Stage.STORED)
    desk.press("Ctrl+1")
    assert desk.screen.section == "today"


def test_a_cancelled_import_stores_nobody(
    desk: Desk, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(desk, small)
    gate = Gate(monkeypatch, "store")
    desk.press("Ctrl+Return")
    desk.screen.strip.cancel.click()
    gate.let_go()
    wait_for(desk, Stage.PLANNED)
    assert told(desk) == "Cancelled. Nothing was changed."
    assert desk.clinic.people.count() == 0
    store(desk)
    assert desk.clinic.people.count() == 2


def test_a_cancelled_plan_leads_back_to_the_choice(
    desk: Desk, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.go("import")
    gate = Gate(monkeypatch, "plan")
    desk.type(str(small))
    desk.press("Return")
    wait_for(desk, Stage.PLANNING)
    desk.screen.strip.cancel.click()
    gate.let_go()
    wait_for(desk, Stage.NOTHING)
    assert "Which list?" in desk.words()


def test_a_clinic_that_vanished_is_a_sentence_and_nobody_is_stored(desk: Desk, small: Path) -> None:
    choose(desk, small)
    database = desk.clinic.folder / "clinic.db"
    database.rename(database.with_suffix(".away"))
    desk.press("Ctrl+Return")
    wait_for(desk, Stage.PLANNED)
    assert "is not in this folder" in told(desk)
    database.with_suffix(".away").rename(database)
    assert desk.clinic.people.count() == 0


def test_somebody_registered_meanwhile_is_not_imported_again(desk: Desk, small: Path) -> None:
    choose(desk, small)
    desk.press("Ctrl+2")
    desk.clinic.people.register(Patient("Norris", "Sam", phone="+14165550199"), RECEPTION, NOW)
    desk.go("import")
    wait_for(desk, Stage.PLANNED)
    desk.qtbot.waitUntil(lambda: tabs(desk)[2] == "Already here 1")


def test_locking_drops_what_runs(desk: Desk, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    choose(desk, small)
    gate = Gate(monkeypatch, "store")
    desk.press("Ctrl+Return")
    threading.Timer(0.05, gate.let_go).start()
    tasks.drop_all()
    assert desk.clinic.people.count() == 0


@pytest.mark.parametrize("job", ["read", "plan"])
def test_a_fault_in_the_work_ends_the_wait_and_the_window_goes_on(
    desk: Desk, small: Path, monkeypatch: pytest.MonkeyPatch, job: str
) -> None:
    def run_out(*_: object) -> None:
        raise MemoryError

    with monkeypatch.context() as short, desk.qtbot.captureExceptions() as caught:
        short.setattr(import_jobs, job, run_out)
        desk.go("import")
        desk.screen.path.setFocus()
        desk.type(str(small))
        desk.press("Return")
        desk.qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is MemoryError
    assert "A fault of the program ended this before it was done." in desk.words()
    assert not desk.screen.work.stage.works
    assert desk.frame.leave()
    choose(desk, small)
    assert desk.screen.work.stage is Stage.PLANNED


def test_a_fault_while_storing_lets_the_window_go(
    desk: Desk, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run_out(*_: object) -> None:
        raise MemoryError

    choose(desk, small)
    monkeypatch.setattr(import_jobs, "store", run_out)
    with desk.qtbot.captureExceptions() as caught:
        desk.press("Ctrl+Return")
        desk.qtbot.waitUntil(lambda: bool(caught))
    assert desk.frame.leave()
    desk.press("Ctrl+N")
    assert type(desk.screen).__name__ == "PatientFormScreen"

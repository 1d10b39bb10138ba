"""What a walk does besides with a real window: a list taken in, a paper saved, a lock."""

from pathlib import Path
from unittest.mock import patch

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget

from infrared_desktop.domain.records.people import Patient
from infrared_desktop.storage.files.vault import Unlocked
from infrared_desktop.views.entry.unlock import UnlockPage
from infrared_desktop.views.frame import Frame
from infrared_desktop.views.people.import_list import ImportScreen
from infrared_desktop.views.people.import_work import Stage
from infrared_desktop.views.people.patient import PatientScreen
from infrared_desktop.views.people.patient_form import PatientFormScreen
from infrared_desktop.views.screen import Place
from infrared_desktop.views.window import Window
from tests.faults.window_work import focused, type_into_focus, until
from tests.scenes import CANARY

_LIST = "surname;given_name;birth_date;phone\n{0} A;Ida;1971-03-14;555 0101\n{0} B;Bo;1980-01-02;\n"

_HALF_A_DAY = "31.2."


def take_list_in(frame: Frame, folder: Path) -> list[int]:
    """Take a list of another program in on its own screen; return the numbers of who is new."""
    path = folder / "list.csv"
    path.write_text(_LIST.format(CANARY), encoding="utf-8")
    frame.go(Place("import"))
    screen = frame.screen_shown
    assert isinstance(screen, ImportScreen)
    books = frame.workplace.clinic.ledger.books
    before = {each.id for each in books.all(Patient)}
    screen.work.read(path)
    until(lambda: screen.work.stage is Stage.PLANNED)
    screen.work.store()
    until(lambda: screen.work.stage is Stage.STORED)
    return [each.id for each in books.all(Patient) if each.id not in before]


def save_paper(frame: Frame, number: int, path: Path) -> None:
    """Save the whole record of somebody as a PDF, from their page."""
    frame.go(Place("patient", number))
    screen = frame.screen_shown
    assert isinstance(screen, PatientScreen)
    with patch.object(QFileDialog, "getSaveFileName", lambda *_: (str(path), "")):
        screen.papers.save.trigger()
    until(lambda: path.exists() and path.stat().st_size > 0)


def lock_and_return(window: Window, typed: str, unlocked: Unlocked) -> bool:
    """Type half a patient, lock by key, come back; say whether what was typed came back too."""
    _form(window, "surname").setFocus()
    QTest.keyClicks(focused(), typed)
    _form(window, "birth_date").setFocus()
    type_into_focus(_HALF_A_DAY)
    QTest.keyClick(window, Qt.Key.Key_F12)
    until(lambda: isinstance(window.centralWidget(), UnlockPage))
    window.enter(unlocked)
    kept = {name: _form(window, name).property("text") for name in ("surname", "birth_date")}
    for name in kept:  # so that the form lets go
        _form(window, name).setFocus()
        type_into_focus("")
    return kept == {"surname": typed, "birth_date": _HALF_A_DAY}


def _form(window: Window, name: str) -> QWidget:
    """Return an input of the form on which a patient is registered; go there first if need be."""
    frame = window.frame
    assert frame is not None
    if not isinstance(frame.screen_shown, PatientFormScreen):
        frame.go(Place("patient_form"))
    screen = frame.screen_shown
    assert isinstance(screen, PatientFormScreen)
    return screen.binder.input(name)

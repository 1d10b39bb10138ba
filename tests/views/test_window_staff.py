"""Only who works here gets a place, and wrong tries before it are told to the audit log."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from infrared_desktop.domain.access.rights import PROGRAM
from infrared_desktop.domain.records.answers import Role
from infrared_desktop.domain.records.people import Staff
from infrared_desktop.start import Options
from infrared_desktop.storage.access.tries import Tries, heard_of
from infrared_desktop.storage.access.way_in import let_in_with_recovery_key
from infrared_desktop.storage.clinic import open_clinic
from infrared_desktop.storage.files import vault
from infrared_desktop.storage.files.vault import Unlocked, WrongPassphraseError
from infrared_desktop.views import crash, tasks
from infrared_desktop.views.window import Window
from tests.clinics import CLINICIAN, NOW, RECEPTION, Template


@pytest.fixture
def folder(template: Template, tmp_path: Path) -> Path:
    template.copy_to(tmp_path / "clinic").close()
    return tmp_path / "clinic"


@pytest.fixture
def window(qtbot: QtBot, dressed: QApplication, folder: Path) -> Iterator[Window]:
    window = Window(Options(False, folder), lambda: NOW)
    qtbot.addWidget(window)
    window.show()
    yield window
    window.shut()
    tasks.wait_for_all()
    crash.listen(lambda _: False)


def test_the_key_of_who_left_opens_no_other_s_place(
    window: Window, folder: Path, template: Template
) -> None:
    with closing(open_clinic(folder, template.key, NOW)) as clinic:
        clinic.staff.disable(clinic.staff.get(RECEPTION), CLINICIAN, NOW)
    window.enter(Unlocked(template.key, RECEPTION, "Noor Haddad"))
    assert window.frame is None
    told = "\n".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())
    assert "Noor Haddad no longer works here" in told
    sql = "SELECT staff_id, outcome FROM audit WHERE act = 'unlocked'"
    with closing(open_clinic(folder, template.key, NOW)) as clinic:
        assert list(clinic.ledger.db.execute(sql)) == [(RECEPTION, "refused")]


def test_who_unlocks_a_clinic_that_does_not_open_is_told_by_the_next_who_does(
    window: Window, folder: Path, template: Template
) -> None:
    whole = (folder / "clinic.db").read_bytes()
    (folder / "clinic.db").write_bytes(bytes(len(whole)))
    window.enter(Unlocked(template.key, RECEPTION, "Noor Haddad"))
    assert window.frame is None
    (folder / "clinic.db").write_bytes(whole)
    (kept,) = Tries(folder).untold()[RECEPTION]
    window.enter(Unlocked(template.key, CLINICIAN, "Dr. Åsa Lindqvist"))
    assert window.frame is not None
    sql = "SELECT staff_id, outcome, reason FROM audit WHERE act = 'unlocked-untold'"
    told = window.frame.workplace.clinic.ledger.db.execute(sql).fetchall()
    assert told == [(RECEPTION, "success", heard_of(kept)[1])]
    assert told[0][2].endswith(" window")


GONE = 3


def test_each_wrong_try_is_told_to_the_audit_log_once_with_its_moment(
    window: Window, folder: Path, template: Template
) -> None:
    for who in (CLINICIAN, CLINICIAN, RECEPTION, GONE):
        Tries(folder).failed(who)
    with pytest.raises(WrongPassphraseError):
        let_in_with_recovery_key(folder, vault.new_recovery_key())
    untold = Tries(folder).untold()
    with closing(open_clinic(folder, template.key, NOW)) as clinic:
        gone = clinic.staff.add(Staff("Gone", Role.CLINICIAN), CLINICIAN, NOW)
        assert clinic.staff.disable(gone, CLINICIAN, NOW).id == GONE
    window.enter(Unlocked(template.key, CLINICIAN, "Dr. Åsa Lindqvist"))
    assert window.frame is not None
    clinic = window.frame.workplace.clinic
    sql = "SELECT staff_id, reason FROM audit WHERE act = 'unlock-failed'"
    told: dict[int, list[str]] = {}
    for who, at in clinic.ledger.db.execute(sql):
        told.setdefault(who, []).append(at)
    assert told[CLINICIAN] == list(untold[CLINICIAN])
    assert len(told[CLINICIAN]) == 2
    assert told[RECEPTION] == list(untold[RECEPTION])
    assert told[PROGRAM] == [*untold[GONE], *untold[PROGRAM]], "who left, and the recovery key"
    assert not Tries(folder).untold()

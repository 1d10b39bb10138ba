"""A second look asks who sits here for the passphrase, and lets nothing else through."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from infrared_desktop.domain.records.people import Settings
from infrared_desktop.practice.founding import PASSPHRASE as PRACTICE
from infrared_desktop.storage.access.seat import tell_tries
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.views import tasks
from infrared_desktop.views.entry.second_look import SecondLook, look_again
from infrared_desktop.views.inputs.field_errors import error_of
from infrared_desktop.views.workplace import Workplace
from tests.clinics import CLINICIAN, NOW, PASSPHRASE, RECEPTION, Template

WHAT = "Before all records leave, type your passphrase again."


@pytest.fixture
def below(qtbot: QtBot, dressed: QApplication) -> Iterator[QWidget]:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    yield window


def ask(below: QWidget, clinic: Clinic, by: int = CLINICIAN) -> tuple[SecondLook, list[str]]:
    done: list[str] = []
    workplace = Workplace(clinic, clinic.staff.get(by), lambda: NOW)
    dialog = look_again(below, workplace, WHAT, lambda: done.append("done"))
    return dialog, done


def test_the_right_passphrase_goes_on(qtbot: QtBot, below: QWidget, clinic: Clinic) -> None:
    dialog, done = ask(below, clinic)
    assert dialog.lead.text() == WHAT
    assert clinic.staff.get(CLINICIAN).record.name in dialog.title.text()
    dialog.passphrase.setText(PASSPHRASE)
    qtbot.keyClick(dialog.passphrase, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: done == ["done"])


def test_no_line_of_what_it_is_for_is_cut(qtbot: QtBot, below: QWidget, clinic: Clinic) -> None:
    why = "ليلى البغدادي gets a one-time code. " + "A passphrase that they have opens no more. " * 3
    workplace = Workplace(clinic, clinic.staff.get(CLINICIAN), lambda: NOW)
    dialog = look_again(below, workplace, why, lambda: None)
    qtbot.waitUntil(lambda: dialog.lead.height() >= dialog.lead.heightForWidth(dialog.lead.width()))
    dialog.reject()


def test_in_practice_it_says_what_is_to_be_typed(
    below: QWidget, clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    practice = Settings("Practice clinic", "CA", practice=True)
    monkeypatch.setattr(Workplace, "settings", property(lambda _: practice))
    dialog, _ = ask(below, clinic)
    assert dialog.lead.text().startswith(WHAT)
    assert f"passphrase is the word {PRACTICE}." in dialog.lead.text()
    dialog.reject()


def test_a_wrong_one_is_refused_in_words(qtbot: QtBot, below: QWidget, clinic: Clinic) -> None:
    dialog, done = ask(below, clinic)
    dialog.passphrase.setText(PASSPHRASE + "s")
    dialog.go_on.click()
    qtbot.waitUntil(lambda: "does not unlock" in error_of(dialog.passphrase))
    assert not done
    assert dialog.isVisible()
    dialog.reject()


def test_no_line_of_a_refusal_is_cut(qtbot: QtBot, below: QWidget, clinic: Clinic) -> None:
    dialog, _ = ask(below, clinic)
    dialog.passphrase.setText(PASSPHRASE + "s")
    dialog.go_on.click()
    qtbot.waitUntil(lambda: "does not unlock" in error_of(dialog.passphrase))
    words = dialog.findChild(QLabel, f"{dialog.passphrase.objectName()}_error")
    assert words is not None
    shown = words.geometry()
    assert shown.height() >= words.heightForWidth(shown.width()) > words.fontMetrics().height()
    assert dialog.passphrase.geometry().bottom() < shown.top()
    assert shown.bottom() < dialog.show_typed.geometry().top()
    dialog.reject()


def test_giving_up_does_nothing(qtbot: QtBot, below: QWidget, clinic: Clinic) -> None:
    dialog, done = ask(below, clinic)
    dialog.go_on.click()
    assert error_of(dialog.passphrase) == "Type it first."
    dialog.passphrase.setText(PASSPHRASE)
    dialog.go_on.click()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert tasks.wait_for_all()
    qtbot.wait(1)  # so that what came of the try would be told
    assert not done


def test_the_recovery_key_is_as_good(
    qtbot: QtBot, below: QWidget, clinic: Clinic, template: Template
) -> None:
    dialog, done = ask(below, clinic, RECEPTION)  # who has no passphrase yet
    dialog.other_way.click()
    dialog.passphrase.setText(template.recovery_key.lower())
    dialog.go_on.click()
    qtbot.waitUntil(lambda: done == ["done"])


def test_wrong_and_right_are_told_to_the_audit_log_at_once(
    qtbot: QtBot, below: QWidget, clinic: Clinic, template: Template
) -> None:
    dialog, done = ask(below, clinic)
    dialog.passphrase.setText(PASSPHRASE + "s")
    dialog.go_on.click()
    qtbot.waitUntil(lambda: "does not unlock" in error_of(dialog.passphrase))
    ((act, by, moment),) = _told(clinic)
    assert (act, by) == ("unlock-failed", CLINICIAN)
    assert datetime.fromisoformat(moment).tzinfo
    dialog.other_way.click()
    dialog.passphrase.setText(template.recovery_key)
    dialog.go_on.click()
    qtbot.waitUntil(lambda: done == ["done"])
    assert _told(clinic)[1:] == [("looked-again", CLINICIAN, "recovery key")]


def test_while_a_job_writes_the_audit_log_hears_of_it_later(
    qtbot: QtBot, below: QWidget, clinic: Clinic
) -> None:
    dialog, _ = ask(below, clinic)
    dialog._workplace.hold(True)
    dialog.passphrase.setText(PASSPHRASE + "s")
    dialog.go_on.click()
    qtbot.waitUntil(lambda: "does not unlock" in error_of(dialog.passphrase))
    assert not _told(clinic)
    tell_tries(clinic.ledger, clinic.folder, NOW)
    assert [act for act, *_ in _told(clinic)] == ["unlock-failed"]
    dialog.reject()


def _told(clinic: Clinic) -> list[tuple[str, int, str]]:
    sql = (
        "SELECT act, staff_id, reason FROM audit WHERE act IN ('unlock-failed', 'looked-again') "
        "ORDER BY seq"
    )
    return list(clinic.ledger.db.execute(sql))

"""A second look asks who sits here for the passphrase, and lets nothing else through."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from infrared_desktop.storage.clinic import Clinic
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


def test_a_wrong_one_is_refused_in_words(qtbot: QtBot, below: QWidget, clinic: Clinic) -> None:
    dialog, done = ask(below, clinic)
    dialog.passphrase.setText(PASSPHRASE + "s")
    dialog.go_on.click()
    qtbot.waitUntil(lambda: "does not unlock" in error_of(dialog.passphrase))
    assert not done
    assert dialog.isVisible()
    dialog.reject()


def test_giving_up_does_nothing(qtbot: QtBot, below: QWidget, clinic: Clinic) -> None:
    dialog, done = ask(below, clinic)
    dialog.go_on.click()
    assert error_of(dialog.passphrase) == "Type it first."
    dialog.passphrase.setText(PASSPHRASE)
    dialog.go_on.click()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.wait(400)
    assert not done


def test_the_recovery_key_is_as_good(
    qtbot: QtBot, below: QWidget, clinic: Clinic, template: Template
) -> None:
    dialog, done = ask(below, clinic, RECEPTION)  # who has no passphrase yet
    dialog.other_way.click()
    dialog.passphrase.setText(template.recovery_key.lower())
    dialog.go_on.click()
    qtbot.waitUntil(lambda: done == ["done"])

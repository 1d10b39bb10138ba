"""Enter does what stands on the button that has the keys, and Esc gives a dialog up."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QWidget

from infrared_desktop.views.entry.own_passphrase import PassphraseDialog
from infrared_desktop.views.entry.second_look import SecondLook
from infrared_desktop.views.inputs.field_errors import error_of
from tests.views.desk import Desk

KEYS = pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])


def press(desk: Desk, button: QWidget, key: Qt.Key) -> None:
    button.setFocus(Qt.FocusReason.TabFocusReason)
    desk.qtbot.keyClick(button, key)


def second_look(desk: Desk) -> SecondLook:
    look = SecondLook(desk.frame, desk.frame.workplace, "It reaches far.")
    look.open()
    desk.qtbot.waitUntil(look.isActiveWindow)
    return look


@KEYS
def test_enter_on_cancel_gives_the_second_look_up(desk: Desk, key: Qt.Key) -> None:
    look = second_look(desk)
    rejected = QSignalSpy(look.rejected)
    look.passphrase.setText("half of it")
    press(desk, look.cancel, key)
    assert rejected.count() == 1


@KEYS
def test_enter_on_the_other_way_asks_for_the_recovery_key(desk: Desk, key: Qt.Key) -> None:
    look = second_look(desk)
    press(desk, look.other_way, key)
    assert look.passphrase.accessibleName() == "Recovery key, as printed"
    look.reject()


@KEYS
def test_enter_on_a_button_of_a_new_passphrase_does_what_it_says(desk: Desk, key: Qt.Key) -> None:
    kept: list[str] = []
    dialog = PassphraseDialog(desk.frame, "Title", "Lead", (), kept.append, lambda: None)
    rejected = QSignalSpy(dialog.rejected)
    dialog.open()
    desk.qtbot.waitUntil(dialog.isActiveWindow)
    inputs = dialog.inputs
    press(desk, inputs.button, key)
    field = inputs.page.form.passphrase
    desk.qtbot.waitUntil(lambda: error_of(field) == "A stronger one is needed.")
    assert (kept, rejected.count()) == ([], 0)
    press(desk, inputs.cancel, key)
    assert rejected.count() == 1

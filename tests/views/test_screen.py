"""Keys go to the work of a screen, and to a message above it only where nothing else takes them."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QListView, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.screen import Screen, give_keys
from infrared_desktop.views.workplace import Workplace
from tests.clinics import NOW, RECEPTION


def shown(qtbot: QtBot, clinic: Clinic, parts: Sequence[QWidget]) -> Screen:
    screen = Screen(Workplace(clinic, clinic.staff.get(RECEPTION), lambda: NOW))
    box = QVBoxLayout(screen)
    for part in parts:
        box.addWidget(part)
    qtbot.addWidget(screen)
    return screen


def message() -> Banner:
    banner = Banner()
    banner.tell(Meaning.CAUTION, "Two days are not finished.", "Look at them")
    return banner


def taker(screen: Screen) -> Any:
    screen.show()
    screen.activateWindow()
    give_keys(screen)
    return screen.focusWidget()


def test_what_the_screen_names_takes_the_keys(qtbot: QtBot, clinic: Clinic) -> None:
    listed = QListView()
    screen = shown(qtbot, clinic, [message(), QPushButton("Book"), listed])
    screen.setFocusProxy(listed)
    assert taker(screen) is listed


def test_where_that_is_hidden_the_work_takes_them_and_not_the_message_above_it(
    qtbot: QtBot, clinic: Clinic
) -> None:
    empty, button = QListView(), QPushButton("Book")
    screen = shown(qtbot, clinic, [message(), empty, button])
    screen.setFocusProxy(empty)
    empty.hide()
    assert taker(screen) is button


def test_where_there_is_nothing_else_the_message_takes_them(qtbot: QtBot, clinic: Clinic) -> None:
    empty, banner = QListView(), message()
    screen = shown(qtbot, clinic, [banner, empty])
    screen.setFocusProxy(empty)
    empty.hide()
    assert banner.isAncestorOf(taker(screen))

"""Enter presses the button that holds the keys, and not one that took them meanwhile."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QPushButton, QStackedWidget
from pytestqt.qtbot import QtBot

from infrared_desktop.views.enter_key import EnterKey


@pytest.fixture
def pages(qtbot: QtBot, dressed: QApplication) -> QStackedWidget:
    """Show an input whose Enter leads to a button, in a window."""
    window, pages = QMainWindow(), QStackedWidget()
    line, button = QLineEdit(), QPushButton("Agree")
    for page in (line, button):
        pages.addWidget(page)
    line.returnPressed.connect(lambda: pages.setCurrentWidget(button))
    line.returnPressed.connect(button.setFocus)
    window.setCentralWidget(pages)
    EnterKey(window)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    line.setFocus()
    return pages


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_an_input_that_leads_to_a_button_does_not_press_it(
    pages: QStackedWidget, qtbot: QtBot, key: Qt.Key
) -> None:
    pressed: list[bool] = []
    button = pages.widget(1)
    assert isinstance(button, QPushButton)
    button.clicked.connect(lambda: pressed.append(True))
    qtbot.keyClick(pages.widget(0), key)
    assert QApplication.focusWidget() is button and not pressed
    qtbot.keyClick(button, key)
    assert pressed == [True]

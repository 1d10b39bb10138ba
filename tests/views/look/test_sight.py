"""A page never loses what stands at its right edge, and shows no bar where it fits."""

import pytest
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from infrared_desktop.views.look.sight import Sight


@pytest.mark.parametrize(("width", "scrolls"), [(800, False), (300, True)])
def test_it_scrolls_aside_only_where_the_page_is_wider(
    qtbot: QtBot, width: int, scrolls: bool
) -> None:
    page, last = QWidget(), QPushButton()
    row = QHBoxLayout(page)
    for button in (QPushButton(), last):
        button.setMinimumWidth(240)
        row.addWidget(button)
    sight = Sight(page)
    qtbot.addWidget(sight)
    sight.resize(width, 200)
    sight.show()
    qtbot.waitExposed(sight)
    qtbot.waitUntil(lambda: sight.horizontalScrollBar().isVisible() is scrolls)
    sight.ensureWidgetVisible(last, 0, 0)
    right = last.mapTo(sight.viewport(), last.rect().topRight()).x()
    assert right < sight.viewport().width()

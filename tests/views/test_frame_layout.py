"""Screens that are let go of are gone with all that they hold, and the window soon goes on."""

import weakref

import pytest
from PySide6.QtWidgets import QLabel, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from infrared_desktop.views import garbage
from infrared_desktop.views.frame_layout import keep_only


class _Named:
    """Somebody's name, as a page holds it."""


class _Page(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.page = self  # a knot, as each screen is
        self.held, self.label = _Named(), QLabel(self)
        self.label.shown = self.held  # type: ignore[attr-defined]


def test_what_pages_held_is_thrown_away_once_for_all_of_them(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    stack, throw_away, times = QStackedWidget(), garbage.throw_away, list[int]()
    qtbot.addWidget(stack)
    kept = _Page()
    stack.addWidget(kept)
    names = [weakref.ref(kept.held)]
    for _ in range(20):
        page = _Page()
        names.append(weakref.ref(page.held))
        stack.addWidget(page)
    del page

    def counted() -> None:
        throw_away()
        times.append(sum(name() is not None for name in names))

    monkeypatch.setattr(garbage, "throw_away", counted)
    keep_only(stack, [kept])
    keep_only(stack, [kept])  # as the window asks each time a screen is shown
    assert stack.count() == 1
    qtbot.waitUntil(lambda: bool(times))
    assert times == [1]
    assert names[0]() is kept.held

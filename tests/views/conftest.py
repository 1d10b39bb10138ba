"""Fixtures for views: a theme that is put back, and forms in a folder of the test's own."""

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt, QTimer
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.files import watched_folder
from infrared_desktop.views import garbage
from infrared_desktop.views.forms import forms
from infrared_desktop.views.inputs import date_field
from infrared_desktop.views.look.theme import apply_theme, theme
from tests.views.desk import Desk

_LOOK_MS = 1_000
FormMaker = Callable[[str, str], str]


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Undress the application for a test that asks for no dress, if one before left it dressed."""
    if _LEFT and "dressed" not in getattr(item, "fixturenames", ()):
        _LEFT.pop().setStyleSheet("")


@pytest.fixture(autouse=True)
def _no_job_looks_for_garbage() -> Iterator[None]:
    """Look for garbage as the program does, in this thread alone."""
    gc.disable()
    yield
    garbage.look()
    gc.enable()


@pytest.fixture(scope="session", autouse=True)
def _looked_for_garbage(qapp: QApplication) -> Iterator[None]:
    """Look for it within long tests as well, which let events come."""
    clock = QTimer(interval=_LOOK_MS)
    clock.timeout.connect(garbage.look)
    clock.start()
    yield
    clock.stop()


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    """Yield the application in the light theme, which whoever comes next keeps on or takes off.

    Qt reads a dress anew each time that it is put on.
    """
    if not _LEFT:
        apply_theme(qapp, Qt.ColorScheme.Light)
        _LEFT.append(qapp)
    worn, dress = theme(), _dress(qapp)
    yield qapp
    if theme() is not worn or _dress(qapp) != dress:
        apply_theme(qapp, Qt.ColorScheme.Light)


_LEFT: list[QApplication] = []  # the application, while it is dressed


def _dress(app: QApplication) -> tuple[str, QFont, QPalette]:
    """Return what is worn besides the theme."""
    return app.styleSheet(), app.font(), app.palette()


@pytest.fixture
def desk(dressed: QApplication, qtbot: QtBot, clinic: Clinic) -> Iterator[Desk]:
    """Yield the window of a clinician at a fresh clinic."""
    desk = Desk(qtbot, clinic).sit_down()
    yield desk
    desk.get_up()


@pytest.fixture
def make_form(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FormMaker:
    """Return a function that writes a form into a folder where load_form looks for it."""
    monkeypatch.setattr(forms, "UI", tmp_path)

    def make(name: str, body: str) -> str:
        text = f'<ui version="4.0"><class>TestForm</class><widget class="QWidget" name="TestForm">{body}</widget></ui>'  # noqa: E501
        (tmp_path / f"{name}.ui").write_text(text, encoding="utf-8")
        return name

    return make


@pytest.fixture(autouse=True)
def _no_watched_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Watch no folder that whoever runs the tests has chosen for their own clinic."""
    monkeypatch.setattr(watched_folder, "usual_file", lambda: tmp_path / "watched.json")


@pytest.fixture(autouse=True)
def _same_dates() -> Iterator[None]:
    QLocale.setDefault(QLocale.c())
    yield
    QLocale.setDefault(QLocale.c())
    date_field.configure(date_field.DateOrder.DMY)

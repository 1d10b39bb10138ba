"""After an erasure nothing in the open window holds the name any more, seen or kept."""

import gc
import sys
from collections.abc import Iterable, Iterator
from types import ModuleType

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QAction, QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from infrared_desktop.views.entry.second_look import SecondLook
from tests.clinics import PASSPHRASE
from tests.scenes import CANARY, full_day
from tests.views.desk import Desk

NAMES = (CANARY, "Ottilie")
VISITED = (
    *("patient", "consultation", "history", "plan", "session", "review", "photos", "consent"),
    *("patient_rights", "restriction", "join", "part", "leaving", "booking", "handout"),
    *("patient_form", "rights_wish", "wish", "reaction"),
)
LISTS = ("today", "people", "diary", "follow_ups", "messages", "audit", "keeping", "waiting")


def names_in(text: object) -> bool:
    return isinstance(text, str) and any(name in text for name in NAMES)


def shown() -> Iterator[str]:
    """Yield each text of a widget or an action that names the patient, seen or hidden."""
    for widget in QApplication.allWidgets():
        texts = [widget.windowTitle(), widget.toolTip(), widget.accessibleName()]
        texts += [widget.text()] if isinstance(widget, QLabel | QLineEdit) else []
        texts += [each.text() for each in widget.actions() if isinstance(each, QAction)]
        yield from (f"{type(widget).__name__}: {text}" for text in texts if names_in(text))


def kept() -> dict[int, object]:
    """Return what holds a text that names the patient, of all that the program keeps."""
    of_tests = [m for name, m in sys.modules.items() if name.startswith("tests")]
    seen = {id(vars(m)) for m in of_tests if isinstance(m, ModuleType)} | {id(sys._getframe())}
    ways: dict[int, tuple[object, int]] = {}
    todo: list[object] = [each for each in gc.get_objects() if id(each) not in seen]
    seen |= {id(todo), id(seen), id(ways), id(of_tests)}
    found: dict[int, object] = {}
    while todo:
        holder = todo.pop()
        if id(holder) in seen:
            continue
        seen.add(id(holder))
        for held in gc.get_referents(holder):
            if names_in(held) and held is not CANARY and holder is not NAMES:
                found[id(holder)] = holder
            elif gc.is_tracked(held) is False and isinstance(held, dict | tuple | list):
                todo.append(held)
    return found


def look_everywhere(desk: Desk, number: int) -> None:
    for name in VISITED:
        desk.go(name, number)
    for name in LISTS:
        desk.go(name)
    desk.press("Ctrl+K")
    desk.type("ottilie")
    desk.press("F1")
    held: Iterable[QWidget] = desk.frame.findChildren(QLabel)
    QGuiApplication.clipboard().setText(next(t.text() for t in held if CANARY in t.text()))


def settle_down() -> None:
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QCoreApplication.processEvents()


@pytest.fixture
def of_others() -> dict[int, object]:
    """Return what windows before this one left for the next look at garbage."""
    gc.collect()
    return kept()


@pytest.fixture
def number(of_others: object, desk: Desk) -> int:
    number = full_day(desk.clinic)
    look_everywhere(desk, number)
    return number


def test_after_an_erasure_nothing_in_the_window_holds_the_name(
    desk: Desk,
    number: int,
    of_others: dict[int, object],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _: True)
    assert any(shown()), "the search finds what is there before"
    assert kept().keys() - of_others.keys(), "and so does the one behind the screens"
    desk.frame.go_back()
    screen = desk.go("erasure", number)
    screen.deciding.reason.setText("asked in writing, nothing obliges us to keep it")
    desk.press("Ctrl+Shift+Delete")
    dialog = desk.frame.findChild(SecondLook)
    assert dialog is not None
    dialog.passphrase.setText(PASSPHRASE)
    dialog.go_on.click()
    desk.qtbot.waitUntil(lambda: type(desk.screen).__name__ == "PeopleScreen", timeout=20_000)
    assert f"Number {number:04} is erased." in desk.told()
    del screen, dialog
    settle_down()
    assert list(shown()) == []
    assert [each for key, each in kept().items() if key not in of_others] == []
    assert not desk.frame.palette_field.isUndoAvailable()
    assert not names_in(QGuiApplication.clipboard().text())
    assert desk.frame.stack.count() == 1

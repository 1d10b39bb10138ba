"""Garbage is looked for in the window's own thread; what stays is left alone meanwhile."""

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt
from pytestqt.qtbot import QtBot

from infrared_desktop.views import garbage, tasks


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    yield
    garbage.look_again()


def test_what_is_made_by_then_is_left_alone_until_the_clinic_is_closed() -> None:
    usual = gc.get_threshold()
    garbage.leave_alone()
    assert gc.get_freeze_count() > 10_000
    assert gc.get_threshold()[0] > 10 * usual[0]
    garbage.look_again()
    assert gc.get_freeze_count() < 1_000
    assert gc.get_threshold() == usual


def knot(*held: object) -> None:
    """Make what hangs together, and let go of it."""
    knot = list(held)
    knot.append(knot)


@pytest.fixture
def looks() -> Iterator[list[int]]:
    """Yield the generations that are looked through."""
    seen: list[int] = []

    def note(phase: str, info: dict[str, int]) -> None:
        if phase == "stop":
            seen.append(info["generation"])

    gc.callbacks.append(note)
    yield seen
    gc.callbacks.remove(note)


def test_what_hangs_together_is_still_thrown_away(looks: list[int]) -> None:
    garbage.leave_alone()
    garbage.look()
    looks.clear()
    for _ in range(60_000):
        knot()
    assert looks == [], "not by itself"
    garbage.look()
    garbage.look()
    assert len(looks) == 1, "once, as it was due"


def test_older_things_are_looked_through_less_often(looks: list[int]) -> None:
    kept: list[object] = []
    for _ in range(30):
        kept += [[] for _ in range(2 * gc.get_threshold()[0])]
        garbage.look()
    assert looks.count(0) > 5 * looks.count(1) > 0


def test_a_window_is_looked_after_by_itself(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(garbage, "_LOOK_MS", 1)
    owner, looked = QObject(), list[bool]()
    monkeypatch.setattr(garbage, "look", lambda: looked.append(gc.isenabled()))
    gc.enable()
    garbage.begin(owner)
    qtbot.waitUntil(lambda: len(looked) > 2)
    assert not any(looked)


def test_no_job_ends_what_the_window_made(qtbot: QtBot) -> None:
    """Each thread would wait for a lock of the other's, for ever."""
    ended, done = list[str](), list[int]()

    def make() -> None:
        made = QObject()
        note = lambda: ended.append(threading.current_thread().name)  # noqa: E731
        made.destroyed.connect(note, Qt.ConnectionType.DirectConnection)
        knot(made)

    make()
    tasks.run(None, lambda _: len([[] for _ in range(300_000)]), done.append, done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert ended == []
    gc.collect()
    assert ended == [threading.main_thread().name]


def test_nothing_is_looked_through_while_a_job_makes_much(looks: list[int]) -> None:
    with garbage.undisturbed():
        kept = [[] for _ in range(100_000)]
        garbage.look()
    assert looks == []
    assert gc.get_freeze_count() > len(kept), "and it is left alone afterwards"

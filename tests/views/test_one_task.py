"""One task at a time: it is let go of before its outcome is heard, and given up for the next."""

import gc
import threading
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal
from pytestqt.qtbot import QtBot

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.views import tasks
from infrared_desktop.views.one_task import OneTask


class Work(OneTask):
    done = Signal(object)


def never(*_: Any) -> None:
    raise AssertionError("nobody should have heard of it")


def refuse(_: tasks.Task) -> None:
    raise KnownError("The disk is full.")


@pytest.mark.parametrize("how", ["done", "failed", "cancelled"])
def test_nothing_is_on_any_more_when_the_outcome_is_heard(
    qtbot: QtBot, qapp: Any, how: str
) -> None:
    one, heard = OneTask(), list[tuple[str, bool]]()
    jobs = {"done": lambda _: None, "failed": refuse, "cancelled": tasks.Task.heed}
    hold = threading.Event()

    def job(task: tasks.Task) -> None:
        hold.wait(20)
        jobs[how](task)

    one.run(
        job,
        lambda _: heard.append(("done", one.is_on)),
        lambda _: heard.append(("failed", one.is_on)),
        lambda: heard.append(("cancelled", one.is_on)),
    )
    assert one.is_on
    if how == "cancelled":
        one.cancel()
    hold.set()
    qtbot.waitUntil(lambda: heard == [(how, False)])


def test_the_next_gives_up_the_one_before(qtbot: QtBot, qapp: Any) -> None:
    one, heard, hold = OneTask(), list[str](), threading.Event()
    one.run(lambda _: hold.wait(20), never, never, never)
    one.run(lambda _: "second", heard.append, never)
    hold.set()
    qtbot.waitUntil(lambda: heard == ["second"])
    assert not one.is_on


def test_what_was_dropped_is_heard_by_nobody(qapp: Any) -> None:
    one = OneTask()
    one.run(lambda _: None, never, never, never)
    one.drop()
    assert not one.is_on
    assert tasks.wait_for_all()
    qapp.processEvents()


def test_how_far_it_is_is_told(qtbot: QtBot, qapp: Any) -> None:
    one, told, hold = OneTask(), list[tuple[float, str]](), threading.Event()
    one.progressed.connect(lambda part, words: told.append((part, words)))
    one.run(lambda task: hold.wait(20) and task.step(0.5, "half"), lambda _: None, never)
    hold.set()
    qtbot.waitUntil(lambda: told == [(0.5, "half")])


def test_a_task_ends_unheard_with_the_page_that_holds_it(qtbot: QtBot, qapp: Any) -> None:
    page, hold = QObject(), threading.Event()
    OneTask(page).run(lambda _: hold.wait(20), never, never, never)
    page.deleteLater()
    QCoreApplication.sendPostedEvents(page, QEvent.Type.DeferredDelete.value)
    hold.set()
    qtbot.waitUntil(lambda: not tasks._running)


def test_work_that_its_page_let_go_of_stays_until_its_outcome(qtbot: QtBot, qapp: Any) -> None:
    work, heard, hold = Work(), list[str](), threading.Event()
    work.done.connect(heard.append)
    work.run(lambda _: "ready" if hold.wait(20) else "late", work.done.emit, never)
    del work
    gc.collect()
    hold.set()
    qtbot.waitUntil(lambda: heard == ["ready"])

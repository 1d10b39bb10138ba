"""Long work runs beside the window and ends in exactly one of done, failed or cancelled."""

import sys
import threading
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.views import tasks


class Outcomes:
    def __init__(self) -> None:
        self.heard: list[Any] = []

    def run(self, job: Any, owner: QObject | None = None) -> tasks.Task:
        return tasks.run(
            owner,
            job,
            lambda result: self.heard.append(("done", result, threading.current_thread())),
            lambda error: self.heard.append(("failed", str(error.sentence))),
            lambda: self.heard.append(("cancelled",)),
        )


@pytest.fixture
def outcomes(qapp: Any) -> Outcomes:
    return Outcomes()


def test_a_result_comes_back_to_the_main_thread(qtbot: QtBot, outcomes: Outcomes) -> None:
    outcomes.run(lambda _: threading.current_thread())
    qtbot.waitUntil(lambda: len(outcomes.heard) == 1)
    ((how, worker, heard_in),) = outcomes.heard
    assert how == "done"
    assert worker is not heard_in is threading.main_thread()


def test_a_job_lets_the_window_wait_for_one_millisecond_at_a_time(outcomes: Outcomes) -> None:
    usual = sys.getswitchinterval()
    sys.setswitchinterval(0.005)
    try:
        outcomes.run(lambda _: None)
        assert tasks.wait_for_all()
        assert sys.getswitchinterval() == pytest.approx(0.001)
    finally:
        sys.setswitchinterval(usual)


def test_locking_waits_little_for_a_job_that_hangs(
    monkeypatch: pytest.MonkeyPatch, outcomes: Outcomes
) -> None:
    monkeypatch.setattr(tasks, "_DROPPING_MS", 20)
    go_on = threading.Event()
    outcomes.run(lambda _: go_on.wait(20))
    tasks.drop_all()
    assert not tasks.wait_for_all(0)
    go_on.set()
    assert tasks.wait_for_all()
    QApplication.processEvents()
    assert outcomes.heard == []


def test_a_known_error_is_a_failure_in_words(qtbot: QtBot, outcomes: Outcomes) -> None:
    def job(_: tasks.Task) -> None:
        raise KnownError("The disk is full.")

    outcomes.run(job)
    qtbot.waitUntil(lambda: outcomes.heard == [("failed", "The disk is full.")])


def test_a_job_ends_at_its_next_step_after_it_is_cancelled(
    qtbot: QtBot, outcomes: Outcomes
) -> None:
    began, go_on = threading.Event(), threading.Event()

    def job(task: tasks.Task) -> None:
        began.set()
        go_on.wait(5)
        task.step(0.5)
        raise AssertionError("it went on")

    task = outcomes.run(job)
    assert began.wait(5)
    task.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: outcomes.heard == [("cancelled",)])


def test_every_step_is_heard_from_the_first_on(qtbot: QtBot, qapp: Any) -> None:
    told, threads = list[tuple[float, str]](), set[threading.Thread]()

    def job(task: tasks.Task) -> None:
        for number in range(200):
            task.step(number / 200, str(number))

    def hear(part: float, words: str) -> None:
        told.append((part, words))
        threads.add(threading.current_thread())

    for _ in range(20):
        told.clear()
        done = list[None]()
        tasks.run(None, job, done.append, pytest.fail, heard=hear)
        qtbot.waitUntil(lambda done=done: bool(done))
        assert told == [(number / 200, str(number)) for number in range(200)]
    assert threads == {threading.main_thread()}


@pytest.mark.parametrize("how", ["done", "failed"])
def test_nobody_is_told_once_the_owner_is_gone(qtbot: QtBot, outcomes: Outcomes, how: str) -> None:
    page, go_on, cancelled = QWidget(), threading.Event(), list[bool]()

    def job(task: tasks.Task) -> None:
        go_on.wait(20)
        cancelled.append(task._cancelled)
        if how == "failed":
            raise KnownError("The disk is full.")

    task = outcomes.run(job, QObject(page))
    page.deleteLater()
    QCoreApplication.sendPostedEvents(page, QEvent.Type.DeferredDelete.value)
    go_on.set()
    qtbot.waitUntil(lambda: task not in tasks._running)
    assert (cancelled, outcomes.heard) == ([True], [])


def test_a_dropped_job_has_no_outcome(qtbot: QtBot, outcomes: Outcomes) -> None:
    began = threading.Event()

    def job(task: tasks.Task) -> None:
        began.set()
        for _ in range(5000):
            threading.Event().wait(0.001)
            task.step(0)

    outcomes.run(job)
    assert began.wait(5)
    tasks.drop_all()
    qtbot.waitUntil(lambda: not tasks._running)
    assert outcomes.heard == []


@pytest.mark.parametrize("fault", [ZeroDivisionError, MemoryError, SystemError])
def test_a_fault_of_the_program_ends_the_wait_and_is_not_swallowed(
    qtbot: QtBot, outcomes: Outcomes, fault: type[Exception]
) -> None:
    def job(_: tasks.Task) -> None:
        raise fault

    with qtbot.captureExceptions() as caught:
        outcomes.run(job)
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is fault
    ((how, words),) = outcomes.heard
    assert how == "failed"
    assert "A fault of the program ended this" in words


def test_a_fault_is_reported_even_where_its_telling_fails_too(qtbot: QtBot) -> None:
    def fail(_: object) -> None:
        raise RuntimeError

    with qtbot.captureExceptions() as caught:
        tasks.run(None, lambda _: 1 // 0, fail, fail)
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError


def test_one_that_hangs_has_failed_after_its_limit_and_is_not_heard_later(
    qtbot: QtBot, outcomes: Outcomes
) -> None:
    answers = threading.Event()
    tasks.run(
        None,
        lambda _: answers.wait(20),
        lambda result: outcomes.heard.append(("done", result)),
        lambda error: outcomes.heard.append(("failed", str(error.sentence))),
        limit_ms=20,
    )
    qtbot.waitUntil(lambda: len(outcomes.heard) == 1)
    assert outcomes.heard[0][0] == "failed"
    assert "does not answer" in outcomes.heard[0][1]
    assert not tasks.wait_for_all(0)
    answers.set()
    assert tasks.wait_for_all()
    QApplication.processEvents()
    assert len(outcomes.heard) == 1
    assert not tasks._running


def test_one_that_answers_in_time_is_heard_once(qtbot: QtBot, outcomes: Outcomes) -> None:
    heard: list[str] = []
    tasks.run(None, lambda _: "there", heard.append, lambda _: heard.append("failed"), limit_ms=200)
    qtbot.waitUntil(lambda: heard == ["there"])
    limit: list[bool] = []
    QTimer.singleShot(300, lambda: limit.append(True))
    qtbot.waitUntil(lambda: bool(limit))
    assert heard == ["there"]


def test_who_waited_for_a_job_never_ends_in_its_thread(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A clock that runs, ended by another thread than its own, would take the program down."""
    settled, run, ended = threading.Event(), tasks._Runnable.run, list[str]()

    def run_and_linger(self: tasks._Runnable) -> None:
        run(self)
        settled.wait(20)  # the task is held by its thread alone by now

    class Waiting(QObject):
        def __init__(self) -> None:
            super().__init__()
            self.clock = QTimer(self, interval=60_000)
            self.clock.start()

        def hear(self, _: object) -> None:
            ended.append("heard")

    def wait_for_one() -> None:
        waiting = Waiting()
        note = lambda: ended.append(threading.current_thread().name)  # noqa: E731
        waiting.destroyed.connect(note, Qt.ConnectionType.DirectConnection)
        tasks.run(None, lambda _: waiting.clock.interval(), waiting.hear, waiting.hear)

    monkeypatch.setattr(tasks._Runnable, "run", run_and_linger)
    wait_for_one()
    qtbot.waitUntil(lambda: "heard" in ended)
    settled.set()
    assert tasks.wait_for_all()
    assert ended == ["heard", threading.main_thread().name]


def test_a_task_ends_in_the_windows_own_thread(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    settled, run = threading.Event(), tasks._Runnable.run
    heard, ended = list[int](), list[str]()

    def run_and_linger(self: tasks._Runnable) -> None:
        run(self)
        settled.wait(20)

    def note(_: QObject) -> None:
        ended.append(threading.current_thread().name)

    def one_with_a_limit() -> None:
        task = tasks.run(None, lambda _: 1, heard.append, pytest.fail, limit_ms=60_000)
        task.destroyed.connect(note, Qt.ConnectionType.DirectConnection)

    monkeypatch.setattr(tasks._Runnable, "run", run_and_linger)
    one_with_a_limit()
    qtbot.waitUntil(lambda: heard == [1])
    settled.set()
    assert tasks.wait_for_all()
    tasks.run(None, lambda _: 2, heard.append, pytest.fail)
    qtbot.waitUntil(lambda: heard == [1, 2] and bool(ended))
    assert ended == [threading.main_thread().name]


def test_a_failed_task_hangs_in_no_knot_with_what_it_raised(qtbot: QtBot) -> None:
    """As a look for garbage would be needed then to end it."""
    failed, done, gone = list[KnownError](), list[int](), list[bool]()

    def job(_: tasks.Task) -> None:
        raise KnownError("The disk is full.")

    def run_one() -> None:
        task = tasks.run(None, job, done.append, failed.append)
        task.destroyed.connect(lambda: gone.append(True))

    run_one()
    qtbot.waitUntil(lambda: bool(failed))
    assert tasks.wait_for_all()
    failed.clear()
    tasks.run(None, lambda _: 1, done.append, pytest.fail)
    qtbot.waitUntil(lambda: done == [1])
    assert gone == [True]


def test_a_job_whose_owner_went_may_be_any_pages(qtbot: QtBot, outcomes: Outcomes) -> None:
    page, other, go_on = QWidget(), QWidget(), threading.Event()
    owner = QObject(page)
    task = outcomes.run(lambda _: go_on.wait(20), owner)
    assert tasks.runs_for(page)
    owner.deleteLater()
    QCoreApplication.sendPostedEvents(owner, QEvent.Type.DeferredDelete.value)
    assert tasks.runs_for(other)
    go_on.set()
    qtbot.waitUntil(lambda: task not in tasks._running)
    assert not tasks.runs_for(other)

"""Run long work beside the window: one runner, with progress, cancel and plain outcomes."""

import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, TypeVar
from weakref import ref

from PySide6.QtCore import QObject, QRunnable, QThreadPool, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from infrared_desktop import event_log
from infrared_desktop.domain.errors import KnownError

T = TypeVar("T")
_DROPPING_MS = 3_000
_TURN_SECONDS = 0.001  # Python's own 5 ms, several times in one painting, are seen
_FAULT = (
    "A fault of the program ended this before it was done. What was saved before is safe. "
    "Try again; if it comes back, close the program and start it anew."
)
_NO_ANSWER = (
    "The folder that was asked does not answer: its stick, its disk or the network may hang. "
    "Nothing was changed, and the program goes on without it. See whether it is connected, and "
    "try again."
)
_AT_PLACES = 16  # looks at places that hang at once; none of them keeps other work waiting


class Cancelled(Exception):  # noqa: N818 - a wish of the person, not an error
    """Raised inside a job at its next step after somebody cancelled it."""


def _nothing(_: "Task") -> None:
    """Do the job of a task that is over."""


def _unheard(_result: object, _error: BaseException | None) -> None:
    """Hear an outcome that nobody waits for."""


class Task(QObject):
    """A running job, which can be cancelled."""

    progressed = Signal(float, str)
    _finished = Signal(object, object)

    def __init__(self, job: Callable[["Task"], Any] = _nothing, called: str = "") -> None:
        super().__init__()
        self.called, self._cancelled = called, False
        self._owner: Callable[[], QObject | None] = lambda: None
        self._job = job
        self._outcome: Callable[[Any, BaseException | None], None] = _unheard
        self._limit = QTimer(self, singleShot=True)
        self._limit.timeout.connect(self._give_up)
        self._finished.connect(self._settle)

    @property
    def is_cancelled(self) -> bool:
        """Whether somebody asked the job to stop."""
        return self._cancelled

    def cancel(self) -> None:
        """Ask the job to stop at its next step."""
        self._cancelled = True

    def drop(self) -> None:
        """Cancel the job, and end without outcome: nobody waits for it any more."""
        self.cancel()
        self._outcome, self._owner = _unheard, lambda: None  # it may be gone

    def step(self, fraction: float, words: str = "") -> None:
        """Say how far the job is; called by the job, from its own thread."""
        self.heed()
        self.progressed.emit(fraction, words)

    def heed(self) -> None:
        """End the job here if somebody cancelled it; called by the job, as a step is."""
        if self._cancelled:
            raise Cancelled

    def _give_up(self) -> None:
        """Let it have failed: it looks at a place that does not answer."""
        if self in _running:
            outcome = self._outcome
            self.drop()  # its thread may come back, so it stays among those that run
            outcome(None, KnownError(_NO_ANSWER))

    @Slot(object, object)
    def _settle(self, result: object, error: BaseException | None) -> None:
        _running.discard(self)
        self._limit.stop()
        outcome = self._outcome
        # The thread may hold the task for a while yet; who waited for it is let go of here and now.
        self._job, self._outcome = _nothing, _unheard
        _over.clear()
        outcome(result, error)


class _Runnable(QRunnable):
    def __init__(self, task: Task) -> None:
        super().__init__()
        self._task = task

    def run(self) -> None:
        try:
            result, error = self._task._job(self._task), None
        except BaseException as raised:
            result, error = None, raised
        self._task._finished.emit(result, error)
        # What was raised holds the task by its frames: it goes first, and hangs in no knot with us.
        del result, error
        _over.append(self.__dict__.pop("_task"))


_running: set[Task] = set()
_over: deque[Task] = deque()  # threads are through with these; they end in the window's own


def run(
    owner: QObject | None,
    job: Callable[[Task], T],
    done: Callable[[T], None],
    failed: Callable[[KnownError], None],
    cancelled: Callable[[], None] = lambda: None,
    called: str = "",
    limit_ms: int = 0,
    heard: Callable[[float, str], object] | None = None,
) -> Task:
    """Run a job in a thread; exactly one of done, failed and cancelled is called afterwards.

    None of them is called once the owner is gone, and the job is cancelled then; without an owner
    it outlives every page. Each of its steps is `heard`, from the first on.

    One that is `called` something is worth waiting for: a lock lets it end, and names it.
    One with a limit may hang: after so long it has failed, and no other job waits for its thread.

    The job gets values, never widgets or the window's database connection. An error that is not
    a KnownError counts as failed, so that nobody waits on, and is then raised in the main thread,
    where the crash report is written.
    """

    sys.setswitchinterval(_TURN_SECONDS)  # how long a job may let the window wait for Python
    task = Task(job, called)
    task._outcome = _telling(done, failed, cancelled)
    if heard is not None:
        task.progressed.connect(heard)
    if owner is not None:
        task._owner = ref(owner)
        owner.destroyed.connect(task.drop)
    _running.add(task)
    if limit_ms:
        task._limit.start(limit_ms)
    (_places() if limit_ms else QThreadPool.globalInstance()).start(_Runnable(task))
    return task


def _telling(
    done: Callable[[T], None],
    failed: Callable[[KnownError], None],
    cancelled: Callable[[], None],
) -> Callable[[T, BaseException | None], None]:
    def outcome(result: T, error: BaseException | None) -> None:
        if error is None:
            done(result)
        elif isinstance(error, Cancelled):
            cancelled()
        elif isinstance(error, KnownError):
            event_log.note_error("failed", type(error), error.__traceback__)
            failed(error)
        else:
            try:
                failed(KnownError(_FAULT))
            finally:
                raise error

    return outcome


@cache
def _places() -> QThreadPool:
    pool = QThreadPool()
    pool.setMaxThreadCount(_AT_PLACES)
    return pool


def waited_for() -> list[str]:
    """Return what the running jobs are called that are worth waiting for."""
    return sorted({task.called for task in _running if task.called})


def runs_for(page: QWidget) -> bool:
    """Say whether a job runs for a page or a part of it, or for nobody in its window."""
    lines = [list(_line(task._owner())) for task in _running]
    return any(page in line or page.window() not in line for line in lines)


def _line(owner: QObject | None) -> Iterator[QObject]:
    while owner is not None:
        yield owner
        owner = owner.parent()


def drop_all(milliseconds: int | None = None) -> bool:
    """Cancel every job and end without its outcome, as when the clinic is locked.

    Nobody's window stands still for long: a job that waits for a mail server ends by itself later,
    on a connection of its own. Say whether all ended in time.
    """
    for task in _running.copy():
        task.drop()
    return wait_for_all(_DROPPING_MS if milliseconds is None else milliseconds)


def wait_for_all(milliseconds: int = 30_000) -> bool:
    """Wait until no job runs; say whether all ended in time."""
    ends = time.monotonic() + milliseconds / 1000
    done = QThreadPool.globalInstance().waitForDone(milliseconds)
    left = max(0, round((ends - time.monotonic()) * 1000))
    return _places().waitForDone(left) and done

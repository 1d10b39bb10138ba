"""One task at a time: whether it runs, how far it is, and how it is given up."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from PySide6.QtCore import QObject, Signal

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.views import tasks

T = TypeVar("T")
P = ParamSpec("P")


class OneTask(QObject):
    """Lets go of its task before it tells the outcome, so that the next may begin from there.

    Its task ends with it, unheard.
    """

    progressed = Signal(float, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._task: tasks.Task | None = None

    @property
    def is_on(self) -> bool:
        """Whether a task runs."""
        return self._task is not None

    def run(
        self,
        job: Callable[[tasks.Task], T],
        done: Callable[[T], None],
        failed: Callable[[KnownError], None],
        cancelled: Callable[[], None] = lambda: None,
        called: str = "",
        limit_ms: int = 0,
    ) -> tasks.Task:
        """Run a job as the task runner does; one that runs already is given up."""
        self.drop()
        ends = self._let_go(done), self._let_go(failed), self._let_go(cancelled)
        heard = self.progressed.emit
        self._task = tasks.run(self, job, *ends, called, limit_ms, heard)
        return self._task

    def cancel(self) -> None:
        """Ask the task to stop at its next step."""
        if self._task is not None:
            self._task.cancel()

    def drop(self) -> None:
        """Give the task up; nobody hears of it any more."""
        if self._task is not None:
            self._task.drop()
            self._task = None

    def _let_go(self, then: Callable[P, None]) -> Callable[P, None]:
        def end(*args: P.args, **named: P.kwargs) -> None:
            self._task = None
            then(*args, **named)

        return end

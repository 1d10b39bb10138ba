"""Processes that work until they are killed: each is forked off one that has all imported.

So a kill costs milliseconds, not a start of the program. Where a system can't fork (Windows), each
is started anew.
"""

import multiprocessing
import os
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from tests.faults import failing

PATIENCE_S = 240.0
Say = Callable[[Any], None]
Work = Callable[..., None]
_IMPORTED = ["tests.faults.work", "tests.faults.window_work"]


class FailedError(AssertionError):
    """A child ended by an error that the program does not know."""


class Child:
    """One process that works: `work(say, *words)`, by a function of a module."""

    def __init__(self, work: Work, *words: Any) -> None:
        self._hears, says = _processes().Pipe(duplex=False)
        target = (work, says, words)
        self._process = _processes().Process(target=_work, args=target, daemon=True)
        with failing.loaded():
            self._process.start()
        says.close()

    def hear(self, seconds: float = PATIENCE_S) -> Iterator[Any]:
        """Yield what it says, until it ends or the time is over."""
        end = time.monotonic() + seconds
        while self._hears.poll(max(0.0, end - time.monotonic())):
            try:
                told = self._hears.recv()
            except EOFError:
                return
            if isinstance(told, FailedError):
                raise told
            yield told

    def kill(self) -> list[Any]:
        """Kill it at once, with nothing tidied up; return what it had said that was not heard."""
        self._process.kill()
        self._process.join()
        rest = list(self.hear())
        self._hears.close()
        return rest

    def end(self) -> int | None:
        """Wait until it ended by itself; return its exit code."""
        self._process.join(PATIENCE_S)
        self._hears.close()
        return self._process.exitcode


def killed(work: Work, *words: Any, life: float) -> list[Any]:
    """Kill a child that works on and on, a while after it first spoke; return what it said.

    The first that a child says is that it begins, or what it did first.
    """
    child = Child(work, *words)
    said = [next(child.hear())]
    said += child.hear(life)
    return said + child.kill()


def played(work: Work, *words: Any) -> tuple[list[Any], int | None]:
    """Let a child work to its end; return what it said and its exit code."""
    child = Child(work, *words)
    said = list(child.hear())
    return said, child.end()


@cache
def _processes() -> Any:
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_IMPORTED)
    return context


def _work(work: Work, says: Any, words: tuple[Any, ...]) -> None:
    try:
        work(says.send, *words)
    except BaseException as error:
        if isinstance(error, BrokenPipeError):
            os._exit(1)  # nobody listens any more
        says.send(FailedError("".join(traceback.format_exception(error))))


@contextmanager
def surroundings(words: dict[str, str]) -> Iterator[None]:
    """Have other environment variables for a while."""
    before = dict(os.environ)
    os.environ.update(words)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)

"""Looks at the places of backups beside the window, each for itself: one may hang."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.views import tasks

T = TypeVar("T")
LIMIT_MS = 15_000  # a disk that slept, or a network folder far away, answers by then


class PlaceLooks(QObject):
    """Goes on for as long as its owner lasts; a new look takes the place of the one before."""

    def __init__(self, owner: QObject) -> None:
        super().__init__(owner)
        self._tasks: list[tasks.Task] = []
        self.waiting: list[Path] = []
        self.silent: list[Path] = []

    @property
    def is_on(self) -> bool:
        """Whether a place has neither answered nor been given up."""
        return bool(self.waiting)

    def begin(
        self,
        places: Sequence[Path],
        look: Callable[[Path], list[T]],
        tell: Callable[[list[T]], object],
    ) -> None:
        """Look at each; `tell` hears all that was found so far, whenever a place has answered."""
        for task in self._tasks:
            task.drop()
        self._tasks.clear()
        self.waiting[:], self.silent[:] = places, []
        found: list[T] = []

        def answered(place: Path, more: list[T]) -> None:
            self.waiting.remove(place)
            found.extend(more)
            tell(found)

        def failed(place: Path, _: KnownError) -> None:
            self.silent.append(place)
            answered(place, [])

        for place in places:
            job = partial(_job, look, place)
            done, lost = partial(answered, place), partial(failed, place)
            self._tasks.append(tasks.run(self, job, done, lost, limit_ms=LIMIT_MS))


def _job(look: Callable[[Path], list[T]], place: Path, _: tasks.Task) -> list[T]:
    return look(place)

"""Where somebody works: the open clinic, the person, the clock, and what can be taken back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from PySide6.QtCore import QObject, Signal

from infrared_desktop.domain.chart import Stored
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.people import Settings, Staff
from infrared_desktop.storage.acts import Change
from infrared_desktop.storage.clinic import Clinic

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """Return the moment now, aware, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Step:
    """A step that can be taken back, and its name in words.

    One that `speaks` goes on beside the window, and says itself when it is taken back.
    """

    words: str
    take_back: Callable[[], object]
    speaks: bool = False


class Workplace(QObject):
    """What every screen works with; one for each person at an open clinic."""

    changed = Signal(object)  # Change
    undo_changed = Signal()

    def __init__(self, clinic: Clinic, staff: Stored[Staff], clock: Clock = system_clock) -> None:
        super().__init__()
        self.clinic, self.staff, self._clock = clinic, staff, clock
        self._steps: list[Step] = []
        self._held = False
        self._unsubscribe = clinic.subscribe(self._on_change)

    @property
    def by(self) -> int:
        """The id of the person who works here."""
        return self.staff.id

    @property
    def settings(self) -> Settings:
        """The clinic's settings."""
        return self.clinic.settings

    def now(self) -> datetime:
        """Return the moment, aware."""
        return self._clock()

    def today(self) -> date:
        """Return the clinic's own calendar day."""
        return self.clinic.day(self.now())

    def can_take_back(
        self, words: str, take_back: Callable[[], object], speaks: bool = False
    ) -> Step:
        """Remember a step that Ctrl+Z takes back."""
        step = Step(words, take_back, speaks)
        self._steps.append(step)
        self.undo_changed.emit()
        return step

    def forget(self, step: Step) -> None:
        """Forget a step that was taken back another way."""
        self._steps = [each for each in self._steps if each is not step]
        self.undo_changed.emit()

    @property
    def last_step(self) -> Step | None:
        """The step that Ctrl+Z would take back."""
        return self._steps[-1] if self._steps else None

    def take_back(self) -> Step | None:
        """Take the last step back and return it; raise KnownError if it can't be any more."""
        if self._held:
            raise KnownError("A list is being stored. Wait until it is done, or cancel it.")
        if not self._steps:
            return None
        step = self._steps.pop()
        self.undo_changed.emit()
        step.take_back()
        return step

    def hold(self, held: bool) -> None:
        """Keep steps from being taken back while a job writes through its own connection."""
        self._held = held

    def close(self) -> None:
        """Leave the clinic."""
        self._unsubscribe()
        self.clinic.close()

    def _on_change(self, change: Change) -> None:
        self.changed.emit(change)

"""Where somebody works: the open clinic, the person, the clock, and what can be taken back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from PySide6.QtCore import QObject, Signal

from infrared_desktop.domain.access.rights import Right, may
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.people import Settings, Staff
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.desks.acts import Change

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """Return the moment now, aware, in UTC."""
    return datetime.now(UTC)


def clock_of(clinic: Clinic, clock: Clock) -> Clock:
    """Return the clock of a clinic: the given one, but for an invented day never before its end.

    A practice clinic that is made early in the morning is told until late in the morning.
    """
    last = clinic.last_stored_at()
    if last is None or not clinic.settings.practice:
        return clock
    ahead = max(last - clock(), timedelta())
    return lambda: clock() + ahead


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
    parting = Signal(object)  # what the clinic is to be left for, by the window

    def __init__(self, clinic: Clinic, staff: Stored[Staff], clock: Clock = system_clock) -> None:
        super().__init__()
        self.clinic, self.staff, self._clock = clinic, staff, clock
        self._steps: list[Step] = []
        self._held = False
        self._is_final = False  # what was stored last has no step that takes it back
        self._unsubscribe = clinic.subscribe(self._on_change)
        clinic.read_as(staff.id)

    @property
    def by(self) -> int:
        """The id of the person who works here."""
        return self.staff.id

    def may(self, right: Right) -> bool:
        """Say whether the person holds a right; what they may not is not offered to them."""
        lets = self.settings
        return may(
            self.staff.record.role,
            right,
            lets.reception_reads_records,
            lets.reception_sees_photographs,
        )

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
        self._set_final(False)
        return step

    def forget(self, step: Step) -> None:
        """Forget a step that was taken back another way."""
        self._steps = [each for each in self._steps if each is not step]
        self._set_final(False)

    def forget_steps(self) -> None:
        """Forget every step, as after an erasure: each may hold the name of who went."""
        self._steps = []
        self._set_final(False)

    @property
    def last_step(self) -> Step | None:
        """The step that Ctrl+Z would take back."""
        return self._steps[-1] if self._steps and not self._is_final else None

    def take_back(self) -> Step | None:
        """Take the last step back and return it; raise KnownError if it can't be any more.

        What was stored since without a step of its own is told first: nobody who means that
        loses an older step, which may well be another patient's.
        """
        if self._held:
            raise KnownError("A list is being stored. Wait until it is done, or cancel it.")
        if self._is_final:
            self._set_final(False)
            raise self._kept()
        if not self._steps:
            return None
        step = self._steps.pop()
        try:
            step.take_back()
        finally:
            self._set_final(False)
        return step

    @property
    def is_held(self) -> bool:
        """Whether a job writes through its own connection just now."""
        return self._held

    def hold(self, held: bool) -> None:
        """Keep steps from being taken back while a job writes through its own connection."""
        self._held = held

    def close(self) -> None:
        """Leave the clinic."""
        self._unsubscribe()
        self.clinic.close()

    def _kept(self) -> KnownError:
        if not self._steps:
            return KnownError("What you stored last stays on record: Ctrl+Z can't take it back.")
        return KnownError(
            "What you stored last stays on record: Ctrl+Z can't take it back. Pressed again, it "
            "takes back what you did before that: {step}.",
            step=self._steps[-1].words,
        )

    def _set_final(self, is_final: bool) -> None:
        self._is_final = is_final
        self.undo_changed.emit()

    def _on_change(self, change: Change) -> None:
        if change.kinds:
            self._set_final(True)
        self.changed.emit(change)

"""What stands in the diary on some days, and the refusal of a visit that finds no room there."""

from collections.abc import Callable
from datetime import date, datetime

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.records.people import Settings
from infrared_desktop.domain.schedule.agenda import Agenda
from infrared_desktop.domain.schedule.opening import DAY_MINUTES, minutes_of
from infrared_desktop.storage.desks.acts import Ledger
from infrared_desktop.storage.desks.front_desk import FrontDesk
from infrared_desktop.storage.desks.waiting import Waiting

_PLACE = ("patient_id", "kind", "day", "starts", "minutes", "clinician_id", "room_id", "device_id")
# What a visit that stands again is not held to: it was in its place before that was closed.
_STOOD_BEFORE = ("closed",)


class Agendas:
    """Reads what a wanted visit is held against."""

    def __init__(
        self,
        ledger: Ledger,
        front_desk: FrontDesk,
        waiting: Waiting,
        settings: Callable[[], Settings],
    ) -> None:
        self._ledger, self._settings = ledger, settings
        self.front_desk, self._waiting = front_desk, waiting

    def between(self, first: date, last: date, now: datetime) -> Agenda:
        """Return all that stands on the days from first to last, both included."""
        return Agenda(
            self.front_desk.rules(),
            self._settings(),
            now,
            self._ledger.books.between(Appointment, first, last),
            self.front_desk.closures(first, last),
            self._waiting.offers(first, last),
        )

    def refuse(
        self,
        wanted: Appointment,
        now: datetime,
        ignore_id: int | None = None,
        before: Appointment | None = None,
        stands_again: bool = False,
    ) -> None:
        """Raise KnownError if the clinic's rules refuse the visit; `before` is how it stood.

        A visit that keeps its place is not judged again, so that one which overlaps another since
        a restore can still arrive, or have its note changed.
        """
        if minutes_of(wanted.starts) + wanted.minutes > DAY_MINUTES or wanted.minutes < 1:
            raise KnownError("A visit takes at least a minute and ends on the day it begins.")
        if before is not None and before.is_live and _place(before) == _place(wanted):
            return
        passed = _STOOD_BEFORE if stands_again else ()
        for found in self.between(wanted.day, wanted.day, now).obstacles(wanted, ignore_id):
            if found.refuses and found.code not in passed:
                raise KnownError(
                    "{why} Nothing was booked. Choose another time, or change what it needs.",
                    why=found.sentence,
                )


def _place(visit: Appointment) -> tuple[object, ...]:
    return tuple(getattr(visit, name) for name in _PLACE)

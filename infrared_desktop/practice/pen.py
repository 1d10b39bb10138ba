"""Writes one patient's records in one act, each with its own moment, author and name of act."""

from collections import defaultdict
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from infrared_desktop.domain.records.chart import Chart, State, Stored
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.storage.database.kinds import kind_of
from infrared_desktop.storage.desks.acts import Act

R = TypeVar("R")

OWNER, CLINICIAN, RECEPTION = 1, 2, 3
NOW = time(10, 42)  # the practice clinic's time of day on the day that it is made for


class Clock:
    """The clinic's wall clock, read as moments; nothing is written after its now."""

    def __init__(self, zone: str, on: date) -> None:
        self.zone = ZoneInfo(zone)
        self.on = on
        self.now = self.at(on, NOW)

    def at(self, day: date, wall: time, minutes: int = 0) -> datetime:
        """Return the moment some minutes after a wall-clock time."""
        moment = datetime.combine(day, wall, self.zone).astimezone(UTC)
        return moment + timedelta(minutes=minutes)


class Pen:
    """Adds to and changes one patient's records, and keeps the chart that comes of it."""

    def __init__(self, act: Act, clock: Clock) -> None:
        self.clock = clock
        self._act = act
        self._charted: defaultdict[str, dict[int, Stored[Any]]] = defaultdict(dict)
        self._patient: Stored[Patient] | None = None
        self.latest = datetime.min.replace(tzinfo=UTC)

    def add(
        self, name: str, record: R, by: int, at: datetime, state: State = State.CURRENT
    ) -> Stored[R]:
        """Store a record as an act of that name, author and moment."""
        self._turn_to(name, by, at)
        return self._keep(self._act.add(record, state))

    def sign(self, record: R, by: int, at: datetime) -> Stored[R]:
        """Store a signed record."""
        return self.add(f"{kind_of(record).name}-signed", record, by, at, State.SIGNED)

    def change(
        self,
        name: str,
        stored: Stored[R],
        record: R,
        by: int,
        at: datetime,
        state: State = State.CURRENT,
    ) -> Stored[R]:
        """Store a record's next version."""
        self._turn_to(name, by, at)
        return self._keep(self._act.change(stored, record, state))

    @property
    def patient(self) -> Stored[Patient]:
        """The patient whose records these are."""
        if self._patient is None:
            raise ValueError("no patient was registered yet")
        return self._patient

    def chart(self) -> Chart:
        """Return everything written so far."""
        return Chart(self.patient, **{f: tuple(rows.values()) for f, rows in self._charted.items()})

    def count(self) -> int:
        """Return how many records the chart holds."""
        return sum(map(len, self._charted.values()))

    def _turn_to(self, name: str, by: int, at: datetime) -> None:
        if at > self.clock.now:
            raise ValueError(f"{name} would be written in the future, at {at}")
        self._act.name, self._act.by, self._act.now = name, by, at
        self.latest = max(self.latest, at)

    def _keep(self, stored: Stored[R]) -> Stored[R]:
        if isinstance(stored.record, Patient):
            self._patient = stored  # type: ignore[assignment]
        elif stored.state is State.INVALID:
            del self._charted[kind_of(stored.record).chart_field][stored.id]
        else:
            self._charted[kind_of(stored.record).chart_field][stored.id] = stored
        return stored

"""The diary desk: book, move and work through the visits of a day."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta, tzinfo
from typing import Any

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.answers import AppointmentStatus
from infrared_desktop.domain.records.chart import State, Stored
from infrared_desktop.domain.records.diary import Appointment, Device, NextStep, Room
from infrared_desktop.domain.schedule.agenda import Agenda, Obstacle
from infrared_desktop.domain.schedule.overlaps import Overlap, overlaps
from infrared_desktop.domain.schedule.schedule import Clash, clashes
from infrared_desktop.storage.database.sqlcipher import read
from infrared_desktop.storage.desks.absences import note_absence, strike_absences
from infrared_desktop.storage.desks.acts import Act, Ledger
from infrared_desktop.storage.desks.agendas import Agendas
from infrared_desktop.storage.desks.next_steps import check_next_step

_STAMPS = {
    AppointmentStatus.ARRIVED: "arrived_at",
    AppointmentStatus.IN_TREATMENT: "started_at",
    AppointmentStatus.FULFILLED: "ended_at",
}
_CLOSING = (
    AppointmentStatus.FULFILLED,
    AppointmentStatus.NO_SHOW,
    AppointmentStatus.CANCELLED,
)
_NOT_BEGUN = (AppointmentStatus.BOOKED, AppointmentStatus.ARRIVED)


class Diary:
    """Acts on appointments, rooms and devices."""

    def __init__(self, ledger: Ledger, agendas: Agendas, zone: Callable[[], tzinfo]) -> None:
        self._ledger, self._agendas, self._zone = ledger, agendas, zone

    def day(self, day: date) -> list[Stored[Appointment]]:
        """Return the visits of one day by start, cancelled ones too."""
        return self.between(day, day)

    def between(self, first: date, last: date) -> list[Stored[Appointment]]:
        """Return the visits of several days, by start."""
        found = self._ledger.books.between(Appointment, first, last)
        return sorted(found, key=lambda stored: (stored.record.day, stored.record.starts))

    def get(self, appointment_id: int) -> Stored[Appointment]:
        """Return one visit."""
        return self._ledger.books.get(Appointment, appointment_id)

    def unresolved(self, today: date, days_back: int = 366) -> list[Stored[Appointment]]:
        """Return the visits of past days that nobody gave an outcome, by start.

        The follow-ups know them, so the cost grows with them and not with the visits of a year.
        """
        sql = (
            # Named, as SQLite would rather look at every follow-up that is not hidden.
            "SELECT substr(key, length(kind) + 2) FROM follow_up INDEXED BY follow_up_outcome "
            "WHERE kind = 'visit_outcome' AND hidden IS NULL AND due BETWEEN ? AND ?"
        )
        days = (today - timedelta(days=days_back - 1), today)
        found = read(self._ledger.db, sql, [day.isoformat() for day in days])
        visits = self._ledger.books.many(Appointment, (int(number) for (number,) in found))
        return sorted(visits.values(), key=lambda stored: (stored.record.day, stored.record.starts))

    def clashes(self, wanted: Appointment, ignore_id: int | None = None) -> tuple[Clash, ...]:
        """Return what the wanted visit would overlap, buffers included."""
        buffers = self._agendas.front_desk.rules().buffers
        return clashes(wanted, self.day(wanted.day), ignore_id, buffers)

    def agenda(self, first: date, last: date, now: datetime) -> Agenda:
        """Return all that a visit from first to last is held against."""
        return self._agendas.between(first, last, now)

    def obstacles(
        self, wanted: Appointment, now: datetime, ignore_id: int | None = None
    ) -> tuple[Obstacle, ...]:
        """Return all that stands in the way of a visit, what refuses it first."""
        return self.agenda(wanted.day, wanted.day, now).obstacles(wanted, ignore_id)

    def overlaps(self, first: date, last: date) -> tuple[Overlap, ...]:
        """Return the visits that stand in each other's way, as after a restore."""
        visits = self.between(first, last)
        return overlaps(visits, self._agendas.front_desk.rules().buffers)

    def book(self, wanted: Appointment, by: int, now: datetime) -> Stored[Appointment]:
        """Book a visit; raise KnownError if patient, clinician, room or device is taken."""
        with self._ledger.act("visit-booked", by, now) as act:
            self._agendas.refuse(wanted, now)
            return act.add(wanted)

    def book_all(
        self, wanted: Iterable[Appointment], by: int, now: datetime
    ) -> list[Stored[Appointment]]:
        """Book several visits in one act: all of them, or none if one is refused."""
        with self._ledger.act("visits-booked", by, now) as act:
            return [self._add_one(act, each) for each in wanted]

    def take_back_all(
        self, booked: Iterable[Stored[Appointment]], by: int, now: datetime
    ) -> list[Stored[Appointment]]:
        """Mark visits that were booked together as entered in error, in one act."""
        wrong = AppointmentStatus.ENTERED_IN_ERROR
        with self._ledger.act("visits-taken-back", by, now) as act:
            return [act.change(each, _marked(each.record, wrong, act.now)) for each in booked]

    def move(
        self, stored: Stored[Appointment], wanted: Appointment, by: int, now: datetime
    ) -> Stored[Appointment]:
        """Move or change a visit, with the same refusals as a new one."""
        with self._ledger.act("visit-moved", by, now) as act:
            self._agendas.refuse(wanted, now, stored.id, stored.record)
            return act.change(stored, wanted)

    def hand_over(
        self, stored: Stored[Appointment], right: Appointment, by: int, now: datetime
    ) -> Stored[Appointment]:
        """Book a visit for the right person instead; the wrong booking stays, entered in error."""
        if stored.record.status not in _NOT_BEGUN:
            raise KnownError(
                "This visit has begun or is closed already, so it stays with its patient. "
                "Nothing was changed. Take back its last step first."
            )
        with self._ledger.act("visit-handed-over", by, now) as act:
            self._agendas.refuse(right, now, stored.id)
            act.change(stored, _marked(stored.record, AppointmentStatus.ENTERED_IN_ERROR, act.now))
            return act.add(right)

    def hand_back(
        self,
        wrong: Stored[Appointment],
        right: Stored[Appointment],
        before: Appointment,
        by: int,
        now: datetime,
    ) -> Stored[Appointment]:
        """Undo a hand-over: the first booking stands as before, the second is entered in error."""
        with self._ledger.act("visit-step-undone", by, now) as act:
            act.change(right, _marked(right.record, AppointmentStatus.ENTERED_IN_ERROR, act.now))
            self._agendas.refuse(before, now, wrong.id, stands_again=True)
            return act.change(wrong, before)

    def step(
        self, stored: Stored[Appointment], status: AppointmentStatus, by: int, now: datetime
    ) -> Stored[Appointment]:
        """Mark a visit as arrived or in treatment, with the moment."""
        if status in _CLOSING:
            raise KnownError("A visit closes with its next step. Say what comes next.")
        with self._ledger.act(f"visit-{status}", by, now) as act:
            marked = _marked(stored.record, status, act.now)
            self._agendas.refuse(marked, now, stored.id, stored.record)
            return act.change(stored, marked)

    def close(
        self,
        stored: Stored[Appointment],
        status: AppointmentStatus,
        next_step: NextStep,
        by: int,
        now: datetime,
        in_time: bool = False,
    ) -> Stored[Appointment]:
        """Close a visit as done, no-show or cancelled, together with its next step.

        That the patient missed it is noted apart, so that no later booking erases it; `in_time` is
        that the patient cancelled early enough, though the desk notes it only now.
        """
        if status not in _CLOSING:
            raise ValueError(f"{status} does not close a visit")
        check_next_step(next_step)
        with self._ledger.act(f"visit-{status}", by, now) as act:
            closed = act.change(stored, _marked(stored.record, status, act.now))
            late_hours = self._agendas.front_desk.rules().late_hours
            if not in_time:
                note_absence(act, closed, late_hours, self._zone())
            patient_id = stored.record.patient_id
            act.add(replace(next_step, patient_id=patient_id, appointment_id=stored.id))
            return closed

    def take_back(
        self, stored: Stored[Appointment], before: Appointment, by: int, now: datetime
    ) -> Stored[Appointment]:
        """Undo a step: the visit stands again as it stood before; both stay on record.

        A visit that opens again has no next step yet, so the one it closed with is struck through.
        """
        with self._ledger.act("visit-step-undone", by, now) as act:
            if before.is_live:
                self._agendas.refuse(before, now, stored.id, stored.record, stands_again=True)
            if before.is_open and not stored.record.is_open:
                strike_absences(act, self._ledger.books, stored)
                for agreed in self._agreed(stored)[-1:]:
                    act.change(agreed, agreed.record, State.INVALID)
            return act.change(stored, before)

    def rooms(self) -> list[Stored[Room]]:
        """Return the rooms in use."""
        return [room for room in self._ledger.books.all(Room) if room.record.active]

    def devices(self) -> list[Stored[Device]]:
        """Return all devices, without those that were never there."""
        return [each for each in self._ledger.books.all(Device) if each.state is not State.INVALID]

    def add_room(self, room: Room, by: int, now: datetime) -> Stored[Room]:
        """Store a new room."""
        with self._ledger.act("room-added", by, now) as act:
            return act.add(room)

    def _add_one(self, act: Act, wanted: Appointment) -> Stored[Appointment]:
        self._agendas.refuse(wanted, act.now)
        return act.add(wanted)

    def _agreed(self, visit: Stored[Appointment]) -> list[Stored[NextStep]]:
        steps = self._ledger.books.of_patient(NextStep, visit.record.patient_id)
        return [step for step in steps if step.record.appointment_id == visit.id]


def _marked(visit: Appointment, status: AppointmentStatus, now: datetime) -> Appointment:
    stamps: dict[str, Any] = {_STAMPS[status]: now} if status in _STAMPS else {}
    return replace(visit, status=status, **stamps)

"""What a new booking starts from: what is due, as last time, at the first time that is free."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from infrared_desktop.domain.booking.booking import (
    STEP_MINUTES,
    MarkedSlot,
    Slot,
    due_first,
    propose,
    with_plan,
)
from infrared_desktop.domain.booking.slot_windows import Reach
from infrared_desktop.domain.booking.slots import Wanted
from infrared_desktop.domain.follow_ups.due import FollowUp
from infrared_desktop.domain.records.answers import AppointmentKind
from infrared_desktop.domain.records.care import Plan
from infrared_desktop.domain.records.chart import Chart, Stored
from infrared_desktop.domain.records.diary import TREATING, Appointment
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.gathered.slot_finder import slots_of
from infrared_desktop.views.workplace import Workplace

_DAYS_AHEAD, _TIMES_A_DAY, _TIMES_SHOWN = 10, 4, 24
_TIMES_OF_DAY = 24 * 60 // STEP_MINUTES


def first_proposal(
    workplace: Workplace,
    chart: Chart,
    plan: Stored[Plan] | None,
    follow_up: FollowUp | None,
    slot: Slot | None,
) -> Appointment:
    """Return the visit to propose, in the slot that was chosen or at the first free time."""
    clinic, windows = workplace.clinic, workplace.clinic.protocol.windows
    visit = propose(chart, windows, workplace.today(), plan, follow_up)
    if follow_up is None and visit.kind is AppointmentKind.REVIEW:
        due = due_first(visit.kind, clinic.follow_ups.open_of_patient(chart.patient.id))
        visit = propose(chart, windows, workplace.today(), plan, due)
    visit = replace(visit, minutes=clinic.front_desk.rules().visit(visit.kind).minutes)
    visit = with_resources(visit, chart, clinic, plan)
    if slot is None:
        return _on_first_free(workplace, visit)
    placed = replace(
        visit,
        day=slot.day,
        starts=slot.starts,
        minutes=slot.minutes if isinstance(slot, MarkedSlot) else visit.minutes,
        clinician_id=slot.clinician_id or visit.clinician_id,
        room_id=slot.room_id or visit.room_id,
        device_id=slot.device_id or visit.device_id,
    )
    return with_plan(placed, chart, windows, plan)


def for_right_person(
    workplace: Workplace, chart: Chart, plan: Stored[Plan] | None, wrong: Appointment
) -> Appointment:
    """Return a visit of another person instead of a wrong one, for that person's own plan.

    Its kind, length, day, time, clinician, room and device stay, but nobody is treated whom no plan
    asks to be. Its note does not: it may speak of the first person, or give the reason for theirs.
    """
    clinic, windows = workplace.clinic, workplace.clinic.protocol.windows
    visit = propose(chart, windows, workplace.today(), plan)
    if plan is not None or wrong.kind not in TREATING:
        visit = replace(visit, kind=wrong.kind, minutes=wrong.minutes)
    visit = replace(
        visit,
        day=wrong.day,
        starts=wrong.starts,
        clinician_id=wrong.clinician_id,
        room_id=wrong.room_id,
        device_id=wrong.device_id,
    )
    return with_plan(with_resources(visit, chart, clinic, plan), chart, windows, plan)


def with_resources(
    visit: Appointment, chart: Chart, clinic: Clinic, plan: Stored[Plan] | None
) -> Appointment:
    """Return the visit with the clinician, room and device that its kind needs."""
    rule = clinic.front_desk.rules().visit(visit.kind)
    before = [stored.record for stored in reversed(chart.appointments)]
    people = [each.id for each in clinic.staff.of_role(rule.role)] if rule.role else []
    rooms = [room.id for room in clinic.diary.rooms()]
    devices = [each.id for each in clinic.diary.devices() if each.record.in_service]
    planned = [plan.record.clinician_id] if plan else []
    treated = [stored.record.device_id for stored in reversed(chart.sessions)]
    return replace(
        visit,
        clinician_id=visit.clinician_id
        or _first([*planned, *(v.clinician_id for v in before)], people)
        if rule.role
        else None,
        room_id=visit.room_id or _first([v.room_id for v in before], rooms)
        if rule.needs_room
        else None,
        device_id=_first([visit.device_id, *treated], devices) if rule.needs_device else None,
    )


def free_times(workplace: Workplace, visit: Appointment, ignore_id: int | None) -> list[Slot]:
    """Return the free times of the wanted day from the wanted one on, then of the days after."""
    today = Reach(visit.day, visit.day, visit.day)
    here = _slots(workplace, visit, today, ignore_id, _TIMES_OF_DAY)
    later = [each for each in here if each.starts >= visit.starts]
    found = (later or here)[: 2 * _TIMES_A_DAY]
    next_day = visit.day + timedelta(1)
    after = Reach(next_day, visit.day + timedelta(_DAYS_AHEAD), next_day)
    left = _TIMES_SHOWN - len(found)
    return [*found, *_slots(workplace, visit, after, ignore_id, left, _TIMES_A_DAY)]


def best_times(
    workplace: Workplace,
    visit: Appointment,
    reach: Reach,
    soonest: datetime,
    ignore_id: int | None = None,
) -> list[Slot]:
    """Return the free times within reach and not before a wall-clock time, best day first."""
    return _slots(workplace, visit, reach, ignore_id, _TIMES_SHOWN, _TIMES_A_DAY, soonest)


def wall_clock(workplace: Workplace) -> datetime:
    """Return the clinic's own wall-clock time, without a zone, as the diary keeps its times."""
    zone = ZoneInfo(workplace.settings.timezone)
    return workplace.now().astimezone(zone).replace(tzinfo=None)


def _on_first_free(workplace: Workplace, visit: Appointment) -> Appointment:
    found = free_times(workplace, replace(visit, starts=time.min), None)
    return replace(visit, **vars(found[0])) if found else visit


def _slots(
    workplace: Workplace,
    visit: Appointment,
    reach: Reach,
    ignore_id: int | None,
    limit: int,
    a_day: int | None = None,
    soonest: datetime | None = None,
) -> list[Slot]:
    not_before = soonest or wall_clock(workplace)
    wanted = Wanted(visit, reach.first, reach.last, reach.best, not_before, ignore_id)
    return list(slots_of(workplace.clinic, wanted, workplace.now(), limit, a_day))


def _first(wanted: Sequence[int | None], offered: Sequence[int]) -> int | None:
    """Return the first wanted one that is offered, else the first that is offered."""
    return next((each for each in (*wanted, *offered) if each in offered), None)

"""One patient's way told visit by visit: booked, kept or missed, written down, and closed."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random

from infrared_desktop.domain.protocol.protocol import Protocol
from infrared_desktop.domain.records.absences import absence_of
from infrared_desktop.domain.records.answers import (
    AppointmentKind,
    AppointmentStatus,
    NextStepKind,
    Reaction,
)
from infrared_desktop.domain.records.care import Plan
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.diary import Appointment, NextStep
from infrared_desktop.domain.schedule.desk_rules import DeskRules
from infrared_desktop.practice.diary import Diary, Place
from infrared_desktop.practice.pen import RECEPTION, Pen
from infrared_desktop.practice.skin import Skin
from infrared_desktop.practice.treatment import Dose
from infrared_desktop.practice.ways import Fate, Step, Turn

_MINUTES = {
    AppointmentKind.CONSULTATION: 45,
    AppointmentKind.SESSION: 60,
    AppointmentKind.MAINTENANCE: 60,
    AppointmentKind.REVIEW: 30,
    AppointmentKind.TEST_SPOT: 15,
    AppointmentKind.UNSCHEDULED_AE: 15,
}
_TREATS = (AppointmentKind.SESSION, AppointmentKind.MAINTENANCE, AppointmentKind.TEST_SPOT)
_PHONE_HOUR = time(11, 5)


@dataclass
class Story:
    """How far a patient's way has come; `closed` is when the last visit or call ended."""

    pen: Pen
    diary: Diary
    rng: Random
    skin: Skin
    protocol: Protocol
    day: date
    closed: datetime
    plan: Stored[Plan] | None = None
    last_session: date | None = None
    dose: Dose | None = None
    reaction: Reaction | None = None
    must_blister: bool = False
    recall_months: int = 12

    @property
    def patient_id(self) -> int:
        """The patient's number."""
        return self.pen.patient.id


def minutes_of(kind: AppointmentKind) -> int:
    """Return how long the practice clinic takes for a visit."""
    return _MINUTES[kind]


def treats(kind: AppointmentKind) -> bool:
    """Say whether a visit needs the device."""
    return kind in _TREATS


def book(story: Story, step: Step) -> Stored[Appointment] | None:
    """Book the next visit; None if nobody has done so up to today."""
    since = story.last_session if step.months and story.last_session else story.day
    wanted = max(since + timedelta(step.days), story.day + timedelta(days=1))
    wanted = step.place.day if step.place else wanted
    booked_at = _booked_at(story, step, wanted)
    if booked_at > story.pen.clock.now:
        return None
    minutes = minutes_of(step.kind)
    place = step.place or story.diary.find(story.rng, wanted, minutes, treats(step.kind))
    visit = _appointment(story, step.kind, place)
    return story.pen.add("visit-booked", visit, RECEPTION, booked_at)


def _booked_at(story: Story, step: Step, wanted: date) -> datetime:
    if step.lead_days is None:
        return story.closed + timedelta(minutes=2)
    rang_on = wanted - timedelta(step.lead_days)
    return max(story.pen.clock.at(rang_on, _PHONE_HOUR), story.closed + timedelta(minutes=20))


def _appointment(story: Story, kind: AppointmentKind, place: Place) -> Appointment:
    planned = kind in (AppointmentKind.SESSION, AppointmentKind.REVIEW) and story.plan
    return Appointment(
        story.patient_id,
        kind,
        place.day,
        place.starts,
        place.minutes,
        place.clinician_id,
        place.room_id,
        place.device_id if treats(kind) else None,
        plan_id=planned.id if planned else None,
        sites=tuple(row.site for row in planned.record.areas) if planned else (),
        note="Asked for a quiet room." if story.rng.random() < 0.03 else "",
    )


def miss(story: Story, visit: Stored[Appointment]) -> None:
    """Note that the patient did not come."""
    record = visit.record
    at = story.pen.clock.at(record.day, record.starts, 25)
    close(story, visit, replace(record, status=AppointmentStatus.NO_SHOW), RECEPTION, at)
    due = record.day + timedelta(days=7)
    agree(story, visit, NextStepKind.FOLLOW_UP, due, "Did not come and did not ring.")


def cancel(story: Story, visit: Stored[Appointment]) -> None:
    """Note that the patient cancelled, the day before where there was time."""
    record = visit.record
    rang = story.pen.clock.at(record.day - timedelta(days=1), time(16, 10))
    at = max(rang, visit.at + timedelta(minutes=30))
    close(story, visit, replace(record, status=AppointmentStatus.CANCELLED), RECEPTION, at)
    due = record.day + timedelta(days=21)
    agree(story, visit, NextStepKind.WAITING, due, "Will ring for another time.")


def finish(story: Story, visit: Stored[Appointment], step: Step, following: Step | None) -> None:
    """Close a visit that took place, with its next step."""
    record, at = visit.record, story.pen.clock.at
    done = replace(
        record,
        status=AppointmentStatus.FULFILLED,
        arrived_at=at(record.day, record.starts, -story.rng.randint(1, 11)),
        started_at=at(record.day, record.starts, story.rng.randint(0, 4)),
        ended_at=at(record.day, record.starts, record.minutes - 2),
    )
    by = record.clinician_id or RECEPTION
    close(story, visit, done, by, at(record.day, record.starts, record.minutes - 2))
    agree(story, visit, *_next_step(record, step, following))


def begin(story: Story, visit: Stored[Appointment], fate: Fate) -> None:
    """Let the patient arrive, and go in if that is where the visit stands."""
    clock, record = story.pen.clock, visit.record
    today = record.day == clock.on
    waited = timedelta(minutes=34 if fate is Fate.IN_TREATMENT else 12)
    arrived_at = clock.now - waited if today else clock.at(record.day, record.starts, -4)
    came = replace(record, status=AppointmentStatus.ARRIVED, arrived_at=arrived_at)
    visit = story.pen.change("visit-arrived", visit, came, RECEPTION, arrived_at)
    if fate is Fate.IN_TREATMENT:
        started_at = clock.now - timedelta(minutes=21)
        going = replace(came, status=AppointmentStatus.IN_TREATMENT, started_at=started_at)
        by = record.clinician_id or RECEPTION
        story.pen.change("visit-in_treatment", visit, going, by, started_at)


def close(
    story: Story, visit: Stored[Appointment], record: Appointment, by: int, at: datetime
) -> None:
    """Store a visit's outcome; the story goes on from there."""
    story.pen.change(f"visit-{record.status}", visit, record, by, at)
    late_hours, zone = DeskRules().late_hours, story.pen.clock.zone
    if absence := absence_of(visit.id, record, at, late_hours, zone):
        story.pen.add(f"visit-{record.status}", absence, by, at)
    story.day, story.closed = record.day, at


def agree(
    story: Story, visit: Stored[Appointment], kind: NextStepKind, due: date | None, reason: str
) -> None:
    """Store what was agreed when a visit closed."""
    on = min(visit.record.day, story.closed.astimezone(story.pen.clock.zone).date())
    step = NextStep(story.patient_id, kind, on, visit.id, due, reason)
    story.pen.add("next-step-agreed", step, RECEPTION, story.closed + timedelta(minutes=1))


def _next_step(
    visit: Appointment, step: Step, following: Step | None
) -> tuple[NextStepKind, date | None, str]:
    if step.kind is AppointmentKind.CONSULTATION and step.turn is not Turn.PLAN:
        return _after_consultation(step.turn, visit.day)
    if following is not None and following.lead_days is None:
        return NextStepKind.BOOKED, None, ""
    if step.months == 6 or step.kind is AppointmentKind.MAINTENANCE:
        return NextStepKind.FINISHED, None, "Comes back in a year."
    due = visit.day + timedelta(days=7 if step.kind is AppointmentKind.CONSULTATION else 30)
    return NextStepKind.FOLLOW_UP, due, "To be rung for a time."


def _after_consultation(turn: Turn, day: date) -> tuple[NextStepKind, date | None, str]:
    if turn is Turn.DECLINES:
        return NextStepKind.DECLINED, None, "Decided against it for now."
    if turn is Turn.SEVERE:
        return NextStepKind.FINISHED, None, "Surgical opinion advised."
    return NextStepKind.WAITING, day + timedelta(days=16), "Comes again without the tan."

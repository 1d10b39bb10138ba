"""What a visit leaves open: an outcome to note, a patient who did not come, a step agreed."""

from collections.abc import Iterator
from datetime import date

from infrared_desktop.domain.follow_ups.facts import Facts, Task, after
from infrared_desktop.domain.follow_ups.kinds import FollowUpKind, HiddenReason
from infrared_desktop.domain.records.answers import AppointmentKind, AppointmentStatus, NextStepKind
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.diary import Appointment, NextStep
from infrared_desktop.domain.sentences import sentence


def no_shows(facts: Facts) -> Iterator[Task]:
    """Ask for a contact after a missed visit: the same day, then twice more (reference 7.5)."""
    missed = [a for a in facts.chart.appointments if a.record.status is AppointmentStatus.NO_SHOW]
    for visit in missed:
        yield _no_show(facts, visit, newer=visit.id != missed[-1].id)


def _no_show(facts: Facts, visit: Stored[Appointment], newer: bool) -> Task:
    missed, schedule = visit.record, facts.schedule
    due = after(missed.day, schedule.no_show_days)
    second = after(missed.day, schedule.no_show_second_days)
    third = after(missed.day, schedule.no_show_third_days)
    again = any(a.record.day >= missed.day for a in facts.booked(missed.kind))
    fact = HiddenReason.BOOKED if again else None
    # A missed call about an adverse event is a matter of safety (clinical reference 7.5).
    safety = missed.kind is AppointmentKind.AFTERCARE_CALL and _had_event(facts, missed.day)
    return Task(
        f"{FollowUpKind.NO_SHOW}:{visit.id}",
        FollowUpKind.NO_SHOW,
        due,
        after(due, 1),
        sentence(
            "Did not come on {missed_on}: a contact the same day, then on {second} and {third}.",
            missed_on=missed.day,
            second=second,
            third=third,
        ),
        escalates_on=due if safety else None,
        plan_id=missed.plan_id,
        sites=missed.sites,
        fact=HiddenReason.SUPERSEDED if newer or facts.seen_from(after(missed.day, 1)) else fact,
        retry_on=(second, third),
        mandatory=safety,
    )


def _had_event(facts: Facts, day: date) -> bool:
    events = (stored.record for stored in facts.chart.adverse_events)
    return any(e.noted_on <= day and (e.closed_on is None or e.closed_on >= day) for e in events)


def visit_outcomes(facts: Facts) -> Iterator[Task]:
    """Ask, the day after a booked visit, what became of it, so that no booking fades away."""
    for visit in facts.booked():
        due = after(visit.record.day, 1)
        yield Task(
            f"{FollowUpKind.VISIT_OUTCOME}:{visit.id}",
            FollowUpKind.VISIT_OUTCOME,
            due,
            after(due, 1),
            sentence("Note what became of the visit of {day}.", day=visit.record.day),
            plan_id=visit.record.plan_id,
            sites=visit.record.sites,
            lasting=True,
            internal=True,
        )


def next_steps(facts: Facts) -> Iterator[Task]:
    """Come back to what was agreed when a visit closed, on its day."""
    plans = {a.id: a.record.plan_id for a in facts.chart.appointments}
    steps = facts.chart.next_steps
    for stored in steps:
        step = stored.record
        if step.kind in (NextStepKind.FOLLOW_UP, NextStepKind.WAITING):
            newer = step.decided_on < steps[-1].record.decided_on
            plan_id = plans.get(step.appointment_id) if step.appointment_id is not None else None
            yield _next_step(facts, stored, plan_id, newer)


def _next_step(facts: Facts, stored: Stored[NextStep], plan_id: int | None, newer: bool) -> Task:
    step, schedule = stored.record, facts.schedule
    due = step.due or after(step.decided_on, schedule.next_step_days)
    waiting = step.kind is NextStepKind.WAITING
    fact = None
    if newer or facts.seen_from(after(step.decided_on, 1)):
        fact = HiddenReason.SUPERSEDED
    elif any(a.record.day > step.decided_on for a in facts.booked()):
        fact = HiddenReason.BOOKED
    return Task(
        f"{FollowUpKind.NEXT_STEP}:{stored.id}",
        FollowUpKind.NEXT_STEP,
        due,
        after(due, schedule.next_step_grace_days),
        sentence(
            "Agreed on {decided_on}: waiting for the patient until {due}. {reason}"
            if waiting
            else "Agreed on {decided_on}: to be followed up on {due}. {reason}",
            decided_on=step.decided_on,
            due=due,
            reason=step.reason,
        ),
        plan_id=plan_id,
        fact=fact,
        done_when_reached=not waiting,
        agreed_at=None if waiting else stored.at,
    )

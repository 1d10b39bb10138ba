"""What is written down when a visit takes place: consultation, plan, session, review, events."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from infrared_desktop.domain.records.answers import (
    AppointmentKind,
    PlanStatus,
    Reaction,
    Relatedness,
    Verdict,
    VisitKind,
)
from infrared_desktop.domain.records.areas import Region, region_of
from infrared_desktop.domain.records.care import (
    Addendum,
    AdverseEvent,
    AreaSettings,
    Consultation,
    Plan,
    PlanArea,
    Review,
    Session,
)
from infrared_desktop.domain.records.chart import State, Stored
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.rules.known import known_of
from infrared_desktop.practice import papers, results, rooms, sheets, skin, treatment
from infrared_desktop.practice.histories import ask_history
from infrared_desktop.practice.story import Story
from infrared_desktop.practice.ways import Step, Turn

_SUITABLE = (Verdict.SUITABLE, Verdict.PRECAUTIONS)


def write_down(story: Story, visit: Stored[Appointment], step: Step) -> bool:
    """Write what belongs to a visit; say whether the patient's way goes on from there."""
    if step.kind is AppointmentKind.CONSULTATION:
        return _consult(story, visit, step)
    if step.kind is AppointmentKind.MAINTENANCE:
        return _maintain(story, visit)
    if step.kind is AppointmentKind.SESSION:
        _treat(story, visit)
    elif step.kind is AppointmentKind.REVIEW:
        _review(story, visit, step.months)
    return True


def _consult(story: Story, visit: Stored[Appointment], step: Step) -> bool:
    kind = VisitKind.REPEAT if story.pen.chart().consultations else VisitKind.FIRST
    signed = _sign_consultation(story, visit, kind, step.turn)
    if story.rng.random() < 0.05:
        _add(story, signed.record.consulted_on, "consultation", signed.id)
    if step.turn is Turn.TANNED:
        at = _moment(story, visit, 9)
        papers.decide(story, "C07", "No open skin seen when looked at again.", _by(visit), at)
        return True
    if step.turn is not Turn.PLAN or not skin.is_suitable(signed.record):
        return False
    _plan(story, visit, signed, step.sessions)
    return True


def _sign_consultation(
    story: Story, visit: Stored[Appointment], kind: VisitKind, turn: Turn
) -> Stored[Consultation]:
    ask_history(story, _by(visit), _moment(story, visit, 25))
    head = Consultation(story.patient_id, visit.record.day, _by(visit), visit_kind=kind)
    known = known_of(story.pen.chart(), visit.record.day)
    client = skin.Client(story.pen.patient.record, known, story.skin)
    record = skin.consultation(story.rng, client, head, turn, story.protocol)
    arms = [row for row in record.areas if region_of(row.area) is Region.ARM]
    if any(row.verdict in _SUITABLE for row in arms):
        words = "Knows that photographs showed no change in the study; wants it."
        papers.tell(story, "R-AREA-ARM", words, _by(visit), _moment(story, visit, 13))
    return story.pen.sign(record, _by(visit), _moment(story, visit, 12))


def _plan(
    story: Story, visit: Stored[Appointment], seen: Stored[Consultation], sessions: int
) -> None:
    sites = [row for row in seen.record.areas if row.verdict in _SUITABLE]
    plan = Plan(
        story.patient_id,
        visit.record.day,
        _by(visit),
        seen.id,
        tuple(PlanArea(row.area, row.side, sessions) for row in sites),
        maintenance_months=story.recall_months,
    )
    story.plan = story.pen.add("plan-made", plan, _by(visit), _moment(story, visit, 8))
    story.dose = None
    at = _moment(story, visit, 7)
    papers.give_outline(story, tuple(row.site for row in sites), _by(visit), at)


def _maintain(story: Story, visit: Stored[Appointment]) -> bool:
    story.skin.slacken()
    if story.plan is not None and story.plan.record.status is PlanStatus.OPEN:
        ended = replace(story.plan.record, status=PlanStatus.FINISHED, reason="All sessions done.")
        at = _moment(story, visit, 30)
        story.pen.change("plan-changed", story.plan, ended, _by(visit), at)
    seen = _sign_consultation(story, visit, VisitKind.MAINTENANCE, Turn.PLAN)
    if not skin.is_suitable(seen.record):
        return False
    _plan(story, visit, seen, sessions=1)
    _treat(story, visit)
    return True


def _treat(story: Story, visit: Stored[Appointment]) -> None:
    if story.plan is None:
        return
    ask_history(story, _by(visit), _moment(story, visit, 29))
    papers.sign_consent(story, _by(visit), _moment(story, visit, 28))
    rng, plan = story.rng, story.plan.record
    reaction = story.reaction = _reaction(story)
    dose = story.dose or treatment.first_dose(rng, story.skin)
    late = reaction is not None and not story.must_blister and rng.random() < 0.4
    seen = None if late else reaction
    rows = [
        treatment.settings(rng, story.skin, row.site, dose, seen if not number else None)
        for number, row in enumerate(plan.areas)
    ]
    signed = _sign_session(story, visit, tuple(rows))
    story.last_session = visit.record.day
    story.dose = treatment.next_dose(rng, dose, reaction)
    if reaction is not None:
        _note_event(story, signed, reaction, late)


def _reaction(story: Story) -> Reaction | None:
    if story.must_blister:
        return Reaction.BLISTER
    return treatment.draw_reaction(story.rng, story.skin)


def _sign_session(
    story: Story, visit: Stored[Appointment], rows: tuple[AreaSettings, ...]
) -> Stored[Session]:
    session = Session(
        story.patient_id,
        visit.record.day,
        _by(visit),
        plan_id=story.plan.id if story.plan else None,
        appointment_id=visit.id,
        device_id=visit.record.device_id,
        areas=rows,
    )
    checked = treatment.checked(story.rng, story.skin, session)
    checked = rooms.whole(checked, visit.record, story.protocol)
    agreed = papers.confirmed(story, sheets.asked(story, checked), _moment(story, visit, 27))
    signed = story.pen.sign(agreed, _by(visit), _moment(story, visit, 6))
    sheets.care_after(story, signed)
    return signed


def _note_event(story: Story, signed: Stored[Session], reaction: Reaction, late: bool) -> None:
    session, clock = signed.record, story.pen.clock
    noted_on = session.performed_on + timedelta(days=2 if late else 0)
    noted_at = clock.at(noted_on, time(10, 20)) if late else signed.at
    if noted_at > clock.now:
        return
    site = session.areas[0].site
    event = AdverseEvent(
        site.area,
        site.side,
        patient_id=story.patient_id,
        session_id=signed.id,
        noted_on=noted_on,
        reaction=reaction,
        severity=treatment.severity(reaction),
        relatedness=story.skin.sometimes(Relatedness.PROBABLE, 0.9),
        note="Told on the phone two days after." if late else "",
    )
    event = results.cared_for(event)
    stored = story.pen.add("adverse-event-reported", event, session.operator_id, noted_at)
    _close_event(story, stored, session.operator_id)


def _close_event(story: Story, stored: Stored[AdverseEvent], by: int) -> None:
    event = stored.record
    days = story.rng.randint(8, 13) if event.severity > 1 else story.rng.randint(1, 3)
    closed_on = event.noted_on + timedelta(days)
    at = story.pen.clock.at(closed_on, time(12, 15))
    if at <= story.pen.clock.now:
        healed = results.healed(event, closed_on)
        story.pen.change("adverse-event-closed", stored, healed, by, at)


def _review(story: Story, visit: Stored[Appointment], months: int) -> None:
    before = dict(story.skin.grades)
    first = story.pen.chart().consultations[0].record
    before |= {r.site: r.laxity_grade for r in first.areas if r.laxity_grade is not None}
    story.skin.settle()
    plan_id = story.plan.id if story.plan else None
    head = Review(story.patient_id, visit.record.day, _by(visit), plan_id=plan_id)
    record = treatment.reviewed(story.rng, story.skin, months, before, head)
    record = results.asked(story, record)
    story.pen.sign(record, _by(visit), _moment(story, visit, 7))
    if story.rng.random() < 0.02:
        _sign_twice(story, visit, record)


def _sign_twice(story: Story, visit: Stored[Appointment], record: Review) -> None:
    by, at = _by(visit), _moment(story, visit, 6)
    twin = story.pen.sign(record, by, at)
    struck = Addendum(
        story.patient_id, "review", twin.id, "Signed twice.", "This record was entered in error."
    )
    story.pen.add("review-invalidated", struck, by, _moment(story, visit, 5), State.SIGNED)
    at = _moment(story, visit, 5)
    story.pen.change("review-invalidated", twin, record, by, at, State.INVALID)


def _add(story: Story, day: date, kind: str, number: int) -> None:
    at = story.pen.clock.at(day + timedelta(days=2), time(9, 40))
    if at <= story.pen.clock.now:
        text = "Rang to say that she takes a herbal remedy; nothing changes."
        added = Addendum(story.patient_id, kind, number, "Told afterwards.", text)
        story.pen.sign(added, story.rng.choice((1, 2)), at)


def _by(visit: Stored[Appointment]) -> int:
    return visit.record.clinician_id or 1


def _moment(story: Story, visit: Stored[Appointment], before_end: int) -> datetime:
    record = visit.record
    return story.pen.clock.at(record.day, record.starts, record.minutes - before_end)

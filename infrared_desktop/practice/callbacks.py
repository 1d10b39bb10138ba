"""The office works its follow-up list: calls, answers and decisions, until what is left is due."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from infrared_desktop.domain.follow_ups.due import FollowUp, FollowUpKind, HiddenReason, derive
from infrared_desktop.domain.records.answers import (
    Channel,
    ContactOutcome,
    FollowUpDecisionKind,
    PlanStatus,
)
from infrared_desktop.domain.records.contacts import ContactAttempt, FollowUpDecision
from infrared_desktop.practice.pen import RECEPTION
from infrared_desktop.practice.story import Story

_CALLS = (FollowUpKind.AFTERCARE_CALL, FollowUpKind.CHECK, FollowUpKind.CONTACT)
_REVIEWS = (FollowUpKind.REVIEW_1, FollowUpKind.REVIEW_3, FollowUpKind.REVIEW_6)
_FACTS_ONLY = (
    FollowUpKind.ADVERSE_EVENT,
    FollowUpKind.TEST_SPOT,
    FollowUpKind.VISIT_OUTCOME,
    FollowUpKind.SETTLE_PLAN,
)
_RETRIES = (0, 2, 9, 16)
_REASONS = (
    "Happy with the result as it is.",
    "Moved to another town.",
    "Too expensive at present.",
    "No time before the summer.",
)
_ROUNDS = 6


def work_the_list(story: Story, keeps: frozenset[FollowUpKind] | None) -> None:
    """Do what the office did about each follow-up up to today.

    What it left are the kinds that it `keeps`; None leaves a little of what is lately due.
    """
    left: set[str] = set()
    for number in range(_ROUNDS):
        rows = [row for row in _rows(story) if row.show_on <= story.pen.clock.on]
        if not number:
            left = {row.key for row in rows if _is_left(story, row, keeps)}
        rows = [row for row in rows if row.key not in left]
        deeds = [deed for row in rows for deed in _deeds(story, row, first=not number)]
        for at, name, record in sorted(deeds, key=lambda deed: deed[0]):
            story.pen.add(name, record, RECEPTION, at)
        settled = _settle_plans(story, rows)
        if not deeds and not settled:
            return


def attempt(
    story: Story, row: FollowUp, at: datetime, outcome: ContactOutcome, note: str = ""
) -> ContactAttempt:
    """Return an attempt to reach the patient, in the way that she prefers."""
    channel = story.pen.patient.record.preferred_channel or Channel.PHONE
    return ContactAttempt(story.patient_id, row.key, at, channel, outcome, note)


Deed = tuple[datetime, str, ContactAttempt | FollowUpDecision]


def _rows(story: Story) -> tuple[FollowUp, ...]:
    protocol, zone = story.protocol, story.pen.clock.zone
    return derive(story.pen.chart(), protocol.follow_ups, protocol.windows, zone)


def _deeds(story: Story, row: FollowUp, first: bool) -> Iterator[Deed]:
    if row.kind in _CALLS and first and row.hidden in (None, HiddenReason.SUPERSEDED):
        yield from _calls(story, row)
    elif row.hidden is None and row.kind not in _FACTS_ONLY:
        yield from _ends(story, row)


def _is_left(story: Story, row: FollowUp, keeps: frozenset[FollowUpKind] | None) -> bool:
    """Say whether nobody has come to it yet: likely today, unlikely after a month."""
    if keeps is not None or row.hidden is not None:
        return row.kind in (keeps or ())
    age = (story.pen.clock.on - row.show_on).days
    return story.rng.random() < (0.8 if age <= 1 else 0.35 if age <= 7 else 0.1 * (age <= 30))


def _calls(story: Story, row: FollowUp) -> Iterator[Deed]:
    """Call after a session, once or twice; a contact that a visit overtook is often left out."""
    age = (story.pen.clock.on - row.due).days
    skipped = row.kind is FollowUpKind.CONTACT and row.hidden and story.rng.random() < 0.6
    if skipped or age < 2:
        return
    tries = story.rng.choice((1, 1, 1, 2))
    for number, at in enumerate(_times(story, row.due, tries), start=1):
        outcome = ContactOutcome.REACHED if number == tries else _unanswered(story)
        note = "No pain, a little warm still." if outcome is ContactOutcome.REACHED else ""
        yield at, "contact-attempted", attempt(story, row, at, outcome, note)


def _ends(story: Story, row: FollowUp) -> Iterator[Deed]:
    """Come to an end with a follow-up: a refusal, no answer at all, or a later day."""
    draw = story.rng.random()
    times = list(_times(story, row.show_on, 3))
    if not times:
        return
    if draw < 0.04 and (story.pen.clock.on - row.show_on).days < 40:
        until = story.pen.clock.on + timedelta(story.rng.randint(3, 20))
        yield _decision(
            story, row, times[0], FollowUpDecisionKind.SNOOZED, "Away until then.", until
        )
    elif draw < 0.16 and row.kind is not FollowUpKind.MAINTENANCE:
        for at in times:
            yield at, "contact-attempted", attempt(story, row, at, _unanswered(story))
    elif draw < 0.19:
        stop = ContactOutcome.ASKED_TO_STOP
        yield times[0], "contact-attempted", attempt(story, row, times[0], stop)
    else:
        reached = attempt(story, row, times[0], ContactOutcome.REACHED)
        yield times[0], "contact-attempted", reached
        kind, why = FollowUpDecisionKind.DECLINED, story.rng.choice(_REASONS)
        if row.kind in _REVIEWS:
            kind, why = FollowUpDecisionKind.NOT_NEEDED, "Sent a photograph; all is well."
        if row.kind is not FollowUpKind.NEXT_STEP:
            yield _decision(story, row, times[0] + timedelta(minutes=3), kind, why)


def _decision(
    story: Story,
    row: FollowUp,
    at: datetime,
    kind: FollowUpDecisionKind,
    reason: str,
    until: date | None = None,
) -> Deed:
    on = at.astimezone(story.pen.clock.zone).date()
    decision = FollowUpDecision(story.patient_id, row.key, on, kind, reason, until)
    return at, f"follow-up-{kind}", decision


def _times(story: Story, due: date, tries: int) -> Iterator[datetime]:
    """Yield the moments of some tries from a day on, as far as they lie in the past."""
    clock = story.pen.clock
    for later in _RETRIES[:tries]:
        at = clock.at(due + timedelta(later), time(9 + story.rng.randint(0, 6), 20))
        if at <= clock.now:
            yield at


def _unanswered(story: Story) -> ContactOutcome:
    odds = (ContactOutcome.NO_ANSWER,) * 6 + (ContactOutcome.MESSAGE_LEFT,) * 3
    return story.rng.choice((*odds, ContactOutcome.WRONG_NUMBER))


def _settle_plans(story: Story, rows: list[FollowUp]) -> int:
    due = [r for r in rows if r.kind is FollowUpKind.SETTLE_PLAN and r.hidden is None]
    plans = {plan.id: plan for plan in story.pen.chart().plans}
    for row in due:
        plan = plans[row.plan_id or 0]
        done = sum(s.record.plan_id == plan.id for s in story.pen.chart().sessions)
        over = done >= max(area.sessions for area in plan.record.areas)
        status = PlanStatus.FINISHED if over else PlanStatus.ABANDONED
        reason = "All sessions done." if over else "Did not come back."
        closed = replace(plan.record, status=status, reason=reason)
        at = min(story.pen.latest + timedelta(days=1), story.pen.clock.now)
        story.pen.change("plan-changed", plan, closed, plan.record.clinician_id, at)
    return len(due)

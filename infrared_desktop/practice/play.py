"""Plays one patient's part from registration to today, visit by visit."""

from dataclasses import replace
from datetime import date, time, timedelta
from random import Random

from infrared_desktop.domain.follow_ups.due import FollowUp, derive
from infrared_desktop.domain.protocol.protocol import Protocol
from infrared_desktop.domain.records.answers import (
    AppointmentKind,
    ContactOutcome,
    FollowUpDecisionKind,
    Reaction,
)
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.contacts import FollowUpDecision
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.practice import sheets
from infrared_desktop.practice.callbacks import attempt, work_the_list
from infrared_desktop.practice.care import write_down
from infrared_desktop.practice.cast import Part
from infrared_desktop.practice.diary import Diary
from infrared_desktop.practice.pen import RECEPTION, Pen
from infrared_desktop.practice.skin import Skin
from infrared_desktop.practice.story import Story, begin, book, cancel, finish, miss
from infrared_desktop.practice.ways import Fate, Step, Turn

_DAY = timedelta(days=1)
_RECALLS = (12, 12, 12, 6, 18, 24)  # months; the protocol says 12, a clinician 6 to 24


def play(
    pen: Pen, diary: Diary, rng: Random, protocol: Protocol, part: Part, patient: Patient
) -> Story:
    """Register a patient and tell the whole way; return how far it came."""
    registered_at = pen.clock.at(part.starts_on - 10 * _DAY, time(10, 15))
    pen.add("patient-registered", patient, RECEPTION, registered_at)
    skin = Skin(rng, part.wish, patient.sex)
    story = Story(pen, diary, rng, skin, protocol, part.starts_on - _DAY, registered_at)
    story.recall_months = rng.choice(_RECALLS) if part.keeps is None else 12
    _tell(story, part)
    _correct(story)
    work_the_list(story, part.keeps)
    if part.calls or part.snoozed:
        _stretch(story, part)
    return story


def _tell(story: Story, part: Part) -> None:
    steps = list(part.steps)
    for number, step in enumerate(steps):
        story.must_blister = part.blistered and step is part.steps[-1]
        visit = book(story, step)
        if visit is not None:
            sheets.instruct(story, visit)
        if visit is None or visit.record.day > story.pen.clock.on:
            return
        if not _happen(story, visit, step, steps, number):
            return


def _happen(
    story: Story, visit: Stored[Appointment], step: Step, steps: list[Step], number: int
) -> bool:
    """Let a visit come to its fate; say whether there is a next one."""
    if step.fate is Fate.KEPT:
        return _keep(story, visit, step, steps, number)
    if step.fate is Fate.MISSED:
        miss(story, visit)
    elif step.fate is Fate.CANCELLED:
        cancel(story, visit)
    elif step.fate is not Fate.LEFT_OPEN:
        begin(story, visit, step.fate)
    return step.fate in (Fate.MISSED, Fate.CANCELLED)


def _keep(
    story: Story, visit: Stored[Appointment], step: Step, steps: list[Step], number: int
) -> bool:
    goes_on = write_down(story, visit, step)
    if story.reaction is Reaction.BLISTER and not story.must_blister:
        steps.insert(number + 1, Step(AppointmentKind.UNSCHEDULED_AE, 1))
    story.reaction = None
    if not goes_on and step.turn is Turn.PLAN:
        step = replace(step, turn=Turn.SEVERE)
    following = steps[number + 1] if goes_on and number + 1 < len(steps) else None
    finish(story, visit, step, following)
    return goes_on


def _correct(story: Story) -> None:
    """Let a few patients move house."""
    moved_on = story.pen.patient.at.date() + timedelta(40)
    if story.rng.random() < 0.06 and moved_on < story.pen.clock.on:
        patient = replace(story.pen.patient.record, address="7 New Quay, Exampleton")
        at = story.pen.clock.at(moved_on, time(13, 30))
        story.pen.change("patient-edited", story.pen.patient, patient, RECEPTION, at)


def _stretch(story: Story, part: Part) -> None:
    """Try in vain, or put off, what the part keeps."""
    for row in _standing(story):
        if row.kind in (part.keeps or ()):
            _call(story, row, part.calls)
            if part.snoozed:
                _snooze(story, row)


def _standing(story: Story) -> list[FollowUp]:
    protocol, clock = story.protocol, story.pen.clock
    rows = derive(story.pen.chart(), protocol.follow_ups, protocol.windows, clock.zone)
    return [row for row in rows if row.hidden is None and row.show_on <= clock.on]


def _call(story: Story, row: FollowUp, outcomes: tuple[ContactOutcome, ...]) -> None:
    """Try some days ago, so that the next try is due by now."""
    for number, outcome in enumerate(reversed(outcomes)):
        day: date = story.pen.clock.on - timedelta(11 + 5 * (len(outcomes) - 1 - number))
        at = story.pen.clock.at(day, time(11, 40))
        tried = attempt(story, row, at, outcome)
        story.pen.add("contact-attempted", tried, RECEPTION, at)


def _snooze(story: Story, row: FollowUp) -> None:
    clock, kind = story.pen.clock, FollowUpDecisionKind.SNOOZED
    day, until = clock.on - 2 * _DAY, clock.on + 9 * _DAY
    decision = FollowUpDecision(
        story.patient_id, row.key, day, kind, "On a journey until then.", until
    )
    story.pen.add(f"follow-up-{kind}", decision, RECEPTION, clock.at(day, time(14, 5)))

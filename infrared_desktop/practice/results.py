"""What practice patients are asked at a review beyond the grades, and how their reactions end.

It is drawn from a die of its own, so that more of it leaves the rest of a clinic as it was.
"""

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

from infrared_desktop.domain.dates import add_months
from infrared_desktop.domain.records.answers import Answer, Reaction, ReviewDecision, Timepoint
from infrared_desktop.domain.records.care import AdverseEvent, AreaOutcome, Review
from infrared_desktop.domain.records.treatment_answers import EventOutcome, Improvement
from infrared_desktop.domain.results.outcomes import last_session, late_event_day
from infrared_desktop.practice.story import Story

_QUARTERS = {
    1: (Improvement.EXCELLENT,),
    2: (Improvement.MODERATE, Improvement.EXCELLENT),
    3: (Improvement.MINIMAL, Improvement.MODERATE),
    4: (Improvement.NONE,),
    5: (Improvement.NONE,),
}
_CARE = {
    Reaction.BLISTER: "Cooled, dressed, photographed. Not to be opened.",
    Reaction.HYPERPIGMENTATION: "Sun cream, factor 50, every day.",
}
_AGAIN = {Timepoint.MONTH_1: 90, Timepoint.MONTH_3: 180}  # days after the last session


def asked(story: Story, review: Review) -> Review:
    """Ask for late reactions, photographs and the patient's eye, and name the days to come."""
    die = Random(f"review:{review.patient_id}:{review.reviewed_on}")
    chart = story.pen.chart()
    late = late_event_day(chart, review.reviewed_on, review.plan_id)
    return replace(
        review,
        late_event=None if die.random() < 0.04 else Answer.YES if late else Answer.NO,
        photographs_complete=Answer.YES if die.random() < 0.85 else Answer.NO,
        areas=tuple(_looked_at(die, row) for row in review.areas),
        **_days(story, review),
    )


def cared_for(event: AdverseEvent) -> AdverseEvent:
    """Note what was done about a reaction; no device had a part in one that needed care."""
    care = _CARE.get(event.reaction, "")
    return replace(event, care_given=care, device_incident=Answer.NO if care else None)


def healed(event: AdverseEvent, closed_on: date) -> AdverseEvent:
    """Close a reaction that left nothing behind."""
    course, outcome = "Healed without a mark.", EventOutcome.RESOLVED
    return replace(event, closed_on=closed_on, course=course, outcome=outcome)


def _looked_at(die: Random, row: AreaOutcome) -> AreaOutcome:
    quarters, differs, is_asked = die.random(), die.choice((-1, 0, 0, 0, 1)), die.random() < 0.8
    if row.gais_clinician is None:
        return row
    fits = _QUARTERS[row.gais_clinician]
    return replace(
        row,
        gais_patient=min(max(row.gais_clinician + differs, 1), 5) if is_asked else None,
        improvement=fits[int(quarters * len(fits))],
    )


def _days(story: Story, review: Review) -> dict[str, Any]:
    last = last_session(story.pen.chart(), review.reviewed_on, review.plan_id)
    if last is None:
        return {}
    done = last.record.performed_on
    if review.decision is ReviewDecision.MAINTENANCE:
        due = add_months(done, story.recall_months)
        later = due if due > review.reviewed_on else add_months(due, story.recall_months)
        return {"maintenance_on": later}
    again = _AGAIN.get(review.timepoint)
    return {"next_review_on": done + timedelta(again)} if again else {}

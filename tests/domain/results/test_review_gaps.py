"""A review says all that it lacks, and what in it is at odds; a whole one lacks nothing."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from infrared_desktop.domain.records.answers import Answer, GoalMet, ReviewDecision, Satisfaction
from infrared_desktop.domain.records.areas import Area
from infrared_desktop.domain.records.care import AreaOutcome, Review
from infrared_desktop.domain.records.treatment_answers import Improvement
from infrared_desktop.domain.results.review_gaps import review_gaps

TODAY = date(2026, 11, 22)
LATER = TODAY + timedelta(90)
OUTCOME = AreaOutcome(Area.NECK_FRONT, laxity_grade=0.0, gais_clinician=3)
REVIEW = Review(
    7,
    TODAY,
    1,
    satisfaction=Satisfaction.NEUTRAL,
    goal_met=GoalMet.PARTLY,
    decision=ReviewDecision.FINISH,
    areas=(OUTCOME,),
    late_event=Answer.NO,
    photographs_complete=Answer.NO,
)


def lacks(late_on: date | None = None, **change: Any) -> list[str]:
    return [gap.field for gap in review_gaps(replace(REVIEW, **change), TODAY, late_on)]


def test_a_whole_review_lacks_nothing() -> None:
    assert lacks() == []


def test_an_empty_review_lacks_each_answer_once_in_the_order_of_its_form() -> None:
    empty = Review(7, TODAY + timedelta(1), 1, areas=(AreaOutcome(Area.NECK_FRONT),))
    assert [(gap.field, gap.row) for gap in review_gaps(empty, TODAY)] == [
        ("reviewed_on", None),
        ("laxity_grade", 0),
        ("gais_clinician", 0),
        ("satisfaction", None),
        ("goal_met", None),
        ("late_event", None),
        ("photographs_complete", None),
        ("decision", None),
    ]


@pytest.mark.parametrize("improvement", [None, *Improvement])
@pytest.mark.parametrize("gais", range(1, 6))
def test_quarters_fit_the_improvement_by_eye(gais: int, improvement: Improvement | None) -> None:
    row = replace(OUTCOME, gais_clinician=gais, improvement=improvement)
    odd = improvement is not None and (gais <= 3) is (improvement is Improvement.NONE)
    assert lacks(areas=(row,)) == ["improvement"] * odd


@pytest.mark.parametrize(
    ("answer", "noted", "fits"),
    [
        (Answer.YES, True, True),
        (Answer.YES, False, False),
        (Answer.NO, True, False),
        (Answer.NO, False, True),
        (Answer.UNKNOWN, True, True),
        (Answer.UNKNOWN, False, True),
    ],
)
def test_a_late_reaction_that_is_told_is_also_reported(
    answer: Answer, noted: bool, fits: bool
) -> None:
    late_on = TODAY - timedelta(3) if noted else None
    assert lacks(late_on, late_event=answer) == ([] if fits else ["late_event"])


def test_maintenance_needs_its_day_and_the_day_needs_the_decision() -> None:
    wanted = ReviewDecision.MAINTENANCE
    assert lacks(decision=wanted) == ["maintenance_on"]
    assert lacks(decision=wanted, maintenance_on=TODAY) == ["maintenance_on"]
    assert lacks(decision=wanted, maintenance_on=LATER) == []
    assert lacks(maintenance_on=LATER) == ["maintenance_on"]
    assert lacks(decision=None, maintenance_on=LATER) == ["decision"]


@pytest.mark.parametrize("decision", ReviewDecision)
def test_a_next_review_lies_ahead_and_not_after_an_end(decision: ReviewDecision) -> None:
    day = LATER if decision is ReviewDecision.MAINTENANCE else None
    given = {"decision": decision, "maintenance_on": day}
    ends = decision in (ReviewDecision.FINISH, ReviewDecision.DISCHARGE)
    assert lacks(next_review_on=LATER, **given) == ["next_review_on"] * ends
    assert lacks(next_review_on=TODAY, **given) == ["next_review_on"]

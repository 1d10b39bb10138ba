"""Reviews of the practice clinic are never at odds, and its reactions end with their outcome."""

from collections.abc import Iterator

from infrared_desktop.domain.records.answers import Answer, ReviewDecision
from infrared_desktop.domain.records.care import AdverseEvent, Review
from infrared_desktop.domain.records.chart import Chart
from infrared_desktop.domain.results.event_gaps import event_gaps
from infrared_desktop.domain.results.outcomes import late_event_day
from infrared_desktop.domain.results.review_gaps import review_gaps
from infrared_desktop.storage.clinic import Clinic
from tests.practice.conftest import ON, PATIENTS

# Some answers are left out on purpose, as in any clinic.
_LEFT_OUT = {
    "laxity_grade",
    "gais_clinician",
    "satisfaction",
    "goal_met",
    "decision",
    "side",
}


def charts(clinic: Clinic) -> list[Chart]:
    return [clinic.people.chart(number) for number in range(1, PATIENTS + 1)]


def reviews(clinic: Clinic) -> Iterator[tuple[Chart, Review]]:
    for chart in charts(clinic):
        yield from ((chart, stored.record) for stored in chart.reviews)


def test_nothing_in_a_review_is_at_odds(practice: Clinic) -> None:
    for chart, review in reviews(practice):
        late_on = late_event_day(chart, review.reviewed_on, review.plan_id)
        found = review_gaps(review, ON, late_on)
        left_out = _LEFT_OUT | ({"late_event"} if review.late_event is None else set())
        assert {gap.field for gap in found} <= left_out, (chart.patient.id, found)


def test_the_new_answers_are_given(practice: Clinic) -> None:
    found = [review for _, review in reviews(practice)]
    assert {review.photographs_complete for review in found} == {Answer.YES, Answer.NO}
    assert any(row.gais_patient != row.gais_clinician for r in found for row in r.areas)
    assert any(review.next_review_on for review in found)
    decided = [r for r in found if r.decision is ReviewDecision.MAINTENANCE]
    assert decided and all(review.maintenance_on for review in decided)


def test_what_is_closed_says_what_became_of_it(practice: Clinic) -> None:
    events: list[AdverseEvent] = [e.record for c in charts(practice) for e in c.adverse_events]
    closed = [event for event in events if event.closed_on]
    assert closed
    assert [gap for event in closed for gap in event_gaps(event, ON, ends=True)] == []

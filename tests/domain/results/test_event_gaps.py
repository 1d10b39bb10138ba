"""The report of a reaction says what it lacks, and what in it is at odds; so does its end."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infrared_desktop.domain.records.answers import Answer, Reaction
from infrared_desktop.domain.records.areas import Area, Side
from infrared_desktop.domain.records.care import AdverseEvent
from infrared_desktop.domain.records.treatment_answers import EventOutcome
from infrared_desktop.domain.results.event_gaps import event_gaps, may_need_report

TODAY = date(2026, 11, 22)
NOTED = TODAY - timedelta(10)
EVENT = AdverseEvent(
    Area.UPPER_ARM,
    Side.LEFT,
    patient_id=7,
    noted_on=NOTED,
    reaction=Reaction.BLISTER,
    severity=2,
)
OVER = replace(EVENT, course="Dried up", outcome=EventOutcome.RESOLVED, closed_on=TODAY)
days = st.integers(-30, 30).map(lambda days_on: NOTED + timedelta(days_on))


def lacks(event: AdverseEvent, ends: bool = False, **change: Any) -> list[str]:
    return [gap.field for gap in event_gaps(replace(event, **change), TODAY, ends)]


def test_a_report_and_its_end_lack_nothing() -> None:
    assert lacks(EVENT) == lacks(OVER, ends=True) == []


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"side": None}, "side"),
        ({"noted_on": TODAY + timedelta(1)}, "noted_on"),
        ({"severity": 4}, "device_incident"),
        ({"reported_on": NOTED - timedelta(1)}, "reported_on"),
        ({"reported_on": TODAY + timedelta(1)}, "reported_on"),
    ],
)
def test_what_is_at_odds_in_a_report_is_said_beside_its_field(
    change: dict[str, Any], field: str
) -> None:
    assert lacks(EVENT, **change) == [field]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"course": " "}, "course"),
        ({"outcome": None}, "outcome"),
        ({"outcome": EventOutcome.PERMANENT}, "outcome"),
        ({"closed_on": None}, "closed_on"),
        ({"closed_on": NOTED - timedelta(1)}, "closed_on"),
        ({"closed_on": TODAY + timedelta(1)}, "closed_on"),
        ({"device_incident": Answer.YES}, "reported_on"),
        ({"severity": 4, "device_incident": Answer.NO}, "reported_on"),
    ],
)
def test_what_is_at_odds_in_an_end_is_said_beside_its_field(
    change: dict[str, Any], field: str
) -> None:
    assert lacks(OVER, ends=True, **change) == [field]


def test_what_was_not_reported_to_an_authority_is_closed_with_the_reason_why() -> None:
    serious = replace(OVER, severity=4, device_incident=Answer.YES)
    assert lacks(serious, ends=True, reported_on=TODAY) == []
    assert lacks(serious, ends=True, care_given="Told the maker; no duty to report.") == []


def test_what_is_permanent_is_serious() -> None:
    permanent = replace(OVER, outcome=EventOutcome.PERMANENT, severity=4, reported_on=TODAY)
    assert lacks(permanent, ends=True, device_incident=Answer.UNKNOWN) == []


@given(st.none() | days, st.none() | days, st.integers(1, 4), st.sampled_from([None, *Answer]))
def test_nothing_that_may_be_closed_has_its_days_out_of_order(
    closed: date | None, reported: date | None, severity: int, device: Answer | None
) -> None:
    event = replace(
        OVER, closed_on=closed, reported_on=reported, severity=severity, device_incident=device
    )
    if event_gaps(event, TODAY, ends=True):
        return
    assert closed is not None and NOTED <= closed <= TODAY
    assert reported is None or NOTED <= reported <= TODAY
    assert severity < 4 or device is not None
    assert not may_need_report(event) or reported is not None

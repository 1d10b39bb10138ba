"""Who books a session is told what the consent will lack when it begins."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from infrared_desktop.domain.booking.consent_booking import booking_warnings
from infrared_desktop.domain.records.answers import AppointmentKind
from infrared_desktop.domain.records.areas import Site
from infrared_desktop.domain.records.chart import Chart, State
from infrared_desktop.domain.records.diary import Appointment
from tests.domain.papers.test_consent_state import (
    FACE,
    GIVEN,
    HOUR,
    NECK,
    RULES,
    back,
    chart,
    consent,
    outline,
    until,
)
from tests.domain.strategies import PATIENT

THEN = GIVEN + 48 * HOUR


def visit(
    begins: datetime = THEN, *sites: Site, kind: AppointmentKind = AppointmentKind.SESSION
) -> Appointment:
    return Appointment(PATIENT, kind, begins.date(), begins.time(), 60, sites=sites or (NECK,))


def told(of: Chart, booked: Appointment | None = None, now: datetime = GIVEN) -> list[str]:
    return [str(one) for one in booking_warnings(of, booked or visit(), now, RULES)]


def test_a_consent_that_holds_on_the_day_says_nothing() -> None:
    signed = chart((outline(NECK),), (until(THEN.date(), consent(NECK)),))
    assert told(signed, now=GIVEN + 30 * HOUR) == []


def test_one_that_will_have_run_out_by_then_is_told_with_its_last_day() -> None:
    signed = chart((outline(NECK),), (until(date(2026, 11, 3), consent(NECK)),))
    (words,) = told(signed, now=GIVEN + 24 * HOUR)
    assert words == f"{NECK}: the consent will have run out by then, on 2026-11-03."
    assert told(signed, visit(GIVEN + 26 * HOUR), GIVEN + 25 * HOUR) == []


@pytest.mark.parametrize(("hours", "is_late"), [(23, True), (24, False)])
def test_a_wait_that_ends_after_the_session_begins_is_told(hours: int, is_late: bool) -> None:
    (words,) = told(chart((outline(NECK),)), visit(GIVEN + hours * HOUR))
    late = "ends after this session begins, on 2026-11-03 at 09:00"
    assert (late in words) == is_late
    assert ("not signed yet" in words) == (not is_late)


def test_without_an_outline_it_is_told_whether_there_is_time_for_one() -> None:
    soon, later = told(chart(), visit(GIVEN + 20 * HOUR)), told(chart(), visit(GIVEN + 24 * HOUR))
    assert "there is no consent" in soon[0] and "there is no consent" in later[0]
    assert soon[1:] == [
        "An outline that is handed over now can be signed from 2026-11-03, 09:00: after this "
        "session begins."
    ]
    assert later[1:] == []


def test_areas_are_told_by_what_they_lack() -> None:
    waits = replace(consent(NECK), state=State.CURRENT)
    words = told(chart((outline(NECK),), (waits,)), visit(THEN, NECK, FACE), GIVEN + 30 * HOUR)
    assert len(words) == 3
    assert str(FACE) in words[0] and "waits until the clinician" in words[1]
    assert "handed over now" in words[2]


def test_one_that_was_taken_back_is_told() -> None:
    gone = chart((outline(NECK),), (consent(NECK),), (back(1, GIVEN + 26 * HOUR),))
    assert "took the consent back" in told(gone, now=GIVEN + 27 * HOUR)[0]


@pytest.mark.parametrize(
    "booked",
    [
        visit(THEN, kind=AppointmentKind.REVIEW),
        visit(GIVEN - timedelta(minutes=1)),
        replace(visit(), sites=()),
        replace(visit(), day=GIVEN.date(), starts=time(8, 59)),
    ],
    ids=["no treatment", "past", "no area", "earlier today"],
)
def test_nothing_is_said_where_nothing_is_treated_or_it_has_passed(booked: Appointment) -> None:
    assert told(chart(), booked) == []

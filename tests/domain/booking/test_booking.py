"""Proposals for a booking: never into the past, never what is taken, nothing booked twice."""

from datetime import date, time, timedelta
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infrared_desktop.domain.booking.booking import (
    cautions,
    needs_reason,
    plan_to_book,
    propose,
    weekday_from,
)
from infrared_desktop.domain.records.answers import AppointmentKind, Verdict
from infrared_desktop.domain.records.areas import Area, Site
from infrared_desktop.domain.records.care import AreaFinding, Consultation, Plan, PlanArea
from infrared_desktop.domain.records.chart import Chart, State, Stored
from infrared_desktop.domain.records.diary import USUAL_MINUTES, Appointment
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.domain.schedule.schedule import SessionWindows
from tests.clinics import NOW
from tests.scenes import TODAY, consultation, session, visit

R = TypeVar("R")
WINDOWS = SessionWindows()


def stored(number: int, record: R) -> Stored[R]:
    return Stored(number, 1, State.CURRENT, 1, NOW, "", record)


def chart(**parts: object) -> Chart:
    return Chart(stored(1, Patient("Ahlgren")), **parts)  # type: ignore[arg-type]


def two_areas() -> Stored[Plan]:
    areas = (PlanArea(Area.NECK_FRONT, sessions=2), PlanArea(Area.ABDOMEN_LOWER, sessions=2))
    return stored(1, Plan(1, TODAY, 1, areas=areas))


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_a_proposed_day_is_a_weekday_and_at_most_two_days_later(day: date) -> None:
    found = weekday_from(day)
    assert found.weekday() < 5
    assert timedelta(0) <= found - day <= timedelta(2)


def test_every_kind_of_visit_has_its_usual_length() -> None:
    assert set(USUAL_MINUTES) == set(AppointmentKind)


def test_sites_in_their_window_on_one_day_are_proposed_together() -> None:
    plan = two_areas()
    known = chart(plans=(plan,))
    made = propose(known, WINDOWS, TODAY, plan_to_book(known, WINDOWS))
    assert made.kind is AppointmentKind.SESSION
    assert made.sites == (Site(Area.NECK_FRONT), Site(Area.ABDOMEN_LOWER))


def test_a_site_that_is_booked_already_is_not_proposed_again() -> None:
    plan = two_areas()
    ahead = stored(5, visit(1, TODAY + timedelta(3), sites=(Site(Area.NECK_FRONT),), plan_id=1))
    known = chart(plans=(plan,), appointments=(ahead,))
    assert propose(known, WINDOWS, TODAY, plan).sites == (Site(Area.ABDOMEN_LOWER),)


def test_a_window_that_passed_proposes_today_and_never_the_past() -> None:
    plan = two_areas()
    done = stored(9, session(1, TODAY - timedelta(150), plan_id=1))
    known = chart(plans=(plan,), sessions=(done,))
    assert propose(known, WINDOWS, TODAY, plan).day >= TODAY


def test_somebody_new_is_proposed_a_consultation() -> None:
    made = propose(chart(), WINDOWS, TODAY)
    assert (made.kind, made.minutes, made.sites) == (AppointmentKind.CONSULTATION, 45, ())


def test_only_a_booking_within_fourteen_days_asks_for_a_reason() -> None:
    plan = two_areas()
    done = stored(9, session(1, TODAY, plan_id=1))
    known = chart(plans=(plan,), sessions=(done,))

    def found(days: int) -> bool:
        wanted = visit(1, TODAY + timedelta(days), sites=(Site(Area.NECK_FRONT),), plan_id=1)
        return needs_reason(cautions(wanted, known, WINDOWS, plan))

    assert [found(days) for days in (1, 13, 14, 28, 200)] == [True, True, False, False, False]


def judged(verdict: Verdict | None) -> Stored[Consultation]:
    finding = AreaFinding(Area.NECK_FRONT, laxity_grade=3, verdict=verdict)
    record = consultation(1, areas=(finding,))
    return Stored(1, 1, State.SIGNED, 1, NOW, "", record)


@pytest.mark.parametrize(
    ("verdict", "code"),
    [
        (Verdict.SUITABLE, None),
        (Verdict.PRECAUTIONS, None),
        (Verdict.DEFERRED, "not-suitable"),
        (Verdict.NOT_SUITABLE, "not-suitable"),
        (None, "not-judged"),
    ],
)
def test_a_site_that_was_not_found_suitable_is_warned_of(
    verdict: Verdict | None, code: str | None
) -> None:
    plan = two_areas()
    known = chart(plans=(plan,), consultations=(judged(verdict),))
    wanted = visit(1, TODAY, sites=(Site(Area.NECK_FRONT),), plan_id=1)
    found = cautions(wanted, known, WINDOWS, plan)
    assert [gate.code for gate in found] == ([code] if code else [])


def test_a_late_first_session_is_told() -> None:
    plan = two_areas()
    wanted = visit(1, TODAY + timedelta(100), sites=(Site(Area.NECK_FRONT),), plan_id=1)
    known = chart(plans=(plan,), consultations=(judged(Verdict.SUITABLE),))
    (gate,) = cautions(wanted, known, WINDOWS, plan)
    assert gate.code == "first-session-late"
    call = Appointment(1, AppointmentKind.AFTERCARE_CALL, TODAY, time(9), 10)
    assert cautions(call, chart(plans=(plan,)), WINDOWS, plan) == []

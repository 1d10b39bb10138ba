"""What the day of a photograph tells, and what it leaves open."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from infrared_desktop.domain.photographs.guess import (
    dressed,
    guess_timepoint,
    planned_sites,
    redated,
)
from infrared_desktop.domain.records.answers import AppointmentKind, AppointmentStatus
from infrared_desktop.domain.records.areas import Area, Site
from infrared_desktop.domain.records.care import Plan, PlanArea, Session
from infrared_desktop.domain.records.chart import Chart, State, Stored
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.domain.records.photographs import DatedBy, Photo, Timepoint

DAY = date(2026, 3, 2)
PHOTO = Photo(1, "0" * 64, DAY, DatedBy.CAMERA, "image/jpeg", 9, 40, 30)


def stored(record: Any, number: int = 1) -> Stored[Any]:
    return Stored(number, 1, State.CURRENT, 1, datetime(2026, 3, 2, tzinfo=UTC), "", record)


def visit(number: int, **fields: Any) -> Stored[Appointment]:
    known = Appointment(1, AppointmentKind.SESSION, DAY, time(10), 60)
    return stored(replace(known, **fields), number)


def chart(**parts: Any) -> Chart:
    return Chart(stored(Patient("Aaltonen")), **parts)


def treated(day: date) -> Stored[Session]:
    return stored(Session(1, day, 1))


def test_the_only_visit_of_the_day_is_taken() -> None:
    assert dressed(PHOTO, chart(appointments=(visit(7),))).appointment_id == 7


def test_two_visits_or_none_leave_it_open() -> None:
    assert dressed(PHOTO, chart(appointments=(visit(7), visit(8)))).appointment_id is None
    missed = visit(7, status=AppointmentStatus.NO_SHOW)
    assert dressed(PHOTO, chart(appointments=(missed,))).appointment_id is None


def test_the_only_treated_place_is_taken_from_visit_or_plan() -> None:
    neck = Plan(1, DAY, 1, areas=(PlanArea(Area.NECK_FRONT),))
    found = dressed(PHOTO, chart(plans=(stored(neck),)))
    assert found.area is Area.NECK_FRONT
    knee = visit(7, sites=(Site(Area.KNEE),))
    both = chart(plans=(stored(neck),), appointments=(knee,))
    assert dressed(PHOTO, both).area is Area.KNEE
    assert planned_sites(both) == (Site(Area.NECK_FRONT),)
    two = visit(7, sites=(Site(Area.KNEE), Site(Area.FLANK)))
    assert dressed(PHOTO, chart(appointments=(two,))).area is None


def test_nothing_is_guessed_of_a_day_that_nobody_vouches_for() -> None:
    doubtful = replace(PHOTO, dated_by=DatedBy.IMPORT)
    assert dressed(doubtful, chart(appointments=(visit(7),))) == doubtful


@pytest.mark.parametrize(
    ("days", "point"),
    [
        (14, Timepoint.WEEKS_2),
        (30, Timepoint.MONTH_1),
        (60, None),
        (92, Timepoint.MONTHS_3),
        (183, Timepoint.MONTHS_6),
        (365, Timepoint.MONTHS_12),
        (0, None),
        (-5, Timepoint.BASELINE),
    ],
)
def test_the_time_point_follows_the_last_session(days: int, point: Timepoint | None) -> None:
    known = chart(sessions=(treated(DAY), treated(DAY - timedelta(400))))
    if days < 0:
        known = chart(sessions=(treated(DAY),))
    assert guess_timepoint(known, DAY + timedelta(days)) is point


def test_another_day_brings_its_own_visit_and_keeps_what_was_said() -> None:
    doubtful = replace(PHOTO, dated_by=DatedBy.IMPORT, area=Area.FLANK, appointment_id=3)
    found = redated(doubtful, DAY, chart(appointments=(visit(7, sites=(Site(Area.KNEE),)),)))
    assert (found.dated_by, found.taken_on) == (DatedBy.PERSON, DAY)
    assert (found.appointment_id, found.area) == (7, Area.FLANK)
    assert found.timepoint is Timepoint.BASELINE

"""A sheet is for the next visit; one that was handed over for it, or since the last, counts."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from infrared_desktop.domain.records.answers import AppointmentKind, AppointmentStatus
from infrared_desktop.domain.records.areas import Area, Side, Site
from infrared_desktop.domain.records.care import AreaSettings, Session
from infrared_desktop.domain.records.chart import Chart, State, Stored
from infrared_desktop.domain.records.consents import Handout, HandoutKind
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.domain.sessions.gates import Severity
from infrared_desktop.domain.sessions.handouts import ended_at, instruction_gates, visits_to_come

DAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
NECK, ARM = Site(Area.NECK_FRONT), Site(Area.UPPER_ARM, Side.LEFT)


def stored(record: Any, number: int = 1) -> Stored[Any]:
    return Stored(number, 1, State.SIGNED, 1, NOW, "", record)


def chart(**records: object) -> Chart:
    return Chart(stored(Patient("Okafor")), **records)  # type: ignore[arg-type]


def sheet(days_ago: int, *sites: Site, visit: int | None = None) -> Stored[Handout]:
    at = NOW - timedelta(days=days_ago)
    kind = HandoutKind.INSTRUCTIONS
    return stored(Handout(1, kind, at, "en", "# Before", sites, appointment_id=visit))


def session(days_ago: int) -> Stored[Session]:
    rows = (AreaSettings(Area.NECK_FRONT),)
    return stored(Session(1, DAY - timedelta(days=days_ago), 1, areas=rows))


def warned(known: Chart, *sites: Site, visit: int | None = 5) -> bool:
    found = instruction_gates(known, sites, DAY, visit)
    assert all(gate.severity is Severity.WARN for gate in found)
    return bool(found)


@pytest.mark.parametrize(
    ("given", "before", "is_warned"),
    [
        ([], [], True),
        ([sheet(20, NECK)], [], False),
        ([sheet(20, ARM)], [], True),
        ([sheet(20, NECK)], [session(30)], False),
        ([sheet(40, NECK)], [session(30)], True),
        ([sheet(40, NECK, visit=5)], [session(30)], False),
        ([sheet(40, NECK, visit=4)], [session(30)], True),
        ([sheet(20, NECK)], [session(0)], False),
    ],
)
def test_a_sheet_counts_for_its_visit_and_since_the_last_session(
    given: list[Stored[Handout]], before: list[Stored[Session]], is_warned: bool
) -> None:
    known = chart(handouts=tuple(given), sessions=tuple(before))
    assert warned(known, NECK) is is_warned


def test_each_site_needs_its_sheet_and_the_after_care_sheet_is_none() -> None:
    after = replace(sheet(1, NECK).record, kind=HandoutKind.AFTERCARE)
    assert warned(chart(handouts=(stored(after),)), NECK)
    (gate,) = instruction_gates(chart(handouts=(sheet(1, NECK),)), (NECK, ARM), DAY, None)
    assert str(gate.sentence).startswith("UPPER_ARM:left: nothing was handed over")


def test_only_visits_that_still_wait_and_treat_are_offered_the_soonest_first() -> None:
    def visit(number: int, days: int, **changes: object) -> Stored[Appointment]:
        kind = AppointmentKind.SESSION
        plain = Appointment(1, kind, DAY + timedelta(days=days), time(9), 60)
        return stored(replace(plain, **changes), number)  # type: ignore[arg-type]

    known = chart(
        appointments=(
            visit(1, 9),
            visit(2, 2),
            visit(3, 3, kind=AppointmentKind.REVIEW),
            visit(4, 4, status=AppointmentStatus.CANCELLED),
            visit(5, -1),
            visit(6, 0),
        )
    )
    assert [one.id for one in visits_to_come(known, DAY)] == [6, 2, 1]


def test_a_session_ended_when_it_is_noted_else_now_else_in_the_evening() -> None:
    given = Session(1, DAY, 1)
    assert ended_at(replace(given, ended=time(8, 40)), NOW) == NOW.replace(hour=8, minute=40)
    assert ended_at(given, NOW) == NOW
    past = replace(given, performed_on=DAY - timedelta(days=1))
    assert ended_at(past, NOW) == NOW.replace(day=21, hour=18)

"""What a patient missed is counted for a year; two in a row ask for a call before the next."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from infrared_desktop.domain.records.absences import (
    Absence,
    AbsenceKind,
    absence_of,
    absence_words,
    ask_to_confirm,
)
from infrared_desktop.domain.records.answers import AppointmentKind, AppointmentStatus
from infrared_desktop.domain.records.diary import Appointment

TODAY, NOW = date(2026, 11, 23), datetime(2026, 11, 23, 9, tzinfo=UTC)
MISSED, LATE = AbsenceKind


def absence(kind: AbsenceKind, day: date, starts: time = time(9)) -> Absence:
    return Absence(1, 1, kind, day, starts, NOW)


def kept(day: date) -> Appointment:
    done = AppointmentStatus.FULFILLED
    return Appointment(1, AppointmentKind.SESSION, day, time(9), 60, status=done)


@pytest.mark.parametrize(
    ("kinds", "words"),
    [
        ((), "None"),
        ((MISSED,), "1 missed in 12 months"),
        ((LATE, LATE), "2 cancelled late in 12 months"),
        ((MISSED, LATE, MISSED), "2 missed, 1 cancelled late in 12 months"),
    ],
)
def test_it_is_told_how_often_a_patient_stayed_away(
    kinds: tuple[AbsenceKind, ...], words: str
) -> None:
    absences = [absence(kind, date(2026, 10, 1 + n)) for n, kind in enumerate(kinds)]
    assert str(absence_words(absences, TODAY)) == words


def test_what_is_a_year_old_is_no_longer_told() -> None:
    assert absence_words([absence(MISSED, date(2025, 11, 23))], TODAY) is None
    assert absence_words([absence(MISSED, date(2025, 11, 24))], TODAY) is not None


def test_two_in_a_row_ask_for_a_call_and_one_that_was_kept_between_does_not() -> None:
    first, second = absence(MISSED, date(2026, 9, 1)), absence(LATE, date(2026, 10, 1))
    assert not ask_to_confirm([first], [])
    assert ask_to_confirm([first, second], [kept(date(2026, 8, 1))])
    assert not ask_to_confirm([first, second], [kept(date(2026, 9, 15))])
    assert not ask_to_confirm([first, second], [kept(date(2026, 11, 1))])


@pytest.mark.parametrize(("hours", "came", "noted"), [(23, 0, 1), (25, 0, 0), (23, 1, 0)])
def test_only_who_cancels_late_and_never_came_has_cancelled_late(
    hours: int, came: int, noted: int
) -> None:
    at = datetime(2026, 11, 25, 9, tzinfo=UTC) - timedelta(hours=hours)
    gone = replace(kept(date(2026, 11, 25)), status=AppointmentStatus.CANCELLED)
    visit = replace(gone, arrived_at=at if came else None)
    found = absence_of(1, visit, at, 24, UTC)
    assert (found is not None) == bool(noted)
    assert found is None or found.kind is LATE


@pytest.mark.parametrize(
    ("day", "hours_of_day"),
    [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 6, 7), 24)],
    ids=["the clocks go forward", "the clocks go back", "any other day"],
)
def test_late_is_counted_in_real_hours_when_the_clocks_change(day: date, hours_of_day: int) -> None:
    zone = ZoneInfo("Europe/Berlin")
    visit = replace(kept(day), status=AppointmentStatus.CANCELLED)
    same_clock = datetime.combine(day - timedelta(1), visit.starts, zone)
    just = datetime.combine(day, visit.starts, zone).astimezone(UTC) - timedelta(hours=24)
    assert absence_of(1, visit, just, 24, zone) is None
    assert absence_of(1, visit, just + timedelta(seconds=1), 24, zone) is not None
    is_late = absence_of(1, visit, same_clock, 24, zone) is not None
    assert is_late == (hours_of_day < 24)


def test_late_begins_at_the_clinics_own_hour_and_not_at_it() -> None:
    toronto = ZoneInfo("America/Toronto")
    gone = replace(kept(date(2026, 11, 25)), status=AppointmentStatus.CANCELLED)
    on_time = datetime(2026, 11, 24, 9, tzinfo=toronto)
    assert absence_of(1, gone, on_time, 24, toronto) is None
    late = absence_of(1, gone, on_time + timedelta(minutes=1), 24, toronto)
    assert late is not None and late.kind is LATE

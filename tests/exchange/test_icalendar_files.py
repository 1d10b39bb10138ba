"""A calendar file says the same instants to another reader, and names nobody unless asked."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from vobject import icalendar, readOne

from infrared_desktop.domain.messages.calendar_visits import Names, calendar_visit
from infrared_desktop.domain.records.answers import AppointmentKind, AppointmentStatus
from infrared_desktop.domain.records.chart import State, Stored
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.exchange.icalendar_files import as_icalendar

NAMES = Names({7: "Okafor, Adaeze"}, {1: "Dr. Åsa Lindqvist"}, {1: "Room, 1; left"}, {1: "Titan"})
ZONES = ("America/Toronto", "Europe/Zurich", "Australia/Lord_Howe", "Asia/Kolkata", "UTC")
_SIGN_HOURS_MINUTES = (slice(0, 1), slice(1, 3), slice(3, 5))
AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


def stored(day: date, starts: time, number: int = 1, **fields: object) -> Stored[Appointment]:
    visit = Appointment(7, AppointmentKind.SESSION, day, starts, 60, 1, 1, 1)
    visit = replace(visit, note="dislikes the neck", **fields)  # type: ignore[arg-type]
    return Stored(number, 3, State.CURRENT, 1, AT, "hash", visit)


def read(visits: list[Stored[Appointment]], zone: str, names: Names = NAMES) -> list[object]:
    """Return the events as another author's library reads them."""
    vars(icalendar)["__tzidMap"].clear()  # else it goes by the zone of a file that it read before
    shown = [calendar_visit(each, names) for each in visits]
    file = as_icalendar(shown, ZoneInfo(zone), "mark").decode()
    return list(getattr(readOne(file), "vevent_list", []))


def instants(event: object) -> tuple[datetime, datetime]:
    begins, ends = event.dtstart.value, event.dtend.value  # type: ignore[attr-defined]
    return begins.astimezone(UTC), ends.astimezone(UTC)


@pytest.mark.parametrize("zone", ZONES)
def test_another_reader_finds_the_same_instants_all_year_round(zone: str) -> None:
    days = [date(2026, 1, 1) + timedelta(n) for n in range(0, 400, 3)]
    changes = [date(2026, 3, 7), date(2026, 3, 8), date(2026, 3, 9), date(2026, 3, 29)]
    changes += [date(2026, 10, 25), date(2026, 10, 26), date(2026, 11, 1), date(2026, 11, 2)]
    visits = [stored(day, time(9, 30), n) for n, day in enumerate(sorted({*days, *changes}))]
    found = read(visits, zone)
    assert len(found) == len(visits)
    for visit, event in zip(visits, found, strict=True):
        begins = datetime.combine(visit.record.day, time(9, 30), ZoneInfo(zone)).astimezone(UTC)
        assert instants(event) == (begins, begins + timedelta(minutes=60))


@pytest.mark.parametrize(
    ("zone", "changes"),
    [
        ("Europe/Berlin", (date(2026, 3, 29), date(2026, 10, 25))),
        ("America/New_York", (date(2026, 3, 8), date(2026, 11, 1))),
        ("Australia/Lord_Howe", (date(2026, 4, 5), date(2026, 10, 4))),
        ("Africa/Casablanca", (date(2026, 2, 15), date(2026, 3, 22))),
    ],
)
def test_each_quarter_of_the_days_on_which_the_clocks_change_is_the_same_instant(
    zone: str, changes: tuple[date, date]
) -> None:
    quarters = (time(n // 4, n % 4 * 15) for n in range(96))
    starts = [(day, each) for each in quarters for day in changes if _is_once(day, each, zone)]
    assert len(starts) in (184, 188)  # all but an hour, or half of one, left out and come twice
    for event, (day, each) in zip(
        read([stored(day, each, n) for n, (day, each) in enumerate(starts)], zone),
        sorted(starts),
        strict=True,
    ):
        assert instants(event)[0] == datetime.combine(day, each, ZoneInfo(zone)).astimezone(UTC)


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe"])
def test_each_onset_is_told_by_the_clock_that_goes_out_of_force(zone: str) -> None:
    """A reader that follows RFC 5545 takes TZOFFSETFROM off an onset to find its moment."""
    shown = [calendar_visit(stored(date(2026, 3, 29), time(9)), NAMES)]
    file = readOne(as_icalendar(shown, ZoneInfo(zone), "mark").decode())
    found = [each for part in file.vtimezone.getChildren() for each in _onsets(part)]
    begins, *changes = sorted(found)
    assert len(changes) == 4, "a year before the visit, and a year after it"
    for moment, before, after in changes:
        last = (moment - timedelta(seconds=1)).astimezone(ZoneInfo(zone)).utcoffset()
        first = moment.astimezone(ZoneInfo(zone)).utcoffset()
        assert (last, first) == (before, after) and before != after
    assert begins[1] == begins[2], "the file begins within a time that goes on"


def _onsets(part: Any) -> Iterator[tuple[datetime, timedelta, timedelta]]:
    if part.name not in ("STANDARD", "DAYLIGHT"):
        return
    before, after = (_offset(part, name) for name in ("tzoffsetfrom", "tzoffsetto"))
    again = part.contents.get("rdate", [])
    told = [datetime.fromisoformat(word) for each in again for word in each.value.split(",")]
    for onset in (part.dtstart.value, *told):
        yield (onset - before).replace(tzinfo=UTC), before, after


def _offset(part: Any, name: str) -> timedelta:
    sign, hours, minutes = (part.contents[name][0].value[at] for at in _SIGN_HOURS_MINUTES)
    return timedelta(hours=int(sign + hours), minutes=int(sign + minutes))


def _is_once(day: date, starts: time, zone: str) -> bool:
    """Say whether a wall clock shows this time, and once: not in the hours of the change."""
    shown = datetime.combine(day, starts, ZoneInfo(zone))
    return shown.utcoffset() == shown.replace(fold=1).utcoffset()


@settings(max_examples=60)
@given(st.sampled_from(ZONES), st.dates(date(2020, 1, 1), date(2036, 1, 1)), st.times())
def test_any_day_is_the_same_instant(zone: str, day: date, starts: time) -> None:
    starts = starts.replace(second=0, microsecond=0)
    assume(_is_once(day, starts, zone))
    (event,) = read([stored(day, starts)], zone)
    begins = datetime.combine(day, starts, ZoneInfo(zone)).astimezone(UTC)
    assert instants(event)[0] == begins


def test_what_takes_no_place_is_cancelled_and_keeps_its_number() -> None:
    day, status = date(2026, 3, 9), AppointmentStatus
    gone = (status.CANCELLED, status.NO_SHOW, status.ENTERED_IN_ERROR)
    for each in status:
        (event,) = read([stored(day, time(9), 12, status=each)], "America/Toronto")
        assert event.uid.value == "visit-12@mark"  # type: ignore[attr-defined]
        assert event.sequence.value == "2"  # type: ignore[attr-defined]
        told = event.status.value  # type: ignore[attr-defined]
        assert told == ("CANCELLED" if each in gone else "CONFIRMED")
        blocks = event.transp.value  # type: ignore[attr-defined]
        assert blocks == ("TRANSPARENT" if each in gone else "OPAQUE")


def test_nobody_is_named_unless_asked_and_no_note_leaves_the_clinic() -> None:
    visit = stored(date(2026, 3, 9), time(9))
    (named,) = read([visit], "Europe/Zurich")
    assert named.summary.value == "Session: Okafor, Adaeze"  # type: ignore[attr-defined]
    assert named.location.value == "Room, 1; left"  # type: ignore[attr-defined]
    shown = calendar_visit(visit, replace(NAMES, patients={}))
    file = as_icalendar([shown], ZoneInfo("Europe/Zurich"), "mark").decode()
    assert "SUMMARY:Session\r\n" in file
    assert "Okafor" not in file
    assert "dislikes" not in file


def test_a_visit_is_private_and_says_when_it_was_changed_last() -> None:
    (event,) = read([stored(date(2026, 3, 9), time(9))], "Europe/Zurich")
    assert getattr(event, "class").value == "PRIVATE"
    assert event.dtstamp.value == event.last_modified.value == AT  # type: ignore[attr-defined]


def test_a_span_without_visits_is_a_file_all_the_same() -> None:
    file = as_icalendar([], ZoneInfo("Europe/Zurich"), "mark").decode()
    assert file.startswith("BEGIN:VCALENDAR\r\n")
    assert read([], "Europe/Zurich") == []


def test_a_file_tells_the_rules_of_its_clock_itself() -> None:
    shown = [calendar_visit(stored(date(2026, 3, 9), time(9)), NAMES)]
    file = as_icalendar(shown, ZoneInfo("America/Toronto"), "mark").decode()
    assert "DTSTART;TZID=America/Toronto:20260309T090000" in file
    (clock,) = readOne(file).vtimezone_list
    assert clock.tzid.value == "America/Toronto"

"""The figures of the front desk, each by cases that are counted by hand."""

from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

import pytest

from infrared_desktop.domain.figures.desk import (
    Booking,
    Share,
    late_cancellations,
    no_shows,
    rebooked,
    recalls,
    use_of,
)
from infrared_desktop.domain.records.absences import Absence, AbsenceKind
from infrared_desktop.domain.records.answers import (
    AppointmentKind,
    AppointmentStatus,
    Channel,
    ContactOutcome,
)
from infrared_desktop.domain.records.chart import State, Stored
from infrared_desktop.domain.records.contacts import ContactAttempt
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.schedule.schedule import Resource

R = TypeVar("R")
DAY = date(2026, 3, 27)
NOON = datetime(2026, 3, 27, 12, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")
DONE, OPEN = AppointmentStatus.FULFILLED, AppointmentStatus.BOOKED


def stored(record: R, number: int = 1) -> Stored[R]:
    return Stored(number, 1, State.CURRENT, 1, NOON, "", record)


def visit(
    patient_id: int, day: date = DAY, status: AppointmentStatus = DONE, minutes: int = 60
) -> Stored[Appointment]:
    kind = AppointmentKind.SESSION
    record = Appointment(patient_id, kind, day, time(10), minutes, clinician_id=2, status=status)
    return stored(record, patient_id)


def absence(patient_id: int, kind: AbsenceKind = AbsenceKind.NO_SHOW) -> Stored[Absence]:
    return stored(Absence(patient_id, patient_id, kind, DAY, time(10), NOON), patient_id)


def test_no_shows_are_the_missed_among_the_completed_and_the_missed() -> None:
    share = no_shows([visit(1), visit(2), visit(3)], [absence(4)])
    assert (share.hits, share.of, share.fraction) == (1, 4, 0.25)
    assert share.is_small


def test_a_missed_visit_that_is_booked_again_stays_missed() -> None:
    again = visit(4, DAY + timedelta(7), OPEN)
    assert no_shows([visit(1), again], [absence(4)]).fraction == 0.5


def test_a_late_cancellation_is_no_no_show() -> None:
    late = absence(4, AbsenceKind.LATE_CANCELLATION)
    assert no_shows([visit(1)], [late]).hits == 0
    assert late_cancellations([visit(1)], [late]).fraction == 0.5


def test_no_case_makes_no_share() -> None:
    assert no_shows([], []).fraction is None


@pytest.mark.parametrize(
    ("made_at", "day", "counts"),
    [
        (datetime(2026, 3, 27, 22, 59, tzinfo=UTC), DAY + timedelta(30), True),
        (datetime(2026, 3, 27, 23, 0, tzinfo=UTC), DAY + timedelta(30), False),
        (datetime(2026, 3, 1, 9, tzinfo=UTC), DAY + timedelta(30), True),
        (datetime(2026, 3, 1, 9, tzinfo=UTC), DAY, False),
    ],
    ids=["the last minute", "after midnight", "long before", "not ahead"],
)
def test_who_leaves_with_a_booking_made_before_the_clinics_midnight_is_rebooked(
    made_at: datetime, day: date, counts: bool
) -> None:
    share = rebooked([visit(1)], [Booking(1, day, made_at)], BERLIN)
    assert share.hits == counts
    assert rebooked([visit(2)], [Booking(1, day, made_at)], BERLIN).hits == 0


def tried(patient_id: int, *days: int) -> list[Stored[ContactAttempt]]:
    heard = ContactOutcome.NO_ANSWER
    return [
        stored(
            ContactAttempt(patient_id, "T7:1:1", NOON + timedelta(n), Channel.PHONE, heard), n + 1
        )
        for n in days
    ]


def recalled(
    attempts: list[Stored[ContactAttempt]],
    *visits: Stored[Appointment],
    first: date = DAY,
    last: date = DAY + timedelta(30),
) -> Share:
    return recalls(attempts, visits, lambda key: key.startswith("T7:"), BERLIN, first, last)


def test_a_recall_counts_by_the_attempt_after_which_the_patient_came() -> None:
    attempts = [*tried(1, 0, 7), *tried(2, 0), *tried(3, 0, 7, 14)]
    share = recalled(attempts, visit(1, DAY + timedelta(20)), visit(2, DAY + timedelta(3)))
    assert {name: (each.hits, each.of) for name, each in share.by_group().items()} == {
        "1": (1, 1),
        "2": (1, 1),
        "3": (0, 1),
    }


def test_a_visit_long_after_the_last_attempt_comes_of_something_else() -> None:
    assert recalled(tried(1, 0), visit(1, DAY + timedelta(90))).hits == 1
    assert recalled(tried(1, 0), visit(1, DAY + timedelta(91))).hits == 0


def test_an_attempt_after_the_visit_did_not_bring_it_about() -> None:
    share = recalled(tried(1, 0, 30), visit(1, DAY + timedelta(10)))
    assert share.by_group().keys() == {"1"}


def test_a_recall_belongs_to_the_day_of_its_first_attempt_and_counts_once() -> None:
    attempts = [*tried(1, -7, 0), *tried(2, 0, 40)]
    visits = visit(1, DAY + timedelta(3)), visit(2, DAY + timedelta(45))
    before = recalled(attempts, *visits, first=DAY - timedelta(30), last=DAY - timedelta(1))
    assert [(case.patient_id, case.group) for case in before.cases] == [(1, "2")]
    within = recalled(attempts, *visits)
    assert [(case.patient_id, case.group) for case in within.cases] == [(2, "2")]
    after = DAY + timedelta(31)
    assert recalled(attempts, *visits, first=after, last=after + timedelta(30)).of == 0


def test_only_visits_that_took_place_use_a_room() -> None:
    visits = [visit(1, minutes=60), visit(2, minutes=30), visit(3, status=OPEN)]
    use = use_of(Resource.CLINICIAN, 2, visits, open_minutes=180)
    assert (use.used_minutes, use.fraction) == (90, 0.5)
    assert use_of(Resource.CLINICIAN, 9, visits, 180).used_minutes == 0
    assert use_of(Resource.CLINICIAN, 2, visits, 0).fraction is None

"""A message that waits leaves only while what it says still holds."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from infrared_desktop.domain.follow_ups.kinds import (
    FollowUp,
    FollowUpKind,
    FollowUpState,
    HiddenReason,
)
from infrared_desktop.domain.messages.checks import is_urgent, overtaken, visit_key, visit_of
from infrared_desktop.domain.records.answers import AppointmentKind, AppointmentStatus, Channel
from infrared_desktop.domain.records.chart import Chart
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.records.messages import Message
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.domain.sentences import sentence
from tests.domain.strategies import stored

TODAY, NOW = date(2026, 11, 23), datetime(2026, 11, 23, 9, tzinfo=UTC)
PATIENT = Patient("Ahlgren", email="a@example.org", phone="+14165550123")
VISIT = Appointment(1, AppointmentKind.REVIEW, TODAY, time(15), 20)
ROW = FollowUp(
    "T7:1",
    FollowUpKind.MAINTENANCE,
    1,
    TODAY,
    TODAY,
    TODAY,
    None,
    FollowUpState.PLANNED,
    None,
    sentence("Why."),
)


def why(
    key: str,
    visit: Appointment | None = None,
    rows: tuple[FollowUp, ...] = (ROW,),
    changed: int = -1,
    **said: Any,
) -> str:
    known = {"channel": Channel.EMAIL, "address": "a@example.org", "patient": PATIENT} | said
    channel, address = known["channel"], known["address"]
    message = Message(1, key, channel, NOW, "en", "Dear …", address)
    at = NOW + timedelta(minutes=changed)
    visits = (stored(visit, id=4, at=at),) if visit else ()
    chart = Chart(stored(known["patient"]), appointments=visits)
    return str(overtaken(stored(message), chart, rows, "CA", TODAY) or "")


def test_what_still_holds_may_leave() -> None:
    assert why("T7:1") == why("") == why(visit_key(4), VISIT) == ""


@pytest.mark.parametrize("hidden", [HiddenReason.BOOKED, HiddenReason.DECLINED])
def test_a_follow_up_that_was_settled_since_is_not_written_about(hidden: HiddenReason) -> None:
    assert "was settled since" in why("T7:1", rows=(replace(ROW, hidden=hidden),))
    assert "was settled since" in why("T7:1", rows=())


@pytest.mark.parametrize(
    "visit",
    [
        None,
        replace(VISIT, status=AppointmentStatus.CANCELLED),
        replace(VISIT, day=TODAY - timedelta(1)),
    ],
)
def test_nobody_is_reminded_of_a_visit_that_is_over_or_off(visit: Appointment | None) -> None:
    assert "does not take place" in why(visit_key(4), visit)


def test_nobody_is_reminded_of_the_time_that_a_visit_had_before() -> None:
    assert "was changed after" in why(visit_key(4), VISIT, changed=1)


def test_it_goes_to_the_address_that_is_known_now_and_only_where_that_is_agreed() -> None:
    moved = replace(PATIENT, email="b@example.org")
    assert "address has changed" in why("T7:1", patient=moved)
    by_hand: dict[str, Any] = {"channel": Channel.SMS, "address": "+14165550100"}
    assert why("T7:1", patient=moved, **by_hand) == ""
    never = replace(PATIENT, do_not_contact=True)
    assert "must not be contacted" in why("T7:1", patient=never)
    by_phone = replace(PATIENT, may_contact_by=(Channel.PHONE,))
    assert "did not agree" in why("T7:1", patient=by_phone)


def test_only_a_reaction_is_urgent_and_only_a_visit_has_its_number() -> None:
    assert is_urgent("adverse_event:3") and not is_urgent("adverse_events") and not is_urgent("")
    assert visit_of(visit_key(12)) == 12 and visit_of("T7:1") is None

"""How a wish stands on a day: the answer of the patient first, then the days, then the visit."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from infrared_desktop.domain.records.answers import AppointmentKind, AppointmentStatus
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.domain.records.waiting import Offer, OfferStatus, Wish, WishStatus
from infrared_desktop.domain.schedule.waiting_standing import WishStanding, standing_of
from tests.domain.strategies import stored

TODAY, NOW = date(2026, 11, 23), datetime(2026, 11, 23, 9, tzinfo=UTC)
REVIEW = AppointmentKind.REVIEW
WISH = Wish(1, REVIEW, date(2026, 11, 1), TODAY)
VISIT = Appointment(1, REVIEW, TODAY + timedelta(9), time(9), 20)
MOVING = replace(WISH, appointment_id=5)


def stands(
    wish: Wish = WISH,
    replaced: Appointment | None = None,
    offer: Offer | None = None,
    today: date = TODAY,
    patient: Patient | None = None,
) -> WishStanding:
    offers = [stored(offer, id=1)] if offer else []
    known = patient or Patient("Ahlgren")
    return standing_of(stored(wish, id=7), known, replaced, offers, NOW, today)


def offered(minutes: int, status: OfferStatus = OfferStatus.OPEN, wish_id: int = 7) -> Offer:
    ends = NOW + timedelta(minutes=minutes)
    return Offer(1, wish_id, TODAY, time(15), 20, NOW, ends, status=status)


def test_a_wish_waits_to_the_end_of_its_last_day() -> None:
    assert stands() is WishStanding.WAITING
    assert stands(today=TODAY + timedelta(1)) is WishStanding.PASSED


@pytest.mark.parametrize(
    ("offer", "expected"),
    [
        (offered(1), WishStanding.OFFERED),
        (offered(0), WishStanding.RAN_OUT),
        (offered(1, OfferStatus.DECLINED), WishStanding.PASSED),
        (offered(1, wish_id=8), WishStanding.PASSED),
    ],
)
def test_an_open_offer_keeps_a_wish_on_the_list_beyond_its_days(
    offer: Offer, expected: WishStanding
) -> None:
    found = stands(offer=offer, today=TODAY + timedelta(1))
    assert found is expected and found.is_shown is (expected is not WishStanding.PASSED)


@pytest.mark.parametrize("status", [WishStatus.BOOKED, WishStatus.WITHDRAWN])
def test_what_was_answered_stays_answered(status: WishStatus) -> None:
    found = stands(replace(WISH, status=status), offer=offered(1))
    assert found == status.value and not found.is_shown


def test_a_wish_to_come_sooner_goes_with_the_visit_that_it_would_move() -> None:
    assert stands(MOVING, VISIT) is WishStanding.WAITING
    gone = replace(VISIT, status=AppointmentStatus.CANCELLED)
    assert stands(MOVING, gone) is WishStanding.VISIT_GONE
    assert stands(MOVING) is WishStanding.VISIT_GONE


def test_who_wants_no_contact_is_not_asked() -> None:
    for patient in (Patient("A", do_not_contact=True), Patient("A", may_contact_by=())):
        assert stands(patient=patient) is WishStanding.NO_CONTACT

"""What stands in the way of a visit, what refuses it first; what does not concern it, never."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from infrared_desktop.domain.records.answers import AppointmentKind
from infrared_desktop.domain.records.chart import State
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.records.people import Settings
from infrared_desktop.domain.records.waiting import Offer, OfferStatus
from infrared_desktop.domain.schedule.agenda import Agenda
from infrared_desktop.domain.schedule.desk_rules import (
    ClashRule,
    Closure,
    DeskRules,
    OpenHours,
    ResourceRule,
)
from infrared_desktop.domain.schedule.schedule import Resource
from tests.domain.strategies import stored

MONDAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 7, tzinfo=UTC)
SETTINGS = Settings("Clinic", "CA", opens_at="08:00", closes_at="19:00")
VISIT = Appointment(1, AppointmentKind.SESSION, MONDAY, time(9), 60, 1, 1, 1)
BARE = replace(VISIT, clinician_id=None, room_id=None, device_id=None)


def agenda(rules: DeskRules | None = None, **known: object) -> Agenda:
    return Agenda(rules or DeskRules(), SETTINGS, NOW, **known)  # type: ignore[arg-type]


def closed(**of: object) -> Closure:
    return Closure(MONDAY, MONDAY, "boiler", **of)  # type: ignore[arg-type]


def test_what_refuses_stands_before_what_only_warns() -> None:
    mild = DeskRules(
        hours=(OpenHours(1, time(8), time(12)),),
        conflicts=(ResourceRule(Resource.ROOM, ClashRule.WARN),),
    )
    other = stored(replace(VISIT, patient_id=2, clinician_id=2, device_id=2), id=1)
    found = agenda(mild, visits=[other], closures=[stored(closed())]).obstacles(VISIT)
    assert [(each.code, each.refuses) for each in found] == [
        ("closed", True),
        ("clash", False),
        ("hours", False),
    ]
    assert str(found[-1].sentence) == "The clinic is not open on this weekday."


@pytest.mark.parametrize("of", [{"clinician_id": 2}, {"room_id": 2}, {"device_id": 2}])
def test_a_closure_of_somebody_else_is_in_nobodys_way(of: dict[str, int]) -> None:
    away = agenda(closures=[stored(closed(**of))])
    assert away.obstacles(VISIT) == ()
    assert {each.code for each in away.obstacles(BARE)} == {"lacks"}


def test_a_closure_takes_whom_it_names_and_no_minute_more() -> None:
    away = agenda(closures=[stored(closed(starts=time(10), ends=time(11), room_id=1))])
    assert away.obstacles(VISIT) == ()
    assert away.obstacles(replace(VISIT, starts=time(11))) == ()
    (found,) = away.obstacles(replace(VISIT, minutes=61))
    assert (found.code, found.what) == ("closed", Resource.ROOM)


def test_a_closure_that_was_taken_back_closes_nothing() -> None:
    back = agenda(closures=[stored(closed(), state=State.INVALID)])
    assert back.obstacles(VISIT) == () and back.open_spans(MONDAY) == back.hours(MONDAY)
    assert agenda(closures=[stored(closed())]).open_spans(MONDAY) == ()


def test_an_offer_keeps_its_time_until_the_moment_at_which_it_ends() -> None:
    offer = Offer(2, 1, MONDAY, time(9), 60, NOW, NOW + timedelta(minutes=1), room_id=1)
    held = agenda(offers=[stored(offer)])
    assert [each.code for each in held.obstacles(VISIT)] == ["held"]
    assert held.obstacles(replace(VISIT, patient_id=2)) == ()
    assert held.obstacles(replace(VISIT, room_id=2)) == ()
    assert held.obstacles(replace(VISIT, starts=time(10))) == ()
    assert replace(held, now=offer.expires_at).obstacles(VISIT) == ()
    answered = replace(offer, status=OfferStatus.DECLINED)
    assert agenda(offers=[stored(answered)]).obstacles(VISIT) == ()
    assert agenda(offers=[stored(offer, state=State.INVALID)]).obstacles(VISIT) == ()


def test_an_offer_of_a_room_is_not_in_the_way_of_a_visit_without_a_clinician() -> None:
    offer = Offer(2, 1, MONDAY, time(9), 60, NOW, NOW + timedelta(hours=1), room_id=1)
    found = agenda(offers=[stored(offer)]).obstacles(replace(BARE, room_id=2))
    assert {each.code for each in found} == {"lacks"}


def test_a_kind_that_needs_nobody_lacks_nobody() -> None:
    free = replace(BARE, kind=AppointmentKind.AFTERCARE_CALL)
    needs = DeskRules().visit(AppointmentKind.AFTERCARE_CALL)
    assert (needs.role, needs.needs_room, needs.needs_device) == (None, False, False)
    assert agenda().obstacles(free) == ()
    lacking = [each.what for each in agenda().obstacles(BARE)]
    assert lacking == [Resource.CLINICIAN, Resource.ROOM, Resource.DEVICE]

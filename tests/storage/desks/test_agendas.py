"""The desk's rules decide what a booking is refused for, at every act that makes a visit live."""

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest

from infrared_desktop.domain.booking.slots import Wanted
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.answers import AppointmentKind, AppointmentStatus, Role
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.records.waiting import Offer, Wish
from infrared_desktop.domain.schedule.desk_rules import (
    ClashRule,
    Closure,
    DeskRules,
    OpenHours,
    ResourceRule,
    VisitRule,
)
from infrared_desktop.domain.schedule.schedule import Resource
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.gathered.slot_finder import slots_of
from infrared_desktop.storage.verify import verify
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.scenes import TODAY, later, next_step, patient, stored_now, visit

WARNED = tuple(ResourceRule(what, ClashRule.WARN) for what in Resource)


@pytest.fixture
def desk(clinic: Clinic) -> Clinic:
    clinic.people.take_in([patient("A"), patient("B"), patient("C")], RECEPTION, NOW)
    return clinic


def set_rules(clinic: Clinic, **fields: object) -> None:
    clinic.front_desk.change_rules(replace(DeskRules(), **fields), CLINICIAN, NOW)  # type: ignore[arg-type]


def test_a_conflict_that_is_only_warned_of_is_booked_and_listed(desk: Clinic) -> None:
    set_rules(desk, conflicts=WARNED)
    first = desk.diary.book(visit(1), RECEPTION, NOW)
    second = desk.diary.book(visit(2, starts=time(10, 30)), RECEPTION, NOW)
    (found,) = desk.diary.overlaps(TODAY, TODAY)
    assert (found.first.id, found.second.id) == (first.id, second.id)
    assert found.what == (Resource.CLINICIAN, Resource.ROOM, Resource.DEVICE)
    with pytest.raises(KnownError, match="The patient already has a visit"):
        desk.diary.book(visit(1, room_id=2), RECEPTION, NOW)


def test_an_overlapping_visit_can_be_worked_with_but_not_moved_onto_others(desk: Clinic) -> None:
    set_rules(desk, conflicts=WARNED)
    desk.diary.book(visit(1), RECEPTION, NOW)
    second = desk.diary.book(visit(2, starts=time(10, 30)), RECEPTION, NOW)
    set_rules(desk)
    noted = desk.diary.move(second, replace(second.record, note="x"), RECEPTION, NOW)
    arrived = desk.diary.step(noted, AppointmentStatus.ARRIVED, RECEPTION, NOW)
    back = desk.diary.take_back(arrived, noted.record, RECEPTION, NOW)
    with pytest.raises(KnownError, match="already has a visit"):
        desk.diary.move(back, replace(back.record, starts=time(10, 15)), RECEPTION, NOW)


@pytest.mark.parametrize("rule", ClashRule)
@pytest.mark.parametrize("of", [{}, {"room_id": 1}])
def test_a_closure_is_refused_or_warned_of_by_the_clinics_rule(
    desk: Clinic, rule: ClashRule, of: dict[str, int]
) -> None:
    set_rules(desk, when_closed=rule, conflicts=(ResourceRule(Resource.ROOM, rule),))
    closure = Closure(TODAY, TODAY, "boiler", time(9), time(10, 30), **of)
    stored = desk.front_desk.close(closure, RECEPTION, NOW)
    (found,) = desk.diary.obstacles(visit(1), NOW)
    assert found.code == "closed" and "boiler" in str(found.sentence)
    if rule is ClashRule.REFUSE:
        before = stored_now(desk)
        with pytest.raises(KnownError, match=r"boiler\. Nothing was booked"):
            desk.diary.book(visit(1), RECEPTION, NOW)
        assert stored_now(desk) == before
        desk.front_desk.take_back_closure(stored, RECEPTION, NOW)
    assert desk.diary.book(visit(1), RECEPTION, NOW)


def test_a_visit_of_before_a_closure_stands_again_in_its_place(desk: Clinic) -> None:
    booked = desk.diary.book(visit(1), RECEPTION, NOW)
    gone = desk.diary.close(
        booked, AppointmentStatus.CANCELLED, next_step(1), RECEPTION, later(minutes=1)
    )
    desk.front_desk.close(Closure(TODAY, TODAY, "boiler"), RECEPTION, NOW)
    back = desk.diary.take_back(gone, booked.record, RECEPTION, later(minutes=2))
    assert back.record.status is AppointmentStatus.BOOKED


def test_outside_the_hours_a_visit_is_warned_of_and_booked(desk: Clinic) -> None:
    set_rules(desk, hours=(OpenHours(TODAY.weekday(), time(8), time(10, 30)),))
    (found,) = desk.diary.obstacles(visit(1), NOW)
    assert not found.refuses
    assert str(found.sentence) == "The clinic is open 08:00–10:30 on this weekday."
    assert desk.diary.book(visit(1), RECEPTION, NOW)


def test_what_a_kind_needs_and_a_booking_lacks_is_said(desk: Clinic) -> None:
    bare = visit(1, clinician_id=None, room_id=None, device_id=None)
    said = [str(found.sentence) for found in desk.diary.obstacles(bare, NOW)]
    assert said == [
        f"A visit of this kind needs a {what}." for what in ("clinician", "room", "device")
    ]
    call = replace(bare, kind=AppointmentKind.AFTERCARE_CALL)
    assert desk.diary.obstacles(call, NOW) == ()


@pytest.mark.parametrize(
    ("role", "whom"),
    [(Role.RECEPTION, RECEPTION), (Role.CLINICIAN, CLINICIAN), (Role.OWNER, CLINICIAN)],
)
def test_a_kind_of_visit_may_need_any_role_and_finds_who_has_it(
    desk: Clinic, role: Role, whom: int
) -> None:
    kind = AppointmentKind.AFTERCARE_CALL
    set_rules(desk, visits=(VisitRule(kind, 15, role=role),))
    bare = Appointment(1, kind, TODAY + timedelta(1), time(10), 15)
    (lacks,) = desk.diary.obstacles(bare, NOW)
    assert (lacks.code, lacks.refuses) == ("lacks", False)
    assert str(role) in str(lacks.sentence)
    wanted = Wanted(bare, bare.day, bare.day, bare.day, datetime.combine(bare.day, time(8)))
    (slot,) = slots_of(desk, wanted, NOW, 1)
    assert slot.clinician_id == whom
    assert whom in [each.id for each in desk.staff.bookable(desk.front_desk.rules())]
    at = replace(bare, starts=slot.starts, clinician_id=whom)
    desk.diary.book(at, RECEPTION, NOW)
    (another,) = slots_of(desk, replace(wanted, visit=replace(bare, patient_id=2)), NOW, 1)
    assert (another.starts, another.clinician_id) != (slot.starts, whom)


def test_a_kind_of_visit_that_needs_nobody_is_given_nobody(desk: Clinic) -> None:
    set_rules(desk, visits=(VisitRule(AppointmentKind.SESSION, 60),))
    bare = Appointment(1, AppointmentKind.SESSION, TODAY + timedelta(1), time(10), 60)
    assert desk.diary.obstacles(bare, NOW) == ()
    wanted = Wanted(bare, bare.day, bare.day, bare.day, datetime.combine(bare.day, time(8)))
    (slot,) = slots_of(desk, wanted, NOW, 1)
    assert slot.clinician_id is slot.room_id is slot.device_id is None
    assert [each.id for each in desk.staff.bookable(desk.front_desk.rules())] == [CLINICIAN]


def test_a_time_on_offer_is_booked_by_nobody_else_until_the_offer_ends(desk: Clinic) -> None:
    kind = AppointmentKind.SESSION
    wish = desk.waiting.wish(Wish(2, kind, TODAY, TODAY + timedelta(9)), RECEPTION, NOW)
    offer = Offer(2, wish.id, TODAY, time(10), 60, NOW, NOW + timedelta(hours=4), room_id=1)
    desk.offers.offer(offer, RECEPTION, NOW)
    with pytest.raises(KnownError, match="offered to a patient of the waiting list"):
        desk.diary.book(visit(1), RECEPTION, NOW)
    stored = desk.diary.book(visit(2), RECEPTION, NOW)
    desk.diary.step(stored, AppointmentStatus.ENTERED_IN_ERROR, RECEPTION, NOW)
    assert desk.diary.book(visit(1), RECEPTION, later(hours=4))


def test_several_bookings_are_one_act_or_none_of_them(desk: Clinic) -> None:
    days = [TODAY + timedelta(7 * n) for n in range(3)]
    before = stored_now(desk)
    with pytest.raises(KnownError, match="already has a visit"):
        desk.diary.book_all([visit(1, day) for day in (*days, days[0])], RECEPTION, NOW)
    assert stored_now(desk) == before
    booked = desk.diary.book_all([visit(1, day) for day in days], RECEPTION, NOW)
    assert [stored.record.day for stored in booked] == days
    gone = desk.diary.take_back_all(booked, RECEPTION, NOW)
    assert {stored.record.status for stored in gone} == {AppointmentStatus.ENTERED_IN_ERROR}
    assert not list(verify(desk))


def test_every_time_that_is_found_can_be_booked(desk: Clinic) -> None:
    set_rules(desk, hours=(OpenHours(TODAY.weekday(), time(8), time(12)),))
    desk.diary.book(visit(1), RECEPTION, NOW)
    asked = visit(2, clinician_id=None, room_id=None, device_id=None)
    soonest = NOW.replace(tzinfo=None, hour=7)
    wanted = Wanted(asked, TODAY, TODAY + timedelta(7), TODAY, soonest)
    found = slots_of(desk, wanted, NOW, 20)
    assert {slot.day for slot in found} == {TODAY, TODAY + timedelta(7)}
    assert [slot.starts for slot in found[:3]] == [time(8), time(8, 15), time(8, 30)]
    for slot in found:
        stored = desk.diary.book(replace(asked, **vars(slot)), RECEPTION, NOW)
        desk.diary.step(stored, AppointmentStatus.ENTERED_IN_ERROR, RECEPTION, NOW)


def test_a_visit_that_was_off_arrives_only_where_its_place_is_still_free(desk: Clinic) -> None:
    booked = desk.diary.book(visit(1), RECEPTION, NOW)
    wrong = desk.diary.step(booked, AppointmentStatus.ENTERED_IN_ERROR, RECEPTION, NOW)
    desk.diary.book(visit(2), RECEPTION, NOW)
    with pytest.raises(KnownError, match="already has a visit"):
        desk.diary.step(wrong, AppointmentStatus.ARRIVED, RECEPTION, NOW)

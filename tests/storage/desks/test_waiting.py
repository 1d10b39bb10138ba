"""The waiting list: one offer a time, an answer books in one act, and nothing ends silently."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from itertools import combinations
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from infrared_desktop.domain.booking.waiting_match import Considered
from infrared_desktop.domain.errors import KnownError, StaleError
from infrared_desktop.domain.records.answers import AppointmentKind, AppointmentStatus, Channel
from infrared_desktop.domain.records.chart import State, Stored
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.records.waiting import NotAsked, Offer, OfferStatus, Wish, WishStatus
from infrared_desktop.domain.schedule.agenda import holds_at
from infrared_desktop.domain.schedule.desk_rules import ClashRule, Closure, DeskRules, ResourceRule
from infrared_desktop.domain.schedule.freed import FreedBy
from infrared_desktop.domain.schedule.schedule import Resource
from infrared_desktop.domain.schedule.waiting_standing import WishStanding
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.gathered.waiting_list import offer_now, openings, waiting_list
from infrared_desktop.storage.verify import verify
from tests.clinics import CLINICIAN, NOW, RECEPTION, Template
from tests.scenes import TODAY, later, next_step, patient, stored_now

REVIEW = AppointmentKind.REVIEW
TUESDAY = TODAY + timedelta(1)
SOON = TODAY + timedelta(8)


@pytest.fixture
def desk(clinic: Clinic) -> Clinic:
    people = [patient(f"Person {n}", phone=f"+1416555{n:04}") for n in range(1, 6)]
    clinic.people.take_in(people, RECEPTION, NOW)
    return clinic


def review(number: int, day: Any = TUESDAY, at: time = time(10), **fields: Any) -> Appointment:
    known = {"clinician_id": CLINICIAN, "room_id": 1}
    return Appointment(number, REVIEW, day, at, 20, **(known | fields))


def wish(number: int, **fields: Any) -> Wish:
    return Wish(number, REVIEW, TODAY, TODAY + timedelta(20), **fields)


def cancel(clinic: Clinic, visit: Stored[Appointment], now: datetime = NOW) -> None:
    step = next_step(visit.record.patient_id)
    clinic.diary.close(visit, AppointmentStatus.CANCELLED, step, RECEPTION, now)


def first_offer(clinic: Clinic, now: datetime = NOW) -> tuple[Stored[Offer], Appointment]:
    """Offer the first time that fell free to whom it suits best."""
    match = next(openings(clinic, now)).takers[0]
    return clinic.offers.offer(offer_now(clinic, match, now), RECEPTION, now), match.visit


def standings(clinic: Clinic, now: datetime = NOW) -> list[WishStanding]:
    found = sorted(waiting_list(clinic, now), key=lambda each: each.wish.id)
    return [each.standing for each in found]


def test_a_time_that_falls_free_is_shown_with_who_would_take_it(desk: Clinic) -> None:
    visits = [desk.diary.book(review(1, at=time(h)), RECEPTION, NOW) for h in (9, 11, 14)]
    desk.waiting.wish(wish(2), RECEPTION, NOW)
    desk.waiting.wish(wish(3, is_urgent=True), RECEPTION, NOW)
    assert list(openings(desk, NOW)) == []
    cancel(desk, visits[0])
    moved = replace(visits[1].record, day=SOON)
    desk.diary.move(visits[1], moved, RECEPTION, later(hours=1))
    found = list(openings(desk, later(hours=1)))
    assert [(each.freed.begins, each.freed.why) for each in found] == [
        (540, FreedBy.CANCELLED),
        (660, FreedBy.MOVED),
    ]
    assert [match.visit.patient_id for match in found[0].takers] == [3, 2]
    closed = desk.front_desk.close(Closure(SOON, SOON, "course"), RECEPTION, NOW)
    desk.front_desk.take_back_closure(closed, RECEPTION, NOW)
    assert [each.freed.why for each in openings(desk, later(hours=1))][-1] is FreedBy.OPENED


def test_one_act_books_moves_and_closes_the_wish_and_its_old_time_falls_free(desk: Clinic) -> None:
    gone = desk.diary.book(review(1), RECEPTION, NOW)
    old = desk.diary.book(review(2, SOON), RECEPTION, NOW)
    desk.waiting.wish(wish(2, appointment_id=old.id), RECEPTION, NOW)
    desk.waiting.wish(wish(3), RECEPTION, NOW)
    cancel(desk, gone)
    offered, visit = first_offer(desk)
    assert (visit.day, visit.starts, visit.patient_id) == (TUESDAY, time(10), 2)
    with pytest.raises(KnownError, match="offered to a patient of the waiting list"):
        desk.diary.book(review(4), RECEPTION, NOW)
    accepted = desk.offers.accept(offered, visit, RECEPTION, later(hours=1))
    moved = desk.diary.get(old.id)
    assert (moved.record.day, moved.record.status) == (TUESDAY, AppointmentStatus.BOOKED)
    assert standings(desk) == [WishStanding.BOOKED, WishStanding.WAITING]
    (next_one,) = openings(desk, later(hours=1))
    assert (next_one.freed.day, next_one.freed.why) == (SOON, FreedBy.MOVED)
    assert [match.visit.patient_id for match in next_one.takers] == [3]
    with pytest.raises(KnownError, match="answered already"):
        desk.offers.accept(offered, visit, RECEPTION, later(hours=1))
    desk.offers.take_back(accepted, RECEPTION, later(hours=1))
    assert desk.diary.get(old.id).record == old.record
    assert standings(desk) == [WishStanding.OFFERED, WishStanding.WAITING]
    assert not verify(desk)


def test_undoing_an_acceptance_takes_nobody_away_who_came_since(desk: Clinic) -> None:
    cancel(desk, desk.diary.book(review(1), RECEPTION, NOW))
    desk.waiting.wish(wish(2), RECEPTION, NOW)
    offered, visit = first_offer(desk)
    accepted = desk.offers.accept(offered, visit, RECEPTION, NOW)
    came = desk.diary.step(accepted.visit, AppointmentStatus.ARRIVED, RECEPTION, later(hours=1))
    with pytest.raises(StaleError):
        desk.offers.take_back(accepted, RECEPTION, later(hours=1))
    assert desk.diary.get(came.id) == came
    assert standings(desk) == [WishStanding.BOOKED]


def test_what_is_refused_leaves_offer_wish_and_diary_as_they_were(desk: Clinic) -> None:
    cancel(desk, desk.diary.book(review(1), RECEPTION, NOW))
    desk.waiting.wish(wish(2), RECEPTION, NOW)
    offered, visit = first_offer(desk)
    after = later(hours=5)
    desk.diary.book(review(3), RECEPTION, after)
    with pytest.raises(KnownError, match="already has a visit"):
        desk.offers.accept(offered, visit, RECEPTION, after)
    assert standings(desk, after) == [WishStanding.RAN_OUT]
    assert desk.waiting.open_offers() == [offered]


def test_a_second_offer_of_a_time_is_refused_until_the_first_ran_out(desk: Clinic) -> None:
    cancel(desk, desk.diary.book(review(1), RECEPTION, NOW))
    for number in (2, 3):
        desk.waiting.wish(wish(number), RECEPTION, NOW)
    first, _ = first_offer(desk)
    assert list(openings(desk, NOW)) == []
    other = replace(first.record, patient_id=3, wish_id=2)
    with pytest.raises(KnownError, match="offered to another patient already"):
        desk.offers.offer(other, RECEPTION, NOW)
    after = later(hours=4)
    assert standings(desk, later(hours=3.9)) == [WishStanding.OFFERED, WishStanding.WAITING]
    assert standings(desk, after) == [WishStanding.RAN_OUT, WishStanding.WAITING]
    second, _ = first_offer(desk, after)
    assert second.record.patient_id == 3
    assert desk.ledger.books.get(Offer, first.id).record.status is OfferStatus.EXPIRED
    desk.offers.answer(second, OfferStatus.DECLINED, RECEPTION, after)
    (nobodys,) = openings(desk, after)
    assert nobodys.considered == Considered((), {NotAsked.WAS_ASKED: 2})


def test_a_freed_time_that_nobody_would_take_says_why_until_it_is_given_away(desk: Clinic) -> None:
    cancel(desk, desk.diary.book(review(1), RECEPTION, NOW))
    desk.waiting.wish(wish(2, weekdays=(4,)), RECEPTION, NOW)
    desk.waiting.wish(wish(3, not_before=time(16)), RECEPTION, NOW)
    desk.waiting.wish(wish(4, minutes=60), RECEPTION, NOW)
    desk.diary.book(review(1, at=time(10, 20)), RECEPTION, NOW)
    (nobodys,) = openings(desk, NOW)
    assert nobodys.considered.passed_over == {
        NotAsked.OTHER_DAY: 1,
        NotAsked.OTHER_HOURS: 1,
        NotAsked.TOO_SHORT: 1,
    }
    desk.diary.book(review(5), RECEPTION, NOW)
    assert list(openings(desk, NOW)) == []


@pytest.mark.parametrize("way", ["booked", "closed", "away", "past"])
def test_a_time_that_is_free_no_more_is_offered_to_nobody(desk: Clinic, way: str) -> None:
    cancel(desk, desk.diary.book(review(1), RECEPTION, NOW))
    desk.waiting.wish(wish(2), RECEPTION, NOW)
    match, now = next(openings(desk, NOW)).takers[0], NOW
    if way == "booked":
        desk.diary.book(review(3), RECEPTION, NOW)
    elif way == "past":
        now = later(days=2)
    else:
        of = {"clinician_id": CLINICIAN} if way == "away" else {}
        desk.front_desk.close(Closure(TUESDAY, TUESDAY, "course", **of), RECEPTION, NOW)
    before = stored_now(desk)
    with pytest.raises(KnownError):
        desk.offers.offer(offer_now(desk, match, now), RECEPTION, now)
    assert stored_now(desk) == before and not desk.waiting.open_offers()


def test_what_the_clinics_rules_only_warn_of_can_be_offered(desk: Clinic) -> None:
    warned = tuple(ResourceRule(what, ClashRule.WARN) for what in Resource)
    desk.front_desk.change_rules(DeskRules(conflicts=warned), CLINICIAN, NOW)
    cancel(desk, desk.diary.book(review(1), RECEPTION, NOW))
    desk.waiting.wish(wish(2), RECEPTION, NOW)
    match = next(openings(desk, NOW)).takers[0]
    desk.diary.book(review(3), RECEPTION, NOW)
    assert desk.offers.offer(offer_now(desk, match, NOW), RECEPTION, NOW)


def test_a_declined_offer_is_not_open_again_once_its_time_was_given_away(desk: Clinic) -> None:
    cancel(desk, desk.diary.book(review(1), RECEPTION, NOW))
    desk.waiting.wish(wish(2), RECEPTION, NOW)
    offered, _ = first_offer(desk)
    declined = desk.offers.answer(offered, OfferStatus.DECLINED, RECEPTION, NOW)
    desk.diary.book(review(3), RECEPTION, NOW)
    with pytest.raises(KnownError, match="already has a visit"):
        desk.offers.answer(declined, OfferStatus.OPEN, RECEPTION, NOW)
    assert not desk.waiting.open_offers()


def test_all_that_is_hidden_says_why(desk: Clinic) -> None:
    old = desk.diary.book(review(1, SOON), RECEPTION, NOW)
    desk.waiting.wish(wish(1, appointment_id=old.id), RECEPTION, NOW)
    stored = desk.waiting.wish(wish(2), RECEPTION, NOW)
    withdrawn = replace(stored.record, status=WishStatus.WITHDRAWN)
    desk.waiting.change_wish(stored, withdrawn, RECEPTION, NOW)
    desk.waiting.wish(replace(wish(3), last_day=TODAY), RECEPTION, NOW)
    person = desk.people.get(4)
    desk.people.edit(person, replace(person.record, do_not_contact=True), RECEPTION, NOW)
    desk.waiting.wish(wish(4), RECEPTION, NOW)
    cancel(desk, old)
    assert standings(desk, later(days=1)) == [
        WishStanding.VISIT_GONE,
        WishStanding.WITHDRAWN,
        WishStanding.PASSED,
        WishStanding.NO_CONTACT,
    ]
    assert list(openings(desk, later(days=1))) == []


def test_the_channels_of_a_patient_do_not_matter_where_one_is_agreed(desk: Clinic) -> None:
    person = desk.people.get(1)
    told = replace(person.record, may_contact_by=(Channel.PHONE,))
    desk.people.edit(person, told, RECEPTION, NOW)
    desk.waiting.wish(wish(1), RECEPTION, NOW)
    assert standings(desk) == [WishStanding.WAITING]


class WaitingListMachine(RuleBasedStateMachine):
    """Whatever happens at the desk, a time is offered once, and nobody booked is asked."""

    template: Template
    folder: Any

    @initialize()
    def begin(self) -> None:
        self.now = NOW
        self.clinic = self.template.copy_to(next(self.folder))
        people = [patient(f"P {n}", phone=f"+1416555{n:04}") for n in range(1, 5)]
        self.clinic.people.take_in(people, RECEPTION, NOW)
        for number, hour in ((1, 9), (2, 11), (3, 15)):
            self.clinic.diary.book(review(number, SOON, time(hour)), RECEPTION, NOW)
        for number in (2, 4):
            self.clinic.waiting.wish(wish(number), RECEPTION, NOW)

    @rule(number=st.integers(1, 4), urgent=st.booleans())
    def wish(self, number: int, urgent: bool) -> None:
        self.clinic.waiting.wish(wish(number, is_urgent=urgent), RECEPTION, self.now)

    @rule(which=st.integers(0, 9))
    def cancel(self, which: int) -> None:
        ahead = [v for v in self.clinic.diary.day(SOON) if v.record.is_open]
        if ahead:
            cancel(self.clinic, ahead[which % len(ahead)], self.now)

    @rule(which=st.integers(0, 9), number=st.integers(1, 4))
    def offer(self, which: int, number: int) -> None:
        """Offer what the list proposes, or the same time to somebody else behind its back."""
        found = list(openings(self.clinic, self.now))
        matches = [match for each in found for match in each.takers]
        if matches:
            match = matches[which % len(matches)]
            assert match.waiter.wish.record.status is WishStatus.WAITING
            offer = offer_now(self.clinic, match, self.now)
            self.clinic.offers.offer(offer, RECEPTION, self.now)
            waiting = self.clinic.waiting.wishes(self.clinic.day(self.now))
            other = waiting[number % len(waiting)]
            forged = replace(offer, wish_id=other.id, patient_id=other.record.patient_id)
            with pytest.raises(KnownError):
                self.clinic.offers.offer(forged, RECEPTION, self.now)

    @rule(accepts=st.booleans())
    def answer(self, accepts: bool) -> None:
        for offered in self.clinic.waiting.open_offers()[:1]:
            if not accepts:
                status = OfferStatus.DECLINED
                self.clinic.offers.answer(offered, status, RECEPTION, self.now)
                return
            offer = offered.record
            visit = review(offer.patient_id, offer.day, offer.starts, room_id=offer.room_id)
            try:
                self.clinic.offers.accept(offered, visit, RECEPTION, self.now)
            except KnownError:
                assert self.clinic.ledger.books.get(Offer, offered.id) == offered

    @rule(hours=st.sampled_from((1, 3, 5, 30)))
    def wait(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @invariant()
    def a_time_is_offered_once(self) -> None:
        held = [o.record for o in self.clinic.waiting.open_offers() if holds_at(o.record, self.now)]
        assert len({each.patient_id for each in held}) == len(held)
        for one, other in combinations(held, 2):
            assert (one.day, one.starts, one.room_id) != (other.day, other.starts, other.room_id)

    @invariant()
    def nobody_booked_is_offered_anything(self) -> None:
        booked = {
            each.wish.id
            for each in waiting_list(self.clinic, self.now)
            if each.wish.record.status is WishStatus.BOOKED
        }
        asked = {offer.record.wish_id for offer in self.clinic.waiting.open_offers()}
        assert not asked & booked

    @invariant()
    def an_accepted_offer_has_its_visit(self) -> None:
        _, offers = self.clinic.waiting.every()
        wishes = {each.wish.id: each for each in waiting_list(self.clinic, self.now)}
        for offer in offers:
            assert offer.state is State.CURRENT
            if offer.record.status is OfferStatus.ACCEPTED:
                assert wishes[offer.record.wish_id].replaced is not None

    def teardown(self) -> None:
        if hasattr(self, "clinic"):
            self.clinic.close()


def test_a_time_is_offered_once_whatever_happens(
    template: Template, tmp_path_factory: pytest.TempPathFactory
) -> None:
    def folders() -> Any:
        while True:
            yield tmp_path_factory.mktemp("waiting") / "clinic"

    WaitingListMachine.template, WaitingListMachine.folder = template, folders()
    run_state_machine_as_test(
        WaitingListMachine,
        settings=settings(max_examples=12, stateful_step_count=12, database=None, deadline=None),
    )


def test_who_waits_no_more_or_has_an_offer_is_offered_nothing(desk: Clinic) -> None:
    for at in (10, 14):
        cancel(desk, desk.diary.book(review(1, at=time(at)), RECEPTION, NOW))
    struck = desk.waiting.wish(wish(2), RECEPTION, NOW)
    match = next(openings(desk, NOW)).takers[0]
    offer = offer_now(desk, match, NOW)
    desk.waiting.take_back(struck, RECEPTION, NOW)
    with pytest.raises(KnownError, match="does not wait any more"):
        desk.offers.offer(offer, RECEPTION, NOW)
    again = desk.waiting.wish(wish(2), RECEPTION, NOW)
    desk.offers.offer(replace(offer, wish_id=again.id), RECEPTION, NOW)
    second = replace(offer, wish_id=again.id, starts=time(14))
    with pytest.raises(KnownError, match="this patient has another offer"):
        desk.offers.offer(second, RECEPTION, NOW)


def test_an_acceptance_is_not_undone_once_the_old_time_is_taken(desk: Clinic) -> None:
    old = desk.diary.book(review(2, SOON), RECEPTION, NOW)
    cancel(desk, desk.diary.book(review(1), RECEPTION, NOW))
    desk.waiting.wish(wish(2, appointment_id=old.id), RECEPTION, NOW)
    offered, visit = first_offer(desk)
    accepted = desk.offers.accept(offered, visit, RECEPTION, NOW)
    desk.diary.book(review(4, SOON), RECEPTION, NOW)
    before = stored_now(desk)
    with pytest.raises(KnownError, match="already has a visit"):
        desk.offers.take_back(accepted, RECEPTION, NOW)
    assert stored_now(desk) == before

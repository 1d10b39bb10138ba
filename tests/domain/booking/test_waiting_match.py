"""Who would take a freed time: only who said so, in a free place, the neediest first."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infrared_desktop.domain.booking.slots import Things, Wanted, find_slots
from infrared_desktop.domain.booking.waiting_match import Match, consider, is_free, offer_of
from infrared_desktop.domain.booking.waiting_places import Waiter, fits
from infrared_desktop.domain.records.answers import AppointmentKind, AppointmentStatus
from infrared_desktop.domain.records.chart import State, Stored
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.records.people import Settings
from infrared_desktop.domain.records.waiting import NotAsked, Offer, OfferStatus, Wish, WishStatus
from infrared_desktop.domain.schedule.agenda import Agenda, keeps
from infrared_desktop.domain.schedule.desk_rules import Closure, DeskRules
from infrared_desktop.domain.schedule.freed import Freed, FreedBy, freed_by_closure, freed_by_visit
from infrared_desktop.domain.schedule.opening import Span

DAY = date(2026, 11, 24)  # a Tuesday
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
MORNING = NOW.replace(tzinfo=None)  # as the clinic's own wall clock says it
JANUARY = date(2026, 1, 1)
THINGS = Things((1, 2), (1, 2), (1,))
FREED = Freed(DAY, 600, 660, 1, 1, 1)
SETTINGS = Settings("Clinic", "CA")
REVIEW = AppointmentKind.REVIEW


def stored(record: object, number: int = 1, minutes: int = 0, version: int = 1) -> Stored:  # type: ignore[type-arg]
    at = NOW + timedelta(minutes=minutes)
    return Stored(number, version, State.CURRENT, 1, at, "", record)


def waiter(number: int = 1, soonest: datetime | None = None, **fields: object) -> Waiter:
    wish = replace(Wish(number, REVIEW, date(2026, 11, 20), DAY + timedelta(30)), **fields)  # type: ignore[arg-type]
    visit = Appointment(number, REVIEW, wish.wished_on, time(9), wish.minutes or 20)
    return Waiter(stored(wish, number), visit, soonest or MORNING)


def agenda(*visits: Appointment, closures: tuple[Closure, ...] = ()) -> Agenda:
    kept = [stored(each, 100 + n) for n, each in enumerate(visits)]
    return Agenda(DeskRules(), SETTINGS, NOW, kept, [stored(each) for each in closures])


def found(*waiters: Waiter, offers: tuple[Offer, ...] = (), on: Agenda | None = None) -> list[int]:
    kept = [stored(each, n) for n, each in enumerate(offers)]
    matches = consider(FREED, waiters, kept, on or agenda(), THINGS).takers
    return [each.waiter.wish.id for each in matches]


def test_urgent_ones_come_first_then_who_waits_longest() -> None:
    early, late = date(2026, 10, 1), date(2026, 11, 1)
    every = (
        waiter(1, wished_on=late),
        waiter(2, wished_on=early),
        waiter(3, wished_on=late, is_urgent=True),
    )
    assert found(*every) == [3, 2, 1]


def test_only_what_the_patient_said_is_offered() -> None:
    assert found(waiter()) == [1]
    refused = (
        {"first_day": DAY + timedelta(1)},
        {"last_day": DAY - timedelta(1)},
        {"weekdays": (0, 2)},
        {"not_before": time(13)},
        {"not_after": time(10, 10)},
        {"clinician_id": 2, "first_day": DAY + timedelta(1)},
        {"status": WishStatus.BOOKED},
        {"status": WishStatus.WITHDRAWN},
    )
    for fields in refused:
        assert found(waiter(**fields)) == [], fields


def test_what_is_still_taken_or_closed_is_offered_to_nobody() -> None:
    other = Appointment(50, REVIEW, DAY, time(10), 60, 1, 1)
    assert found(waiter(), on=agenda(other)) == []
    elsewhere = replace(other, clinician_id=2, room_id=2, patient_id=1)
    assert found(waiter(), on=agenda(elsewhere)) == []
    assert found(waiter(2), on=agenda(elsewhere)) == [2]
    assert found(waiter(), on=agenda(closures=(Closure(DAY, DAY, "holiday"),))) == []


def test_the_first_free_part_of_a_time_is_taken() -> None:
    other = Appointment(50, REVIEW, DAY, time(10), 15, 1, 1)
    (match,) = consider(FREED, [waiter()], (), agenda(other), THINGS).takers
    assert (match.visit.starts, match.visit.clinician_id) == (time(10, 15), 1)


def test_nobody_is_asked_before_it_can_be_or_for_a_later_time_than_booked() -> None:
    assert found(waiter(soonest=datetime.combine(DAY, time(10, 46)))) == []
    old = Appointment(1, REVIEW, DAY, time(9), 20, 1, 1)
    assert found(replace(waiter(), replaces=stored(old, 9))) == []
    assert found(replace(waiter(), replaces=stored(replace(old, starts=time(17)), 9))) == [1]


def test_nobody_is_asked_twice_for_a_time_or_while_an_offer_is_open() -> None:
    asked = Offer(1, 1, DAY, time(10), 20, NOW, NOW + timedelta(hours=4), 1, 1)
    assert found(waiter(), waiter(2), offers=(asked,)) == [2]
    declined = replace(asked, status=OfferStatus.DECLINED)
    assert found(waiter(), waiter(2), offers=(declined,)) == [2]
    elsewhere = replace(declined, day=DAY + timedelta(1))
    assert found(waiter(), offers=(elsewhere,)) == [1]
    assert found(waiter(), offers=(replace(elsewhere, status=OfferStatus.OPEN),)) == []


@given(
    st.builds(
        Wish,
        patient_id=st.just(1),
        kind=st.just(REVIEW),
        wished_on=st.just(DAY),
        last_day=st.dates(DAY - timedelta(3), DAY + timedelta(3)),
        weekdays=st.lists(st.integers(0, 6), unique=True, max_size=3).map(tuple),
        not_before=st.none() | st.times(time(8), time(12)),
        not_after=st.none() | st.times(time(9), time(20)),
        clinician_id=st.sampled_from((None, 1, 2)),
        minutes=st.sampled_from((None, 20, 90)),
        status=st.sampled_from(WishStatus),
    ),
    st.lists(st.tuples(st.integers(540, 720), st.sampled_from((1, 2)), st.sampled_from((1, 2)))),
)
def test_whatever_is_offered_fits_the_wish_and_can_be_booked(
    wish: Wish, busy: list[tuple[int, int, int]]
) -> None:
    visits = [
        Appointment(50 + n, REVIEW, DAY, time(at // 60, at % 60), 30, who, room)
        for n, (at, who, room) in enumerate(busy)
    ]
    on = agenda(*visits)
    visit = Appointment(1, REVIEW, DAY, time(9), wish.minutes or 20)
    one = Waiter(stored(wish), visit, MORNING)
    for match in consider(FREED, [one], (), on, THINGS).takers:
        assert fits(wish, match.visit)
        assert not on.obstacles(match.visit)
        assert wish.status is WishStatus.WAITING


@given(
    st.datetimes(datetime.combine(JANUARY, time()), datetime.combine(DAY, time())),
    st.integers(1, 48),
    st.sampled_from(("America/Toronto", "Europe/Zurich", "Australia/Lord_Howe")),
    st.integers(0, 60 * 72),
)
def test_an_offer_holds_for_real_hours_and_never_past_the_visits_start(
    wall: datetime, hours: int, name: str, ahead: int
) -> None:
    zone = ZoneInfo(name)
    now = wall.replace(microsecond=0, tzinfo=zone)
    begins = now.astimezone(UTC) + timedelta(minutes=ahead)
    local = begins.astimezone(zone).replace(second=0)
    visit = Appointment(1, REVIEW, local.date(), local.time(), 20)
    offer = offer_of(Match(waiter(), visit), now, hours, zone)
    starts = datetime.combine(visit.day, visit.starts, zone).astimezone(UTC)
    assert offer.expires_at <= starts
    assert offer.expires_at - offer.offered_at <= timedelta(hours=hours)
    assert offer.expires_at in (starts, offer.offered_at + timedelta(hours=hours))


def test_an_offer_over_the_night_in_which_the_clocks_change_holds_its_hours() -> None:
    zone = ZoneInfo("America/Toronto")
    now = datetime(2026, 10, 31, 22, tzinfo=zone)
    visit = Appointment(1, REVIEW, date(2026, 11, 2), time(9), 20)
    offer = offer_of(Match(waiter(), visit), now, 8, zone)
    assert f"{offer.expires_at.astimezone(zone):%d %H:%M}" == "01 05:00"


def test_a_visit_gives_its_time_up_when_it_is_cancelled_missed_or_moved() -> None:
    first = Appointment(1, REVIEW, DAY, time(10), 60, 1, 1)
    moved = replace(first, starts=time(15))
    gone = replace(moved, status=AppointmentStatus.CANCELLED)
    history = [stored(v, 1, n * 60, n + 1) for n, v in enumerate((first, moved, gone))]
    assert list(freed_by_visit(history[:1])) == []
    whys = [(freed.begins, freed.why) for freed in freed_by_visit(history)]
    assert whys == [(600, FreedBy.MOVED), (900, FreedBy.CANCELLED)]
    slipped = [history[0], replace(history[1], at=history[0].at + timedelta(minutes=2))]
    assert list(freed_by_visit(slipped)) == []
    wrong = replace(first, status=AppointmentStatus.ENTERED_IN_ERROR)
    assert list(freed_by_visit([history[0], stored(wrong, 1, 60, 2)])) == []


@given(st.lists(st.tuples(st.sampled_from((9, 10, 15)), st.integers(0, 120)), min_size=1))
def test_a_visit_never_frees_the_time_that_it_holds(stops: list[tuple[int, int]]) -> None:
    at, history = 0, []
    for version, (hour, minutes) in enumerate(stops, start=1):
        at += minutes
        history.append(stored(Appointment(1, REVIEW, DAY, time(hour), 60), 1, at, version))
    places = [each.record.starts.hour * 60 for each in history]
    changed = {a for a, b in pairwise(places) if a != b}
    assert {freed.begins for freed in freed_by_visit(history)} <= changed


def test_a_closure_that_was_taken_back_frees_the_open_hours_in_it() -> None:
    closure = Closure(DAY, DAY, "course", time(9), time(14), clinician_id=2)
    hours = (Span(480, 750), Span(795, 1140))
    freed = list(freed_by_closure(closure, DAY, hours))
    assert [(each.begins, each.ends, each.clinician_id) for each in freed] == [
        (540, 750, 2),
        (795, 840, 2),
    ]


def passed_over(*waiters: Waiter, freed: Freed = FREED, **known: Any) -> dict[NotAsked, int]:
    offers = [stored(each, n) for n, each in enumerate(known.pop("offers", ()))]
    found = consider(freed, waiters, offers, known.get("on") or agenda(), THINGS)
    assert len(found.takers) + sum(found.passed_over.values()) == len(
        {each.wish.record.patient_id for each in waiters}
    )
    return dict(found.passed_over)


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"first_day": DAY + timedelta(1)}, NotAsked.OTHER_DAY),
        ({"weekdays": (0, 2)}, NotAsked.OTHER_DAY),
        ({"not_before": time(13)}, NotAsked.OTHER_HOURS),
        ({"not_after": time(10, 10)}, NotAsked.OTHER_HOURS),
    ],
)
def test_who_wants_something_else_is_counted_by_what(fields: Any, why: NotAsked) -> None:
    assert passed_over(waiter(1, **fields), waiter(2)) == {why: 1}


def test_who_is_not_asked_for_another_reason_is_counted_by_it() -> None:
    here = Offer(1, 1, DAY, time(10), 20, NOW, NOW + timedelta(hours=4), 1, 1)
    declined = replace(here, status=OfferStatus.DECLINED)
    assert passed_over(waiter(), offers=(here,)) == {NotAsked.HAS_OFFER: 1}
    assert passed_over(waiter(), offers=(declined,)) == {NotAsked.WAS_ASKED: 1}
    late = waiter(soonest=datetime.combine(DAY, time(10, 46)))
    assert passed_over(late) == {NotAsked.TOO_SOON: 1}
    old = stored(Appointment(1, REVIEW, DAY, time(9), 20, 1, 1), 9)
    assert passed_over(replace(waiter(), replaces=old)) == {NotAsked.NOT_SOONER: 1}
    after = Appointment(50, REVIEW, DAY, time(11), 60, 1, 1)
    assert passed_over(waiter(minutes=90), on=agenda(after)) == {NotAsked.TOO_SHORT: 1}
    busy = Appointment(50, REVIEW, DAY, time(10), 60, 2, 2)
    assert passed_over(waiter(clinician_id=2), on=agenda(busy)) == {NotAsked.OTHER_PERSON: 1}
    own = Appointment(1, REVIEW, DAY, time(10), 60, 2, 2)
    assert passed_over(waiter(), on=agenda(own)) == {NotAsked.TAKEN: 1}


def test_who_has_two_wishes_is_counted_once() -> None:
    elsewhere = replace(waiter(2, first_day=DAY + timedelta(1)).wish.record, patient_id=1)
    second = Waiter(stored(elsewhere, 2), waiter().visit, MORNING)
    assert passed_over(second, waiter(1, wished_on=DAY)) == {}
    assert passed_over(second, second) == {NotAsked.OTHER_DAY: 1}


def test_a_time_that_was_given_away_again_is_free_no_more() -> None:
    whole = Appointment(50, REVIEW, DAY, time(10), 60, 1, 2)
    assert is_free(FREED, agenda())
    assert not is_free(FREED, agenda(whole))
    assert is_free(FREED, agenda(replace(whole, minutes=45))), "a quarter of an hour is left"
    assert is_free(FREED, agenda(replace(whole, clinician_id=2)))
    assert not is_free(FREED, agenda(closures=(Closure(DAY, DAY, "holiday"),)))


@pytest.mark.parametrize(
    ("mine", "theirs", "kept"),
    [
        ((1, None, None), (1, 2, None), True),
        ((1, 1, 1), (2, 2, 1), True),
        ((1, 1, None), (2, 2, 1), False),
        ((None, None, None), (None, None, None), True),
        ((None, None, None), (1, 1, None), False),
    ],
    ids=["person", "device", "all others", "nobody and nothing", "nobody's"],
)
def test_an_offer_keeps_its_time_alike_from_a_visit_and_from_another_offer(
    mine: Any, theirs: Any, kept: bool
) -> None:
    offer = Offer(1, 1, DAY, time(10), 20, NOW, NOW + timedelta(hours=4), *mine)
    visit = Appointment(2, REVIEW, DAY, time(10, 15), 20, *theirs)
    other = Offer(2, 2, DAY, time(10, 15), 20, NOW, NOW + timedelta(hours=4), *theirs)
    assert keeps(offer, visit) is keeps(offer, other) is kept
    for later_on in ({"starts": time(10, 20)}, {"day": DAY + timedelta(1)}):
        assert not keeps(offer, replace(visit, **later_on))  # type: ignore[arg-type]
        assert not keeps(offer, replace(other, **later_on))  # type: ignore[arg-type]


def test_a_time_that_is_kept_for_who_needs_nobody_is_not_found_free_for_another() -> None:
    call = AppointmentKind.AFTERCARE_CALL
    visit = Appointment(2, call, DAY, time(9), 15)
    wanted = Wanted(visit, DAY, DAY, DAY, MORNING)
    free = find_slots(wanted, THINGS, lambda _: agenda(), 1)
    starts = free[0].starts
    offer = Offer(1, 1, DAY, starts, 15, NOW, NOW + timedelta(hours=4))
    on = replace(agenda(), offers=[stored(offer)])
    assert starts not in [slot.starts for slot in find_slots(wanted, THINGS, lambda _: on, 99)]


def test_a_visit_entered_in_error_frees_nothing_wherever_it_stood() -> None:
    first = Appointment(1, REVIEW, DAY, time(10), 60, 1, 1)
    wrong = replace(first, starts=time(15), status=AppointmentStatus.ENTERED_IN_ERROR)
    assert list(freed_by_visit([stored(first), stored(wrong, 1, 60, 2)])) == []


def test_the_same_time_as_booked_is_not_sooner() -> None:
    old = Appointment(1, REVIEW, DAY, time(10), 20, 2, 2)
    only = Things((1,), (1,), (1,))
    short = replace(FREED, ends=FREED.begins + 20)
    moving = replace(waiter(), replaces=stored(old, 9))
    assert consider(short, [moving], [], agenda(), only).takers == ()
    later = replace(moving, replaces=stored(replace(old, starts=time(10, 5)), 9))
    assert len(consider(short, [later], [], agenda(), only).takers) == 1


def test_who_took_a_time_that_fell_free_once_more_may_be_asked_again() -> None:
    until = NOW + timedelta(hours=4)
    asked = Offer(1, 1, DAY, time(10), 20, NOW, until, 1, 1, status=OfferStatus.ACCEPTED)
    assert found(waiter(), offers=(asked,)) == [1]


def test_who_declined_another_time_of_the_day_is_asked_for_this_one() -> None:
    until = NOW + timedelta(hours=4)
    noon = Offer(1, 1, DAY, time(11), 20, NOW, until, 1, 1, status=OfferStatus.DECLINED)
    assert found(waiter(), offers=(noon,)) == [1]
    assert found(waiter(), offers=(replace(noon, starts=time(10, 45)),)) == []

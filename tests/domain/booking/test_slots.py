"""Free times: every one can be booked, and none that can be booked is missing."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infrared_desktop.domain.booking.slot_windows import Reach, reach_of, ready_from, told_at
from infrared_desktop.domain.booking.slots import Things, Wanted, days_by_worth, find_slots
from infrared_desktop.domain.follow_ups.kinds import FollowUp, FollowUpKind, FollowUpState
from infrared_desktop.domain.papers.instructions import terms_before, too_late
from infrared_desktop.domain.protocol.instruction_terms import Instruction, Phase
from infrared_desktop.domain.records.answers import AppointmentKind, AppointmentStatus
from infrared_desktop.domain.records.areas import Area, Site
from infrared_desktop.domain.records.care import AreaSettings, Session
from infrared_desktop.domain.records.chart import Chart, State, Stored
from infrared_desktop.domain.records.consents import Handout, HandoutKind
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.records.people import Patient, Settings
from infrared_desktop.domain.records.waiting import Offer, OfferStatus
from infrared_desktop.domain.schedule.agenda import Agenda
from infrared_desktop.domain.schedule.desk_rules import Closure, DeskRules, OpenHours, VisitRule
from infrared_desktop.domain.schedule.schedule import SessionWindows, Window
from infrared_desktop.domain.sentences import sentence
from infrared_desktop.domain.toml.tables import Tag
from tests.domain.strategies import stored

MONDAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 7, tzinfo=UTC)
SETTINGS = Settings("Clinic", "CA", opens_at="08:00", closes_at="11:00")
SESSION, REVIEW = AppointmentKind.SESSION, AppointmentKind.REVIEW
THINGS = Things((1, 2), (1, 2), (1,))
NECK = Site(Area.NECK_FRONT)

walls = st.builds(time, st.integers(8, 11), st.sampled_from([0, 10, 15, 30, 45]))
days = st.sampled_from([MONDAY, MONDAY + timedelta(1)])
ids = st.sampled_from([None, 1, 2])
booked = st.lists(
    st.builds(
        Appointment,
        st.integers(1, 3),
        st.sampled_from([SESSION, REVIEW]),
        days,
        walls,
        st.integers(5, 120),
        ids,
        ids,
        st.sampled_from([None, 1]),
        status=st.sampled_from([AppointmentStatus.BOOKED, AppointmentStatus.CANCELLED]),
    ),
    max_size=6,
)
closed = st.lists(
    st.builds(
        lambda day, starts, ends, at: Closure(day, day, "away", starts, ends, **at),
        days,
        st.none() | walls,
        st.none() | walls,
        st.sampled_from([{}, {"clinician_id": 1}, {"room_id": 2}, {"device_id": 1}]),
    ),
    max_size=2,
)
offered = st.lists(
    st.builds(
        lambda patient_id, day, starts, hours, at, status: Offer(
            patient_id, 1, day, starts, 45, NOW, NOW + timedelta(hours=hours), status=status, **at
        ),
        st.integers(1, 3),
        days,
        walls,
        st.integers(-1, 2),
        st.sampled_from([{"clinician_id": 1}, {"room_id": 1, "clinician_id": 2}]),
        st.sampled_from([OfferStatus.OPEN, OfferStatus.DECLINED]),
    ),
    max_size=2,
)
rules = st.builds(
    lambda before, after, hours: DeskRules(
        hours=hours,
        visits=tuple(
            replace(row, before_minutes=before, after_minutes=after) if row.kind is SESSION else row
            for row in DeskRules().visits
        ),
    ),
    st.sampled_from([0, 5, 20]),
    st.sampled_from([0, 10]),
    st.sampled_from(
        [
            (),
            (OpenHours(0, time(8, 10), time(9, 30)), OpenHours(0, time(10), time(12))),
            (OpenHours(1, time(8), time(12)),),
        ]
    ),
)


def wanted(visit: Appointment, not_before: datetime | None = None) -> Wanted:
    soonest = not_before or datetime.combine(MONDAY, time())
    return Wanted(visit, MONDAY, MONDAY + timedelta(1), MONDAY, soonest)


def visit(**fields: object) -> Appointment:
    known = {"patient_id": 1, "kind": SESSION, "day": MONDAY, "starts": time(9), "minutes": 45}
    return Appointment(**(known | fields))  # type: ignore[arg-type]


def numbered(records: Sequence[object]) -> list[Stored[object]]:
    return [stored(record, id=n) for n, record in enumerate(records, start=1)]


def can_be(agenda: Agenda, at: Appointment, named: Appointment) -> bool:
    """Try whoever and whatever may be taken, one after the other."""
    tried = product(
        *(
            (mine,) if mine else every
            for mine, every in (
                (named.clinician_id, THINGS.clinicians),
                (named.room_id, THINGS.rooms),
                (named.device_id, THINGS.devices if named.kind is SESSION else (None,)),
            )
        )
    )
    return any(
        not agenda.obstacles(replace(at, clinician_id=who, room_id=where, device_id=what))
        for who, where, what in tried
    )


@given(booked, closed, offered, rules, st.sampled_from([SESSION, REVIEW]), ids, walls)
@settings(max_examples=60)
def test_the_free_times_are_exactly_those_at_which_nothing_is_in_the_way(
    others: list[Appointment],
    away: list[Closure],
    held: list[Offer],
    desk: DeskRules,
    kind: AppointmentKind,
    clinician: int | None,
    now: time,
) -> None:
    agenda = Agenda(desk, SETTINGS, NOW, numbered(others), numbered(away), numbered(held))  # type: ignore[arg-type]
    asked = visit(kind=kind, clinician_id=clinician)
    soonest = datetime.combine(MONDAY, now)
    found = find_slots(wanted(asked, soonest), THINGS, lambda _: agenda, 10_000)
    for slot in found:
        at = replace(asked, **vars(slot))
        assert agenda.obstacles(at) == ()
        assert datetime.combine(slot.day, slot.starts) >= soonest
    starts = {(slot.day, slot.starts) for slot in found}
    for day, quarter in product((MONDAY, MONDAY + timedelta(1)), range(28, 56)):
        at = replace(asked, day=day, starts=time(quarter // 4, quarter % 4 * 15))
        if datetime.combine(day, at.starts) >= soonest and can_be(agenda, at, asked):
            assert (day, at.starts) in starts


def test_a_buffer_keeps_the_room_and_not_the_patient() -> None:
    row = VisitRule(REVIEW, 30, before_minutes=10, after_minutes=20)
    desk = DeskRules(visits=(row,))
    other = stored(visit(patient_id=2, kind=REVIEW, starts=time(9), minutes=30, room_id=1), id=1)
    agenda = Agenda(desk, SETTINGS, NOW, [other])
    same_room = visit(kind=REVIEW, starts=time(9, 45), minutes=30, room_id=1)
    assert [found.code for found in agenda.obstacles(same_room)] == ["clash"]
    assert agenda.obstacles(replace(same_room, starts=time(10))) == ()
    same_patient = replace(same_room, patient_id=2, room_id=2, starts=time(9, 30))
    assert agenda.obstacles(same_patient) == ()


def test_a_day_off_or_a_full_one_has_no_time() -> None:
    full = numbered([visit(patient_id=n, minutes=600, starts=time(8), device_id=1) for n in (2, 3)])
    agenda = Agenda(DeskRules(), SETTINGS, NOW, full)  # type: ignore[arg-type]
    one = wanted(visit())
    assert {s.day for s in find_slots(one, THINGS, lambda _: agenda, 99)} == {MONDAY + timedelta(1)}
    assert find_slots(one, Things(), lambda _: agenda, 99) == ()


def test_a_few_times_of_a_day_are_spread_over_it() -> None:
    agenda = Agenda(DeskRules(), SETTINGS, NOW)
    found = find_slots(wanted(visit(minutes=15)), THINGS, lambda _: agenda, 4, 4)
    assert [slot.starts for slot in found] == [time(8), time(8, 45), time(9, 30), time(10, 15)]


@given(st.dates(date(2026, 1, 1), date(2027, 1, 1)), st.integers(0, 80), st.integers(0, 80))
def test_the_best_day_comes_first_and_no_day_twice(first: date, length: int, at: int) -> None:
    last, best = first + timedelta(length), first + timedelta(min(at, length))
    found = days_by_worth(first, last, best)
    assert found[0] == best and sorted(found) == sorted(set(found))
    assert len(found) == length + 1 and {min(found), max(found)} == {first, last}
    assert days_by_worth(last, first - timedelta(1), best) == []


def item(hours: int) -> Instruction:
    return Instruction("P", Phase.BEFORE, "x", "s", Tag.PRACTICE, hours)


@given(
    st.lists(st.sampled_from([0, 4, 24, 30, 72, 168, 336]), max_size=4),
    st.integers(0, 230 * 24 * 60),
    st.integers(0, 24 * 30),
)
def test_a_time_is_soon_enough_exactly_if_no_instruction_comes_too_late(
    leads: list[int], told: int, hours: int
) -> None:
    zone = ZoneInfo("America/Toronto")  # its clocks change twice between these days
    items = [item(lead) for lead in leads]
    moment = datetime(2026, 3, 20, tzinfo=UTC) + timedelta(minutes=told)
    begins = (moment + timedelta(hours=hours)).astimezone(zone)
    wall = begins.replace(tzinfo=None)
    if not 3 <= wall.hour < 22:  # a wall-clock hour that comes twice, or never, is no visit's
        return
    late = too_late(terms_before(items, begins, moment.astimezone(zone)))
    assert (wall >= ready_from(items, moment, zone)) is (not late)


def window(earliest: int, best: int, latest: int) -> Window:
    at = [MONDAY + timedelta(n) for n in (earliest, best, latest)]
    return Window(NECK, 2, 3, MONDAY, *at)


def test_several_windows_share_their_days_and_never_the_past() -> None:
    both = [window(28, 30, 92), window(40, 42, 60)]
    reach = reach_of(both, None, MONDAY, SessionWindows())
    assert [(day - MONDAY).days for day in (reach.first, reach.best, reach.last)] == [40, 42, 60]
    late = reach_of(both, None, MONDAY + timedelta(50), SessionWindows())
    assert late.first == late.best == MONDAY + timedelta(50)
    gone = reach_of(both, None, MONDAY + timedelta(61), SessionWindows())
    assert gone.last < gone.first and days_by_worth(gone.first, gone.last, gone.best) == []


@pytest.mark.parametrize(("area", "counts"), [(Area.NECK_FRONT, True), (Area.ABDOMEN_LOWER, False)])
def test_a_sheet_in_the_patients_hands_counts_from_its_day(area: Area, counts: bool) -> None:
    given_at = NOW - timedelta(20)
    sheet = Handout(1, HandoutKind.INSTRUCTIONS, given_at, "en", "x", (Site(area),))
    chart = Chart(stored(Patient("Ahlgren")), handouts=(stored(sheet),))
    assert told_at(chart, [NECK], NOW) == (given_at if counts else NOW)


def times(one: Wanted, agenda: Agenda, things: Things = THINGS) -> list[time]:
    return [slot.starts for slot in find_slots(one, things, lambda _: agenda, 99)]


def on_monday(named: Appointment, not_before: time = time(), **more: int) -> Wanted:
    return Wanted(named, MONDAY, MONDAY, MONDAY, datetime.combine(MONDAY, not_before), **more)


def test_what_comes_before_and_after_both_visits_is_left_free() -> None:
    desk = DeskRules(visits=(VisitRule(REVIEW, 30, before_minutes=10, after_minutes=20),))
    other = stored(visit(patient_id=2, kind=REVIEW, minutes=30, room_id=1), id=1)
    one = on_monday(visit(kind=REVIEW, minutes=30, room_id=1))
    assert times(one, Agenda(desk, SETTINGS, NOW, [other])) == [
        time(8),
        time(10),
        time(10, 15),
        time(10, 30),
    ]


def test_what_comes_after_a_visit_may_reach_into_a_closure() -> None:
    desk = DeskRules(visits=(VisitRule(REVIEW, 30, before_minutes=10, after_minutes=20),))
    away = Closure(MONDAY, MONDAY, "away", time(9, 30), time(10), room_id=1)
    one = on_monday(visit(kind=REVIEW, minutes=30, room_id=1))
    found = times(one, Agenda(desk, SETTINGS, NOW, closures=[stored(away, id=1)]))
    assert time(9) in found and time(9, 15) not in found and time(10) in found
    back = stored(away, id=1, state=State.INVALID)
    assert time(9, 15) in times(one, Agenda(desk, SETTINGS, NOW, closures=[back]))


def test_a_device_that_is_named_must_be_free_though_the_kind_needs_none() -> None:
    taken = stored(visit(patient_id=2, minutes=60, device_id=1), id=1)
    agenda = Agenda(DeskRules(), SETTINGS, NOW, [taken])
    named = on_monday(visit(kind=REVIEW, minutes=30, device_id=1))
    assert [at for at in times(named, agenda) if at.hour == 9] == []
    assert time(9) in times(on_monday(visit(kind=REVIEW, minutes=30)), agenda)


def test_a_visit_that_is_moved_is_not_in_its_own_way() -> None:
    own = stored(visit(clinician_id=1, room_id=1, device_id=1), id=7)
    agenda = Agenda(DeskRules(), SETTINGS, NOW, [own])
    moved = on_monday(visit(), ignore_id=7)
    assert time(9) in times(moved, agenda)
    assert time(9) not in times(on_monday(visit()), agenda)


def test_a_minute_that_has_begun_is_past_and_so_is_a_day() -> None:
    one = Wanted(visit(), MONDAY, MONDAY, MONDAY, datetime.combine(MONDAY, time(9, 0, 1)))
    assert times(one, Agenda(DeskRules(), SETTINGS, NOW))[0] == time(9, 15)
    gone = replace(one, not_before=datetime.combine(MONDAY + timedelta(1), time()))
    assert times(gone, Agenda(DeskRules(), SETTINGS, NOW)) == []


def test_a_weekend_has_times_only_where_the_clinic_set_its_hours() -> None:
    saturday = MONDAY + timedelta(5)
    one = Wanted(visit(), saturday, saturday, saturday, datetime.combine(MONDAY, time()))
    assert times(one, Agenda(DeskRules(), SETTINGS, NOW)) == []
    set_hours = DeskRules(hours=(OpenHours(5, time(9), time(10)),))
    assert times(one, Agenda(set_hours, SETTINGS, NOW)) == [time(9), time(9, 15)]


def test_of_two_days_as_near_the_later_comes_first() -> None:
    before, after = MONDAY - timedelta(1), MONDAY + timedelta(1)
    assert days_by_worth(before, after, MONDAY) == [MONDAY, after, before]


def test_no_more_times_are_given_than_were_asked_for() -> None:
    agenda = Agenda(DeskRules(), SETTINGS, NOW)
    assert len(find_slots(on_monday(visit()), THINGS, lambda _: agenda, 3)) == 3


def test_a_follow_up_is_booked_from_the_day_on_which_it_is_on_the_list() -> None:
    due, shown, overdue = (MONDAY + timedelta(n) for n in (10, 6, 20))
    kind, state = FollowUpKind.REVIEW_1, FollowUpState.PLANNED
    row = FollowUp("k", kind, 1, due, shown, overdue, None, state, None, sentence("Why."))
    assert reach_of([], row, MONDAY, SessionWindows()) == Reach(shown, overdue, due)
    late = reach_of([], row, MONDAY + timedelta(12), SessionWindows())
    assert late.first == late.best == MONDAY + timedelta(12)


def test_a_sheet_counts_only_for_the_session_after_it() -> None:
    given_at = NOW - timedelta(20)
    sheet = Handout(1, HandoutKind.INSTRUCTIONS, given_at, "en", "x", (NECK,))
    chart = Chart(stored(Patient("Ahlgren")), handouts=(stored(sheet),))
    for days, counts in ((10, False), (30, True)):
        done = Session(1, NOW.date() - timedelta(days), 1, areas=(AreaSettings(Area.NECK_FRONT),))
        treated = replace(chart, sessions=(stored(done),))
        assert told_at(treated, [NECK], NOW) == (given_at if counts else NOW)


def test_hours_before_a_visit_are_real_ones_where_the_clocks_change_between() -> None:
    zone = ZoneInfo("America/Toronto")
    told = datetime(2026, 11, 1, 0, 30, tzinfo=zone)  # the hour from 1:00 comes twice this night
    assert ready_from([item(4)], told, zone) == datetime(2026, 11, 1, 3, 30)  # noqa: DTZ001

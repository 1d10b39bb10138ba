"""Events are counted and chosen by category, and told to other programs, each once and in order."""

import json
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from infrared_desktop.domain.follow_ups.due import FollowUp
from infrared_desktop.domain.records.absences import Absence, AbsenceKind
from infrared_desktop.domain.records.answers import Channel, Reaction
from infrared_desktop.domain.records.areas import Area, Side
from infrared_desktop.domain.records.care import AdverseEvent, AreaSettings, Session, TestSpot
from infrared_desktop.domain.records.chart import Chart, State, Stored
from infrared_desktop.domain.records.history import History, Medicine
from infrared_desktop.domain.records.history_answers import MedicineKind
from infrared_desktop.domain.records.messages import Message, MessageStatus
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.domain.records.review_copies import Remark
from infrared_desktop.domain.schedule.schedule import Window
from infrared_desktop.domain.timeline.build import Timeline, as_lines, build
from infrared_desktop.domain.timeline.categories import LABELS, Category, category_of, counts, only
from infrared_desktop.domain.timeline.facts import facts_of, lane_text, ref_text
from infrared_desktop.domain.timeline.model import (
    Lane,
    LaneKind,
    Mark,
    MarkKind,
    Ref,
    Span,
    SpanKind,
)
from tests.domain.timeline.test_build import NOON, TODAY, charts, follow_up_lists, window_lists
from tests.photo_scenes import photo

CATEGORIES = st.sets(st.sampled_from(Category))


def stored(record: Any, number: int = 1) -> Stored[Any]:
    return Stored(number, 1, State.CURRENT, 1, NOON, "", record)


def with_others(chart: Chart, days: list[int]) -> Chart:
    """Add what the other strategies leave out, on some days."""
    seen = [(number, TODAY - timedelta(days)) for number, days in enumerate(days, 1)]
    moments = [(n, datetime(d.year, d.month, d.day, n % 24, tzinfo=UTC)) for n, d in seen]
    rows = [Medicine(MedicineKind.AMIODARONE, started_on=day) for _, day in seen]
    return replace(
        chart,
        histories=(stored(History(1, TODAY, medicines=tuple(rows))),),
        photos=tuple(stored(photo(1, bytes([n]), taken_on=day), n) for n, day in seen),
        absences=tuple(
            stored(Absence(1, 99, AbsenceKind.NO_SHOW, day, time(9), NOON), n) for n, day in seen
        ),
        messages=tuple(
            stored(Message(1, "k", Channel.SMS, at, "en", "", status=MessageStatus.TAKEN), n)
            for n, at in moments
        ),
        remarks=tuple(stored(Remark(1, str(n), "c", at, 1, "text"), n) for n, at in moments),
        test_spots=tuple(
            stored(
                TestSpot(area=Area.KNEE, patient_id=1, done_at=at, operator_id=1, read_due_at=at),
                n,
            )
            for n, at in moments
        ),
    )


def timelines() -> st.SearchStrategy[Timeline]:
    days = st.lists(st.integers(-30, 3000), max_size=3)
    whole = st.builds(with_others, charts(), days)
    return st.builds(_built, whole, follow_up_lists(), window_lists())


def _built(chart: Chart, follow_ups: list[FollowUp], windows: list[Window]) -> Timeline:
    return build(chart, follow_ups, windows, TODAY)


def test_every_kind_of_event_has_its_category_and_every_category_its_words() -> None:
    assert set(LABELS) == set(Category)
    nothing: Any = None
    place = Lane(LaneKind.VISITS), TODAY
    marks = [Mark(*place, kind, Ref("x", 1), nothing) for kind in MarkKind]
    spans = [Span(*place, TODAY, kind, Ref("x", 1), nothing) for kind in SpanKind]
    assert {category_of(item) for item in (*marks, *spans)} == set(Category)


@given(timelines(), CATEGORIES)
def test_a_choice_shows_just_its_categories_in_the_same_order_and_counts_the_rest(
    timeline: Timeline, chosen: set[Category]
) -> None:
    shown = only(timeline, chosen)
    wanted = [id(item) for item in timeline.items if category_of(item) in chosen]
    assert [id(item) for item in shown.items] == wanted
    assert shown.hidden == len(timeline.items) - len(wanted)
    assert (shown.first, shown.last, shown.today) == (timeline.first, timeline.last, TODAY)
    assert set(shown.lanes) == {item.lane for item in shown.items}
    assert [lane for lane in timeline.lanes if lane in shown.lanes] == list(shown.lanes)
    assert set(shown.points) == {point for mark in shown.marks for point in mark.points}
    assert only(timeline, set(Category)).items == timeline.items


@given(timelines())
def test_counts_add_up_to_all_events_and_name_none_that_is_empty(timeline: Timeline) -> None:
    found = counts(timeline)
    assert sum(found.values()) == len(timeline.items)
    assert 0 not in found.values()
    assert found == Counter(map(category_of, timeline.items))
    assert list(found) == [category for category in Category if category in found]


@given(timelines(), CATEGORIES)
def test_the_twin_and_the_facts_hold_every_event_once_in_one_order_under_any_choice(
    timeline: Timeline, chosen: set[Category]
) -> None:
    for shown in (timeline, only(timeline, chosen)):
        lines, facts = as_lines(shown), facts_of(shown)
        assert [id(line.item) for line in lines] == [id(item) for item in shown.items]
        days = [line.day for line in lines]
        assert days == sorted(days)
        told = [(each["ref"], each["lane"], each["words"]) for each in facts["events"]]
        spans = [(each["ref"], each["lane"], each["words"]) for each in facts["spans"]]
        named = [
            (ref_text(line.ref), lane_text(line.item.lane), [str(word) for word in line.words])
            for line in lines
        ]
        assert told == [name for name, line in zip(named, lines, strict=True) if not _spans(line)]
        assert spans == [name for name, line in zip(named, lines, strict=True) if _spans(line)]
        assert {each["lane"] for each in facts["lanes"]} == {lane for _, lane, _ in named}
        assert json.loads(json.dumps(facts)) == facts


def _spans(line: Any) -> bool:
    return line.item.kind in set(SpanKind)


@given(timelines())
def test_a_record_stands_once_in_a_lane(timeline: Timeline) -> None:
    names = Counter(
        (item.ref, item.lane)
        for item in timeline.items
        if item.ref.kind not in ("follow_up", "window")  # the strategies give two the same key
    )
    assert not [name for name, count in names.items() if count > 1]


def test_the_facts_of_a_session_and_a_reaction() -> None:
    row = AreaSettings(Area.UPPER_ARM, Side.LEFT, fluence_j_cm2=36.0)
    session = Session(1, date(2026, 7, 22), 1, plan_id=1, areas=(row,), started=time(9, 30))
    event = AdverseEvent(
        Area.UPPER_ARM,
        Side.LEFT,
        patient_id=1,
        noted_on=date(2026, 7, 24),
        reaction=Reaction.BLISTER,
        severity=2,
    )
    chart = Chart(
        stored(Patient("Fictional")),
        sessions=(stored(session, 4),),
        adverse_events=(stored(event, 5),),
    )
    facts = facts_of(build(chart, (), (), TODAY))
    assert facts["lanes"] == [
        {"lane": "UPPER_ARM/left", "kind": "site", "area": "UPPER_ARM", "side": "left"}
    ]
    assert facts["events"] == [
        {
            "ref": "session/4",
            "lane": "UPPER_ARM/left",
            "kind": "session",
            "category": "sessions",
            "day": "2026-07-22",
            "time": "09:30",
            "number": 1,
            "values": [{"measure": "fluence", "value": 36.0, "change_percent": None}],
            "new": False,
            "words": ["Session 1", "36 J/cm²"],
        },
        {
            "ref": "adverse_event/5",
            "lane": "UPPER_ARM/left",
            "kind": "adverse_event",
            "category": "reactions",
            "day": "2026-07-24",
            "until": None,
            "open": True,
            "codes": {"reaction": "AE06", "severity": 2},
            "new": False,
            "words": ["Adverse event: blister", "moderate", "still open"],
        },
    ]

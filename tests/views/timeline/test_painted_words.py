"""What is written on the timeline: every word has its own place, at any zoom."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import combinations
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from infrared_desktop.domain.follow_ups.due import FollowUp
from infrared_desktop.domain.records.answers import Channel, ContactOutcome, Reaction
from infrared_desktop.domain.records.areas import Area, LaxityScale, Site
from infrared_desktop.domain.records.care import (
    AdverseEvent,
    AreaFinding,
    AreaSettings,
    Consultation,
    Session,
)
from infrared_desktop.domain.records.chart import Chart
from infrared_desktop.domain.records.contacts import ContactAttempt
from infrared_desktop.domain.schedule.schedule import Window
from infrared_desktop.domain.timeline.build import Timeline, build
from infrared_desktop.domain.timeline.model import Measure
from infrared_desktop.views.timeline.timeline_frame import HEADER_PX
from infrared_desktop.views.timeline.timeline_layout import Layout
from infrared_desktop.views.timeline.timeline_paint import LanePainter
from infrared_desktop.views.timeline.timeline_picture import paint_scene
from infrared_desktop.views.timeline.timeline_scale import Scale
from infrared_desktop.views.timeline.timeline_scene import Scene, Written
from tests.domain.timeline.test_build import (
    TODAY,
    charts,
    follow_up_lists,
    numbered,
    timeline_of,
    window_lists,
)

DAY = timedelta(1)


def painted(timeline: Timeline, days: float = 400, start: float | None = None) -> Scene:
    """Paint so many days into a picture; without a start the last of them."""
    layout = Layout(timeline)
    start = timeline.last.toordinal() + 2 - days if start is None else start
    scene = Scene(layout, Scale.fitting(start, start + days, 150, 850), HEADER_PX)
    picture = QImage(1000, HEADER_PX + max(layout.height, 1), QImage.Format.Format_RGB32)
    painter = QPainter(picture)
    paint_scene(painter, scene, LanePainter(), QRectF(picture.rect()))
    painter.end()
    return scene


def meeting(scene: Scene) -> Iterator[tuple[Written, Written]]:
    """Give the words of one lane that lie over one another."""
    lanes: dict[Any, list[Written]] = defaultdict(list)
    for written in scene.texts:
        lanes[written.lane].append(written)
    for texts in lanes.values():
        for one, other in combinations(texts, 2):
            if one.rect.adjusted(0.5, 0.5, -0.5, -0.5).intersects(other.rect):
                yield one, other


def words(scene: Scene) -> list[str]:
    return [written.text for written in scene.texts]


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    charts(),
    follow_up_lists(),
    window_lists(),
    st.sampled_from([0.3, 2, 9, 40, 200, 900, 7304]) | st.floats(4 / 24, 7304.0),
    st.floats(0, 1),
    st.sampled_from(Measure),
)
def test_words_of_a_lane_never_lie_over_one_another(
    dressed: QApplication,
    chart: Chart,
    follow_ups: list[FollowUp],
    windows: list[Window],
    days: float,
    share: float,
    measure: Measure,
) -> None:
    timeline = build(chart, follow_ups, windows, TODAY)
    layout_days = timeline.last.toordinal() + 1 - timeline.first.toordinal()
    start = timeline.first.toordinal() - days / 2 + share * layout_days
    assert not list(meeting(painted(timeline, days, start)))


def grades(*values: float) -> Timeline:
    made = [
        Consultation(1, TODAY - 150 * DAY + 60 * DAY * step, 1, areas=(finding(value),))
        for step, value in enumerate(values)
    ]
    return timeline_of(consultations=numbered(made))


def finding(grade: float) -> AreaFinding:
    return AreaFinding(Area.FACE_FULL, laxity_grade=grade, laxity_scale=LaxityScale.ALEXIADES)


def test_a_grade_is_painted_as_people_write_it_with_its_change(dressed: QApplication) -> None:
    assert [word for word in words(painted(grades(3.0, 2.5, 3.0))) if word != "C"] == [
        "3",
        "2.5",
        "−0.5",
        "3",
        "+0.5",
    ]


def treated(days: list[date], fluences: list[float], pulses: int | None = None) -> Timeline:
    rows = [
        AreaSettings(Area.FACE_FULL, fluence_j_cm2=fluence, pulses_total=pulses and pulses + step)
        for step, fluence in enumerate(fluences)
    ]
    made = [
        Session(1, day, 1, plan_id=1, areas=(row,)) for day, row in zip(days, rows, strict=True)
    ]
    return timeline_of(sessions=numbered(made))


def test_values_are_written_with_their_change_and_a_steep_rise_by_a_sign(
    dressed: QApplication,
) -> None:
    days = [TODAY - 300 * DAY, TODAY - 200 * DAY, TODAY - 100 * DAY]
    told = words(painted(treated(days, [36.0, 40.0, 38.0])))
    assert {"36", "40 ▲ +11 %", "38 −5 %"} <= set(told)


def test_another_measure_is_plotted_by_lane(dressed: QApplication) -> None:
    days = [TODAY - 300 * DAY, TODAY - 100 * DAY]
    timeline = treated(days, [36.0, 38.0], pulses=240)
    layout = Layout(timeline)
    (box,) = layout.boxes
    assert box.measures[:2] == (Measure.FLUENCE, Measure.PULSES)
    box.plot(Measure.PULSES)
    assert box.values == [240, 241]


def test_nothing_that_happened_is_painted_right_of_today(dressed: QApplication) -> None:
    days = [TODAY] * 6
    scene = painted(treated(days, [30.0] * 6), days=7000)
    signs = [hit for hit in scene.hits if hit.items]
    assert signs and all(hit.rect.center().x() <= scene.today_x + 12 for hit in signs)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(st.tuples(st.integers(0, 300), st.sampled_from(["S", "C", "A", "T"])), max_size=60),
    st.sampled_from([0.5, 5, 30, 100, 400, 3000]),
    st.lists(st.integers(-300, 60), max_size=2),
)
def test_words_keep_their_places_in_a_crowd(
    dressed: QApplication, events: list[tuple[int, str]], days: float, opens: list[int]
) -> None:
    windows = [_window(TODAY + after * DAY) for after in opens]
    made: dict[str, list[Any]] = {kind: [] for kind in "SCAT"}
    for step, (ago, kind) in enumerate(sorted(events, reverse=True)):
        made[kind].append(_event(kind, TODAY - ago * DAY, step))
    timeline = timeline_of(
        windows=tuple(windows),
        sessions=numbered(made["S"]),
        consultations=numbered(made["C"]),
        adverse_events=numbered(made["A"]),
        attempts=numbered(made["T"]),
    )
    assert not list(meeting(painted(timeline, days, TODAY.toordinal() - days * 0.7)))


def test_a_window_with_a_session_in_it_leaves_the_values_alone(dressed: QApplication) -> None:
    row = AreaSettings(Area.FACE_FULL, fluence_j_cm2=30.5)
    middle = Session(1, TODAY - 10 * DAY, 1, plan_id=1, areas=(row,))
    timeline = timeline_of(windows=(_window(TODAY - 43 * DAY),), sessions=numbered([middle]))
    scene = painted(timeline, 120)
    assert {"session 2", "30.5"} <= set(words(scene))
    assert not list(meeting(scene))


def _window(day: date) -> Window:
    return Window(Site(Area.FACE_FULL), 2, 3, None, day, day + 2 * DAY, day + 64 * DAY)


def _event(kind: str, day: date, step: int) -> object:
    if kind == "S":
        row = AreaSettings(Area.FACE_FULL, fluence_j_cm2=30.0 + step % 9)
        return Session(1, day, 1, plan_id=1, areas=(row,))
    if kind == "C":
        return Consultation(1, day, 1, areas=(finding(float(step % 4) + 0.5),))
    if kind == "A":
        return AdverseEvent(Area.FACE_FULL, patient_id=1, noted_on=day, reaction=Reaction.BLISTER)
    at = datetime.combine(day, time(9), UTC)
    return ContactAttempt(1, "key", at, Channel.PHONE, ContactOutcome.REACHED)


@pytest.mark.parametrize(("closed", "days"), [(None, 40), (TODAY - 30 * DAY, 10)])
def test_a_reaction_lasts_to_its_end_or_to_today(closed: date | None, days: int) -> None:
    noted = TODAY - 40 * DAY
    event = AdverseEvent(Area.FACE_FULL, patient_id=1, noted_on=noted, closed_on=closed)
    (box,) = Layout(timeline_of(adverse_events=numbered([event]))).boxes
    assert [((mark.until or noted) - mark.day).days for mark in box.courses] == [days]

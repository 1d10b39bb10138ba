"""The chart of a result tells in words what it paints, and is walked by keys."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from infrared_desktop.domain.records.answers import Satisfaction
from infrared_desktop.domain.records.areas import Area, LaxityScale, Site
from infrared_desktop.domain.results.course import ContentPoint, Course, GradePoint
from infrared_desktop.views.look.theme import apply_theme, theme
from infrared_desktop.views.results.course_chart import CourseChart

SCALE = LaxityScale.ALEXIADES
NECK = Site(Area.NECK_FRONT)
COURSE = Course(
    NECK,
    (
        GradePoint(date(2026, 2, 1), 2.5, SCALE),
        GradePoint(date(2026, 6, 1), 2.0, SCALE, by_review=True),
        GradePoint(date(2026, 9, 1), 1.5, SCALE, by_review=True, is_draft=True),
    ),
    (date(2026, 2, 10), date(2026, 3, 12)),
    (ContentPoint(date(2026, 6, 1), Satisfaction.SATISFIED),),
)
LINES = [
    "1 Feb 2026: consultation, 2.5 Alexiades",
    "10 Feb 2026: session",
    "12 Mar 2026: session",
    "1 Jun 2026: review, 2 Alexiades, satisfied",
    "1 Sep 2026: this review, not signed yet, 1.5 Alexiades",
]


@pytest.fixture
def chart(qtbot: QtBot, dressed: QApplication) -> CourseChart:
    shown = CourseChart()
    qtbot.addWidget(shown)
    shown.resize(364, 240)
    shown.set_course(COURSE, 2.5, "Neck, front")
    shown.show()
    return shown


def picture(chart: CourseChart) -> QImage:
    return chart.grab().toImage()


def colours(image: QImage) -> set[int]:
    return {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}


def test_a_screen_reader_hears_every_day(chart: CourseChart) -> None:
    assert chart.lines() == LINES
    assert chart.accessibleName() == "Course of the result at Neck, front"
    assert chart.accessibleDescription() == "\n".join(
        ["Laxity, Alexiades: lower is better", *LINES]
    )


def test_arrows_go_from_day_to_day_and_tell_it(qtbot: QtBot, chart: CourseChart) -> None:
    heard = []
    for key in ("Right", "Right", "End", "Right", "Left", "Home", "Left"):
        qtbot.keyClick(chart, Qt.Key[f"Key_{key}"])
        heard.append(LINES.index(chart.chosen_words()))
    assert heard == [0, 1, 4, 4, 3, 0, 0]
    assert chart.accessibleDescription().startswith(LINES[0])


def test_the_day_under_the_pointer_is_told(qtbot: QtBot, chart: CourseChart) -> None:
    place = QPoint(round(chart._frame().x(date(2026, 6, 1))), 100)
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=place)
    assert chart.chosen_words() == LINES[3]
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(5, 100))
    assert chart.chosen_words() == "Laxity, Alexiades: lower is better"


def test_a_better_grade_lies_lower(chart: CourseChart) -> None:
    frame = chart._frame()
    assert frame.y(2.5) < frame.y(2.0) < frame.y(0)
    assert frame.x(date(2026, 2, 1)) < frame.x(date(2026, 9, 1)) < frame.width


@pytest.mark.parametrize("scheme", [Qt.ColorScheme.Light, Qt.ColorScheme.Dark])
def test_grades_reviews_sessions_and_answers_are_painted_in_both_schemes(
    chart: CourseChart, dressed: QApplication, scheme: Qt.ColorScheme
) -> None:
    apply_theme(dressed, scheme)
    try:
        seen = colours(picture(chart))
        inks = (theme().text, theme().due, theme().accent, theme().suitable_soft)
        assert all(ink.rgb() in seen for ink in inks)
    finally:
        apply_theme(dressed, Qt.ColorScheme.Light)


def test_it_says_so_where_there_is_nothing_and_paints_a_single_day(chart: CourseChart) -> None:
    chart.set_course(Course(NECK), None, "Neck, front")
    assert chart.lines() == []
    assert chart.accessibleDescription() == "Not graded yet"
    blank = picture(chart)
    chart.set_course(Course(NECK, COURSE.grades[:1]), None, "Neck, front")
    assert picture(chart) != blank


def test_two_scales_are_named_and_never_joined(chart: CourseChart) -> None:
    other = GradePoint(date(2026, 7, 1), 2.0, LaxityScale.CLINIC, by_review=True)
    chart.set_course(Course(NECK, (*COURSE.grades[:2], other)), None, "Neck, front")
    assert chart.chosen_words() == "Laxity, Alexiades, clinic scale: lower is better"

"""The course of a result in words: what a screen reader reads in place of the painted chart."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.records.answers import Satisfaction
from infrared_desktop.domain.results.course import Course, GradePoint
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.results.outcome_words import grade_words
from infrared_desktop.views.wording import say_day

SIGNS = {
    Satisfaction.VERY_DISSATISFIED: "−−",
    Satisfaction.DISSATISFIED: "−",
    Satisfaction.NEUTRAL: "0",
    Satisfaction.SATISFIED: "+",
    Satisfaction.VERY_SATISFIED: "++",
}


def course_lines(course: Course) -> list[str]:
    """Return one line for each day of the course, in the order of time."""
    return [day_line(course, day) for day in course.days]


def day_line(course: Course, day: date) -> str:
    """Say all that the chart shows on a day: 14 Feb 2027: review, 2 Alexiades, satisfied."""
    parts = [_words("session")] if day in course.sessions else []
    parts += [_grade_words(point) for point in course.grades if point.day == day]
    parts += [choices.label(point.satisfaction) for point in course.contents if point.day == day]
    return f"{say_day(day)}: {', '.join(parts)}"


def scale_words(course: Course) -> str:
    """Name what the line measures, with its scales, and that lower is better."""
    scales = dict.fromkeys(choices.label(point.scale) for point in course.grades)
    text = _words("Laxity, {scales}: lower is better")
    return text.format(scales=", ".join(scales)) if scales else _words("Not graded yet")


def _grade_words(point: GradePoint) -> str:
    what = _words("review") if point.by_review else _words("consultation")
    if point.is_draft:
        what = _words("this review, not signed yet")
    return f"{what}, {grade_words(point.scale, point.grade)}"


def _words(text: str) -> str:
    return QCoreApplication.translate("Course", text)

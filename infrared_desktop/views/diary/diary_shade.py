"""When nobody is booked as a rule: out of hours, in a break, and while something is closed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time
from itertools import pairwise

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.booking.booking import Hours
from infrared_desktop.domain.schedule.agenda import Agenda
from infrared_desktop.domain.schedule.desk_rules import Closure
from infrared_desktop.domain.schedule.opening import DAY_MINUTES, Span, closed_spans, is_whole
from infrared_desktop.views.diary.day_layout import Column, time_of
from infrared_desktop.views.diary.diary_columns import Grouping

_LAST_MINUTE = DAY_MINUTES - 1


def shaded(column: Column, agenda: Agenda, day: date, grouping: Grouping, key: object) -> Column:
    """Return the column with the times of a day at which it is not open, and why."""
    shut = [*_out_of_hours(agenda.hours(day)), *_closed(agenda, day, grouping, key)]
    return replace(column, shut=tuple(shut))


def shown_hours(agenda: Agenda, days: tuple[date, ...]) -> Hours:
    """Return the hours that hold the opening hours of all these days."""
    spans = [span for day in days for span in agenda.hours(day)]
    if not spans:
        settings = agenda.settings
        opens, closes = settings.opens_at, settings.closes_at
        return Hours(time.fromisoformat(opens), time.fromisoformat(closes))
    last = min(max(span.ends for span in spans), _LAST_MINUTE)
    return Hours(time_of(min(span.begins for span in spans)), time_of(last))


def _out_of_hours(hours: tuple[Span, ...]) -> Iterator[Span]:
    if not hours:
        yield Span(0, DAY_MINUTES, _words("not open on this weekday"))
        return
    yield Span(0, hours[0].begins, _words("not open"))
    for before, after in pairwise(hours):
        yield Span(before.ends, after.begins, _words("break"))
    yield Span(hours[-1].ends, DAY_MINUTES, _words("not open"))


def _closed(agenda: Agenda, day: date, grouping: Grouping, key: object) -> Iterator[Span]:
    """Yield the closures of the clinic, and those of the clinician, room or device."""
    for closure in (stored.record for stored in agenda.closures):
        if is_whole(closure) or (key is not None and _of(closure, grouping) == key):
            for span in closed_spans(day, [closure]):
                yield replace(span, why=_words("closed: {why}").format(why=span.why))


def _of(closure: Closure, grouping: Grouping) -> int | None:
    key: int | None = getattr(closure, f"{grouping}_id")
    return key


def _words(text: str) -> str:
    return QCoreApplication.translate("DiaryShade", text)

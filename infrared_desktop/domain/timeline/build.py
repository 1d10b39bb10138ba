"""The timeline: a patient's records in lanes and in order, with the planned future after today."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, tzinfo
from itertools import chain

from infrared_desktop.domain.access.veil import without_bones
from infrared_desktop.domain.follow_ups.due import FollowUp
from infrared_desktop.domain.protocol.protocol import Protocol
from infrared_desktop.domain.records.chart import Chart
from infrared_desktop.domain.schedule.schedule import Window
from infrared_desktop.domain.sentences import Sentence
from infrared_desktop.domain.timeline.desk_marks import (
    absence_marks,
    contact_marks,
    due_marks,
    history_marks,
    paper_marks,
    photo_marks,
    remark_marks,
    visit_marks,
)
from infrared_desktop.domain.timeline.marks import clinical_marks
from infrared_desktop.domain.timeline.model import (
    Item,
    Lane,
    Mark,
    PlotPoint,
    Ref,
    Span,
    Timeline,
    in_order,
    last_day,
)
from infrared_desktop.domain.timeline.spans import (
    medicine_spans,
    plan_spans,
    recall_spans,
    window_spans,
)
from infrared_desktop.domain.timeline.telling import NOBODY, Reader, Telling
from infrared_desktop.domain.timeline.words import title_of, words_of

__all__ = [
    "Lane",
    "Line",
    "Mark",
    "PlotPoint",
    "Reader",
    "Ref",
    "Span",
    "Timeline",
    "as_lines",
    "build",
]


@dataclass(frozen=True, slots=True)
class Line:
    """One mark or span in words, for a screen reader and for whoever prefers to read."""

    item: Item
    today: date

    @property
    def ref(self) -> Ref:
        """The record behind the line."""
        return self.item.ref

    @property
    def day(self) -> date:
        """The day that the line is sorted by."""
        return self.item.day

    @property
    def until(self) -> date | None:
        """The last day of a span; None for a mark, and for a medicine that is still taken."""
        return last_day(self.item)

    @property
    def title(self) -> tuple[Sentence, ...]:
        """The lane's title."""
        return title_of(self.item.lane)

    @property
    def words(self) -> tuple[Sentence, ...]:
        """What happened, the headline first."""
        return words_of(self.item, self.today)

    def __str__(self) -> str:
        days = f"{self.day} to {self.until}" if self.until else str(self.day)
        title = ", ".join(map(str, self.title))
        return f"{days} · {title}: {', '.join(map(str, self.words))}"


def as_lines(timeline: Timeline) -> tuple[Line, ...]:
    """Tell the timeline in words: one line for each mark and span, in time order."""
    return tuple(Line(item, timeline.today) for item in timeline.items)


def build(
    chart: Chart,
    follow_ups: Iterable[FollowUp],
    windows: Sequence[Window],
    today: date,
    zone: tzinfo = UTC,
    struck: Chart | None = None,
    reader: Reader = NOBODY,
    protocol: Protocol | None = None,
) -> Timeline:
    """Lay a patient's records, planned windows and open follow-ups out in lanes.

    Contacts happened at a moment; the zone of the clinic makes days of them. `struck` holds the
    records that were struck through. The chart may hold all versions of the history. What is new
    to the reader says so. The protocol knows the windows of handpieces, for the energy.
    """
    telling = Telling(today, zone, reader, protocol)
    due = [follow_up for follow_up in follow_ups if follow_up.hidden is None]
    marks = _marks(without_bones(chart), due, without_bones(struck) if struck else None, telling)
    spans = _spans(chart, due, windows, telling)
    return _laid_out(sorted([*spans, *marks], key=in_order), telling)


def _marks(
    chart: Chart, due: Sequence[FollowUp], struck: Chart | None, telling: Telling
) -> Iterable[Mark]:
    return chain(
        _records(chart, telling),
        visit_marks(chart, telling),
        history_marks(chart.histories, telling),
        remark_marks(chart, telling),
        due_marks(due),
        _struck(struck, telling) if struck else (),
    )


def _spans(
    chart: Chart, due: Sequence[FollowUp], windows: Sequence[Window], telling: Telling
) -> Iterable[Span]:
    return chain(
        plan_spans(chart, windows, telling),
        window_spans(windows),
        recall_spans(due),
        medicine_spans(chart.histories, telling),
    )


def _laid_out(items: Sequence[Item], telling: Telling) -> Timeline:
    """Find the lanes and the days that enclose what is in order."""
    today = telling.today
    days = [item.day for item in (*items[:1], *items[-1:])]
    ends = [item.until for item in items if item.until]
    lanes = {item.lane.order: item.lane for item in items}
    return Timeline(
        lanes=tuple(lanes[order] for order in sorted(lanes)),
        items=tuple(items),
        first=min([*days, today]),
        last=max([*days, *ends, today]),
        today=today,
        since=telling.reader.looked_at,
    )


def _records(chart: Chart, telling: Telling) -> Iterable[Mark]:
    """Show what can be struck through as well."""
    return chain(
        clinical_marks(chart, telling),
        absence_marks(chart, telling),
        contact_marks(chart, telling),
        paper_marks(chart, telling),
        photo_marks(chart, telling),
    )


def _struck(struck: Chart, telling: Telling) -> Iterator[Mark]:
    """Show what was struck through where it stood; it has no course and counts for nothing."""
    for mark in _records(struck, telling):
        yield mark._replace(struck=True, added=False, number=0, points=(), until=None)

"""The timeline: a patient's records in lanes and in order, with the planned future after today."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, tzinfo
from itertools import chain

from infrared_desktop.domain.answers import PlanStatus
from infrared_desktop.domain.areas import Site
from infrared_desktop.domain.chart import Chart
from infrared_desktop.domain.follow_ups import FollowUp, FollowUpKind
from infrared_desktop.domain.schedule import Window
from infrared_desktop.domain.sentences import Sentence
from infrared_desktop.domain.timeline_marks import (
    clinical_marks,
    contact_marks,
    due_marks,
    history_marks,
    paper_marks,
    rows_by_lane,
    spot_marks,
    struck_marks,
    visit_marks,
)
from infrared_desktop.domain.timeline_model import (
    Item,
    Lane,
    LaneKind,
    Mark,
    PlotPoint,
    Ref,
    Span,
    SpanKind,
    Timeline,
    in_order,
    lane_at,
)
from infrared_desktop.domain.timeline_words import title_of, words_of

__all__ = ["Lane", "Line", "Mark", "PlotPoint", "Ref", "Span", "Timeline", "as_lines", "build"]

_LATER = Lane(LaneKind.LATER)


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
        """The last day of a span; None for a mark."""
        return self.item.until if isinstance(self.item, Span) else None

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
) -> Timeline:
    """Lay a patient's records, planned windows and open follow-ups out in lanes.

    Contacts happened at a moment; the zone of the clinic makes days of them. `struck` holds the
    records that were struck through. The chart may hold all versions of the history.
    """
    due = [follow_up for follow_up in follow_ups if follow_up.hidden is None]
    marks: list[Mark] = sorted(
        chain(
            clinical_marks(chart),
            struck_marks(struck, zone) if struck else (),
            visit_marks(chart),
            contact_marks(chart, zone),
            spot_marks(chart, zone),
            paper_marks(chart, zone),
            history_marks(chart.histories, zone),
            due_marks(due),
        ),
        key=in_order,
    )
    spans: list[Span] = sorted(
        chain(_plans(chart, windows, today), _windows(windows), _recalls(due)),
        key=lambda span: span.day,
    )
    return Timeline(
        lanes=_lanes([*spans, *marks]),
        spans=tuple(spans),
        marks=tuple(marks),
        points=tuple(point for mark in marks for point in mark.points),
        first=min([today, *(span.day for span in spans[:1]), *(mark.day for mark in marks[:1])]),
        last=max([today, *(span.until for span in spans), *(mark.day for mark in marks[-1:])]),
        today=today,
    )


def _lanes(items: Iterable[Item]) -> tuple[Lane, ...]:
    return tuple(sorted({item.lane for item in items}, key=lambda lane: lane.order))


def _recalls(follow_ups: Iterable[FollowUp]) -> Iterator[Span]:
    for follow_up in follow_ups:
        if follow_up.kind is FollowUpKind.MAINTENANCE:
            day, ref = max(follow_up.due, follow_up.show_on), Ref("follow_up", follow_up.key)
            until = max(day, follow_up.overdue_from)
            yield Span(_LATER, day, until, SpanKind.RECALL, ref, follow_up)


def _windows(windows: Iterable[Window]) -> Iterator[Span]:
    for window in dict.fromkeys(windows):
        lane = lane_at(window.site.area, window.site.side)
        ref = Ref("window", f"{window.site}/{window.session_no}/{window.earliest}")
        yield Span(lane, window.earliest, window.latest, SpanKind.WINDOW, ref, window)


def _plans(chart: Chart, windows: Sequence[Window], today: date) -> Iterator[Span]:
    """Let a plan last from its day to its last session; an open one to its window and today."""
    done: dict[tuple[int | None, Site], list[date]] = defaultdict(list)
    for session in chart.sessions:
        for site in {row.site for row in session.record.areas}:
            done[session.record.plan_id, site].append(session.record.performed_on)
    for stored in chart.plans:
        plan, ref = stored.record, Ref("plan", stored.id)
        for lane, rows in rows_by_lane(plan.areas):
            sessions = sum(row.sessions for row in rows)
            days = done[stored.id, lane.site] if lane.site else []
            ends = [plan.planned_on, *days]
            if plan.status is PlanStatus.OPEN and len(days) < sessions:
                ends += [today, *(w.latest for w in windows if w.site == lane.site)]
            first, last, done_here = plan.planned_on, max(ends), len(days)
            yield Span(lane, first, last, SpanKind.PLAN, ref, plan, sessions, done_here)

"""What a timeline is made of: spans and marks in lanes, each naming its record."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple

from infrared_desktop.domain.follow_ups.due import FollowUp
from infrared_desktop.domain.history.changes import HistoryVersion
from infrared_desktop.domain.records.absences import Absence
from infrared_desktop.domain.records.care import (
    AdverseEvent,
    AreaFinding,
    AreaOutcome,
    AreaSettings,
    Consultation,
    Plan,
    PlanArea,
    Review,
    Session,
    TestSpot,
)
from infrared_desktop.domain.records.consents import Consent, Handout, Withdrawal
from infrared_desktop.domain.records.contacts import ContactAttempt, FollowUpDecision
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.records.messages import Message
from infrared_desktop.domain.records.review_copies import Remark
from infrared_desktop.domain.schedule.schedule import Window
from infrared_desktop.domain.timeline.kinds import MarkKind, SpanKind
from infrared_desktop.domain.timeline.lanes import Lane, LaneKind, Ref, lane_at
from infrared_desktop.domain.timeline.points import Measure, PlotPoint
from infrared_desktop.domain.timeline.sets import MedicineCourse, PhotoSet

__all__ = [
    "Item",
    "Lane",
    "LaneKind",
    "Mark",
    "MarkKind",
    "Measure",
    "PlotPoint",
    "Ref",
    "Span",
    "SpanKind",
    "Timeline",
    "in_order",
    "lane_at",
    "last_day",
    "places",
]

About = (
    Consultation
    | Session
    | AdverseEvent
    | TestSpot
    | Handout
    | Consent
    | Withdrawal
    | HistoryVersion
    | Review
    | Appointment
    | ContactAttempt
    | FollowUpDecision
    | FollowUp
    | PhotoSet
    | Message
    | Absence
    | Remark
)
Row = AreaFinding | AreaSettings | AreaOutcome | PlanArea


_WHEN = attrgetter("day", "starts")
_DAY_S, _NOON_S, _LANES = 86_400, 43_200, 2_000


class Mark(NamedTuple):
    """One event in one lane, with the record that it shows and that record's rows on the site.

    One that was struck through has no number and plots nothing: it stays to be read. One that
    waits was prepared, and does not count before a clinician confirms it. `points` are all values
    that it plots, `starts` is the clinic's wall clock where it is known. A reaction has its course:
    `until` is the day when it was closed, or today while it `is_open`. One that `is_new` was stored
    by somebody else since the reader last looked. It is a tuple since thousands are made at once.
    """

    lane: Lane
    day: date
    kind: MarkKind
    ref: Ref
    about: About
    rows: tuple[Row, ...] = ()
    number: int = 0
    points: tuple[PlotPoint, ...] = ()
    added: bool = False
    struck: bool = False
    waits: bool = False
    starts: time | None = None
    until: date | None = None
    is_new: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it has a course that goes on."""
        about = self.about
        return self.until is not None and isinstance(about, AdverseEvent) and not about.closed_on

    @property
    def point(self) -> PlotPoint | None:
        """The value that stands for the mark: its grade, or the fluence of a session."""
        first = self.points[0] if self.points else None
        return first if first and first.measure in (Measure.LAXITY, Measure.FLUENCE) else None

    def value(self, measure: Measure) -> PlotPoint | None:
        """Return what the mark plots of one measure."""
        return next((point for point in self.points if point.measure is measure), None)

    @property
    def place(self) -> float:
        """Where it stands, in days from ordinal 0: at its time, or at noon where none is known."""
        return places([self])[0]


def places(marks: Iterable[Mark]) -> list[float]:
    """Return where marks stand; all of a lane are asked for at once, and may be thousands."""
    return [
        day.toordinal() + ((at.hour * 60 + at.minute) / 1440 if at else 0.5)
        for day, at in map(_WHEN, marks)
    ]


@dataclass(frozen=True, slots=True)
class Span:
    """Days that belong together in one lane; for a plan, done counts its sessions so far.

    `held` are a plan's sessions in this lane, oldest first. One that `is_open` lasts on: `until` is
    today then, or the last day that is planned.
    """

    lane: Lane
    day: date
    until: date
    kind: SpanKind
    ref: Ref
    about: Plan | Window | FollowUp | MedicineCourse
    sessions: int = 0
    done: int = 0
    held: tuple[Ref, ...] = ()
    is_open: bool = False
    is_new: bool = False

    @property
    def place(self) -> float:
        """Where it begins, in days from ordinal 0."""
        return float(self.day.toordinal())


Item = Mark | Span


@dataclass(frozen=True)
class Timeline:
    """A patient's whole way: every span and mark, as `in_order` has them.

    Lanes stand from the top down; `first` and `last` enclose everything and today. `since` is when
    the reader last looked, if ever; `hidden` counts what a choice of categories left out.
    """

    lanes: tuple[Lane, ...]
    items: tuple[Item, ...]
    first: date
    last: date
    today: date
    since: datetime | None = None
    hidden: int = 0

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """What lasts, in order."""
        return tuple([item for item in self.items if isinstance(item, Span)])

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """What happened or is due, in order."""
        return tuple([item for item in self.items if isinstance(item, Mark)])

    @cached_property
    def points(self) -> tuple[PlotPoint, ...]:
        """What the marks plot, by day."""
        return tuple([point for mark in self.marks if mark.points for point in mark.points])

    @cached_property
    def news(self) -> tuple[Item, ...]:
        """What is new to the reader, in order."""
        return tuple([item for item in self.items if item.is_new])

    @property
    def new_days(self) -> tuple[date, date] | None:
        """The first and last day of what is new to the reader; None where nothing is."""
        return (self.news[0].day, self.news[-1].day) if self.news else None

    def newest_plan(self) -> tuple[Span, ...]:
        """The spans of the plan begun last, of those still open where there are any."""
        plans = [span for span in self.spans if span.kind is SpanKind.PLAN]
        open_plans = [span for span in plans if span.is_open]
        newest = max(open_plans or plans, key=lambda span: (span.day, span.ref.id), default=None)
        return tuple(span for span in plans if newest and span.ref == newest.ref)

    def newest_plan_days(self) -> tuple[date, date] | None:
        """Return the first and last day of that plan, its open windows and a today not far off."""
        spans = self.newest_plan()
        if not spans:
            return None
        lanes = {span.lane for span in spans}
        windows = [s for s in self.spans if s.kind is SpanKind.WINDOW and s.lane in lanes]
        first = min(span.day for span in spans)
        last = max(span.until for span in (*spans, *windows))
        return first, max(last, self.today) if (self.today - last).days < 365 else last


def in_order(item: Item) -> int:
    """Return the place of an item among all: in time, and at one moment from the top lane down.

    On one day a span comes before what it holds, and marks of no known time stand at noon. It is
    one number, since thousands are sorted by it: day, span or mark, second, lane.
    """
    day = item.day.toordinal() * 2
    if isinstance(item, Span):
        return day * _DAY_S * _LANES + item.lane.order
    at = item.starts
    second = at.hour * 3600 + at.minute * 60 + at.second if at else _NOON_S
    return ((day + 1) * _DAY_S + second) * _LANES + item.lane.order


def last_day(item: Item) -> date | None:
    """Return the last day of a span; None for a mark, and for a medicine that is still taken."""
    if isinstance(item, Mark) or (item.kind is SpanKind.MEDICINE and item.is_open):
        return None
    return item.until

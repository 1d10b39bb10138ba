"""What a timeline is made of: lanes, spans, marks and plotted values, each naming its record."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache, cached_property
from typing import NamedTuple

from infrared_desktop.domain.answers import PlanStatus
from infrared_desktop.domain.areas import Area, LaxityScale, Side, Site
from infrared_desktop.domain.care import (
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
from infrared_desktop.domain.consents import Consent, Handout, Withdrawal
from infrared_desktop.domain.contacts import ContactAttempt, FollowUpDecision
from infrared_desktop.domain.diary import Appointment
from infrared_desktop.domain.follow_ups import FollowUp
from infrared_desktop.domain.history_changes import HistoryVersion
from infrared_desktop.domain.schedule import Window

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
)
Row = AreaFinding | AreaSettings | AreaOutcome | PlanArea


class Ref(NamedTuple):
    """The record behind a mark, stable between builds: its kind and its id or key."""

    kind: str
    id: int | str


class LaneKind(StrEnum):
    """What a lane gathers: a site, visits about no site, contacts, papers, or the year to come."""

    SITE = "site"
    VISITS = "visits"
    CONTACTS = "contacts"
    PAPERS = "papers"
    LATER = "later"


_AREA_ORDER = {area: order for order, area in enumerate(Area)}
_SIDE_ORDER = {None: 0, Side.BOTH: 1, Side.LEFT: 2, Side.RIGHT: 3}
_OTHERS = (LaneKind.VISITS, LaneKind.CONTACTS, LaneKind.PAPERS, LaneKind.LATER)
_KIND_ORDER = {kind: order for order, kind in enumerate(_OTHERS, 1001)}


@dataclass(frozen=True, slots=True)
class Lane:
    """One row of the timeline; a site has a lane of its own for each side."""

    kind: LaneKind
    site: Site | None = None
    order: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Give it its place from the top: down the body, then those about no site."""
        order = _KIND_ORDER.get(self.kind, 0)
        if self.site:
            order = _AREA_ORDER[self.site.area] * len(_SIDE_ORDER) + _SIDE_ORDER[self.site.side]
        object.__setattr__(self, "order", order)

    def __hash__(self) -> int:
        """Return the order, which is unique: thousands of marks are looked up by lane."""
        return self.order


@cache
def lane_at(area: Area, side: Side | None) -> Lane:
    """Return the lane of a site, always the same object."""
    return Lane(LaneKind.SITE, Site(area, side))


class MarkKind(StrEnum):
    """What happened, or is to happen, on one day."""

    CONSULTATION = "consultation"
    SESSION = "session"
    ADVERSE_EVENT = "adverse_event"
    TEST_SPOT = "test_spot"
    HANDOUT = "handout"
    CONSENT = "consent"
    WITHDRAWAL = "withdrawal"
    HISTORY = "history"
    REVIEW = "review"
    VISIT = "visit"
    CONTACT = "contact"
    DECISION = "decision"
    DUE = "due"


class Measure(StrEnum):
    """What a plotted value measures: a laxity grade, or a fluence in J/cm²."""

    LAXITY = "laxity"
    FLUENCE = "fluence"


@dataclass(frozen=True, slots=True)
class PlotPoint:
    """One plotted value; the change is in percent of the session before at the same site."""

    lane: Lane
    day: date
    measure: Measure
    value: float
    ref: Ref
    scale: LaxityScale | None = None
    change_percent: int | None = None

    @property
    def is_steep(self) -> bool:
        """Whether fluence rose by more than a tenth, which deserves a second look."""
        return self.change_percent is not None and self.change_percent > 10


@dataclass(frozen=True, slots=True)
class Mark:
    """One event in one lane, with the record that it shows and that record's rows on the site.

    One that was struck through has no number and plots nothing: it stays to be read. One that
    waits was prepared, and does not count before a clinician confirms it.
    """

    lane: Lane
    day: date
    kind: MarkKind
    ref: Ref
    about: About
    rows: tuple[Row, ...] = ()
    number: int = 0
    point: PlotPoint | None = None
    added: bool = False
    struck: bool = False
    waits: bool = False


class SpanKind(StrEnum):
    """What lasts for a while: a plan with its sessions, the days for the next one, a recall."""

    PLAN = "plan"
    WINDOW = "window"
    RECALL = "recall"


@dataclass(frozen=True, slots=True)
class Span:
    """Days that belong together in one lane; for a plan, done counts its sessions so far."""

    lane: Lane
    day: date
    until: date
    kind: SpanKind
    ref: Ref
    about: Plan | Window | FollowUp
    sessions: int = 0
    done: int = 0


Item = Mark | Span


@dataclass(frozen=True)
class Timeline:
    """A patient's whole way; spans, marks and points are sorted by day.

    Lanes stand from the top down; `first` and `last` enclose everything and today.
    """

    lanes: tuple[Lane, ...]
    spans: tuple[Span, ...]
    marks: tuple[Mark, ...]
    points: tuple[PlotPoint, ...]
    first: date
    last: date
    today: date

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Every span and mark by day; on one day a span comes before what it holds."""
        return tuple(sorted((*self.spans, *self.marks), key=lambda item: item.day))

    def newest_plan(self) -> tuple[Span, ...]:
        """The spans of the plan begun last, of those still open where there are any."""
        plans = [span for span in self.spans if span.kind is SpanKind.PLAN]
        open_plans = [span for span in plans if is_open(span)]
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


def is_open(span: Span) -> bool:
    """Say whether a plan still asks for sessions at its site."""
    plan = span.about
    return isinstance(plan, Plan) and plan.status is PlanStatus.OPEN and span.done < span.sessions

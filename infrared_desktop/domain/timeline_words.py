"""What a timeline says in words: lane titles, short labels, and all about each mark and span."""

from collections.abc import Iterator
from datetime import date

from infrared_desktop.domain.answers import (
    Answer,
    AppointmentStatus,
    ContactOutcome,
    Endpoint,
    PlanStatus,
    ReviewDecision,
    Timepoint,
)
from infrared_desktop.domain.areas import LaxityScale, Side
from infrared_desktop.domain.care import AdverseEvent, AreaSettings, Plan, Review, TestSpot
from infrared_desktop.domain.contacts import ContactAttempt, FollowUpDecision
from infrared_desktop.domain.diary import Appointment
from infrared_desktop.domain.follow_ups import FollowUp, FollowUpKind
from infrared_desktop.domain.labels import NUMBERED, plain_label
from infrared_desktop.domain.schedule import Window
from infrared_desktop.domain.sentences import Sentence, sentence
from infrared_desktop.domain.timeline_model import (
    Item,
    Lane,
    LaneKind,
    Mark,
    MarkKind,
    Measure,
    PlotPoint,
    Span,
)
from infrared_desktop.domain.timeline_paper_words import Paper, paper_words

Parts = Iterator[Sentence]

_SIDES = {Side.LEFT: "left", Side.RIGHT: "right", Side.BOTH: "both sides"}
_LANES = {LaneKind.VISITS: "Visits", LaneKind.CONTACTS: "Contacts"}
_LANES |= {LaneKind.PAPERS: "Papers and history", LaneKind.LATER: "Later"}
_DECIDED = {
    ReviewDecision.FINISH: "decided: finished",
    ReviewDecision.FURTHER_SESSION: "decided: a further session",
    ReviewDecision.MAINTENANCE: "decided: maintenance",
    ReviewDecision.REFER: "decided: refer",
    ReviewDecision.DISCHARGE: "decided: discharge",
}
_STATUSES = {
    AppointmentStatus.BOOKED: "booked",
    AppointmentStatus.ARRIVED: "arrived",
    AppointmentStatus.IN_TREATMENT: "in treatment",
    AppointmentStatus.FULFILLED: "done",
    AppointmentStatus.NO_SHOW: "did not come",
    AppointmentStatus.CANCELLED: "cancelled",
}
_GRADED = {
    LaxityScale.ALEXIADES: "laxity {grade} (Alexiades scale)",
    LaxityScale.CLINIC: "laxity {grade} (clinic scale)",
    None: "laxity {grade}",
}
_CHANNELS = {"phone": "call", "sms": "text", "email": "e-mail", "post": "letter"}
_DUE = {
    FollowUpKind.ADVERSE_EVENT: "check reaction",
    FollowUpKind.TEST_SPOT: "read test spot",
    FollowUpKind.AFTERCARE_CALL: "call",
    FollowUpKind.CHECK: "72 h check",
    FollowUpKind.CONTACT: "contact",
    FollowUpKind.REVIEW_1: "1 month",
    FollowUpKind.REVIEW_3: "3 months",
    FollowUpKind.REVIEW_6: "6 months",
    FollowUpKind.MAINTENANCE: "maintenance",
    FollowUpKind.BOOK_SESSION: "book session",
    FollowUpKind.NO_SHOW: "call after no-show",
    FollowUpKind.VISIT_OUTCOME: "visit outcome",
    FollowUpKind.NEXT_STEP: "next step",
    FollowUpKind.MAKE_PLAN: "make plan",
    FollowUpKind.SETTLE_PLAN: "settle plan",
}
_READ = {None: "not read yet", Answer.YES: "borne well", Answer.NO: "not borne well"}
_PLAN_ENDS = {PlanStatus.FINISHED: "plan finished", PlanStatus.ABANDONED: "plan given up"}


def title_of(lane: Lane) -> tuple[Sentence, ...]:
    """Return a lane's title, and the side where it has one."""
    if lane.site is None:
        return (sentence(_LANES[lane.kind]),)
    area, side = lane.site.area, lane.site.side
    return (sentence(plain_label(area)), *((sentence(_SIDES[side]),) if side else ()))


def label_of(item: Item, today: date) -> Sentence | None:
    """Return the word that stands beside a mark or in a span; None where the shape says it all."""
    about = item.about
    if isinstance(item, Span):
        if isinstance(about, Plan):
            return sentence("Plan: {done} of {planned}", done=item.done, planned=item.sessions)
        return next(_span_parts(item))
    if isinstance(about, ContactAttempt):
        reached = about.outcome in (ContactOutcome.REACHED, ContactOutcome.REACHED_BOOKED)
        return sentence(_CHANNELS[about.channel] if reached else plain_label(about.outcome))
    if isinstance(about, Appointment):
        return sentence(_visit_word(about, today))
    if isinstance(about, FollowUp):
        word = _DUE[about.kind]
        return sentence(word + " overdue" if about.overdue_from <= today else word)
    if isinstance(about, AdverseEvent):
        return sentence(plain_label(about.reaction))
    if isinstance(about, FollowUpDecision):
        return sentence(plain_label(about.kind))
    return None


def words_of(item: Item, today: date) -> tuple[Sentence, ...]:
    """Say everything about a mark or span, the headline first."""
    if isinstance(item, Span):
        return tuple(_span_parts(item))
    parts = list(_mark_parts(item, today))
    if item.struck:
        parts.insert(1, sentence("struck through"))
    if item.added:
        parts.append(sentence("with an addendum"))
    return tuple(parts)


def value_words(point: PlotPoint) -> Sentence:
    """Say a plotted value with its unit and, for fluence, its change."""
    value = number(point.value)
    if point.measure is Measure.LAXITY:
        return sentence(_GRADED[point.scale], grade=value)
    if point.change_percent is None:
        return sentence("{fluence} J/cm²", fluence=value)
    if point.change_percent == 0:
        return sentence("{fluence} J/cm² (as in the session before)", fluence=value)
    template = "{fluence} J/cm² ({change} % on the session before)"
    return sentence(template, fluence=value, change=signed(point.change_percent))


def number(value: float) -> str:
    """Write a quantity without needless noughts."""
    return f"{value:g}"


def signed(percent: int) -> str:
    """Write a change with its sign, the minus as a true minus."""
    return f"{percent:+d}".replace("-", "−")


def _span_parts(span: Span) -> Parts:
    about = span.about
    if isinstance(about, Plan):
        yield sentence("Plan: {done} of {planned} sessions", done=span.done, planned=span.sessions)
        if about.status in _PLAN_ENDS:
            yield sentence(_PLAN_ENDS[about.status])
    elif isinstance(about, Window):
        yield sentence("session {number}", number=about.session_no)
        yield sentence("best on {best}", best=about.best)
    else:
        yield sentence(_DUE[about.kind])
        yield from about.reasons


def _mark_parts(mark: Mark, today: date) -> Parts:
    about = mark.about
    if mark.kind is MarkKind.CONSULTATION:
        yield sentence("Consultation")
    elif mark.kind is MarkKind.SESSION:
        numbered = sentence("Session {number}", number=mark.number)
        yield numbered if mark.number else sentence("Session")
    elif isinstance(about, Review):
        yield from _review_parts(about)
    elif isinstance(about, AdverseEvent):
        yield from _event_parts(about)
    elif isinstance(about, TestSpot):
        yield from _spot_parts(about)
    elif isinstance(about, Paper):
        yield from paper_words(about, mark.waits)
    elif isinstance(about, Appointment):
        yield sentence("Visit: {what}", what=plain_label(about.kind))
        yield sentence(_visit_word(about, today))
        yield sentence("at {time}", time=about.starts.strftime("%H:%M"))
    elif isinstance(about, ContactAttempt):
        yield sentence("Contact: {channel}", channel=_CHANNELS[about.channel])
        yield sentence(plain_label(about.outcome))
    elif isinstance(about, FollowUpDecision):
        yield sentence("Follow-up {decision}", decision=plain_label(about.kind))
        yield sentence("because: {reason}", reason=about.reason)
    elif isinstance(about, FollowUp):
        overdue = about.overdue_from <= today
        yield sentence("{what} overdue" if overdue else "{what} due", what=_DUE[about.kind])
        yield from about.reasons
    if mark.point:
        yield value_words(mark.point)
    for row in mark.rows:
        yield from _row_parts(row) if isinstance(row, AreaSettings) else ()


def _review_parts(review: Review) -> Parts:
    if review.timepoint is Timepoint.OTHER:
        yield sentence("Review")
    else:
        yield sentence("Review at {timepoint}", timepoint=plain_label(review.timepoint))
    if review.decision:
        yield sentence(_DECIDED[review.decision])


def _event_parts(event: AdverseEvent) -> Parts:
    yield sentence("Adverse event: {reaction}", reaction=plain_label(event.reaction))
    yield sentence(NUMBERED["Severity"].get(str(event.severity), "severity not stated"))
    if event.closed_on:
        yield sentence("closed on {day}", day=event.closed_on)
    else:
        yield sentence("still open")


def _spot_parts(spot: TestSpot) -> Parts:
    yield sentence("Test spot")
    if spot.fluence_j_cm2 is not None:
        yield sentence("{fluence} J/cm²", fluence=number(spot.fluence_j_cm2))
    if spot.handpiece:
        yield sentence("handpiece {name}", name=spot.handpiece)
    for seen in spot.seen or ():
        if seen is not Endpoint.NONE:
            yield sentence("seen: {sign}", sign=plain_label(seen))
    yield sentence(_READ.get(spot.passed, "not sure whether it was borne well"))


def _row_parts(row: AreaSettings) -> Parts:
    if row.handpiece:
        yield sentence("handpiece {name}", name=row.handpiece)
    if row.passes is not None:
        yield sentence("{count} passes", count=row.passes)
    if row.pulses_total is not None:
        yield sentence("{count} pulses", count=row.pulses_total)
    if row.cooling_temp_c is not None:
        yield sentence("cooling {temperature} °C", temperature=number(row.cooling_temp_c))
    for seen in row.endpoints or ():
        if seen is not Endpoint.NONE:
            yield sentence("seen: {sign}", sign=plain_label(seen))
    if row.pain_nrs is not None:
        yield sentence("pain {score} of 10", score=row.pain_nrs)
    if row.reaction:
        yield sentence("reaction: {reaction}", reaction=plain_label(row.reaction))
    elif row.no_adverse_event:
        yield sentence("no adverse event")


def _visit_word(visit: Appointment, today: date) -> str:
    if visit.is_open and visit.day < today:
        return "no outcome yet"
    return _STATUSES.get(visit.status, "booked")

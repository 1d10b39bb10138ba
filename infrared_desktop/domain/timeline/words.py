"""What a timeline says in words: lane titles, short labels, and all about each mark and span."""

from collections.abc import Iterator
from datetime import date

from infrared_desktop.domain.follow_ups.due import FollowUp, FollowUpKind
from infrared_desktop.domain.follow_ups.kinds import Standing
from infrared_desktop.domain.follow_ups.standing import standing
from infrared_desktop.domain.labels.codes import plain_label
from infrared_desktop.domain.records.answers import (
    AppointmentStatus,
    ContactOutcome,
    PlanStatus,
)
from infrared_desktop.domain.records.care import AdverseEvent, AreaSettings, Plan, Review, TestSpot
from infrared_desktop.domain.records.contacts import ContactAttempt, FollowUpDecision
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.schedule.schedule import Window
from infrared_desktop.domain.sentences import Sentence, sentence
from infrared_desktop.domain.timeline.model import (
    Item,
    Lane,
    LaneKind,
    Mark,
    MarkKind,
    Measure,
    Span,
)
from infrared_desktop.domain.timeline.paper_words import Paper, paper_words, site_words
from infrared_desktop.domain.timeline.record_words import (
    event_parts,
    number,
    point_parts,
    review_parts,
    row_parts,
    signed,
    spot_parts,
    value_words,
)
from infrared_desktop.domain.timeline.set_words import set_label, set_words

__all__ = ["is_overdue", "label_of", "number", "signed", "title_of", "value_words", "words_of"]

Parts = Iterator[Sentence]

_LANES = {LaneKind.VISITS: "Visits", LaneKind.CONTACTS: "Contacts"}
_LANES |= {LaneKind.PAPERS: "Papers and history", LaneKind.LATER: "Later"}
_LANES |= {LaneKind.PHOTOGRAPHS: "Photographs", LaneKind.MEDICINES: "Medicines"}
_LANES |= {LaneKind.REMARKS: "Remarks"}
_STATUSES = {
    AppointmentStatus.BOOKED: "booked",
    AppointmentStatus.ARRIVED: "arrived",
    AppointmentStatus.IN_TREATMENT: "in treatment",
    AppointmentStatus.FULFILLED: "done",
    AppointmentStatus.NO_SHOW: "did not come",
    AppointmentStatus.CANCELLED: "cancelled",
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
_PLAN_ENDS = {PlanStatus.FINISHED: "plan finished", PlanStatus.ABANDONED: "plan given up"}


def is_overdue(due: FollowUp, today: date) -> bool:
    """Say whether a follow-up waits too long; what was put off to a later day does not."""
    return standing(due, today) is Standing.OVERDUE


def title_of(lane: Lane) -> tuple[Sentence, ...]:
    """Return a lane's title, and the side where it has one."""
    return site_words(lane.site) if lane.site else (sentence(_LANES[lane.kind]),)


def label_of(item: Item, today: date) -> Sentence | None:
    """Return the word that stands beside a mark or in a span; None where the shape says it all."""
    about = item.about
    if isinstance(item, Span):
        if isinstance(about, Plan):
            return sentence("Plan: {done} of {planned}", done=item.done, planned=item.sessions)
        return set_label(about) or next(_span_parts(item))
    if isinstance(about, ContactAttempt):
        reached = about.outcome in (ContactOutcome.REACHED, ContactOutcome.REACHED_BOOKED)
        return sentence(_CHANNELS[about.channel] if reached else plain_label(about.outcome))
    if isinstance(about, Appointment):
        return sentence(_visit_word(about, today))
    if isinstance(about, FollowUp):
        word = _DUE[about.kind]
        return sentence(word + " overdue" if is_overdue(about, today) else word)
    if isinstance(about, AdverseEvent):
        return sentence(plain_label(about.reaction))
    if isinstance(about, FollowUpDecision):
        return sentence(plain_label(about.kind))
    return set_label(about)


def words_of(item: Item, today: date) -> tuple[Sentence, ...]:
    """Say everything about a mark or span, the headline first."""
    if isinstance(item, Span):
        parts = list(_span_parts(item))
    else:
        parts = list(_mark_parts(item, today))
        if item.struck:
            parts.insert(1, sentence("struck through"))
        if item.added:
            parts.append(sentence("with an addendum"))
    if item.is_new:
        parts.append(sentence("new since you last looked"))
    return tuple(parts)


def _span_parts(span: Span) -> Parts:
    about = span.about
    if isinstance(about, Plan):
        yield sentence("Plan: {done} of {planned} sessions", done=span.done, planned=span.sessions)
        if about.status in _PLAN_ENDS:
            yield sentence(_PLAN_ENDS[about.status])
    elif isinstance(about, Window):
        yield sentence("session {number}", number=about.session_no)
        yield sentence("best on {best}", best=about.best)
    elif isinstance(about, FollowUp):
        yield sentence(_DUE[about.kind])
        yield from about.reasons
    else:
        yield from set_words(about)


def _mark_parts(mark: Mark, today: date) -> Parts:
    about = mark.about
    if mark.kind is MarkKind.CONSULTATION:
        yield sentence("Consultation")
    elif mark.kind is MarkKind.SESSION:
        numbered = sentence("Session {number}", number=mark.number)
        yield numbered if mark.number else sentence("Session")
    elif isinstance(about, Review):
        yield from review_parts(about)
    elif isinstance(about, AdverseEvent):
        yield from event_parts(about)
    elif isinstance(about, TestSpot):
        yield from spot_parts(about)
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
        overdue = is_overdue(about, today)
        yield sentence("{what} overdue" if overdue else "{what} due", what=_DUE[about.kind])
        yield from about.reasons
    else:
        yield from set_words(about)
    yield from point_parts(mark.points)
    by_row = len(mark.rows) > 1 or mark.value(Measure.PULSES) is None
    for row in mark.rows:
        yield from row_parts(row, by_row) if isinstance(row, AreaSettings) else ()


def _visit_word(visit: Appointment, today: date) -> str:
    if visit.is_open and visit.day < today:
        return "no outcome yet"
    return _STATUSES.get(visit.status, "booked")

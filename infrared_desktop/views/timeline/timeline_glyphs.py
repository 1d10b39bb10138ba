"""The signs of the timeline: each kind of event has a shape, a colour and a letter of its own."""

from dataclasses import dataclass, replace
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.follow_ups.due import FollowUp, FollowUpKind
from infrared_desktop.domain.history.changes import HistoryStep, HistoryVersion
from infrared_desktop.domain.records.absences import Absence
from infrared_desktop.domain.records.answers import Answer, AppointmentStatus, ContactOutcome
from infrared_desktop.domain.records.care import AdverseEvent, AreaSettings, TestSpot
from infrared_desktop.domain.records.consents import Consent, Handout, Withdrawal
from infrared_desktop.domain.records.contacts import ContactAttempt
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.records.messages import Message
from infrared_desktop.domain.records.review_copies import Remark, RemarkStatus
from infrared_desktop.domain.timeline.model import Mark, MarkKind


class Shape(StrEnum):
    """The outline of a sign."""

    SQUARE = "square"
    CIRCLE = "circle"
    TRIANGLE = "triangle"
    DIAMOND = "diamond"
    DASHED = "dashed"
    OUTLINE = "outline"
    DOT = "dot"
    RING = "ring"
    CROSS = "cross"
    COUNT = "count"
    OCTAGON = "octagon"
    LETTER = "letter"
    NOTE = "note"
    CAMERA = "camera"


@dataclass(frozen=True)
class Glyph:
    """A sign: its shape, its letter or number, and the name of its colour in the theme."""

    shape: Shape
    text: str = ""
    colour: str = "muted"
    flagged: bool = False
    struck: bool = False
    fresh: bool = False  # new to who reads


_REVIEWS = {FollowUpKind.REVIEW_1, FollowUpKind.REVIEW_3, FollowUpKind.REVIEW_6}
_READ = {None: "due", Answer.YES: "suitable", Answer.NO: "stop"}
_GONE = {AppointmentStatus.NO_SHOW: "caution", AppointmentStatus.CANCELLED: "muted"}


def _letter(text: str) -> str:
    return QCoreApplication.translate("Glyph", text)


def glyph_of(mark: Mark, overdue: bool, unresolved: bool, altered: bool = False) -> Glyph:
    """Return the sign of a mark; a record that is not what was stored has one of its own."""
    if mark.is_new:
        known = glyph_of(mark._replace(is_new=False), overdue, unresolved, altered)
        return replace(known, fresh=True)
    if altered:
        plain = glyph_of(mark, overdue, unresolved)
        return Glyph(Shape.OCTAGON, plain.text or "!", "stop", struck=True)
    if mark.struck:
        plain = glyph_of(mark._replace(struck=False), overdue, unresolved)
        return replace(
            plain, colour="muted", text=plain.text.strip("0"), flagged=False, struck=True
        )
    about = mark.about
    if mark.kind is MarkKind.CONSULTATION:
        return Glyph(Shape.SQUARE, _letter("C"), "text")
    if mark.kind is MarkKind.SESSION:
        return Glyph(Shape.CIRCLE, str(mark.number), "accent", _reacted(mark))
    if mark.kind is MarkKind.REVIEW:
        return Glyph(Shape.DIAMOND, _letter("R"), "suitable")
    if isinstance(about, AdverseEvent):
        return Glyph(Shape.TRIANGLE, "!", "stop" if about.severity > 2 else "caution")
    if isinstance(about, TestSpot):
        return Glyph(Shape.SQUARE, _letter("T"), _READ.get(about.passed, "caution"))
    if isinstance(about, Appointment):
        return _visit(about, unresolved)
    if isinstance(about, FollowUp):
        letter = _letter("R") if about.kind in _REVIEWS else "!"
        return Glyph(Shape.DASHED, letter, "caution" if overdue else "due")
    return _paper(mark) or _other(about)


def _paper(mark: Mark) -> Glyph | None:
    about = mark.about
    if isinstance(about, Handout):
        return Glyph(Shape.OUTLINE, _letter("H"), "muted")
    if isinstance(about, Consent):
        if mark.waits:
            return Glyph(Shape.OUTLINE, _letter("S"), "caution")
        return Glyph(Shape.SQUARE, _letter("S"), "suitable")
    if isinstance(about, Withdrawal):
        return Glyph(Shape.CROSS, "", "caution")
    if isinstance(about, HistoryVersion):
        return Glyph(Shape.DOT if about.step is HistoryStep.CONFIRMED else Shape.RING)
    return None


def _other(about: object) -> Glyph:
    if isinstance(about, ContactAttempt):
        reached = about.outcome in (ContactOutcome.REACHED, ContactOutcome.REACHED_BOOKED)
        return Glyph(Shape.DOT) if reached else Glyph(Shape.RING)
    if isinstance(about, Message):
        return Glyph(Shape.LETTER)
    if isinstance(about, Absence):
        return Glyph(Shape.CROSS, "", "caution")
    if isinstance(about, Remark):
        waits = about.status is RemarkStatus.DRAFT
        return Glyph(Shape.NOTE, "", "due" if waits else "muted")
    return Glyph(Shape.RING)


def tint_of(glyph: Glyph) -> str:
    """Return the colour of the word beside a sign: muted unless the sign calls for notice."""
    return glyph.colour if glyph.colour in ("due", "caution", "stop") else "muted"


def _reacted(mark: Mark) -> bool:
    return any(isinstance(row, AreaSettings) and row.reaction for row in mark.rows)


def _visit(visit: Appointment, unresolved: bool) -> Glyph:
    if visit.status in _GONE:
        return Glyph(Shape.CROSS, "", _GONE[visit.status])
    if visit.is_open:
        return Glyph(Shape.OUTLINE, _letter("B"), "caution" if unresolved else "due")
    return Glyph(Shape.DOT)

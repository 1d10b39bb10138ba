"""What stands in the way of a wanted visit: others, hours, closures, offers, what it lacks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from infrared_desktop.domain.records.answers import Role
from infrared_desktop.domain.records.chart import State, Stored
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.records.people import Settings
from infrared_desktop.domain.records.waiting import Offer, OfferStatus
from infrared_desktop.domain.schedule.desk_rules import ClashRule, Closure, DeskRules
from infrared_desktop.domain.schedule.opening import (
    Span,
    closed_spans,
    closes,
    hours_of,
    is_whole,
    open_spans,
    span_of,
)
from infrared_desktop.domain.schedule.schedule import Resource, clashes
from infrared_desktop.domain.sentences import Sentence, sentence


@dataclass(frozen=True)
class Obstacle:
    """One thing in the way of a visit; one that `refuses` keeps it from being booked.

    `code` is clash, closed, held, hours or lacks; `other` is the visit of a clash.
    """

    code: str
    refuses: bool
    sentence: Sentence
    what: Resource | None = None
    other: Stored[Appointment] | None = None


@dataclass(frozen=True)
class Agenda:
    """The desk's rules with all that was booked, closed and offered on some days.

    `offers` may hold answered ones too; `now` says which of the open ones still hold their time.
    """

    rules: DeskRules
    settings: Settings
    now: datetime
    visits: Sequence[Stored[Appointment]] = ()
    closures: Sequence[Stored[Closure]] = ()
    offers: Sequence[Stored[Offer]] = ()

    def obstacles(self, wanted: Appointment, ignore_id: int | None = None) -> tuple[Obstacle, ...]:
        """Return all that is in the way, what refuses it first; `ignore_id` is the visit itself."""
        if not wanted.is_live:
            return ()
        found = [
            *self._taken(wanted, ignore_id),
            *self._held(wanted),
            *self._closed(wanted),
            *self._outside(wanted),
            *self._lacks(wanted),
        ]
        return tuple(sorted(found, key=lambda each: not each.refuses))

    def hours(self, day: date) -> tuple[Span, ...]:
        """Return the opening hours of a day, before any closure."""
        return hours_of(day, self.rules, self.settings)

    def whole_closures(self) -> list[Closure]:
        """Return the closures of the whole clinic."""
        return [each.record for each in self._standing() if is_whole(each.record)]

    def open_spans(self, day: date) -> tuple[Span, ...]:
        """Return when the clinic is open on a day."""
        return open_spans(day, self.rules, self.settings, self.whole_closures())

    def held(self, day: date, patient_id: int) -> list[Offer]:
        """Return the offers that keep a time of the day from this patient."""
        standing = (each.record for each in self.offers if each.state is not State.INVALID)
        return [
            offer
            for offer in standing
            if offer.day == day and offer.patient_id != patient_id and holds_at(offer, self.now)
        ]

    def _taken(self, wanted: Appointment, ignore_id: int | None) -> Iterator[Obstacle]:
        for clash in clashes(wanted, self.visits, ignore_id, self.rules.buffers):
            refuses = (
                clash.what is Resource.PATIENT
                or self.rules.conflict(clash.what) is ClashRule.REFUSE
            )
            visit = clash.other.record
            words = sentence(
                "The {what} already has a visit from {starts} to {ends} that day.",
                what=clash.what,
                starts=f"{visit.starts:%H:%M}",
                ends=f"{visit.ends:%H:%M}",
            )
            yield Obstacle("clash", refuses, words, clash.what, clash.other)

    def _held(self, wanted: Appointment) -> Iterator[Obstacle]:
        for offer in self.held(wanted.day, wanted.patient_id):
            if keeps(offer, wanted):
                words = sentence("This time is offered to a patient of the waiting list.")
                yield Obstacle("held", True, words)

    def _closed(self, wanted: Appointment) -> Iterator[Obstacle]:
        for closure in (each.record for each in self._standing()):
            what, whole = closes(closure, wanted), is_whole(closure)
            meets = any(span_of(wanted).meets(s) for s in closed_spans(wanted.day, [closure]))
            if meets and whole:
                words = sentence("The clinic is closed at this time: {why}.", why=closure.why)
                yield Obstacle("closed", self.rules.when_closed is ClashRule.REFUSE, words)
            elif meets and what is not None:
                refuses = self.rules.conflict(what) is ClashRule.REFUSE
                words = sentence(
                    "The {what} is not there at this time: {why}.", what=what, why=closure.why
                )
                yield Obstacle("closed", refuses, words, what)

    def _outside(self, wanted: Appointment) -> Iterator[Obstacle]:
        hours = self.hours(wanted.day)
        if any(span.holds(span_of(wanted)) for span in hours):
            return
        words = sentence("The clinic is not open on this weekday.")
        if hours:
            told = ", ".join(map(str, hours))
            words = sentence("The clinic is open {hours} on this weekday.", hours=told)
        yield Obstacle("hours", False, words)

    def _lacks(self, wanted: Appointment) -> Iterator[Obstacle]:
        rule = self.rules.visit(wanted.kind)
        needed = (
            (rule.role is not None and wanted.clinician_id is None, Resource.CLINICIAN),
            (rule.needs_room and wanted.room_id is None, Resource.ROOM),
            (rule.needs_device and wanted.device_id is None, Resource.DEVICE),
        )
        for is_missing, what in needed:
            if is_missing:
                words = sentence("A visit of this kind needs a {what}.", what=what)
                if what is Resource.CLINICIAN and rule.role is not Role.CLINICIAN:
                    text = "A visit of this kind needs somebody of the staff: {role}."
                    words = sentence(text, role=rule.role or "")
                yield Obstacle("lacks", False, words, what)

    def _standing(self) -> list[Stored[Closure]]:
        return [each for each in self.closures if each.state is not State.INVALID]


def holds_at(offer: Offer, now: datetime) -> bool:
    """Say whether an offer still keeps its time for its patient."""
    return offer.status is OfferStatus.OPEN and now < offer.expires_at


def keeps(offer: Offer, wanted: Appointment | Offer) -> bool:
    """Say whether an offer keeps its time from a visit or another offer: they need the same then.

    Two that name nobody and nothing want the same time, too.
    """
    mine, theirs = _named(offer), _named(wanted)
    is_same = mine & theirs or not mine | theirs
    meets = offer.day == wanted.day and span_of(offer).meets(span_of(wanted))
    return bool(is_same) and meets


def _named(wanted: Appointment | Offer) -> set[tuple[Resource, int]]:
    named = (
        (Resource.CLINICIAN, wanted.clinician_id),
        (Resource.ROOM, wanted.room_id),
        (Resource.DEVICE, wanted.device_id),
    )
    return {(what, number) for what, number in named if number is not None}

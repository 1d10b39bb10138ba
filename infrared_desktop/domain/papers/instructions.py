"""From when to when each instruction holds around a visit, and what can no longer be met."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from infrared_desktop.domain.durations import is_said_in_days
from infrared_desktop.domain.protocol.instruction_terms import Instruction, Phase
from infrared_desktop.domain.protocol.protocol import Protocol
from infrared_desktop.domain.records.areas import Site


@dataclass(frozen=True)
class Term:
    """One item of a sheet with the day that it begins on, or ends on after a session.

    An item of two days or less has a moment besides. After a session both are None where it holds
    until the skin is calm. `is_late` is that it should have begun before the patient was told.
    """

    item: Instruction
    day: date | None = None
    moment: datetime | None = None
    is_late: bool = False


def items_for(protocol: Protocol, phase: Phase, sites: Iterable[Site]) -> tuple[Instruction, ...]:
    """Return the items of a sheet for a patient who is treated at the sites."""
    return protocol.instructions_for(phase, *(site.area for site in sites))


def terms_before(items: Iterable[Instruction], visit: datetime, told: datetime) -> tuple[Term, ...]:
    """Return from when each item holds, the earliest first; both moments in the clinic's zone.

    Days are counted by the calendar, shorter times by the clock, over a change of clocks too.
    """
    terms = (_before(item, visit, told) for item in items)
    return tuple(sorted(terms, key=lambda term: -(term.item.hours or 0)))


def terms_after(items: Iterable[Instruction], ended: datetime) -> tuple[Term, ...]:
    """Return until when each item holds, what ends first before the rest, in the clinic's zone."""
    terms = (_after(item, ended) for item in items)
    return tuple(sorted(terms, key=_length))


def too_late(terms: Iterable[Term]) -> tuple[Instruction, ...]:
    """Return the items that can no longer be met."""
    return tuple(term.item for term in terms if term.is_late)


def _before(item: Instruction, visit: datetime, told: datetime) -> Term:
    hours = item.hours or 0
    if hours == 0 or is_said_in_days(hours):
        day = visit.date() - timedelta(days=hours // 24)
        return Term(item, day, is_late=day < told.date())
    moment = _shifted(visit, -hours)
    return Term(item, moment.date(), moment, moment < told)


def _after(item: Instruction, ended: datetime) -> Term:
    if not item.hours:
        return Term(item)
    if is_said_in_days(item.hours):
        return Term(item, ended.date() + timedelta(days=item.hours // 24))
    moment = _shifted(ended, item.hours)
    return Term(item, moment.date(), moment)


def _shifted(moment: datetime, hours: int) -> datetime:
    # On the wall, an hour is lost or won when the clocks change; the patient's skin counts on.
    return (moment.astimezone(UTC) + timedelta(hours=hours)).astimezone(moment.tzinfo)


def _length(term: Term) -> tuple[bool, int]:
    return not term.item.hours, term.item.hours or 0

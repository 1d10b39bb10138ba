"""What both sheets share: their items in words under a heading for each day, and when to call."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from infrared_desktop.documents.letter_days import letter_day, letter_time
from infrared_desktop.documents.letters import Letters
from infrared_desktop.domain.dates import DateOrder
from infrared_desktop.domain.durations import spoken
from infrared_desktop.domain.labels.codes import plain_label
from infrared_desktop.domain.papers.instructions import Term
from infrared_desktop.domain.protocol.instruction_terms import Instruction, Phase
from infrared_desktop.domain.protocol.protocol import Protocol
from infrared_desktop.domain.records.areas import Area, Side, Site

_FOR, PHONE = "Areas: {areas}", "Our telephone: {phone}"
_OWN = (_FOR, PHONE, "{count} minutes", "1 hour", "{count} hours", "{count} days")


@dataclass(frozen=True)
class Style:
    """How a sheet is written: its language, the order of a date, and the clinic's telephone."""

    letters: Letters
    order: DateOrder = DateOrder.DMY
    phone: str = ""

    def day(self, term: Term) -> str:
        """Write the day that an item begins or ends on."""
        return letter_day(term.day, self.letters.language, self.order) if term.day else ""

    def time(self, term: Term) -> str:
        """Write the time at which it begins or ends; nothing where the whole day counts."""
        return letter_time(term.moment) if term.moment else ""


def areas_line(sites: Iterable[Site], letters: Letters) -> str:
    """Name the areas that a sheet is about."""
    named = (
        ", ".join(letters.say(plain_label(part)) for part in (site.area, site.side) if part)
        for site in sites
    )
    return letters.say(_FOR, areas="; ".join(named))


def by_heading(
    terms: Iterable[Term], heading: Callable[[Term], str], letters: Letters
) -> Iterator[str]:
    """Yield the items under one heading for all that begin or end together."""
    plain = (term for term in terms if not term.item.urgent)
    for title, held in groupby(plain, heading):
        yield from ("", f"## {title}", *(f"- {_text(term.item, letters)}" for term in held))


def calls(terms: Iterable[Term], heading: str, style: Style) -> Iterator[str]:
    """Yield when to call the clinic, with its telephone where that is known."""
    urgent = [_text(term.item, style.letters) for term in terms if term.item.urgent]
    if urgent:
        phone = [style.letters.say(PHONE, phone=style.phone)] if style.phone else []
        yield from ("", f"## {style.letters.say(heading)}", *(f"- {text}" for text in urgent))
        yield from phone


def shared_sentences(protocol: Protocol, phase: Phase) -> Iterator[str]:
    """Yield every English sentence that the sheets of one phase share."""
    yield from _OWN
    yield from (plain_label(code) for code in (*Area, *Side))
    yield from (one.text for one in protocol.instructions if one.phase is phase)


def _text(item: Instruction, letters: Letters) -> str:
    gaps = {"time": spoken(item.hours)} if item.hours and "{time}" in item.text else {}
    return letters.say(item.text, **gaps)

"""The sheet before a session: what to keep to, from which day on, in the patient's language."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from infrared_desktop.documents.letter_days import letter_day, letter_time
from infrared_desktop.documents.sheet_lines import (
    Style,
    areas_line,
    by_heading,
    calls,
    shared_sentences,
)
from infrared_desktop.domain.durations import spoken
from infrared_desktop.domain.papers.instructions import Term, items_for, terms_before
from infrared_desktop.domain.protocol.instruction_terms import Phase
from infrared_desktop.domain.protocol.protocol import Protocol
from infrared_desktop.domain.records.areas import Site

_TITLE = "Before your treatment with infrared light"
_VISIT = "Your session: {day} at {time}"
_FROM, _FROM_TIME, _ON = "From {day}", "From {day}, {time}", "On {day}"
_NOW, _BEFORE, _THAT_DAY = "From now on", "{time} before", "On the day of your session"
_CALL = "When to call us before you come"
_OWN = (_TITLE, _VISIT, _FROM, _FROM_TIME, _ON, _NOW, _BEFORE, _THAT_DAY, _CALL)


def instruction_text(
    protocol: Protocol,
    sites: Sequence[Site],
    style: Style,
    visit: datetime | None,
    told: datetime,
) -> str:
    """Return the sheet as light markup; without a booked visit it names no days.

    The moments are in the clinic's zone; what should have begun before `told` holds from now on.
    """
    items = items_for(protocol, Phase.BEFORE, sites)
    terms = terms_before(items, visit or told, told)
    head = [f"# {style.letters.say(_TITLE)}"]
    if visit is not None:
        day = letter_day(visit.date(), style.letters.language, style.order)
        head.append(style.letters.say(_VISIT, day=day, time=letter_time(visit)))
    head.append(areas_line(sites, style.letters))

    def heading(term: Term) -> str:
        return _heading(term, style) if visit is not None else _undated(term, style)

    body = by_heading(terms, heading, style.letters)
    return "\n".join([*head, *body, *calls(terms, _CALL, style)])


def instruction_sentences(protocol: Protocol) -> Iterator[str]:
    """Yield every English sentence that the sheet may say, and the questions asked on the day."""
    yield from _OWN
    yield from shared_sentences(protocol, Phase.BEFORE)
    yield from (one.question for one in protocol.instructions if one.question)
    yield from (one.question for one in protocol.day_questions)


def _heading(term: Term, style: Style) -> str:
    say = style.letters.say
    if term.is_late:
        return say(_NOW)
    if not term.item.hours:
        return say(_ON, day=style.day(term))
    if term.moment is not None:
        return say(_FROM_TIME, day=style.day(term), time=style.time(term))
    return say(_FROM, day=style.day(term))


def _undated(term: Term, style: Style) -> str:
    if not term.item.hours:
        return style.letters.say(_THAT_DAY)
    return style.letters.say(_BEFORE, time=spoken(term.item.hours))

"""The sheet after a session: when to call at once, and what to keep to until which day."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from infrared_desktop.documents.letter_days import letter_day
from infrared_desktop.documents.sheet_lines import (
    Style,
    areas_line,
    by_heading,
    calls,
    shared_sentences,
)
from infrared_desktop.domain.papers.instructions import Term, items_for, terms_after
from infrared_desktop.domain.protocol.instruction_terms import Phase
from infrared_desktop.domain.protocol.protocol import Protocol
from infrared_desktop.domain.records.areas import Site

_TITLE = "After your treatment with infrared light"
_DONE = "Treated on {day}"
_UNTIL, _UNTIL_TIME, _ALSO = "Until {day}", "Until {day}, {time}", "What else matters"
_CALL = "When to call us at once"
_OWN = (_TITLE, _DONE, _UNTIL, _UNTIL_TIME, _ALSO, _CALL)


def aftercare_text(protocol: Protocol, sites: Sequence[Site], style: Style, ended: datetime) -> str:
    """Return the sheet as light markup; the session ended at a moment in the clinic's zone."""
    terms = terms_after(items_for(protocol, Phase.AFTER, sites), ended)
    letters, day = style.letters, letter_day(ended.date(), style.letters.language, style.order)
    head = [f"# {letters.say(_TITLE)}", letters.say(_DONE, day=day), areas_line(sites, letters)]

    def heading(term: Term) -> str:
        return _heading(term, style)

    return "\n".join([*head, *calls(terms, _CALL, style), *by_heading(terms, heading, letters)])


def aftercare_sentences(protocol: Protocol) -> Iterator[str]:
    """Yield every English sentence that the sheet may say."""
    yield from _OWN
    yield from shared_sentences(protocol, Phase.AFTER)


def _heading(term: Term, style: Style) -> str:
    if term.day is None:
        return style.letters.say(_ALSO)
    if term.moment is None:
        return style.letters.say(_UNTIL, day=style.day(term))
    return style.letters.say(_UNTIL_TIME, day=style.day(term), time=style.time(term))

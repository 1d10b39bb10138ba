"""The outline of a treatment, built from the patient's own areas, in the patient's language."""

from collections.abc import Iterable, Iterator
from itertools import chain

from infrared_desktop.documents.letters import Letters
from infrared_desktop.documents.markup import table
from infrared_desktop.documents.sheet_lines import PHONE
from infrared_desktop.domain.durations import spoken
from infrared_desktop.domain.labels.codes import plain_label
from infrared_desktop.domain.papers.outline_facts import OutlineFacts, clauses, risks
from infrared_desktop.domain.protocol.consent_terms import ClauseWhen
from infrared_desktop.domain.protocol.intended_uses import use_words
from infrared_desktop.domain.protocol.protocol import Protocol
from infrared_desktop.domain.protocol.sources import Citations, cited
from infrared_desktop.domain.records.areas import Area, Side, Site
from infrared_desktop.domain.records.diary import Device

_TITLE = "Infrared treatment of slack skin: what to know before you decide"
_FOR = "Areas: {areas}"
_DONE, _NUMBER = "What is done", "How many sessions"
_PLANNED_1 = "{area}: 1 session is planned."
_PLANNED = "{area}: {count} sessions are planned."
_EXPECT, _STUDIES = "What you may expect", "Where these figures come from: {sources}"
_RISKS, _WORRY = "What can go wrong", "Call us at once when something worries you."
_HEAD = ("What", "How often", "How it goes on")
_ELSE = "What else you could do"
_DEVICE = "What the device was made for"
_MEANT = "{device}: its maker names this use: {use}"
_UNKNOWN = "{device}: we know of no approval to tighten skin in this country."
_TIME = "Time to think it over"
_WAIT = "You can sign {time} after you got this paper. Take longer if you wish."
_NO_WAIT = "You can sign as soon as you have read this. Take longer if you wish."
_TOO_YOUNG = "In this country nobody under {age} is treated."
_LASTS = "What you sign counts for {count} months. After that we inform you and ask you anew."
_LASTS_1 = "What you sign counts for 1 month. After that we inform you and ask you anew."
_COST, _TOLD = "What it costs", "The cost that you were told: {cost}"
_NOT_TOLD = "The cost is not written here. Ask for it before you sign."
_PHOTOS = "Photographs, asked apart"
_SIGN = "When you sign, you say"

_OWN = (
    *(_TITLE, _FOR, _DONE, _NUMBER, _PLANNED_1, _PLANNED, _EXPECT, _STUDIES, _RISKS, _WORRY),
    *(_LASTS, _LASTS_1),
    *(*_HEAD, _ELSE, _DEVICE, _MEANT, _UNKNOWN, _TIME, _WAIT, _NO_WAIT, _TOO_YOUNG),
    *(_COST, _TOLD, _NOT_TOLD, _PHOTOS, _SIGN),
    *("{count} minutes", "1 hour", "{count} hours", "{count} days", PHONE),
)


def outline_text(
    protocol: Protocol,
    facts: OutlineFacts,
    letters: Letters,
    citations: Citations | None = None,
    phone: str = "",
) -> str:
    """Return the outline as light markup; the citations are those of the protocol's sources."""
    say = letters.say
    areas = "; ".join(_site(site, letters) for site in facts.sites)
    parts: Iterable[Iterable[str]] = (
        (f"# {say(_TITLE)}", say(_FOR, areas=areas)),
        _section(say(_DONE), (say(one.text) for one in protocol.procedure)),
        _section(say(_NUMBER), _sessions(facts, letters)),
        _results(protocol, facts, letters, citations or {}),
        _risks(protocol, letters, phone),
        _section(say(_ELSE), (say(one.text) for one in protocol.alternatives)),
        _section(say(_DEVICE), (_device(one, facts.country, letters) for one in facts.devices)),
        _section(say(_TIME), [_wait(protocol, facts, letters), *_lasting(protocol, letters)]),
        _section(
            say(_COST), [say(_TOLD, cost=_one_line(facts.cost)) if facts.cost else say(_NOT_TOLD)]
        ),
        _section(
            say(_PHOTOS),
            (say(one.text) for one in protocol.consent.clauses_when(ClauseWhen.PHOTOGRAPHS)),
        ),
        _section(say(_SIGN), (say(one.text) for one in clauses(protocol, facts))),
    )
    return "\n".join(chain.from_iterable(parts))


def outline_sentences(protocol: Protocol) -> Iterator[str]:
    """Yield every English sentence that an outline by a protocol may say."""
    yield from _OWN
    yield from (plain_label(code) for code in (*Area, *Side))
    for passages in (protocol.procedure, protocol.expected_results, protocol.alternatives):
        yield from (one.text for one in passages)
    for effect in risks(protocol):
        yield from (effect.name, effect.frequency, effect.course)
    yield from (one.text for one in protocol.consent.clauses)


def _section(heading: str, items: Iterable[str]) -> Iterator[str]:
    """Yield a heading with its items; nothing where there is none."""
    lines = [f"- {item}" for item in items]
    if lines:
        yield from ("", f"## {heading}", *lines)


def _sessions(facts: OutlineFacts, letters: Letters) -> Iterator[str]:
    for site, count in zip(facts.sites, facts.sessions, strict=False):
        text = _PLANNED_1 if count == 1 else _PLANNED
        values = {} if count == 1 else {"count": count}
        yield letters.say(text, area=_site(site, letters), **values)


def _results(
    protocol: Protocol, facts: OutlineFacts, letters: Letters, citations: Citations
) -> Iterator[str]:
    told = protocol.expected_in(*facts.regions)
    yield from _section(letters.say(_EXPECT), (letters.say(o.text, **o.values) for o in told))
    found = dict(chain.from_iterable(cited(one.source, citations) for one in told))
    if found:
        yield f"> {letters.say(_STUDIES, sources='; '.join(found.values()))}"


def _risks(protocol: Protocol, letters: Letters, phone: str) -> Iterator[str]:
    yield from ("", f"## {letters.say(_RISKS)}")
    yield from table(
        [letters.say(word) for word in _HEAD],
        (
            [letters.say(words) for words in (one.name, one.frequency, one.course)]
            for one in risks(protocol)
        ),
    )
    yield letters.say(_WORRY)
    if phone:
        yield letters.say(PHONE, phone=phone)


def _device(device: Device, country: str, letters: Letters) -> str:
    use = _one_line(use_words(device, country))
    if use:
        return letters.say(_MEANT, device=device.name, use=use)
    return letters.say(_UNKNOWN, device=device.name)


def _wait(protocol: Protocol, facts: OutlineFacts, letters: Letters) -> str:
    if facts.wait_hours is None:
        return letters.say(_TOO_YOUNG, age=protocol.consent.adult_from_years)
    if facts.wait_hours == 0:
        return letters.say(_NO_WAIT)
    return letters.say(_WAIT, time=spoken(facts.wait_hours))


def _lasting(protocol: Protocol, letters: Letters) -> Iterator[str]:
    months = protocol.consent.valid_months
    if months:
        yield letters.say(_LASTS_1) if months == 1 else letters.say(_LASTS, count=months)


def _site(site: Site, letters: Letters) -> str:
    return ", ".join(letters.say(plain_label(part)) for part in (site.area, site.side) if part)


def _one_line(words: str) -> str:
    return " ".join(words.split())

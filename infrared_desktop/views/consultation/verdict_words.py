"""How a site, a verdict and what is missing are said, in lists and on chips."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.consultation.suitability import Assessment, Fired
from infrared_desktop.domain.records.answers import Verdict
from infrared_desktop.domain.records.care import Consultation
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.look.chips import Chip
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.wording import say_day, say_site

MEANINGS = {
    Verdict.SUITABLE: Meaning.SUITABLE,
    Verdict.PRECAUTIONS: Meaning.CAUTION,
    Verdict.DEFERRED: Meaning.CAUTION,
    Verdict.NOT_SUITABLE: Meaning.STOP,
    Verdict.REFERRED: Meaning.STOP,
}


def not_asked(fired: Iterable[Fired]) -> int:
    """Count the questions of fired rules that nobody asked; "unknown" was asked."""
    return sum(one.missing is not None and not one.asked for one in fired)


def is_judged(found: Assessment) -> bool:
    """Say whether a verdict stands for the skin, not merely for answers that are missing."""
    worst = found.fired[0] if found.fired else None
    only_gaps = worst is not None and worst.missing is not None
    return not (only_gaps and not_asked(found.fired))


def short_chip(consultation: Consultation, found: Assessment) -> Chip:
    """Make the chip of a table row: defer to 6 Dec."""
    if not is_judged(found):
        return _waiting(not_asked(found.fired))
    words = _short(found, consultation.consulted_on.year)
    return _judged(words, found)


def long_chip(found: Assessment) -> Chip:
    """Make the chip above the rules: Deferred: earliest 6 Dec 2026."""
    if not is_judged(found):
        return _waiting(not_asked(found.fired))
    return _judged(_long(found), found)


def summary(record: Consultation) -> str:
    """Say in one line what was decided for each area."""
    parts = (f"{say_site(row.site)}: {choices.label(row.verdict)}" for row in record.areas)
    return "; ".join(parts)


def _judged(words: str, found: Assessment) -> Chip:
    count = not_asked(found.fired)
    if found.verdict not in (Verdict.NOT_SUITABLE, Verdict.REFERRED) and count:
        # It would look final, and the answers that are missing may make it worse.
        words = _words("{words} · {count} to ask").format(words=words, count=count)
    return Chip(MEANINGS[found.verdict], words)


def _waiting(count: int) -> Chip:
    text = _words("{count} answers missing") if count > 1 else _words("1 answer missing")
    return Chip(Meaning.INFORMATION, text.format(count=count))


def _short(found: Assessment, year: int) -> str:
    if found.verdict is not Verdict.DEFERRED:
        return choices.label(found.verdict)
    day = found.earliest
    if found.open_deferral or day is None:
        return _words("defer, no day yet")
    written = say_day(day, "d MMM" if day.year == year else "d MMM yyyy")
    return _words("defer to {day}").format(day=written)


def _long(found: Assessment) -> str:
    if found.verdict is not Verdict.DEFERRED:
        return {
            Verdict.SUITABLE: _words("Suitable"),
            Verdict.PRECAUTIONS: _words("Suitable with care"),
            Verdict.NOT_SUITABLE: _words("Not suitable"),
            Verdict.REFERRED: _words("Refer: another opinion first"),
        }[found.verdict]
    if found.open_deferral or found.earliest is None:
        return _words("Deferred until examined again")
    return _words("Deferred: earliest {day}").format(day=say_day(found.earliest))


def _words(text: str) -> str:
    return QCoreApplication.translate("Verdict", text)

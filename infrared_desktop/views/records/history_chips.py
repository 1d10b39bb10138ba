"""Chips about a medical history: how old it is, allergies, and what else must be in sight."""

from collections.abc import Iterator

from infrared_desktop.domain.history.alerts import (
    Freshness,
    HistoryAge,
    alerts,
    allergy_words,
)
from infrared_desktop.domain.records.history import History
from infrared_desktop.views.look.chips import Chip, Glyph
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.wording import say

_MEANINGS = {
    Freshness.MISSING: Meaning.STOP,
    Freshness.STALE: Meaning.STOP,
    Freshness.TO_CONFIRM: Meaning.CAUTION,
    Freshness.PARTLY: Meaning.CAUTION,
    Freshness.TODAY: Meaning.SUITABLE,
}


def age_chip(age: HistoryAge) -> Chip:
    """Say how old a history is, and by its meaning whether it must be asked again."""
    return Chip(_MEANINGS[age.freshness], say(age.words))


def allergy_chip(history: History | None) -> Chip:
    """Say what a patient is allergic to, that nothing is known, or that nobody asked."""
    words = say(allergy_words(history, say))
    if history is None or history.allergies is None:
        return Chip(Meaning.CAUTION, words)
    if not history.allergies:
        return Chip(Meaning.INFORMATION, words)
    return Chip(Meaning.STOP, words, Glyph.BANG)


def alert_chips(history: History | None) -> Iterator[Chip]:
    """Say what else must be in sight before a treatment."""
    return (Chip(Meaning.STOP, say(words), Glyph.BANG) for words in alerts(history))

"""How a test spot is said beside a new one: where, how it was made, and how it was borne."""

from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.records.answers import Answer
from infrared_desktop.domain.records.care import TestSpot
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.lists.fact_list import Fact
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.records.dose_words import figure
from infrared_desktop.views.wording import say_day, say_moment, say_site

_MEANINGS = {Answer.YES: Meaning.SUITABLE, Answer.NO: Meaning.STOP}


def spot_fact(stored: Stored[TestSpot], zone: str) -> Fact:
    """Return a test spot with its settings, and what was seen or when it is to be read."""
    spot = stored.record
    title = f"{say_site(spot.site)}, {say_day(spot.done_at.astimezone(ZoneInfo(zone)).date())}"
    dose = f"{figure(spot.fluence_j_cm2)} J/cm²" if spot.fluence_j_cm2 else ""
    settings = " · ".join(part for part in (spot.handpiece, dose, spot.note) if part)
    if spot.read_at is None:
        due = _words("To be read from {moment}.")
        text = due.format(moment=moment_words(spot.read_due_at, zone))
        return Fact(Meaning.DUE, title, settings, text)
    seen = ", ".join(choices.label(each) for each in spot.seen or ()) or _words("nothing")
    text = _words("Borne well: {answer}. Seen: {what}.")
    meaning = _MEANINGS.get(spot.passed or Answer.UNKNOWN, Meaning.CAUTION)
    told = text.format(answer=choices.label(spot.passed), what=seen)
    return Fact(meaning, title, settings, told)


def moment_words(moment: datetime, zone: str) -> str:
    """Write a moment with its day by the clinic's own clock."""
    return f"{say_day(moment.astimezone(ZoneInfo(zone)).date())}, {say_moment(moment, zone)}"


def _words(text: str) -> str:
    return QCoreApplication.translate("TestSpot", text)

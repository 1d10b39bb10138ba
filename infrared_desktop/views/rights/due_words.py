"""Until when a wish that waits is to be answered, in a chip and in a sentence."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.people.answering import Pressure, answer_by, pressure
from infrared_desktop.domain.records.patient_rights import Erasure, ErasureDecision
from infrared_desktop.storage.gathered.keeping_list import open_wishes
from infrared_desktop.views.look.chips import Chip
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.wording import say_day
from infrared_desktop.views.workplace import Workplace

_MEANINGS = {
    Pressure.NEAR: Meaning.CAUTION,
    Pressure.OVER: Meaning.STOP,
    Pressure.LONG_OVER: Meaning.STOP,
}
_TOLD = {
    Pressure.EASY: "The law gives until {day} to answer: one month (GDPR 12(3)).",
    Pressure.NEAR: "Answer soon: the law gives until {day}, one month (GDPR 12(3)).",
    Pressure.OVER: (
        "It was to be answered by {day}, within one month (GDPR 12(3)). Answer now, unless the "
        "patient was told by then why it takes up to two months longer."
    ),
    Pressure.LONG_OVER: (
        "It was to be answered by {day}, within one month and never more than three (GDPR 12(3)). "
        "Answer now."
    ),
}


def with_due(chip: Chip, wish: Erasure, today: date) -> Chip:
    """Let a chip say as well until when a wish that waits is to be answered."""
    if not (due := _due(wish, today)):
        return chip
    meaning = _MEANINGS.get(pressure(wish.asked_on, today), chip.meaning)
    return replace(chip, meaning=meaning, text=f"{chip.text} · {due}")


def due_line(wish: Erasure, today: date) -> str:
    """Say the same as a short sentence, to follow another one."""
    due = _due(wish, today)
    return f"{due[:1].upper()}{due[1:]}." if due else ""


def _due(wish: Erasure, today: date) -> str:
    if wish.decision is not ErasureDecision.ASKED:
        return ""
    is_over = pressure(wish.asked_on, today) in (Pressure.OVER, Pressure.LONG_OVER)
    text = _words("was due on {day}") if is_over else _words("answer by {day}")
    return text.format(day=say_day(answer_by(wish.asked_on)))


def due_words(wish: Erasure, today: date) -> str:
    """Say until when the law has a wish be answered; nothing of one that was."""
    if wish.decision is not ErasureDecision.ASKED:
        return ""
    text = _words(_TOLD[pressure(wish.asked_on, today)])
    return text.format(day=say_day(answer_by(wish.asked_on)))


def late_words(place: Workplace) -> str:
    """Say how many wishes that wait for a person are late or soon will be; nothing if none is."""
    today = place.today()
    waiting = (wish.record for wish in open_wishes(place.clinic, today, place.by))
    asked = [wish for wish in waiting if wish.decision is ErasureDecision.ASKED]
    stand = [pressure(wish.asked_on, today) for wish in asked]
    near = stand.count(Pressure.NEAR)
    over = len(stand) - near - stand.count(Pressure.EASY)
    told = []
    if over:
        text = _words("Over the month that the law gives: {n}.")
        told.append(text.format(n=over))
    if near:
        text = _words("To be answered within a week: {n}.")
        told.append(text.format(n=near))
    return " ".join(told)


def _words(text: str) -> str:
    return QCoreApplication.translate("DueWords", text)

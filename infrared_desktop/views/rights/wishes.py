"""Wishes about the whole record: noted, and taken back; Ctrl+Z does the one after the other."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.patient_rights import AskedFor, Erasure, ErasureDecision
from infrared_desktop.storage.desks.wishing import right_to_answer
from infrared_desktop.views.inputs.choices import label
from infrared_desktop.views.rights.due_words import due_line
from infrared_desktop.views.wording import say_day
from infrared_desktop.views.workplace import Workplace

# The place at which each wish is fulfilled.
FULFILLED_AT = {
    AskedFor.COPY: "leaving",
    AskedFor.RESTRICTION: "restriction",
    AskedFor.JOINING: "join",
    AskedFor.ERASURE: "erasure",
}


def may_decide(workplace: Workplace, asked_for: AskedFor) -> bool:
    """Say whether the person decides about wishes of this kind."""
    return workplace.may(right_to_answer(asked_for))


def wish_waits(last: Stored[Erasure] | None) -> bool:
    """Say whether a wish is noted that nobody has decided about."""
    return last is not None and last.record.decision is ErasureDecision.ASKED


def asked_words(workplace: Workplace, wish: Stored[Erasure]) -> str:
    """Say when a wish was noted, by whom, and in which words."""
    text = _words("Asked on {day}, noted by {who}: {reason}")
    who = workplace.clinic.staff.get(wish.by).record.name
    day = say_day(wish.record.asked_on)
    return text.format(day=day, who=who, reason=wish.record.reason)


def also_waits(workplace: Workplace, number: int) -> list[str]:
    """Say what else a patient asked for that nobody has done, of whom an erasure is decided."""
    text = _words("Asked on {day} {what}, and nobody has done it yet.")
    newest = workplace.clinic.rights.newest(number).values()
    return [
        text.format(day=say_day(wish.record.asked_on), what=label(wish.record.asked_for))
        for wish in newest
        if wish.record.asked_for is not AskedFor.ERASURE and wish_waits(wish)
    ]


def note_wish(
    workplace: Workplace, number: int, reason: str, asked_for: AskedFor = AskedFor.ERASURE
) -> str:
    """Note the wish, for those who decide; return what to tell."""
    rights, by = workplace.clinic.rights, workplace.by
    wish = rights.ask(number, reason, by, workplace.now(), workplace.today(), asked_for)
    due = due_line(wish.record, workplace.today())
    why = _words("Taken back with Ctrl+Z.")
    workplace.can_take_back(
        _words("a noted wish"),
        lambda: rights.withdraw(number, why, by, workplace.now(), asked_for),
    )
    text = _words("Noted. Clinicians and the owner find the wish under Clinic. {due}")
    if asked_for is AskedFor.ERASURE:
        text = _words("Noted. The owner finds the wish under Clinic. {due}")
    return f"{text.format(due=due)} {_words('Ctrl+Z takes it back.')}"


def take_wish_back(
    workplace: Workplace, number: int, reason: str, asked_for: AskedFor = AskedFor.ERASURE
) -> str:
    """Take back the wish that waits; return what to tell."""
    rights, by = workplace.clinic.rights, workplace.by
    rights.withdraw(number, reason, by, workplace.now(), asked_for)
    wish = rights.decisions(number, asked_for)[-2].record
    workplace.can_take_back(
        _words("taking the wish back"),
        lambda: ask_again(workplace, [wish]),
    )
    if asked_for is AskedFor.ERASURE:
        return _words(
            "The wish was taken back, and nobody is erased; the wish and your reason stay on "
            "record. Ctrl+Z notes it again."
        )
    return _words(
        "The wish was taken back; it and your reason stay on record. Ctrl+Z notes it again."
    )


def ask_again(workplace: Workplace, wishes: Iterable[Erasure]) -> None:
    """Note wishes once more as they were, where what settled them is taken back."""
    rights, by, now = workplace.clinic.rights, workplace.by, workplace.now()
    for wish in wishes:
        rights.ask(wish.patient_id, wish.reason, by, now, wish.asked_on, wish.asked_for)


def _words(text: str) -> str:
    return QCoreApplication.translate("Wishes", text)

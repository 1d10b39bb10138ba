"""A wish to be erased: noted, and taken back; Ctrl+Z does the one after the other."""

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.patient_rights import Erasure, ErasureDecision
from infrared_desktop.views.workplace import Workplace


def wish_waits(decisions: list[Stored[Erasure]]) -> bool:
    """Say whether a wish is noted that the owner has not decided about."""
    return bool(decisions) and decisions[-1].record.decision is ErasureDecision.ASKED


def note_wish(workplace: Workplace, number: int, reason: str) -> str:
    """Note the wish, for the owner to decide; return what to tell."""
    rights, by = workplace.clinic.rights, workplace.by
    rights.ask(number, reason, by, workplace.now(), workplace.today())
    why = _words("Taken back with Ctrl+Z.")
    workplace.can_take_back(
        _words("the wish to be erased"),
        lambda: rights.withdraw(number, why, by, workplace.now()),
    )
    return _words("Noted. The owner finds the wish under Clinic. Ctrl+Z takes it back.")


def take_wish_back(workplace: Workplace, number: int, reason: str) -> str:
    """Take back the wish that waits; return what to tell."""
    rights, by = workplace.clinic.rights, workplace.by
    wish = rights.decisions(number)[-1].record
    rights.withdraw(number, reason, by, workplace.now())
    workplace.can_take_back(
        _words("taking the wish back"),
        lambda: rights.ask(number, wish.reason, by, workplace.now(), wish.asked_on),
    )
    return _words(
        "The wish was taken back, and nobody is erased; the wish and your reason stay on record. "
        "Ctrl+Z notes it again."
    )


def _words(text: str) -> str:
    return QCoreApplication.translate("Wishes", text)

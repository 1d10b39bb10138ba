"""Says on a patient's page which wishes about the record wait, and leads to the rights."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from infrared_desktop.domain.records.patient_rights import AskedFor, Erasure, ErasureDecision
from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.rights.due_words import due_line
from infrared_desktop.views.screen import Place
from infrared_desktop.views.wording import say_day
from infrared_desktop.views.workplace import Workplace


class WishNotice(Banner):
    """A line for each; hidden where nobody asked, or where it was decided for good."""

    going = Signal(object)  # Place

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace

    def look(self, number: int) -> None:
        """Say what stands of a patient's wishes."""
        clinic = self._workplace.clinic
        is_closed = clinic.ledger.reading.is_restricted(number)
        wishes = (wish.record for wish in clinic.rights.newest(number).values())
        words = "\n".join(filter(None, (self._line(wish, is_closed) for wish in wishes)))
        if not words:
            self.settle()
            return
        place = Place("patient_rights", number)
        leading = self.tr("Rights of the patient")
        self.tell(Meaning.DUE, words, leading, lambda: self.going.emit(place))

    def _line(self, wish: Erasure, is_closed: bool) -> str:
        due = due_line(wish, self._workplace.today())
        return f"{self._words_of(wish, is_closed)} {due}".strip()

    def _words_of(self, wish: Erasure, is_closed: bool) -> str:
        asked = say_day(wish.asked_on)
        if wish.asked_for is not AskedFor.ERASURE:
            is_waiting = wish.decision is ErasureDecision.ASKED
            return self._waiting(wish.asked_for, is_closed).format(day=asked) if is_waiting else ""
        if wish.decision is ErasureDecision.ASKED:
            words = self.tr("Asked on {asked} to be erased; the owner has not decided yet.")
            return words.format(asked=asked)
        if wish.decision is not ErasureDecision.WAITS or wish.earliest_on is None:
            return ""
        if wish.earliest_on > self._workplace.today():
            words = self.tr("Asked on {asked} to be erased; put off until {day}.")
        else:
            words = self.tr("Asked on {asked} to be erased; put off until {day}, so it is due now.")
        return words.format(asked=asked, day=say_day(wish.earliest_on))

    def _waiting(self, asked_for: AskedFor, is_closed: bool) -> str:
        if asked_for is AskedFor.COPY:
            return self.tr("Asked on {day} to have everything; it was not handed over yet.")
        if asked_for is AskedFor.JOINING:
            return self.tr("Asked on {day} to be one patient, not two; nobody has decided yet.")
        if is_closed:
            return self.tr("Asked on {day} to have the chart used again; nobody has decided yet.")
        return self.tr("Asked on {day} to have the chart kept closed; nobody has decided yet.")

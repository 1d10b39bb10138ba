"""Says on a patient's page that a wish to be erased waits, and leads to the patient's rights."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from infrared_desktop.domain.records.patient_rights import Erasure, ErasureDecision
from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.screen import Place
from infrared_desktop.views.wording import say_day
from infrared_desktop.views.workplace import Workplace


class WishNotice(Banner):
    """One line; hidden where nobody asked, or where it was decided for good."""

    going = Signal(object)  # Place

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace

    def look(self, number: int) -> None:
        """Say what stands of a patient's wish."""
        decisions = self._workplace.clinic.rights.decisions(number)
        words = self._words_of(decisions[-1].record) if decisions else ""
        if not words:
            self.settle()
            return
        place = Place("patient_rights", number)
        leading = self.tr("Rights of the patient")
        self.tell(Meaning.DUE, words, leading, lambda: self.going.emit(place))

    def _words_of(self, wish: Erasure) -> str:
        asked = say_day(wish.asked_on)
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

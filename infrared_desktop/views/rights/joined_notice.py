"""Says on a patient's page which numbers are read along with it, and leads to parting them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.rights.joined_words import since_words
from infrared_desktop.views.screen import Place
from infrared_desktop.views.screens import may_open
from infrared_desktop.views.workplace import Workplace


class JoinedNotice(Banner):
    """Hidden for a patient who has one number."""

    going = Signal(object)  # Place

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace

    def look(self, number: int, is_veiled: bool) -> None:
        """Say what was joined to a patient, and that two histories wait to be brought together."""
        clinic = self._workplace.clinic
        merges = clinic.rights.merges(number)
        if not merges:
            self.settle()
            return
        text = self.tr("Number {n} is read along, {since}.")
        lines = [
            text.format(n=each.record.merged_id, since=since_words(self._workplace, each))
            for each in merges
        ]
        meaning = Meaning.INFORMATION
        if not is_veiled and clinic.history.awaits_joining(number):
            meaning = Meaning.CAUTION
            lines.append(
                self.tr("Two medical histories wait to be brought together; H shows both.")
            )
        elif not is_veiled and clinic.history.beside(number):
            lines.append(
                self.tr("The timeline shows the medical history that counts; H leads to the other.")
            )
        may_part = may_open("part", self._workplace)
        words = self.tr("Part again …") if may_part else ""
        place = Place("part", number)
        self.tell(meaning, "\n".join(lines), words, lambda: self.going.emit(place))

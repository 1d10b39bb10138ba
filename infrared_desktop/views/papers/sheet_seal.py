"""What is said over a sheet that was struck through: who did it, when and why."""

from PySide6.QtWidgets import QTextEdit, QWidget

from infrared_desktop.domain.records.chart import State, Stored
from infrared_desktop.domain.records.consents import Handout
from infrared_desktop.views.look.chips import Chip
from infrared_desktop.views.look.strikes import STRUCK, Strikes
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.records.seal import Seal, strike_words
from infrared_desktop.views.workplace import Workplace


class SheetSeal(Seal):
    """A red band, and lines through the sheet; both are there for a struck one only."""

    def __init__(self, workplace: Workplace, page: QWidget, sheet: QTextEdit) -> None:
        super().__init__()
        self._workplace = workplace
        sheet.setProperty(STRUCK, True)
        self.strikes = Strikes(page, rows=False)
        sheet.verticalScrollBar().valueChanged.connect(self.strikes.update)

    def chip(self, stored: Stored[Handout]) -> Chip:
        """Say in a word whether a sheet counts."""
        if stored.state is State.INVALID:
            return Chip(Meaning.STOP, self.tr("struck through"))
        return Chip(Meaning.SUITABLE, self.tr("handed over"))

    def show_sheet(self, stored: Stored[Handout] | None) -> None:
        """Judge a sheet that was handed over, or one that is only begun."""
        words = ""
        if stored is not None and stored.state is State.INVALID:
            added = self._workplace.clinic.people.struck(stored.record.patient_id).addenda
            about = [each for each in added if each.record.about_kind == "handout"]
            words = strike_words(self._workplace, stored, about)
        self.tell(words)
        self.strikes.set_shown(bool(words))

"""Pick a patient inside another piece of work, by any part of name, phone, birth date or number."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from infrared_desktop.views.lists.find_field import FindField
from infrared_desktop.views.lists.patient_rows import FoundRows
from infrared_desktop.views.lists.row_list import RowList
from infrared_desktop.views.look.panel import EmptyState, Panel
from infrared_desktop.views.look.theme import GRID
from infrared_desktop.views.workplace import Workplace

_SHOWN = 50


class PatientPicker(QWidget):
    """A field and a list; Enter picks the current patient. Cards say all of it in little room."""

    picked = Signal(int)

    def __init__(
        self, workplace: Workplace, parent: QWidget | None = None, card: bool = False
    ) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self.list = RowList(card=card)
        self.search = FindField(self.list)
        self.search.setAccessibleName(self.tr("Find the patient"))
        self.list.setAccessibleName(self.tr("Patients"))
        self.nobody = EmptyState()
        self.panel = Panel(self.tr("Patients"), footer=self.tr("Enter takes this patient"))
        self.panel.body.addWidget(self.list)
        self.panel.body.addWidget(self.nobody)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * GRID)
        box.addWidget(self.search)
        box.addWidget(self.panel, 1)
        self.search.textEdited.connect(self._show)
        self.search.taken.connect(self._pick)
        self.list.opened.connect(self._pick)
        self.setFocusProxy(self.search)

    def start(self) -> None:
        """Begin anew."""
        self.search.clear()
        self._show("")
        self.search.setFocus()

    def _show(self, text: str) -> None:
        rows = FoundRows(self._workplace, text, _SHOWN).page(0, _SHOWN) if text.strip() else []
        self.list.set_rows(rows)
        if rows:
            self.list.select_row(0)
        self._say_nobody(bool(text.strip()))
        self.list.setVisible(bool(rows))
        self.nobody.setVisible(not rows)

    def _say_nobody(self, asked: bool) -> None:
        if asked:
            words = self.tr("Nobody fits that.")
            advice = self.tr("Try fewer letters or another spelling, or register with Ctrl+N.")
        else:
            words = self.tr("Who is it?")
            advice = self.tr("Type a few letters or digits, then choose with the arrow keys.")
        self.nobody.tell("search", words, advice)

    def _pick(self, key: object) -> None:
        self.picked.emit(int(str(key)))

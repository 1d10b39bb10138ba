"""Pick a patient inside another piece of work, by any part of name, phone, birth date or number."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from infrared_desktop.views.icons import icon
from infrared_desktop.views.panel import EmptyState, Panel
from infrared_desktop.views.patient_rows import FoundRows
from infrared_desktop.views.row_list import RowList
from infrared_desktop.views.theme import GRID
from infrared_desktop.views.workplace import Workplace

_SHOWN = 50
_LIST_KEYS = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


class PatientPicker(QWidget):
    """A field and a list; Enter picks the current patient."""

    picked = Signal(int)

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self.search = QLineEdit()
        self.search.setPlaceholderText(
            self.tr("Any part of a name, phone, birth date or number, in any order")
        )
        self.search.setAccessibleName(self.tr("Find the patient"))
        self.search.addAction(
            icon("search", role="muted"), QLineEdit.ActionPosition.LeadingPosition
        )
        self.search.setMinimumHeight(36)
        self.list = RowList()
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
        self.search.installEventFilter(self)
        self.list.opened.connect(self._pick)
        self.setFocusProxy(self.search)

    def start(self) -> None:
        """Begin anew."""
        self.search.clear()
        self._show("")
        self.search.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if Qt.Key(event.key()) in _LIST_KEYS:
            self.list.keyPressEvent(event)
            return True
        if Qt.Key(event.key()) in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._pick(self.list.current_key())
            return True
        return False

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
        if key is not None:
            self.picked.emit(int(str(key)))

"""The field that narrows the follow-up list to a name, a phone, a birth date or a number."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from infrared_desktop.views.look.icons import icon
from infrared_desktop.views.look.theme import GRID
from infrared_desktop.views.workplace import Workplace

MOST = 1_000  # a list narrowed to more people than that is not narrowed

_DONE = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down)


class FollowUpSearch(QWidget):
    """Narrows a list as somebody types; Enter goes to the list, Escape shows everybody again."""

    narrowed = Signal()
    finished = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self.patients: frozenset[int] | None = None
        self.field, self.hint = QLineEdit(), QLabel()
        self.field.setPlaceholderText(self.tr("Whose?  ( / )"))
        self.field.setAccessibleName(self.tr("Find a name in this list"))
        self.field.setClearButtonEnabled(True)
        self.field.addAction(icon("search", role="muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.hint.setProperty("role", "caption")
        self.hint.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        box.setSpacing(4)
        box.addWidget(self.field)
        box.addWidget(self.hint)
        self.field.textChanged.connect(self._narrow)
        self.field.installEventFilter(self)

    def start(self) -> None:
        """Take the focus, ready to type."""
        self.field.setFocus()
        self.field.selectAll()

    def forget(self) -> None:
        """Show everybody again."""
        self.field.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() == Qt.Key.Key_Escape:
            self.forget()
        elif event.key() not in _DONE:
            return False
        self.finished.emit()
        return True

    def _narrow(self, text: str) -> None:
        self.patients = None
        if text.strip():
            found = self._workplace.clinic.people.find(text, self._workplace.now(), MOST)
            self.patients = frozenset(found.numbers) if found.total < MOST else None
        too_many = bool(text.strip()) and self.patients is None
        self.hint.setText(self.tr("Too many people fit. Type another letter.") if too_many else "")
        self.hint.setVisible(too_many)
        self.narrowed.emit()

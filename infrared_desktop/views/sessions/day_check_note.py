"""Why a question of today was answered so: a line below the questions, where an answer asks it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from infrared_desktop.views.inputs.promoted import register
from infrared_desktop.views.inputs.text_field import TextField
from infrared_desktop.views.sessions.day_check_field import DayCheckField


class DayCheckNote(QWidget):
    """Shows itself for an answer that is not as wanted, or that has its reason already."""

    left = Signal()  # by Tab

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label, self.line = QLabel(), _Line()
        self._row = -1
        self._check: DayCheckField | None = None
        self.label.setProperty("role", "caption")
        self.label.setWordWrap(True)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setBuddy(self.line)
        self.setFocusProxy(self.line)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(self.label)
        box.addWidget(self.line)
        self.hide()

    def watch(self, check: DayCheckField) -> None:
        """Ask for the reasons of these answers from now on."""
        self._check = check
        check.noting.connect(self._ask)
        check.note_wanted.connect(self._begin)
        self.line.changed.connect(self._write)
        self.line.returnPressed.connect(lambda: check.setFocus(Qt.FocusReason.OtherFocusReason))
        self.line.left.connect(self.left)

    def _ask(self, row: int) -> None:
        self._row = row
        self.setVisible(row >= 0)
        if row < 0 or self._check is None:
            return
        line = self._check.lines.line(row)
        text = self.tr("Why: {question}").format(question=line.words)
        self.label.setText(text)
        self.line.setAccessibleName(text)
        if self.line.get_value() != line.given.note:
            self.line.set_value(line.given.note)

    def _begin(self) -> None:
        if not self.isHidden():
            self.line.setFocus()

    def _write(self) -> None:
        if self._check is not None and self._row >= 0:
            self._check.write_note(self._row, self.line.get_value())


class _Line(TextField):
    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() == Qt.FocusReason.TabFocusReason:
            self.left.emit()


register(DayCheckNote)

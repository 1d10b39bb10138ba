"""The whole text of a protocol, for what the table can't do: add an entry, or take one out."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFontDatabase, QTextCursor
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from infrared_desktop.domain.protocol.draft import ProtocolDraft
from infrared_desktop.views.clinic.protocol_words import flaw_words
from infrared_desktop.views.inputs.fields import NoteField
from infrared_desktop.views.look.panel import Panel
from infrared_desktop.views.look.theme import GRID

_QUIET_MS = 500
_TOLD = 6


class ProtocolText(Panel):
    """Edits the text; what is wrong is said below with its line."""

    edited = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("The text of the protocol"), parent=parent)
        self.text, self.flaws = NoteField(), QLabel()
        self._quiet = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._put_together()
        self.text.changed.connect(self._quiet.start)
        self._quiet.timeout.connect(self._tell)

    def show_draft(self, draft: ProtocolDraft) -> None:
        """Show the text of a draft, and what is wrong with it."""
        if self.text.toPlainText() != draft.text:
            self.text.set_value(draft.text)
        self.follow(draft)

    def follow(self, draft: ProtocolDraft) -> None:
        """Say what is wrong; what is typed stays."""
        told = [flaw_words(flaw) for flaw in draft.flaws[:_TOLD]]
        more = len(draft.flaws) - len(told)
        if more > 0:
            told.append(self.tr("and {count} more").format(count=more))
        self.flaws.setText("\n".join(told))
        self.flaws.setVisible(bool(told))

    def flush(self) -> None:
        """Take over at once what was typed."""
        if self._quiet.isActive():
            self._quiet.stop()
            self._tell()

    def go_to_line(self, line: int) -> None:
        """Put the cursor at the start of a line, counted from 1."""
        block = self.text.document().findBlockByNumber(line - 1)
        if block.isValid():
            self.text.setTextCursor(QTextCursor(block))
            self.text.centerCursor()
        self.text.setFocus()

    def _tell(self) -> None:
        self.edited.emit(self.text.toPlainText())

    def _put_together(self) -> None:
        self.text.setObjectName("protocol_text")
        self.text.setAccessibleName(self.tr("Text of the protocol"))
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setLineWrapMode(NoteField.LineWrapMode.NoWrap)
        self.flaws.setProperty("role", "error")
        self.flaws.setWordWrap(True)
        inner = QVBoxLayout()
        inner.setContentsMargins(2 * GRID, 12, 2 * GRID, 12)
        inner.setSpacing(GRID)
        inner.addWidget(self.text, 1)
        inner.addWidget(self.flaws)
        self.body.addLayout(inner)

"""What is to be approved, what stands against it, and the reason."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from infrared_desktop.domain.protocol.draft import ProtocolDraft
from infrared_desktop.views.clinic.protocol_words import flaw_words
from infrared_desktop.views.inputs.field_errors import show_error
from infrared_desktop.views.inputs.text_field import TextField
from infrared_desktop.views.look.panel import Panel
from infrared_desktop.views.look.theme import GRID
from infrared_desktop.views.wording import say_day


class ApprovalPanel(Panel):
    """Approves the draft with a reason, or throws it away."""

    approving = Signal(str)  # reason
    dropping = Signal()
    going_to_flaw = Signal()
    taking_over = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("To be approved"), parent=parent)
        self.told, self.flaw, self.lacking = QLabel(), QLabel(), QLabel()
        self.take_over = QPushButton(self.tr("Take them over"))
        self.caption = QLabel(self.tr("&Reason"))
        self.reason = TextField()
        self.approve = QPushButton(self.tr("Approve  Ctrl+S"))
        self.drop = QPushButton(self.tr("Drop the changes"))
        self.next_flaw = QPushButton(self.tr("Go to it  F8"))
        self._put_together()
        self._connect()

    def show_draft(self, draft: ProtocolDraft, wrong_typing: bool, today: date) -> None:
        """Say how much is new, from when it would hold, and the first thing that is wrong."""
        new = sum(map(draft.is_new, draft.figures)) if draft.is_readable else 0
        self.told.setText(self._count(draft, new, today))
        flaws = draft.flaws
        self.flaw.setText(flaw_words(flaws[0]) if flaws else "")
        self.flaw.setVisible(bool(flaws))
        self.next_flaw.setVisible(bool(flaws))
        codes = ", ".join(draft.missing_rules)
        text = self.tr("Rules of the program's protocol that are not in this copy: {codes}.")
        self.lacking.setText(text.format(codes=codes))
        self.lacking.setVisible(bool(codes))
        self.take_over.setVisible(bool(codes))
        self.set_hint(self.tr("{count} wrong").format(count=len(flaws)) if flaws else "")
        self.approve.setEnabled(draft.is_changed and not flaws and not wrong_typing)
        changed = draft.is_changed or wrong_typing
        for each in (self.caption, self.reason, self.approve, self.drop):
            each.setVisible(changed)

    def ask(self) -> None:
        """Ask for the reason where there is none, else approve."""
        if not self.approve.isEnabled():
            return
        if not self.reason.get_value():
            show_error(self.reason, self.tr("Say what was changed and why."))
            self.reason.setFocus()
            return
        show_error(self.reason, "")
        self.approving.emit(self.reason.get_value())

    def settle(self) -> None:
        """Forget the reason; what it was for is done."""
        self.reason.set_value("")
        show_error(self.reason, "")

    def _count(self, draft: ProtocolDraft, new: int, today: date) -> str:
        if not draft.is_changed:
            return self.tr("Nothing was changed. Records are made by what holds now.")
        one, many = self.tr("1 figure is new."), self.tr("{count} figures are new.")
        told = one if new == 1 else many.format(count=new)
        text = self.tr(
            "Once approved it holds from {day} on. Records made before keep the copy that they "
            "were made by."
        )
        rest = text.format(day=say_day(today))
        return f"{told} {rest}" if new else f"{self.tr('The text was changed.')} {rest}"

    def _put_together(self) -> None:
        self.told.setProperty("role", "muted")
        self.flaw.setProperty("role", "error")
        self.approve.setProperty("kind", "primary")
        self.drop.setProperty("kind", "quiet")
        for label in (self.told, self.flaw, self.lacking):
            label.setWordWrap(True)
        for button in (self.approve, self.drop, self.next_flaw, self.take_over):
            button.setAutoDefault(True)
        self.approve.setAccessibleName(self.tr("Approve"))
        self.caption.setProperty("role", "caption")
        self.caption.setBuddy(self.reason)
        self.reason.setObjectName("approval_reason")
        self.reason.setAccessibleName(self.tr("Reason"))
        buttons = QHBoxLayout()
        for button in (self.approve, self.drop):
            buttons.addWidget(button)
        buttons.addStretch(1)
        inner = QVBoxLayout()
        inner.setContentsMargins(2 * GRID, 12, 2 * GRID, 12)
        inner.setSpacing(GRID)
        shown = (self.lacking, self.take_over, self.told, self.flaw, self.next_flaw)
        for widget in (*shown, self.caption, self.reason):
            inner.addWidget(widget)
        inner.addLayout(buttons)
        self.body.addLayout(inner)

    def _connect(self) -> None:
        self.approve.clicked.connect(self.ask)
        self.reason.returnPressed.connect(self.ask)
        self.reason.changed.connect(lambda: show_error(self.reason, ""))
        self.take_over.clicked.connect(lambda: self.taking_over.emit())
        self.drop.clicked.connect(lambda: self.dropping.emit())
        self.next_flaw.clicked.connect(lambda: self.going_to_flaw.emit())

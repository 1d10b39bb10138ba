"""The card in which a patient's consent is taken back, with the day and the reason."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from infrared_desktop.domain.records.consents import Withdrawal
from infrared_desktop.domain.records.gaps import Gap
from infrared_desktop.views.forms.binder import Binder
from infrared_desktop.views.forms.forms import load_form
from infrared_desktop.views.look.theme import GRID
from infrared_desktop.views.wording import say


class WithdrawalCard(QFrame):
    """Warns what follows, and asks for the reason."""

    withdrawing = Signal()
    escaping = Signal()  # whether that puts it away is the screen's to say
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "sunken")
        self.title = QLabel(self.tr("The patient takes the consent back"))
        self.warning = QLabel(
            self.tr(
                "The consent stays on record and no longer counts: no session takes place on it. "
                "This cannot be undone; the patient may sign a new consent."
            )
        )
        self.form = QWidget()
        load_form(self.form, "withdrawal")
        self.binder: Binder[Withdrawal] = Binder(self.form, Withdrawal)
        self.do = QPushButton(self.tr("Take it back  Ctrl+↵"))
        self.cancel = QPushButton(self.tr("Cancel"))
        self._build()
        self.hide()

    def ask(self, blank: Withdrawal) -> None:
        """Ask for the day and the reason."""
        self.binder.show(blank)
        self.show()
        self.binder.input("reason").setFocus()

    def withdrawal(self, base: Withdrawal) -> Withdrawal:
        """Return the withdrawal as it stands on the card."""
        return self.binder.record(base)

    def show_gaps(self, gaps: Sequence[Gap]) -> None:
        """Say beside each input what is missing, and go to the first."""
        for gap in gaps:
            self.binder.set_error(gap.field, say(gap.words))
        self.binder.input(gaps[0].field).setFocus()

    def is_unfinished(self) -> bool:
        """Say whether a reason was typed that is not stored yet."""
        return not self.isHidden() and bool(self.binder.values()["reason"])

    def close_card(self) -> None:
        """Put the card away."""
        self.hide()
        self.binder.show(None)
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escaping.emit()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        self.title.setProperty("role", "heading")
        self.warning.setProperty("role", "caption")
        self.warning.setWordWrap(True)
        self.do.setProperty("kind", "danger")
        self.cancel.setProperty("kind", "quiet")
        self.do.clicked.connect(self.withdrawing)
        self.cancel.clicked.connect(self.close_card)
        buttons = QHBoxLayout()
        for button in (self.do, self.cancel):
            button.setAutoDefault(True)
            buttons.addWidget(button)
        buttons.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * GRID, 12, 2 * GRID, 12)
        box.setSpacing(GRID)
        for widget in (self.title, self.warning, self.form):
            box.addWidget(widget)
        box.addLayout(buttons)

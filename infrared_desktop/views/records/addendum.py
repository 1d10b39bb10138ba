"""The card in which a signed record is added to, or struck through, with a reason."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from infrared_desktop.domain.records.care import Addendum
from infrared_desktop.views.forms.binder import Binder
from infrared_desktop.views.forms.forms import load_form
from infrared_desktop.views.look.theme import GRID


class AddendumCard(QFrame):
    """Asks for a text and a reason, or for the reason alone where a record is struck through."""

    adding = Signal(str, str)  # text, reason
    striking = Signal(str)  # reason
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "sunken")
        self.title, self.explained, self.warning = QLabel(), QLabel(), QLabel()
        self.form = QWidget()
        load_form(self.form, "addendum")
        self.binder: Binder[Addendum] = Binder(self.form, Addendum)
        self.do = QPushButton()
        self.cancel = QPushButton(self.tr("Cancel (Esc)"))
        self._strikes = False
        self._build()
        self.hide()

    def ask_addendum(self) -> None:
        """Ask for an addendum."""
        self._ask(
            False,
            self.tr("Add to the signed record"),
            self.tr("The record stays as it was signed; this is added to it with your name."),
            self.tr("Sign the addendum"),
        )

    def ask_strike(self, what: str = "") -> None:
        """Ask why the record, or what else is named, is to be struck through."""
        self._ask(
            True,
            self.tr("Strike the record through"),
            what + self.tr("It stays on record, and no longer counts for plans and follow-ups."),
            self.tr("Strike through"),
        )

    def is_unfinished(self) -> bool:
        """Say whether something was typed that is not signed yet."""
        return not self.isHidden() and any(self.binder.values().values())

    def close_card(self) -> None:
        """Put the card away."""
        self.hide()
        self.warning.hide()
        self.binder.show(None)
        self.closed.emit()

    def give_up(self) -> None:
        """Put the card away; where something is typed, warn first and do it the second time."""
        if not self.is_unfinished() or not self.warning.isHidden():
            self.close_card()
            return
        self.warning.setText(self.tr("What you typed is not signed yet. Esc again throws it away."))
        self.warning.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.give_up()
        else:
            super().keyPressEvent(event)

    def _ask(self, strikes: bool, title: str, explained: str, act: str) -> None:
        self._strikes = strikes
        self.title.setText(title)
        self.explained.setText(explained)
        self.do.setText(act)
        self.do.setProperty("kind", "danger" if strikes else "primary")
        self.do.style().unpolish(self.do)
        self.do.style().polish(self.do)
        self.binder.show(None)
        for name in ("text", "text_label"):
            child = self.form.findChild(QWidget, name)
            assert isinstance(child, QWidget)
            child.setVisible(not strikes)
        reason = self.binder.input("reason")
        assert isinstance(reason, QLineEdit)
        reason.setPlaceholderText("" if strikes else self.tr("Why something is added"))
        self.show()
        self.binder.input("reason" if strikes else "text").setFocus()

    def _act(self) -> None:
        given = self.binder.values()
        asked = ["reason"] if self._strikes else ["text", "reason"]
        for name in asked:
            self.binder.set_error(name, "" if given[name] else self.tr("This is needed."))
        empty = [name for name in asked if not given[name]]
        if empty:
            self.binder.input(empty[0]).setFocus()
        elif self._strikes:
            self.striking.emit(given["reason"])
        else:
            self.adding.emit(given["text"], given["reason"])

    def _build(self) -> None:
        self.title.setProperty("role", "heading")
        self.explained.setProperty("role", "caption")
        self.warning.setProperty("role", "error")
        self.do.setAutoDefault(True)
        self.cancel.setAutoDefault(True)
        self.cancel.setProperty("kind", "quiet")
        self.do.clicked.connect(self._act)
        self.cancel.clicked.connect(self.give_up)
        self.binder.changed.connect(lambda _: self.warning.hide())
        keys = QShortcut(QKeySequence("Ctrl+Return"), self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self._act)
        buttons = QHBoxLayout()
        buttons.addWidget(self.do)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * GRID, 12, 2 * GRID, 12)
        box.setSpacing(GRID)
        for widget in (self.title, self.explained, self.form, self.warning):
            box.addWidget(widget)
        box.addLayout(buttons)

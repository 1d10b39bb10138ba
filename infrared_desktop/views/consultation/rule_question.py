"""The card that asks what stands behind a decision on a rule, or why one is struck through."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from infrared_desktop.domain.records.areas import Site
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.rule_decisions import RuleDecision, RuleDecisionKind
from infrared_desktop.views.consultation.rule_words import button_words, explained, title_words
from infrared_desktop.views.forms.binder import Binder
from infrared_desktop.views.forms.forms import load_form
from infrared_desktop.views.look.theme import GRID
from infrared_desktop.views.look.words_label import words_label

_DATED = (RuleDecisionKind.RE_EXAMINED, RuleDecisionKind.LETTER)


@dataclass(frozen=True)
class Asked:
    """What is to be decided: of which rule, where, on which day unless another is given."""

    code: str
    title: str
    kind: RuleDecisionKind
    site: Site
    day: date
    elsewhere: bool  # the rule fires at other areas too


class RuleQuestion(QWidget):
    """Asks for a day and a reason; it decides nothing itself."""

    given = Signal(object, object)  # Asked, RuleDecision
    striking = Signal(object, str)  # Stored[RuleDecision], reason
    closed = Signal(bool)  # whether it had the keys

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._asked: Asked | None = None
        self._struck: Stored[RuleDecision] | None = None
        self.title, self.explained = words_label("strong"), words_label("caption")
        self.warning = QLabel()
        self.everywhere = QCheckBox(self.tr("For every area, not only here"))
        self.form = QWidget()
        load_form(self.form, "rule_decision")
        self.binder: Binder[RuleDecision] = Binder(self.form, RuleDecision)
        self.do, self.cancel = QPushButton(), QPushButton(self.tr("Cancel (Esc)"))
        self._build()
        self.hide()

    def ask(self, asked: Asked) -> None:
        """Ask for the reason of a decision, and for its day where that is not the visit's."""
        self._asked, self._struck = asked, None
        blank = RuleDecision(0, asked.code, asked.kind, asked.day, "")
        self.everywhere.setVisible(asked.elsewhere)
        self.everywhere.setChecked(False)
        title = f"{button_words(asked.kind)}: {asked.title}"
        self._show(title, explained(asked.kind), button_words(asked.kind), blank)
        self.binder.show_input("decided_on", asked.kind in _DATED)

    def ask_strike(self, stored: Stored[RuleDecision]) -> None:
        """Ask why a decision is struck through."""
        self._asked, self._struck = None, stored
        self.everywhere.hide()
        words = self.tr("It stays on record, struck through; the rule speaks again at once.")
        blank = RuleDecision(0, stored.record.code, stored.record.kind, self._today, "")
        title = title_words(stored.record)
        self._show(title, words, self.tr("Strike through"), blank)
        self.binder.show_input("decided_on", False)

    def asks(self) -> Asked | Stored[RuleDecision] | None:
        """Return what a reason was begun for, if one was."""
        return (self._asked or self._struck) if self.is_unfinished() else None

    def ask_again(self, asks: Asked | Stored[RuleDecision]) -> None:
        """Ask for what was asked before."""
        self.ask(asks) if isinstance(asks, Asked) else self.ask_strike(asks)

    def is_unfinished(self) -> bool:
        """Say whether a reason was begun that is not recorded yet."""
        return not self.isHidden() and bool(self.binder.values()["reason"])

    def close_card(self) -> None:
        """Put the card away."""
        here = QApplication.focusWidget()
        had_keys = here is not None and self.isAncestorOf(here)
        self.hide()
        self.warning.hide()
        self.closed.emit(had_keys)

    def refuse(self, field: str, words: str) -> None:
        """Say beside a field why the decision does not hold."""
        self.binder.go_to(field)
        self.binder.set_error(field, words)

    def event(self, event: QEvent) -> bool:
        # The screen signs by this key; while the card asks, it belongs to the card.
        if event.type() == QEvent.Type.ShortcutOverride and _is_done(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._give_up()
        elif _is_done(event):
            self._act()
        else:
            super().keyPressEvent(event)

    def _show(self, title: str, words: str, act: str, blank: RuleDecision) -> None:
        self.title.setText(title)
        self.explained.setText(words)
        self.do.setText(act)
        self.do.setProperty("kind", "danger" if self._struck else "primary")
        self.do.style().unpolish(self.do)
        self.do.style().polish(self.do)
        self.binder.show(blank)
        self.warning.hide()
        self.show()
        self.binder.input("reason").setFocus()

    def _act(self) -> None:
        values, problems = self.binder.values(), self.binder.problems()
        day, reason = values["decided_on"], values["reason"]
        if problems:
            self.refuse(*next(iter(problems.items())))
        elif day > self._today:
            self.refuse("decided_on", self.tr("This day lies ahead."))
        elif self._struck is not None:
            self.striking.emit(self._struck, reason)
        elif self._asked is not None:
            self.given.emit(self._asked, self._decision(self._asked, day, reason))

    def _decision(self, asked: Asked, day: date, reason: str) -> RuleDecision:
        site = None if self.everywhere.isChecked() else asked.site
        area, side = (site.area, site.side) if site else (None, None)
        return RuleDecision(0, asked.code, asked.kind, day, reason, area, side)

    def _give_up(self) -> None:
        if not self.is_unfinished() or not self.warning.isHidden():
            self.close_card()
            return
        self.warning.setText(self.tr("This is not recorded yet. Esc again throws it away."))
        self.warning.show()

    def _build(self) -> None:
        self.warning.setProperty("role", "error")
        self.cancel.setProperty("kind", "quiet")
        for button in (self.do, self.cancel):
            button.setAutoDefault(True)
        self.do.clicked.connect(self._act)
        self.cancel.clicked.connect(self._give_up)
        self.binder.changed.connect(lambda _: self.warning.hide())
        buttons = QHBoxLayout()
        buttons.addWidget(self.do)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID)
        for widget in (self.title, self.explained, self.form, self.everywhere, self.warning):
            box.addWidget(widget)
        box.addLayout(buttons)


def _is_done(event: QEvent) -> bool:
    held = Qt.KeyboardModifier.ControlModifier
    return (
        isinstance(event, QKeyEvent)
        and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        and bool(event.modifiers() & held)
    )

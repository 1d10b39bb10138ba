"""The rules that fired at a site, each with what was decided about it and what still can be."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from infrared_desktop.domain.consultation.suitability import Assessment, Fired
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.rule_decisions import RuleDecision, RuleDecisionKind
from infrared_desktop.storage.desks.protocols import load_sources
from infrared_desktop.views.consultation.rule_words import button_words
from infrared_desktop.views.inputs.flow import FlowLayout
from infrared_desktop.views.lists.rule_card import RuleCard
from infrared_desktop.views.look.sight import Sight
from infrared_desktop.views.wording import say


@dataclass(frozen=True)
class Decided:
    """A decision that stands, and how it is said."""

    stored: Stored[RuleDecision]
    words: str


@dataclass(frozen=True)
class Ruled:
    """A rule of a card: what it said, what was decided, and whether that settled it."""

    fired: Fired
    decided: tuple[Decided, ...] = ()
    settled: bool = False


class RuleList(Sight):
    """Shows rules as cards; the same rules again change nothing."""

    deciding = Signal(object, object)  # Fired, RuleDecisionKind
    striking = Signal(object)  # Stored[RuleDecision]

    def __init__(self, parent: QWidget | None = None) -> None:
        page = QWidget()
        box = QVBoxLayout(page)
        super().__init__(page, parent)
        self._box, self._why = box, QLabel()
        self._shown: tuple[tuple[Ruled, ...], bool] | None = None
        self._cards: list[_Card] = []
        self._tells_sources = False
        self._box.setContentsMargins(0, 4, 4, 4)
        self._box.setSpacing(12)
        self._why.setProperty("role", "caption")
        self._why.setWordWrap(True)
        self._box.addWidget(self._why)
        self._box.addStretch(1)

    def show_rules(self, rules: Sequence[Ruled], why_not: str = "") -> None:
        """Show rules; `why_not` says why this person decides nothing about them, if so."""
        offered = any(one.fired.ways for one in rules)
        self._why.setText(why_not if offered else "")
        self._why.setVisible(bool(self._why.text()))
        if self._shown == (tuple(rules), not why_not):
            return
        self._shown = (tuple(rules), not why_not)
        while len(self._cards) < len(rules):
            self._add_card()
        for card, one in zip(self._cards, rules, strict=False):
            card.show_ruled(one, decides=not why_not)
            card.show_source(self._tells_sources)
        for index, card in enumerate(self._cards):
            card.setVisible(index < len(rules))
        self.setAccessibleDescription("\n".join(self.words()))

    def show_sources(self, shown: bool) -> None:
        """Spell out below each rule where it comes from."""
        self._tells_sources = shown
        for card in self._cards:
            card.show_source(shown)

    def words(self) -> list[str]:
        """Return what each card says, in order."""
        return [card.words() for card in self._cards if not card.isHidden()]

    def go_to(self, code: str = "") -> bool:
        """Give the keys to the first decision that is offered, of a rule if one is named."""
        for card in self._cards:
            if not card.isHidden() and code in ("", card.code.text()) and card.take_keys():
                self.ensureWidgetVisible(card)
                return True
        return False

    def _add_card(self) -> None:
        card = _Card()
        card.deciding.connect(self.deciding)
        card.striking.connect(self.striking)
        self._box.insertWidget(len(self._cards), card)
        self._cards.append(card)


class _Card(RuleCard):
    deciding = Signal(object, object)
    striking = Signal(object)

    def __init__(self) -> None:
        super().__init__(load_sources())
        self._below = QWidget()
        QVBoxLayout(self._below).setContentsMargins(0, 2, 0, 0)
        self._first: QPushButton | None = None
        self._decided_words: list[str] = []
        self.add_below(self._below)

    def show_ruled(self, ruled: Ruled, decides: bool) -> None:
        fired = ruled.fired
        self._decided_words = [one.words for one in ruled.decided]
        self.show_rule(fired, settled=ruled.settled)
        self._renew()
        for one in ruled.decided:
            self._rows().addLayout(self._line(one, decides))
        ways = fired.ways if decides and not ruled.settled else ()
        if ways:
            row = FlowLayout(gap=4)
            for kind in ways:
                row.addWidget(self._way(fired, kind))
            self._rows().addLayout(row)
        self._below.setVisible(bool(ways or ruled.decided))

    def words(self) -> str:
        return "\n".join([super().words(), *self._decided_words])

    def take_keys(self) -> bool:
        if self._first is not None:
            self._first.setFocus()
        return self._first is not None

    def _renew(self) -> None:
        old, self._first = self._below, None
        self._below = QWidget()
        box = QVBoxLayout(self._below)
        box.setContentsMargins(0, 2, 0, 0)
        box.setSpacing(2)
        self.swap_below(old, self._below)

    def _rows(self) -> QVBoxLayout:
        box = self._below.layout()
        assert isinstance(box, QVBoxLayout)
        return box

    def _way(self, fired: Fired, kind: RuleDecisionKind) -> QPushButton:
        button = _link(button_words(kind), f"{button_words(kind)}: {say(fired.title)}")
        button.clicked.connect(lambda: self.deciding.emit(fired, kind))
        self._first = self._first or button
        return button

    def _line(self, one: Decided, decides: bool) -> QHBoxLayout:
        label = QLabel(one.words)
        label.setProperty("role", "small")
        label.setWordWrap(True)
        row = QHBoxLayout()
        row.addWidget(label, 1)
        if decides:
            button = _link(self.tr("Strike"), self.tr("Strike through: {it}").format(it=one.words))
            button.clicked.connect(lambda: self.striking.emit(one.stored))
            row.addWidget(button)
        return row


def _link(words: str, spoken: str) -> QPushButton:
    button = QPushButton(words)
    button.setProperty("kind", "link")
    button.setAccessibleName(spoken)
    button.setAutoDefault(True)
    return button


def ruled(found: Assessment, decided: Sequence[Decided]) -> tuple[Ruled, ...]:
    """Join rules with the decisions that count, those that were settled last."""

    def join(fired: Fired, settled: bool) -> Ruled:
        counts = tuple(one for one in decided if one.stored.record in fired.held)
        return Ruled(fired, counts, settled)

    return (
        *(join(one, False) for one in found.fired),
        *(join(one, True) for one in found.settled),
    )

"""Facts under their headings, in a page that scrolls where the room ends."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from infrared_desktop.views.lists.fact_card import FactCard
from infrared_desktop.views.look.sight import Sight
from infrared_desktop.views.look.theme import Meaning


@dataclass(frozen=True)
class Fact:
    """What a card shows; a fact without a meaning is a heading."""

    meaning: Meaning | None
    title: str
    words: str = ""
    ground: str = ""
    source: str = ""


class FactList(Sight):
    """Shows facts in order; the same facts again change nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        page = QWidget()
        box = QVBoxLayout(page)
        super().__init__(page, parent)
        self._box = box
        self._box.setContentsMargins(0, 4, 4, 4)
        self._box.setSpacing(12)
        self._box.addStretch(1)
        self._facts: tuple[Fact, ...] | None = None
        self._shown: list[QWidget] = []
        self._tells_sources = False

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show other facts."""
        if self._facts == tuple(facts):
            return
        self._facts = tuple(facts)
        for widget in self._shown:
            self._box.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._shown = [_widget(fact) for fact in facts]
        for place, widget in enumerate(self._shown):
            self._box.insertWidget(place, widget)
        self.show_sources(self._tells_sources)
        self.setAccessibleDescription("\n".join(self.words()))

    def show_sources(self, shown: bool) -> None:
        """Spell out what stands behind the source codes of each fact, from now on."""
        self._tells_sources = shown
        for card in self._shown:
            if isinstance(card, FactCard):
                card.show_source(shown)

    def words(self) -> list[str]:
        """Return what each fact says, in order."""
        return [
            "\n".join(part for part in (fact.title, fact.words, fact.ground, fact.source) if part)
            for fact in self._facts or ()
        ]


def _widget(fact: Fact) -> QWidget:
    if fact.meaning is None:
        label = QLabel(fact.title)
        label.setProperty("role", "heading")
        label.setWordWrap(True)
        return label
    card = FactCard()
    card.tell(fact.meaning, fact.title, fact.words, fact.ground, fact.source)
    return card

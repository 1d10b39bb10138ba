"""One fired rule in words: what it found, on what ground, and what would clear it."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from infrared_desktop.domain.consultation.suitability import Fired
from infrared_desktop.domain.protocol.sources import Citations
from infrared_desktop.domain.rules.rules import Effect
from infrared_desktop.views.lists.grounds import basis_words, source_words
from infrared_desktop.views.look.theme import Meaning, theme
from infrared_desktop.views.look.words_label import words_label
from infrared_desktop.views.wording import say, say_day

BAR = 3
_EFFECTS = {
    Effect.BLOCK: Meaning.STOP,
    Effect.REFER: Meaning.STOP,
    Effect.DEFER: Meaning.CAUTION,
    Effect.CAUTION: Meaning.CAUTION,
    Effect.COUNSEL: Meaning.DUE,
    Effect.SUPPORT: Meaning.SUITABLE,
}


class RuleCard(QWidget):
    """Shows a rule; the bar at its left wears the rule's meaning."""

    def __init__(self, citations: Citations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._citations = citations
        self._meaning = Meaning.INFORMATION
        self.title, self.code = words_label("strong"), words_label("caption")
        self.evidence = words_label("small")
        self.basis, self.clears, self.source = map(words_label, ("caption",) * 3)
        self.source.hide()
        self.code.setWordWrap(False)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.title, 1)
        head.addWidget(self.code)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(BAR + 12, 0, 0, 0)
        self._box.setSpacing(1)
        self._box.addLayout(head)
        for label in (self.evidence, self.basis, self.clears, self.source):
            self._box.addWidget(label)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add_below(self, widget: QWidget) -> None:
        """Put what belongs to the rule under its words."""
        self._box.addWidget(widget)

    def swap_below(self, old: QWidget, new: QWidget) -> None:
        """Put another widget in the place of what was added below."""
        self._box.replaceWidget(old, new)
        old.hide()
        old.deleteLater()

    def show_rule(self, fired: Fired, settled: bool = False) -> None:
        """Show another rule, with fewer words where it speaks no more."""
        quiet = settled or fired.missing is not None
        self._meaning = Meaning.INFORMATION if quiet else _EFFECTS[fired.weighs]
        title = self.tr("Settled: {title}") if settled else "{title}"
        self.title.setText(title.format(title=say(fired.title)))
        self.code.setText(fired.code)
        self.evidence.setText(say(fired.evidence))
        self._tell(self.basis, "" if settled else basis_words(say(fired.basis), fired.tag))
        self._tell(self.clears, "" if settled else self._clears(fired))
        self.source.setText(source_words(fired.source, self._citations))
        self.setToolTip(self.source.text())
        self.setAccessibleName(self.words())
        self.update()

    def words(self) -> str:
        """Return everything that the card says."""
        labels = (self.title, self.code, self.evidence, self.basis, self.clears, self.source)
        return "\n".join(label.text() for label in labels if label.text())

    def show_source(self, shown: bool) -> None:
        """Show where the rule's figures come from, or keep it in the tip."""
        self.source.setVisible(shown)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ink, _ = theme().pair(self._meaning)
        painter.fillRect(QRectF(0, 2, BAR, self.height() - 4), ink)
        painter.end()

    def _tell(self, label: QLabel, text: str) -> None:
        label.setText(text)
        label.setVisible(bool(text))

    def _clears(self, fired: Fired) -> str:
        said = say(fired.clears)
        if not said or fired.missing or fired.effect.rank > Effect.CAUTION.rank:
            return ""
        told = any(value == fired.earliest for _, value in fired.evidence.values)
        if fired.earliest is not None and not told:
            text = self.tr("Clear on {day}: {how}")
            return text.format(day=say_day(fired.earliest), how=_uncapped(said))
        return self.tr("Cleared by: {how}").format(how=_uncapped(said))


def _uncapped(words: str) -> str:
    first = words.split(" ", 1)[0]
    # "A test spot" becomes "a test spot"; an abbreviation such as "SPF" stays.
    return words if first.isupper() and len(first) > 1 else words[:1].lower() + words[1:]

"""What is on record in words, and for each thing to be asked at a visit: the same, or changed."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from infrared_desktop.domain.history.words import Fact, fact_said
from infrared_desktop.views.inputs.choice_field import ChoiceField
from infrared_desktop.views.look.theme import GRID
from infrared_desktop.views.wording import say

SAME, CHANGED = "same", "changed"


class HistoryAsks(QWidget):
    """Asks item by item; an answer leads on to the next one."""

    changed = Signal()
    to_change = Signal(str)  # field
    done = Signal()  # the last question was answered

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.answers: dict[str, ChoiceField] = {}
        self._parts: list[QWidget] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(4)

    def ask(self, facts: Sequence[Fact]) -> None:
        """Ask about these, nothing answered yet; what was never asked must be asked in the form."""
        for part in self._parts:
            self._box.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts, self.answers = [], {}
        for fact in facts:
            self._add(fact)
        self.setVisible(bool(facts))

    def is_settled(self) -> bool:
        """Say whether all was asked and nothing has changed."""
        return all(field.get_value() == SAME for field in self.answers.values())

    def _add(self, fact: Fact) -> None:
        title = say(fact.title)
        field = ChoiceField(self)
        field.setProperty("none_text", "")
        field.set_options(list(self._options(fact.asked)))
        field.setAccessibleName(self.tr("{title}: the same as before?").format(title=title))
        field.changed.connect(lambda: self._on_answer(fact.field))
        self.answers[fact.field] = field
        part = QWidget(self)
        box = QVBoxLayout(part)
        box.setContentsMargins(0, 0, 0, GRID)
        box.setSpacing(4)
        box.addWidget(words_label(title, "strong"))
        box.addWidget(words_label(fact_said(fact, say), "small"))
        box.addWidget(field)
        self._parts.append(part)
        self._box.addWidget(part)

    def _options(self, asked: bool) -> Iterator[tuple[str, str]]:
        if asked:
            yield SAME, self.tr("the same")
            yield CHANGED, self.tr("changed")
        else:
            yield CHANGED, self.tr("ask now")

    def _on_answer(self, field: str) -> None:
        self.changed.emit()
        if self.answers[field].get_value() == CHANGED:
            self.to_change.emit(field)
        elif self.answers[field].get_value() == SAME:
            # Only after the key has been dealt with: the next answer must not get it too.
            QTimer.singleShot(0, self, lambda: self._go_on(field))

    def _go_on(self, field: str) -> None:
        names = list(self.answers)
        for name in names[names.index(field) + 1 :]:
            if self.answers[name].get_value() is None:
                self.answers[name].setFocus()
                return
        self.done.emit()


def words_label(words: str, role: str) -> QLabel:
    """Make a label for words that may be long."""
    label = QLabel(words)
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label

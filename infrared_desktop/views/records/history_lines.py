"""Lines of words under a heading, some of them links; the same lines again change nothing."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from infrared_desktop.views.look.theme import GRID
from infrared_desktop.views.records.history_asks import words_label

Line = tuple[str, Callable[[], object] | None]


class HistoryLines(QWidget):
    """Shows a heading with its lines; hidden where there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = words_label("", "strong")
        self._told: list[str] = []
        self._parts: list[QWidget] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, GRID)
        self._box.setSpacing(4)
        self._box.addWidget(self._heading)
        self.hide()

    def tell(self, heading: str, lines: Sequence[Line]) -> None:
        """Show other lines; one with an act is a link to it."""
        told = [heading, *(words for words, _ in lines)]
        if told == self._told:
            return
        self._told = told
        self._heading.setText(heading)
        for part in self._parts:
            self._box.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts = [self._part(words, act) for words, act in lines]
        for part in self._parts:
            self._box.addWidget(part)
        self.setAccessibleName("\n".join(told))
        self.setVisible(bool(lines))

    def words(self) -> list[str]:
        """Return the lines as they are shown."""
        return self._told[1:]

    def _part(self, words: str, act: Callable[[], object] | None) -> QWidget:
        if act is None:
            return words_label(words, "small")
        link = QPushButton(words.replace("&", "&&"), self)
        link.setProperty("kind", "link")
        link.setToolTip(words)
        link.clicked.connect(lambda: act())
        return link

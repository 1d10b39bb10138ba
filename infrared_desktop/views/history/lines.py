"""Lines of words under a heading, some of them links; the same lines again change nothing."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from infrared_desktop.views.history.asks import words_label
from infrared_desktop.views.look.theme import GRID

Line = tuple[str, Callable[[], object] | None]


class HistoryLines(QWidget):
    """Shows a heading with its lines; hidden where there are none."""

    def __init__(self, parent: QWidget | None = None, role: str = "small") -> None:
        super().__init__(parent)
        self._role = role
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
        self._heading.setVisible(bool(heading))
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
            return words_label(words, self._role)
        link = _Link(words, self)
        link.setProperty("kind", "link")
        link.setToolTip(words)
        link.clicked.connect(lambda: act())
        return link


class _Link(QPushButton):
    """A link as wide as its place: what has no room is cut, and told in its balloon."""

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(words.replace("&", "&&"), parent)
        self._words = words
        self.setAccessibleName(words)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - 2 * GRID
        cut = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        self.setText(cut.replace("&", "&&"))

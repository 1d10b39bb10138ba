"""A fact in a few lines; the bar at its left wears its meaning."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from infrared_desktop.views.look.theme import Meaning, theme
from infrared_desktop.views.look.words_label import words_label

_BAR = 3


class FactCard(QWidget):
    """Shows a title, what was found, on what ground, and when asked for, its sources."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._meaning = Meaning.INFORMATION
        self._labels = [words_label(role) for role in ("strong", "small", "caption", "caption")]
        box = QVBoxLayout(self)
        box.setContentsMargins(_BAR + 12, 0, 0, 0)
        box.setSpacing(1)
        for label in self._labels:
            box.addWidget(label)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def tell(
        self, meaning: Meaning, title: str, words: str = "", ground: str = "", source: str = ""
    ) -> None:
        """Show another fact; its source stays in the tip until it is asked for."""
        self._meaning = meaning
        for label, text in zip(self._labels, (title, words, ground, source), strict=True):
            label.setText(text)
            label.setVisible(bool(text))
        self.show_source(False)
        self.setToolTip(source)
        self.setAccessibleName(self.words())
        self.update()

    def show_source(self, shown: bool) -> None:
        """Show what stands behind the source codes, or keep it in the tip."""
        source = self._labels[-1]
        source.setVisible(shown and bool(source.text()))

    def words(self) -> str:
        """Return everything that the card says."""
        return "\n".join(label.text() for label in self._labels if label.text())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ink, _ = theme().pair(self._meaning)
        painter.fillRect(QRectF(0, 2, _BAR, self.height() - 4), ink)
        painter.end()

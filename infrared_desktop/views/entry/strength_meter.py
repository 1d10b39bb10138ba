"""How strong a passphrase is: in words first, and as a bar."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from infrared_desktop.domain.passphrases import Strength
from infrared_desktop.views.inputs.promoted import register
from infrared_desktop.views.look.theme import Meaning, theme
from infrared_desktop.views.wording import say

_PARTS, _GAP = 4, 4


class StrengthMeter(QWidget):
    """Tells the strength of a passphrase; None while there is nothing to judge."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar, self.label = _Bar(), QLabel()
        self.label.setProperty("role", "caption")
        self.label.setWordWrap(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(self.bar)
        box.addWidget(self.label)
        self.tell(None)

    def tell(self, strength: Strength | None) -> None:
        """Show a strength in words and as a bar."""
        self.bar.show_strength(strength)
        self.label.setText(self._words(strength))
        self.setAccessibleName(self.label.text())

    def _words(self, strength: Strength | None) -> str:
        if strength is None:
            return self.tr("15 characters or more; spaces and any letters are welcome.")
        if strength.problem is not None:
            word = self.tr("Too weak.") if strength.score < 2 else self.tr("Nearly there.")
            return f"{word} {say(strength.problem)}"
        return self.tr("Very strong.") if strength.score >= _PARTS else self.tr("Strong.")


class _Bar(QWidget):
    """Four parts, of which as many are filled as the passphrase is strong."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._filled, self._meaning = 0, Meaning.STOP

    def show_strength(self, strength: Strength | None) -> None:
        self._filled = max(strength.score, 1) if strength else 0
        if strength and strength.problem is None:
            self._meaning = Meaning.SUITABLE
        else:
            self._meaning = Meaning.CAUTION if self._filled > 1 else Meaning.STOP
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        width = (self.width() - _GAP * (_PARTS - 1)) / _PARTS
        ink = theme().pair(self._meaning)[0]
        for part in range(_PARTS):
            painter.setBrush(ink if part < self._filled else theme().line)
            painter.drawRoundedRect(QRectF(part * (width + _GAP), 1, width, 4), 2, 2)
        painter.end()


register(StrengthMeter)

"""Titled cards on the ground, and what an empty list says instead of being blank."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from infrared_desktop.views.look.icons import icon
from infrared_desktop.views.look.theme import GRID


class Panel(QFrame):
    """A card: title and hint above a line, the body, and a footer when it has words."""

    def __init__(
        self, title: str = "", hint: str = "", footer: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.title_label = _label("heading")
        self.hint_label = _label("caption")
        self.footer_label = _label("caption")
        self.footer_label.setWordWrap(True)  # else many keys would keep the window wide
        self.body = QVBoxLayout()
        self._head, self._foot = QFrame(), QFrame()
        self._build()
        self.set_title(title)
        self.set_hint(hint)
        self.set_footer(footer)

    def set_title(self, text: str) -> None:
        """Say what the card shows."""
        self.title_label.setText(text)
        self.setAccessibleName(text)
        self._head.setVisible(bool(text or self.hint_label.text()))

    def set_hint(self, text: str) -> None:
        """Say at the right what is shown and what is hidden."""
        self.hint_label.setText(text)
        self._head.setVisible(bool(text or self.title_label.text()))

    def set_footer(self, text: str) -> None:
        """Say below what the keys do."""
        self.footer_label.setText(text)
        self._foot.setVisible(bool(text))

    def add_to_head(self, widget: QWidget) -> None:
        """Put a button or a field at the right end of the head."""
        self._head_row.addWidget(widget)

    def _build(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.setSpacing(0)
        self._head_row = _strip(self._head, "head", 6)
        self._head_row.addWidget(self.title_label, 1)
        self._head_row.addWidget(self.hint_label)
        _strip(self._foot, "foot", 10).addWidget(self.footer_label)
        self._head.setMinimumHeight(46)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        box.addWidget(self._head)
        box.addLayout(self.body, 1)
        box.addWidget(self._foot)


class EmptyState(QWidget):
    """An empty place that says why it is empty and what to do."""

    acted = Signal()

    def __init__(
        self,
        picture: str = "info",
        sentence: str = "",
        advice: str = "",
        action: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._picture = QPushButton()
        self.sentence_label, self.advice_label = _label("strong"), _label("muted")
        self.action_button = QPushButton()
        self.action_button.setProperty("kind", "primary")
        self.action_button.clicked.connect(lambda: self.acted.emit())
        self._build()
        self.tell(picture, sentence, advice, action)

    def tell(self, picture: str, sentence: str, advice: str, action: str = "") -> None:
        """Say why it is empty, what to do, and offer it."""
        self._picture.setIcon(icon(picture, role="muted"))
        self.sentence_label.setText(sentence)
        self.advice_label.setText(advice)
        self.action_button.setText(action)
        self.action_button.setVisible(bool(action))

    def _build(self) -> None:
        # A flat button repaints its icon when the theme changes; a pixmap in a label would not.
        self._picture.setProperty("kind", "picture")
        self._picture.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._picture.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._picture.setIconSize(QSize(40, 40))
        box = QVBoxLayout(self)
        box.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 3 * GRID)
        box.setSpacing(GRID)
        box.addStretch(2)
        box.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignHCenter)
        for label in (self.sentence_label, self.advice_label):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            box.addWidget(label)
        box.addWidget(self.action_button, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(3)


def _label(role: str) -> QLabel:
    label = QLabel()
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _strip(frame: QFrame, role: str, margin: int) -> QHBoxLayout:
    frame.setProperty("role", role)
    row = QHBoxLayout(frame)
    row.setContentsMargins(2 * GRID, margin, 2 * GRID, margin)
    return row

"""Messages inside the window instead of in front of it, and the band of the practice clinic."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPolygonF, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget
from shiboken6 import isValid

from infrared_desktop.views.look.icons import icon
from infrared_desktop.views.look.running import running
from infrared_desktop.views.look.theme import GRID, Meaning, font_px, theme

_ICONS = {
    Meaning.SUITABLE: "check",
    Meaning.CAUTION: "warning",
    Meaning.STOP: "stop",
    Meaning.DUE: "clock",
    Meaning.INFORMATION: "info",
}


class Banner(QFrame):
    """One message at the top of a page, with an action if there is one; never modal."""

    changed = Signal()  # it says something else, or nothing any more

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = QLabel()
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._action = QPushButton()
        self._close = QPushButton()
        self._on_action: Callable[[], None] | None = None
        self._after: list[Callable[[], None]] = []
        self._meaning = Meaning.INFORMATION
        self._before: QWidget | None = None
        self._build()
        self.settle()

    def tell(
        self,
        meaning: Meaning,
        text: str,
        action: str = "",
        on_action: Callable[[], None] | None = None,
        key: str = "",
    ) -> None:
        """Show a message; the action settles it, and answers its key where it has one."""
        self._meaning, self._on_action = meaning, on_action
        self.setProperty("meaning", meaning.value)
        self._icon.setPixmap(icon(_ICONS[meaning], meaning).pixmap(QSize(20, 20)))
        self._words.setText(running(text))
        self._words.setAccessibleName(text)
        self._action.setText(f"{action}  {key}" if key else action)
        if key:
            self._action.setShortcut(key)  # until the button says something else
        self._action.setVisible(bool(action))
        self._dress()
        self.show()
        self.changed.emit()

    def tell_after(
        self,
        meaning: Meaning,
        text: str,
        action: str = "",
        on_action: Callable[[], None] | None = None,
        key: str = "",
    ) -> None:
        """Show a message once those before it are settled, so that none takes another's place."""
        self._after.append(lambda: self.tell(meaning, text, action, on_action, key))
        self._go_on()

    def settle(self) -> None:
        """Take the message away, give the keys back that it held, and show what waited for that."""
        self._on_action = None
        before, self._before = self._before, None
        holds_keys = self.isAncestorOf(self.window().focusWidget() or self.window())
        if before is not None and holds_keys and isValid(before):  # its page may be gone
            before.setFocus()
        self.hide()
        self.changed.emit()
        self._go_on()

    def take_keys(self) -> None:
        """Let Enter do what the message offers."""
        self._action.setAutoDefault(True)
        self._action.setFocus()

    def hold_keys(self) -> None:
        """Hold the keys on the button that closes the message, so that nothing is typed unseen.

        Not on the action: a second Enter must not do what nobody has read yet.
        """
        before = self.window().focusWidget()
        if before is not None and not self.isAncestorOf(before):
            self._before = before
        self._close.setAutoDefault(True)
        self._action.setAutoDefault(True)
        self._close.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._dress()  # what is told before the window shows has been dressed for another place

    def event(self, event: QEvent) -> bool:
        """Take Esc before the page's own key does, which would leave it."""
        is_key = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
        if is_key and event.key() == Qt.Key.Key_Escape:  # type: ignore[attr-defined]
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.settle()
        else:
            super().keyPressEvent(event)

    def text(self) -> str:
        """Return the words that are shown, or nothing."""
        return "" if self.isHidden() else self._words.accessibleName()

    def meaning(self) -> Meaning:
        """Return what the message means."""
        return self._meaning

    def be_line(self, is_line: bool) -> None:
        """Be one line of several in a band, or a banner of its own."""
        role = "banner-line" if is_line else "banner"
        if self.property("role") != role:
            self.setProperty("role", role)
            above = GRID // 2 if is_line else GRID
            self._row.setContentsMargins(2 * GRID, above, GRID, above)
            self._dress()

    def action_button(self) -> QPushButton:
        """Return the button of the action."""
        return self._action

    def _build(self) -> None:
        self.setProperty("role", "banner")
        self._close.setProperty("kind", "quiet")
        self._close.setIcon(icon("close", role="muted"))
        self._close.setAccessibleName(self.tr("Close the message"))
        self._close.setToolTip(self.tr("Close the message"))
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(2 * GRID, GRID, GRID, GRID)
        row.setSpacing(GRID)
        row.addWidget(self._icon)
        row.addWidget(self._words, 1)
        row.addWidget(self._action)
        row.addWidget(self._close)
        self._action.clicked.connect(self._act)
        self._close.clicked.connect(self.settle)

    def _act(self) -> None:
        act, waiting = self._on_action, self._after
        self._after = []  # or it is settled unread where the action leads elsewhere
        self.settle()
        if act:
            act()
        self._after = [*waiting, *self._after]
        self._go_on()

    def _dress(self) -> None:
        for part in (self, self._words):  # the words as well, or they keep the colour of before
            self.style().unpolish(part)
            self.style().polish(part)

    def _go_on(self) -> None:
        if self._after and self.isHidden():
            self._after.pop(0)()


class PracticeBand(QWidget):
    """The striped band over the practice clinic: nothing here is real."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.words())

    def words(self) -> str:
        """Return what the band says."""
        return self.tr("Practice clinic – nothing here is real")

    def sizeHint(self) -> QSize:
        return QSize(480, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme().accent)
        stripe = QColor(theme().on_accent)
        stripe.setAlpha(48)
        _paint_stripes(painter, QRectF(self.rect()), stripe)
        self._paint_words(painter)
        painter.end()

    def _paint_words(self, painter: QPainter) -> None:
        """Paint the words on plain ground, so that no stripe runs behind a letter."""
        painter.setFont(font_px(14, bold=True))
        width = painter.fontMetrics().horizontalAdvance(self.words()) + 6 * GRID
        left = max((self.width() - width) // 2, 0)
        painter.fillRect(left, 0, width, self.height(), theme().accent)
        painter.setPen(theme().on_accent)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.words())


def _paint_stripes(painter: QPainter, box: QRectF, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    slant, step = box.height(), 24
    for x in range(-int(slant), int(box.width()) + step, step):
        corners = ((x, slant), (x + slant, 0), (x + slant + 12, 0), (x + 12, slant))
        painter.drawPolygon(QPolygonF([QPointF(each, y) for each, y in corners]))

"""What the camera sees, with the earlier photograph over it as a ghost, so that both match."""

from PySide6.QtCore import QBuffer, QIODevice, QRect, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from infrared_desktop.views.look.theme import GRID, font_px, theme

_QUALITY = 95
_STEP, _USUAL = 0.1, 0.4


class _Finder(QWidget):
    """Paints the picture and the ghost, both in the middle and as large as there is room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.live: QImage | None = None
        self.ghost: QImage | None = None
        self.strength = _USUAL
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("What the camera sees"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().sunk)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self.live is None:
            painter.setPen(theme().muted)
            painter.setFont(font_px(16))
            waiting = self.tr("Waiting for the camera …")
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, waiting)
        else:
            painter.drawImage(_place(self.live, self.rect()), self.live)
        if self.ghost is not None and self.strength > 0:
            painter.setOpacity(self.strength)
            painter.drawImage(_place(self.ghost, self.rect()), self.ghost)
        painter.end()


class CameraPage(QWidget):
    """Space takes a photograph; Up and Down make the ghost stronger or fainter."""

    shot = Signal(object)  # the bytes of a JPEG
    hidden = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.finder, self.like, self.keys = _Finder(), QLabel(), QLabel()
        self.like.setTextFormat(Qt.TextFormat.PlainText)
        self.like.setWordWrap(True)
        self.keys.setProperty("role", "caption")
        self.keys.setWordWrap(True)
        self.keys.setText(
            self.tr(
                "Space takes a photograph · ↑ ↓ make the earlier photograph stronger or fainter · "
                "Esc back to the wall"
            )
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID)
        box.addWidget(self.finder, 1)
        box.addWidget(self.like)
        box.addWidget(self.keys)
        self.setFocusProxy(self.finder)

    def begin(self, ghost: QImage | None, like: str) -> None:
        """Wait for the camera's first picture, under an earlier photograph if there is one.

        `like` names that photograph, whose area and view each new one gets.
        """
        text = self.tr("Area and view as of {photograph}").format(photograph=like)
        self.like.setText(text if like else self.tr("Area and view are said on the wall, later."))
        self.finder.live, self.finder.ghost, self.finder.strength = None, ghost, _USUAL
        self.finder.update()

    def set_ghost(self, ghost: QImage | None) -> None:
        """Show the earlier photograph once it was fetched."""
        self.finder.ghost = ghost
        self.finder.update()

    def show_live(self, image: QImage) -> None:
        """Show what the camera sees now."""
        self.finder.live = image
        self.finder.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Space and self.finder.live is not None:
            self.shot.emit(_jpeg(self.finder.live))
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            by = _STEP if key == Qt.Key.Key_Up else -_STEP
            self.finder.strength = round(min(max(self.finder.strength + by, 0.0), 1.0), 1)
            self.finder.update()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: object) -> None:
        self.finder.live = self.finder.ghost = None
        self.hidden.emit()


def _place(image: QImage, room: QRect) -> QRect:
    size = image.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
    place = QRect(room.topLeft(), size)
    place.moveCenter(room.center())
    return place


def _jpeg(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPEG", _QUALITY)  # type: ignore[call-overload]
    return bytes(buffer.data().data())

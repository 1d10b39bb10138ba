"""One photograph as large as the screen has room, and the way to the next one."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.photographs import Photo
from infrared_desktop.views.look.theme import GRID, font_px, theme
from infrared_desktop.views.photos.loading import PhotoLoader
from infrared_desktop.views.photos.photo_words import photo_words
from infrared_desktop.views.photos.scaled import blurred
from infrared_desktop.views.photos.veil import Veil
from infrared_desktop.views.wording import say

_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Space: 1,
}


class Large(QWidget):
    """Paints a photograph; the small one stands in for it until the large one has come."""

    def __init__(self, loader: PhotoLoader, veil: Veil, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._loader, self._veil = loader, veil
        self._photo: Stored[Photo] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        loader.ready.connect(lambda _: self.update())

    def show_photo(self, stored: Stored[Photo]) -> None:
        """Show another photograph."""
        self._photo = stored
        self.setAccessibleName(photo_words(stored.record, ", "))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().sunk)
        if self._photo is not None:
            self._paint(painter, self._photo)
        if self.hasFocus():
            painter.setPen(theme().accent)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _paint(self, painter: QPainter, stored: Stored[Photo]) -> None:
        photo = stored.record
        refusal = self._loader.refusal(photo.content)
        if refusal is not None:
            painter.setPen(theme().stop)
            painter.setFont(font_px(16))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(40, 40, -40, -40), flags, say(refusal))
            return
        image = self._image(photo)
        if image is not None:
            image = blurred(image) if self._veil.hides(stored) else image
            place = QRect(self.rect().topLeft(), _fitted(image, self.rect()))
            place.moveCenter(self.rect().center())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(place, image)

    def _image(self, photo: Photo) -> QImage | None:
        ratio = self.devicePixelRatioF()
        # A few sizes serve every size of the window, so that resizing fetches nothing anew.
        longest = round(max(self.width(), self.height()) * ratio)
        box = next((size for size in (1024, 1536, 2048, 3072) if size >= longest), 4096)
        whole = self._loader.picture(photo.content, box, photo.quarter_turns)
        return whole or self._loader.thumbnail(photo.content, photo.quarter_turns)


class LookPage(QWidget):
    """Left and Right lead through the photographs; `asked` is a click that would lift the blur."""

    stepped = Signal(int)
    asked = Signal()

    def __init__(self, loader: PhotoLoader, veil: Veil, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words, self.keys = QLabel(), QLabel()
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.keys.setProperty("role", "caption")
        self.keys.setText(self.tr("← → through the photographs · R turns · Esc back to the wall"))
        self.large = Large(loader, veil)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID)
        box.addWidget(self.words)
        box.addWidget(self.large, 1)
        box.addWidget(self.keys)
        self.setFocusProxy(self.large)

    def show_photo(self, stored: Stored[Photo], number: int, count: int) -> None:
        """Show a photograph, and which of how many it is."""
        place = self.tr("{number} of {count}").format(number=number, count=count)
        self.words.setText(f"{photo_words(stored.record)} · {place}")
        self.large.show_photo(stored)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            self.stepped.emit(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.asked.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.asked.emit()


def _fitted(image: QImage, room: QRect) -> QSize:
    return image.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)

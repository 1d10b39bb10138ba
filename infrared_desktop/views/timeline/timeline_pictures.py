"""The small pictures of a timeline, fetched when the first one comes into sight."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage

from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.photographs import Photo
from infrared_desktop.views.workplace import Workplace

if TYPE_CHECKING:
    from infrared_desktop.views.photos.loading import PhotoLoader
    from infrared_desktop.views.photos.veil import Veil

_BLURRED = QSize(6, 7)  # so few pixels that nobody is known by them


class TimelinePictures(QObject):
    """Gives a small picture once it is there; a blurred one where only a click may show it."""

    ready = Signal()

    def __init__(self, workplace: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._loader: PhotoLoader | None = None
        self._veil: Veil | None = None
        self._blurred: dict[str, QImage] = {}

    def fetch(self, stored: Stored[Photo]) -> QImage | None:
        """Return a picture to be painted; None while there is none, or where none may be seen."""
        loader, veil = self._ready_made()
        if not veil.may_look:
            return None
        photo = stored.record
        image = loader.thumbnail(photo.content, photo.quarter_turns)
        return self._blur(photo.content, image) if image and veil.hides(stored) else image

    def close(self) -> None:
        """Forget every picture, and end what fetches them."""
        if self._loader is not None:
            self._loader.close()
            self._loader.deleteLater()
        self._loader = None
        self._blurred.clear()

    def _blur(self, content: str, image: QImage) -> QImage:
        if content not in self._blurred:
            smooth, fill = Qt.TransformationMode.SmoothTransformation, Qt.AspectRatioMode
            few = image.scaled(_BLURRED, fill.IgnoreAspectRatio, smooth)
            self._blurred[content] = few.scaled(60, 70, fill.IgnoreAspectRatio, smooth)
        return self._blurred[content]

    def _ready_made(self) -> "tuple[PhotoLoader, Veil]":
        # A patient without photographs asks for none of this; it would cost every start its memory.
        from infrared_desktop.views.photos.loading import PhotoLoader
        from infrared_desktop.views.photos.veil import Veil

        if self._loader is None:
            self._loader = PhotoLoader(lambda: self._workplace.clinic.photos.files, self)
            self._loader.ready.connect(self.ready)
        if self._veil is None:
            self._veil = Veil(self._workplace)
        return self._loader, self._veil

"""Photographs taken with this computer's camera, beside the one that was chosen on the wall."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.photographs import DatedBy, Photo
from infrared_desktop.exchange.photo_sources import Shot
from infrared_desktop.views.actions import add_action
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.photos.camera import Camera, find_camera
from infrared_desktop.views.photos.camera_page import CameraPage
from infrared_desktop.views.photos.loading import PhotoLoader
from infrared_desktop.views.photos.photo_words import photo_words
from infrared_desktop.views.photos.photos_page import PhotosPage
from infrared_desktop.views.photos.veil import Veil
from infrared_desktop.views.screen import Screen

_GHOST_PX = 1536
Dress = Callable[[Photo], Photo]


class CameraDesk(QObject):
    """K switches the camera on; it is off again as soon as its page is left."""

    taking = Signal(object, object)  # list[Shot], Dress

    def __init__(self, screen: Screen, page: PhotosPage, loader: PhotoLoader, veil: Veil) -> None:
        super().__init__(screen)
        self._screen, self._page, self._loader, self._veil = screen, page, loader, veil
        self._model: Stored[Photo] | None = None
        self._camera: Camera | None = None
        self._count = 0
        self.view = CameraPage()
        page.stack.addWidget(self.view)
        add_action(screen, self.tr("Photograph with this computer's camera"), "K", self.begin)
        self.view.shot.connect(self._take)
        self.view.hidden.connect(self._end)
        loader.ready.connect(lambda _: self._show_ghost())

    def begin(self) -> None:
        """Show what the camera sees, or say why that can't be."""
        if self.view.isVisible():
            return
        self._camera = self._camera or find_camera(self)
        if self._camera is None:
            words = self.tr(
                "No camera can be used here. Connect one; if there is one, install the program's "
                'optional part "camera" first. Photographs of another camera come in with T.'
            )
            self._screen.tell(Meaning.INFORMATION, words)
            return
        self._model = self._page.wall.current_photo()
        self.view.begin(self._ghost(), photo_words(self._model.record) if self._model else "")
        self._page.stack.setCurrentWidget(self.view)
        self.view.finder.setFocus()
        self._camera.seen.connect(self.view.show_live)
        self._camera.lost.connect(self._lose)
        self._camera.start()

    def _ghost(self) -> QImage | None:
        if self._model is None or self._veil.hides(self._model):
            return None
        photo = self._model.record
        return self._loader.picture(photo.content, _GHOST_PX, photo.quarter_turns)

    def _show_ghost(self) -> None:
        if self.view.isVisible() and self.view.finder.ghost is None:
            self.view.set_ghost(self._ghost())

    def _take(self, jpeg: bytes) -> None:
        self._count += 1
        name = self.tr("camera {number}").format(number=self._count)
        self.taking.emit([Shot(name, jpeg)], _dress(self._screen, self._model))

    def _lose(self) -> None:
        """Go back to the wall: what was seen last must not be taken for what is there now."""
        self._page.show_wall()
        self._camera = None
        words = self.tr(
            "The camera is gone, or another program uses it. What was photographed before is "
            "kept. Connect it, then press K again."
        )
        self._screen.tell(Meaning.CAUTION, words)

    def _end(self) -> None:
        if self._camera is not None:
            self._camera.lost.disconnect(self._lose)
            self._camera.seen.disconnect(self.view.show_live)
            self._camera.stop()


def _dress(screen: Screen, model: Stored[Photo] | None) -> Dress:
    """Return what dresses a shot: of today by this computer's clock, of what the ghost shows."""
    place = screen.workplace

    def dress(photo: Photo) -> Photo:
        now = place.now()
        taken = replace(photo, taken_on=place.today(), taken_at=now, dated_by=DatedBy.CAMERA)
        if model is None:
            return taken
        like = model.record
        return replace(taken, area=like.area, side=like.side, view=like.view)

    return dress

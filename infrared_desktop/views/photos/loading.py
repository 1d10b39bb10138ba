"""Photographs fetched beside the window: newest asked first, and nothing that nobody sees."""

from collections import OrderedDict
from collections.abc import Callable, Collection
from contextlib import suppress
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QBuffer, QIODevice, QObject, Signal
from PySide6.QtGui import QImage, QImageReader, QTransform

from infrared_desktop.documents.pictures import THUMBNAIL_PX, Pictures
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.sentences import Sentence
from infrared_desktop.storage.files.photo_files import PhotoFiles
from infrared_desktop.views import tasks

MOST_BYTES = 96 * 1024 * 1024
_AT_ONCE = 2  # one is read and deciphered while the other is opened


class Wanted(NamedTuple):
    """A photograph in one size (0 is the whole) and turned so many times by a person."""

    content: str
    box_px: int
    quarter_turns: int


class PhotoLoader(QObject):
    """Gives what it has at once, and says when the rest is `ready`.

    `files` is asked at each picture, as who may look can change while a screen stays. Small
    pictures that are missing or damaged are made anew and kept. Call `close` when the screen goes:
    it ends the process that opens pictures and forgets them all.
    """

    ready = Signal(str)  # the content's hash: it is there now, or there is a refusal

    def __init__(
        self,
        files: Callable[[], PhotoFiles],
        parent: QObject | None = None,
        most_bytes: int = MOST_BYTES,
    ) -> None:
        super().__init__(parent)
        self._files, self._pictures = files, Pictures()
        self._had = _Had(most_bytes)
        self._refusals: dict[str, Sentence] = {}
        self._asked: OrderedDict[Wanted, PhotoFiles] = OrderedDict()
        self._under_way: dict[Wanted, tasks.Task] = {}
        # A screen that goes without a word takes its jobs along; a method of ours is gone by then.
        self.destroyed.connect(partial(_stop, self._asked, self._under_way, self._pictures))

    def thumbnail(self, content: str, quarter_turns: int = 0) -> QImage | None:
        """Return the small picture of a photograph; None means that it is being fetched."""
        return self._get(Wanted(content, THUMBNAIL_PX, quarter_turns % 4))

    def picture(self, content: str, box_px: int = 0, quarter_turns: int = 0) -> QImage | None:
        """Return a photograph, its longer edge at most `box_px`; None while it is fetched."""
        return self._get(Wanted(content, box_px, quarter_turns % 4))

    def refusal(self, content: str) -> Sentence | None:
        """Return why a photograph can't be shown."""
        return self._refusals.get(content)

    def keep_to(self, contents: Collection[str]) -> None:
        """Fetch no other photographs any more, as when the rest was scrolled out of sight."""
        for wanted in [each for each in self._asked if each.content not in contents]:
            del self._asked[wanted]

    def close(self) -> None:
        """Fetch nothing more, forget every picture and end the process that opens them.

        What could not be shown is tried again by whoever comes back, as its file may be.
        """
        _stop(self._asked, self._under_way, self._pictures)
        self._had.clear()
        self._refusals.clear()

    def _get(self, wanted: Wanted) -> QImage | None:
        image = self._had.get(wanted)
        if image is None and wanted.content not in self._refusals:
            self._ask(wanted)
        return image

    def _ask(self, wanted: Wanted) -> None:
        if wanted in self._under_way:
            return
        self._asked[wanted] = self._files()
        self._asked.move_to_end(wanted)
        self._go_on()

    def _go_on(self) -> None:
        while self._asked and len(self._under_way) < _AT_ONCE:
            wanted, files = self._asked.popitem()
            self._under_way[wanted] = tasks.run(
                self,
                _fetching(files, self._pictures, wanted),
                partial(self._have, wanted),
                partial(self._refuse, wanted),
                partial(self._settle, wanted),
            )

    def _have(self, wanted: Wanted, image: QImage) -> None:
        self._had.put(wanted, image)
        self._settle(wanted)

    def _refuse(self, wanted: Wanted, error: KnownError) -> None:
        self._refusals[wanted.content] = error.sentence
        self._settle(wanted)

    def _settle(self, wanted: Wanted) -> None:
        self._under_way.pop(wanted, None)
        self._go_on()
        self.ready.emit(wanted.content)


class _Had:
    """The pictures that were asked for last, as many as have room."""

    def __init__(self, most_bytes: int) -> None:
        self._images: OrderedDict[Wanted, QImage] = OrderedDict()
        self._most_bytes, self._bytes = most_bytes, 0

    def get(self, wanted: Wanted) -> QImage | None:
        image = self._images.get(wanted)
        if image is not None:
            self._images.move_to_end(wanted)
        return image

    def put(self, wanted: Wanted, image: QImage) -> None:
        if wanted in self._images:
            self._bytes -= self._images.pop(wanted).sizeInBytes()
        self._images[wanted] = image
        self._bytes += image.sizeInBytes()
        # What was asked for last is given even if it alone is larger than the bound.
        while self._bytes > self._most_bytes and len(self._images) > 1:
            _, oldest = self._images.popitem(last=False)
            self._bytes -= oldest.sizeInBytes()

    def clear(self) -> None:
        self._images.clear()
        self._bytes = 0


def _stop(
    asked: OrderedDict[Wanted, PhotoFiles], under_way: dict[Wanted, tasks.Task], pictures: Pictures
) -> None:
    asked.clear()
    for task in under_way.values():
        task.drop()
    under_way.clear()
    pictures.close()


def _fetching(
    files: PhotoFiles, pictures: Pictures, wanted: Wanted
) -> Callable[[tasks.Task], QImage]:
    def fetch(task: tasks.Task) -> QImage:
        if wanted.box_px != THUMBNAIL_PX:
            return pictures.picture(files.get(wanted.content), wanted.box_px, wanted.quarter_turns)
        return _turned(_small(files, pictures, wanted.content), wanted.quarter_turns)

    return fetch


def _small(files: PhotoFiles, pictures: Pictures, content: str) -> QImage:
    kept = files.thumbnail(content)
    image = decoded(kept) if kept else QImage()
    if not image.isNull():
        return image
    made = pictures.thumbnail(files.get(content)).jpeg
    with suppress(KnownError, OSError):  # it is made anew next time
        files.put_thumbnail(content, made)
    return decoded(made)


def decoded(picture: bytes) -> QImage:
    """Return a picture, empty where it is damaged; every other thread goes on meanwhile."""
    # QImage.fromData holds Python's lock, and with it the window, until it is done.
    buffer = QBuffer()
    buffer.setData(picture)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    return QImageReader(buffer).read()


def _turned(image: QImage, quarter_turns: int) -> QImage:
    return image.transformed(QTransform().rotate(90 * quarter_turns)) if quarter_turns else image

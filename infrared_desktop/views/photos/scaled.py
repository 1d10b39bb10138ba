"""Pictures in the size in which they are painted, so that scrolling scales none of them again."""

from collections import OrderedDict
from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

_MOST = 400  # some 30 MB at the usual size of a frame
_BLURRED_PX = 12  # so few pixels across that nobody is recognized


class Scaled:
    """Keeps those that were painted last."""

    def __init__(self) -> None:
        self._images: OrderedDict[tuple[object, ...], QImage] = OrderedDict()

    def get(
        self,
        key: tuple[object, ...],
        room: QSize,
        ratio: float,
        is_blurred: bool,
        fetch: Callable[[], QImage | None],
    ) -> QImage | None:
        """Return a picture that fits into a room; None while it is being fetched."""
        whole = (*key, room.width(), room.height(), ratio, is_blurred)
        made = self._images.get(whole)
        if made is None:
            image = fetch()
            if image is None or image.isNull():
                return None
            made = self._images[whole] = _made(image, room, ratio, is_blurred)
            if len(self._images) > _MOST:
                self._images.popitem(last=False)
        self._images.move_to_end(whole)
        return made

    def clear(self) -> None:
        """Keep none of them."""
        self._images.clear()


def blurred(image: QImage) -> QImage:
    """Return so little of a picture that nobody is recognized in it."""
    return image.scaledToWidth(_BLURRED_PX, Qt.TransformationMode.SmoothTransformation)


def _made(image: QImage, room: QSize, ratio: float, is_blurred: bool) -> QImage:
    size = image.size().scaled(room * ratio, Qt.AspectRatioMode.KeepAspectRatio)
    shown = blurred(image) if is_blurred else image
    smooth = Qt.TransformationMode.SmoothTransformation
    made = shown.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
    made.setDevicePixelRatio(ratio)
    return made

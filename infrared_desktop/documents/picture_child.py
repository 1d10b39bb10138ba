"""The process that opens pictures: what comes from a camera card is opened here and nowhere else.

A hostile or damaged file can at worst end this process, never the window. Pictures come and go
through pipes; nothing of them is in its arguments or in any file.
"""

import os
from typing import BinaryIO

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize, Qt, qInstallMessageHandler
from PySide6.QtGui import (
    QColorSpace,
    QGuiApplication,
    QImage,
    QImageIOHandler,
    QImageReader,
    QPainter,
    QTransform,
)

from infrared_desktop.documents.picture_orders import (
    Form,
    Opened,
    Refusal,
    Wish,
    receive_wish,
    send_answer,
)
from infrared_desktop.documents.picture_stamp import stamped
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.photographs.picture_types import (
    HEIC,
    JPEG,
    MOST_MEGAPIXELS,
    PNG,
    media_type,
)

_FORMATS = {JPEG: (b"jpeg",), PNG: (b"png",), HEIC: (b"heic", b"heif")}
_CUT_OFF = "premature end"  # what libjpeg says of a picture that is grey from somewhere on
_NICE = 5  # the window goes first
_complaints: list[str] = []


def serve() -> int:
    """Open pictures, one after another, until nobody asks any more."""
    if hasattr(os, "nice"):
        os.nice(_NICE)
    QImageReader.setAllocationLimit(MOST_MEGAPIXELS * 4 + 32)
    qInstallMessageHandler(lambda _kind, _context, said: _complaints.append(said))
    application = QGuiApplication(["infrared-desktop"])
    # By number: a program without a console has no sys.stdin, but it has what it was given.
    with open(0, "rb", closefd=False) as wishes, open(1, "wb", closefd=False) as answers:
        _answer_all(wishes, answers)
        application.shutdown()
    return 0


def opened(content: bytes, wish: Wish) -> Opened | Refusal:
    """Return a picture upright, as it is wished for, or why it is refused."""
    try:
        known = _FORMATS[media_type(content)]
    except KnownError:
        return Refusal.NO_PICTURE
    decoders = [bytes(each.data()) for each in QImageReader.supportedImageFormats()]
    usable = [name for name in known if name in decoders]
    return _read(content, wish, usable[0]) if usable else Refusal.NO_DECODER


def _answer_all(wishes: BinaryIO, answers: BinaryIO) -> None:
    while (asked := receive_wish(wishes)) is not None:
        wish, content = asked
        try:
            send_answer(answers, opened(content, wish))
        except BrokenPipeError:
            os._exit(0)  # nobody waits for it any more


def _read(content: bytes, wish: Wish, format_name: bytes) -> Opened | Refusal:
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(format_name))
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isEmpty():
        return Refusal.DAMAGED
    if size.width() * size.height() > MOST_MEGAPIXELS * 1_000_000:
        return Refusal.TOO_LARGE
    reader.setScaledSize(_fitted(size, wish.box_px))
    _complaints.clear()
    image = reader.read()
    if image.isNull() or any(_CUT_OFF in said.casefold() for said in _complaints):
        return Refusal.DAMAGED
    lies = QImageIOHandler.Transformation.TransformationRotate90
    whole = size.transposed() if reader.transformation() & lies else size
    return _given(_turned(_bare(image), wish.quarter_turns), whole, wish)


def _fitted(size: QSize, box_px: int) -> QSize:
    if not box_px or max(size.width(), size.height()) <= box_px:
        return size
    fitted = size.scaled(box_px, box_px, Qt.AspectRatioMode.KeepAspectRatio)
    return fitted.expandedTo(QSize(1, 1))


def _bare(image: QImage) -> QImage:
    """Return the picture on white, in the colours of a screen, and without what was noted in it."""
    if image.colorSpace().isValid():
        image.convertToColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
    bare = QImage(image.size(), QImage.Format.Format_RGB32)
    bare.fill(Qt.GlobalColor.white)
    painter = QPainter(bare)
    painter.drawImage(QRect(0, 0, image.width(), image.height()), image)
    painter.end()
    return bare


def _turned(image: QImage, quarter_turns: int) -> QImage:
    turns = quarter_turns % 4
    return image.transformed(QTransform().rotate(90 * turns)) if turns else image


def _given(image: QImage, whole: QSize, wish: Wish) -> Opened | Refusal:
    image = stamped(image, wish.stamp)
    content = _pixels(image) if wish.form is Form.PIXELS else _jpeg(image, wish.quality)
    if not content:
        return Refusal.DAMAGED
    return Opened(content, image.width(), image.height(), whole.width(), whole.height())


def _pixels(image: QImage) -> bytes:
    return bytes(image.convertToFormat(QImage.Format.Format_RGB32).constBits())


def _jpeg(image: QImage, quality: int) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    # What PySide calls the format's type differs between its releases; both take it as text.
    image.save(buffer, "JPEG", quality)  # type: ignore[call-overload]
    return bytes(buffer.data().data())

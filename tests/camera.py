"""What a camera gives, drawn: JPEG and PNG bytes, with notes such as cameras write."""

import random
import struct
from functools import cache

from PySide6.QtCore import QBuffer, QIODevice, QObject, Signal
from PySide6.QtGui import QColor, QImage, QPainter

SERIAL, PLACE = "SERIAL-7731", b"47/1"
_TEXT, _LONG, _RATIO = 2, 4, 5


class DrawnCamera(QObject):
    """A camera of this computer that sees a drawing as soon as it is on."""

    seen, lost = Signal(object), Signal()

    def __init__(self, sight: bytes) -> None:
        super().__init__()
        self.sight, self.is_on = sight, False

    def start(self) -> None:
        """Switch it on."""
        self.is_on = True
        self.seen.emit(QImage.fromData(self.sight))

    def stop(self) -> None:
        """Switch it off."""
        self.is_on = False


@cache
def drawn(width: int = 640, height: int = 480, seed: int = 1, kind: str = "JPEG") -> bytes:
    """Return a picture of spots on a ground: red in the upper left corner, blue below it."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#d8b090"))
    rng, painter = random.Random(seed), QPainter(image)
    for _ in range(60):
        painter.setBrush(QColor.fromHsv(rng.randrange(360), 120, 200))
        spot = rng.randrange(width // 4, width), rng.randrange(height // 4, height)
        painter.drawEllipse(*spot, width // 12, height // 12)
    painter.fillRect(0, 0, width // 4, height // 4, QColor("red"))
    painter.fillRect(0, height * 3 // 4, width // 4, height // 4, QColor("blue"))
    painter.end()
    return saved(image, kind)


def saved(image: QImage, kind: str = "JPEG") -> bytes:
    """Return an image as a file of some kind."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, kind, 92)  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def noted(
    jpeg: bytes,
    taken: str = "2026:11:20 14:05:09",
    make: str = "Canon",
    model: str = "Canon EOS R5",
    orientation: int = 1,
    focal: tuple[int, int] = (850, 10),
) -> bytes:
    """Return a JPEG with a camera's notes, its serial number and the place among them."""
    block = b"Exif\0\0" + exif(taken, make, model, orientation, focal)
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(block) + 2) + block + jpeg[2:]


def exif(taken: str, make: str, model: str, orientation: int, focal: tuple[int, int]) -> bytes:
    """Return the notes alone: a table of tags that leads to two more."""
    camera = [
        (0x9003, _TEXT, taken.encode() + b"\0"),
        (0x920A, _RATIO, struct.pack("<II", *focal)),
        (0xA431, _TEXT, SERIAL.encode() + b"\0"),
    ]
    place = [(1, _TEXT, b"N\0"), (2, _RATIO, struct.pack("<6I", 47, 1, 22, 1, 9, 1))]
    main = [
        (0x010F, _TEXT, make.encode() + b"\0"),
        (0x0110, _TEXT, model.encode() + b"\0"),
        (0x0112, 3, struct.pack("<H", orientation)),
    ]
    # The places of the other two tables are known once the first has its length.
    first = 8 + len(_table([*main, (0x8769, _LONG, bytes(4)), (0x8825, _LONG, bytes(4))], 8))
    second = first + len(_table(camera, first))
    links = [(0x8769, _LONG, struct.pack("<I", first)), (0x8825, _LONG, struct.pack("<I", second))]
    tables = _table([*main, *links], 8) + _table(camera, first) + _table(place, second)
    return b"II*\0" + struct.pack("<I", 8) + tables


def _table(tags: list[tuple[int, int, bytes]], begins: int) -> bytes:
    sizes = {_TEXT: 1, 3: 2, _LONG: 4, _RATIO: 8}
    after = begins + 2 + 12 * len(tags) + 4
    head, rest = struct.pack("<H", len(tags)), b""
    for tag, kind, value in tags:
        head += struct.pack("<HHI", tag, kind, len(value) // sizes[kind])
        if len(value) <= 4:
            head += value.ljust(4, b"\0")
        else:
            head += struct.pack("<I", after + len(rest))
            rest += value + b"\0" * (len(value) % 2)
    return head + bytes(4) + rest

"""Draws faces that are nobody's, as plain PNG files: an oval, a fringe, eyes, a jaw that sags."""

import struct
import zlib
from math import sqrt
from typing import NamedTuple

from infrared_desktop.domain.records.photographs import PhotoView

WIDTH_PX, HEIGHT_PX = 480, 600
EYES_PX = ((188, 250), (292, 250))  # of a face that looks ahead
Colour = tuple[int, int, int]
_WALL, _SKIN, _SHADE, _HAIR, _INK = (
    (186, 194, 201),
    (226, 190, 164),
    (196, 152, 126),
    (94, 72, 60),
    (70, 52, 46),
)
# How far the nose looks aside, in pixels; the patient's left is on the right of the picture.
_TURN = {
    PhotoView.LATERAL_RIGHT: -120,
    PhotoView.OBLIQUE_RIGHT: -60,
    PhotoView.OBLIQUE_LEFT: 60,
    PhotoView.LATERAL_LEFT: 120,
}


class _Oval(NamedTuple):
    """An upright oval: its middle, its half axes and its colour."""

    x: float
    y: float
    half_width: float
    half_height: float
    colour: Colour

    def span(self, row: int) -> tuple[int, int]:
        """Return where a row of the picture enters and leaves it; the same twice if it does not."""
        rest = 1 - ((row - self.y) / self.half_height) ** 2
        half = self.half_width * sqrt(rest) if rest > 0 else 0
        return _inside(self.x - half), _inside(self.x + half)


def draw_face(view: PhotoView, sagging: float, shift_px: int = 0, light: int = 0) -> bytes:
    """Return a drawn face as a PNG; `sagging` (0 to 4) lowers its jowls.

    A shift and another light make two of them as unlike as photographs of two days are.
    """
    ovals = _face(240 + shift_px, _TURN.get(view, 0), sagging * 9)
    rows = (_row(row, ovals, light) for row in range(HEIGHT_PX))
    return _png(b"".join(b"\0" + row for row in rows))


def _face(x: int, turn: int, drop: float) -> tuple[_Oval, ...]:
    features = x + turn
    eyes = (features - 52, features + 52)
    return (
        _Oval(x, 600, 210, 90, (120, 134, 148)),
        _Oval(x, 470, 62, 140, _SHADE),
        _Oval(x, 250, 150, 205, _HAIR),
        _Oval(x - 92, 372 + drop, 34, 44, _SHADE),
        _Oval(x + 92, 372 + drop, 34, 44, _SHADE),
        _Oval(x + turn * 0.2, 285, 128, 175, _SKIN),
        *(_Oval(eye, 250, 24, 9, _INK) for eye in eyes),
        _Oval(features, 312, 12, 26, _SHADE),
        _Oval(features, 370, 40, 8, (158, 84, 80)),
    )


def _row(row: int, ovals: tuple[_Oval, ...], light: int) -> bytes:
    pixels = bytearray(bytes(_lit(_WALL, light)) * WIDTH_PX)
    for oval in ovals:
        left, right = oval.span(row)
        pixels[left * 3 : right * 3] = bytes(_lit(oval.colour, light)) * (right - left)
    return bytes(pixels)


def _lit(colour: Colour, light: int) -> Colour:
    red, green, blue = (max(0, min(255, part + light)) for part in colour)
    return red, green, blue


def _inside(x: float) -> int:
    return max(0, min(WIDTH_PX, round(x)))


def _png(rows: bytes) -> bytes:
    head = struct.pack(">IIBBBBB", WIDTH_PX, HEIGHT_PX, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, held) for name, held in chunks)


def _chunk(name: bytes, held: bytes) -> bytes:
    checked = name + held
    return struct.pack(">I", len(held)) + checked + struct.pack(">I", zlib.crc32(checked))

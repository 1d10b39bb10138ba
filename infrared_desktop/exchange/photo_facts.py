"""What a photograph's own bytes tell: its kind, when and with what it was taken.

Where it was taken and every serial number stay behind in the bytes: nothing here returns them.
"""

import io
import logging
import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from infrared_desktop.domain.photographs.picture_types import media_type

_LONGEST_CAMERA = 80
_LONGEST_LENS_MM = 2_000
_WHEN = ("EXIF DateTimeOriginal", "EXIF DateTimeDigitized", "Image DateTime")

# What it says of a damaged file holds pieces of that file.
logging.getLogger("exifread").disabled = True


@dataclass(frozen=True)
class PhotoFacts:
    """What is known of a photograph by itself; `taken_at` is the camera's clock, without a zone."""

    media_type: str
    taken_at: datetime | None = None
    camera: str = ""
    focal_mm: float | None = None


def read_facts(content: bytes) -> PhotoFacts:
    """Read what the bytes of a photograph tell; raise KnownError for what is none.

    Damaged notes of a camera count as none; only a picture's decoder finds out whether it is whole.
    """
    kind = media_type(content)
    notes = _notes(content)
    return PhotoFacts(kind, _taken_at(notes), _camera(notes), _focal_mm(notes))


def _notes(content: bytes) -> Mapping[str, Any]:
    import exifread  # takes a while to import, and most starts never meet a photograph

    try:
        return exifread.process_file(
            io.BytesIO(content), details=False, extract_thumbnail=False, builtin_types=False
        )
    except Exception:
        # A damaged or hostile file ends the library with an error of nearly any kind.
        return {}


def _taken_at(notes: Mapping[str, Any]) -> datetime | None:
    for name in _WHEN:
        try:
            return datetime.strptime(_text(notes, name), "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007
        except ValueError:
            continue
    return None


def _camera(notes: Mapping[str, Any]) -> str:
    make, model = _text(notes, "Image Make"), _text(notes, "Image Model")
    if model.casefold().startswith(make.casefold()):
        make = ""
    return f"{make} {model}".strip()[:_LONGEST_CAMERA]


def _focal_mm(notes: Mapping[str, Any]) -> float | None:
    try:
        focal = float(notes["EXIF FocalLength"].values[0])
    except (KeyError, IndexError, TypeError, ValueError, ArithmeticError):
        return None
    usable = math.isfinite(focal) and 0 < focal <= _LONGEST_LENS_MM
    return round(focal, 1) if usable else None


def _text(notes: Mapping[str, Any], name: str) -> str:
    value = getattr(notes.get(name), "values", "")
    text = value if isinstance(value, str) else ""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())

"""Photographs for tests: bytes that stand for a picture, and what is known of them."""

import hashlib
from datetime import date
from typing import Any

from infrared_desktop.domain.records.photographs import DatedBy, Photo
from infrared_desktop.storage.clinic import Clinic

PICTURE = b"\xff\xd8\xff a photograph as it came from the camera, CANARY-PICTURE " + bytes(2000)
SMALL = b"\xff\xd8\xff a small one, CANARY-SMALL"


def photo(patient_id: int, content: bytes = PICTURE, **fields: Any) -> Photo:
    """Return what is known of a photograph."""
    known: dict[str, Any] = {
        "taken_on": date(2026, 11, 20),
        "dated_by": DatedBy.CAMERA,
        "media_type": "image/jpeg",
        "size_bytes": len(content),
        "width_px": 4000,
        "height_px": 3000,
    }
    return Photo(patient_id, hashlib.sha256(content).hexdigest(), **known | fields)


def kept(clinic: Clinic, patient_id: int, content: bytes = PICTURE, **fields: Any) -> Photo:
    """Keep a picture, and return what is known of it."""
    clinic.photos.files.put(content)
    return photo(patient_id, content, **fields)

"""Approving or picking a protocol beside the window: everybody's follow-ups may be derived anew."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from infrared_desktop.domain.protocol_copy import ProtocolCopy
from infrared_desktop.storage.acts import Change
from infrared_desktop.storage.clinic import Clinic, open_clinic


@dataclass(frozen=True)
class Door:
    """What a job needs to open the clinic for itself, and who works there at which moment."""

    folder: Path
    key: bytes
    by: int
    now: datetime


def approve(door: Door, copy: ProtocolCopy) -> Change:
    """Store a copy; return what that changed."""
    return _done(door, lambda clinic: clinic.protocols.approve(copy, door.by, door.now))


def pick(door: Door, name: str) -> Change:
    """Treat by another protocol; return what that changed."""
    return _done(door, lambda clinic: clinic.protocols.pick(name, door.by, door.now))


def _done(door: Door, act: Callable[[Clinic], object]) -> Change:
    changes: list[Change] = []
    with closing(open_clinic(door.folder, door.key, door.now)) as clinic:
        clinic.subscribe(changes.append)
        act(clinic)
    return changes[-1]

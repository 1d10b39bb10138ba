"""Approving or picking a protocol beside the window: everybody's follow-ups may be derived anew."""

from collections.abc import Callable

from infrared_desktop.domain.records.protocol_copy import ProtocolCopy
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.desks.acts import Change
from infrared_desktop.views.door import Door


def approve(door: Door, copy: ProtocolCopy) -> Change:
    """Store a copy; return what that changed."""
    return _done(door, lambda clinic: clinic.protocols.approve(copy, door.by, door.now))


def pick(door: Door, name: str) -> Change:
    """Treat by another protocol; return what that changed."""
    return _done(door, lambda clinic: clinic.protocols.pick(name, door.by, door.now))


def _done(door: Door, act: Callable[[Clinic], object]) -> Change:
    with door.open() as (clinic, changes):
        act(clinic)
    return changes[-1]

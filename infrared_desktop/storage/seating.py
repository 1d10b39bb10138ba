"""Everybody in a practice clinic gets in by its one passphrase, so that each role can be tried."""

from contextlib import closing
from datetime import datetime
from pathlib import Path

from infrared_desktop.domain.records.answers import Role
from infrared_desktop.storage.access.key_ring import KeyRing
from infrared_desktop.storage.clinic import open_unchanged
from infrared_desktop.storage.files.vault import Unlocked


def seat_everybody(folder: Path, unlocked: Unlocked, passphrase: str, now: datetime) -> None:
    """Have the owner of a practice clinic give everybody in it a way in; elsewhere do nothing.

    Raise KnownError where that can't be done now.
    """
    ring = KeyRing(folder, unlocked.key)
    seated = ring.holders()
    with closing(open_unchanged(folder, unlocked.key)) as clinic:
        by = unlocked.staff_id
        if not clinic.settings.practice or clinic.staff.get(by).record.role is not Role.OWNER:
            return
        at = max(now, clinic.last_stored_at() or now)  # its invented day may end later
        for person in clinic.staff.all():
            if person.record.active and person.id not in seated:
                clinic.staff.note_key("passphrase-given", person.id, by, at)
                ring.give(person.id, person.record.name, passphrase)

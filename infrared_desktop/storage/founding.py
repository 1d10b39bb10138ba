"""Founding a clinic: all of it, or nothing is left."""

import os
import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.people.staff_names import obstacle
from infrared_desktop.domain.records.answers import Role
from infrared_desktop.domain.records.people import Settings, Staff
from infrared_desktop.storage.audit import anchor
from infrared_desktop.storage.clinic import Clinic, closed_on_error
from infrared_desktop.storage.database.full_disk import founding_on_disk
from infrared_desktop.storage.database.migrations import bring_up_to_date
from infrared_desktop.storage.database.sqlcipher import KEY_BYTES, make_database
from infrared_desktop.storage.desks.acts import Ledger
from infrared_desktop.storage.files import key_file, vault
from infrared_desktop.storage.files.drive import refuse_network
from infrared_desktop.storage.files.folder import (
    ANCHOR,
    DATABASE,
    FOUNDING_KEYS,
    KEY_FILE,
    holds_clinic,
)
from infrared_desktop.storage.files.key_file import RECOVERY, KeyCost
from infrared_desktop.storage.files.key_pairs import new_slot
from infrared_desktop.storage.files.writing import make_file, make_folder, rename


@dataclass(frozen=True)
class Founding:
    """What a new clinic starts with."""

    settings: Settings
    staff: Staff
    passphrase: str
    recovery_key: str
    cost: KeyCost = KeyCost()  # noqa: RUF009 - a frozen value


def found_clinic(
    folder: Path,
    founding: Founding,
    now: datetime,
    fill: Callable[[Clinic], None] = lambda clinic: None,
) -> Clinic:
    """Make a new clinic in a folder that holds none, and fill it; all of it, or nothing is left."""
    if founding.staff.role is not Role.OWNER:
        raise KnownError("Whoever makes a clinic is its owner. Nothing was made.")
    if wrong := obstacle(founding.staff.name, ()):
        raise KnownError(wrong.template, **dict(wrong.values))
    if holds_clinic(folder):
        raise KnownError("There is a clinic in this folder already. Nothing was changed.")
    if not founding.settings.practice:
        refuse_network(folder)
    make_folder(folder)
    _clear(folder)
    key, clinic_id = os.urandom(KEY_BYTES), uuid.uuid4().hex
    recovery = vault.plain_recovery_key(founding.recovery_key)
    slots = [
        new_slot(key, clinic_id, founding.staff.name, 1, founding.passphrase, founding.cost),
        new_slot(key, clinic_id, RECOVERY, 0, recovery, founding.cost),
    ]
    try:
        # Under this name they mark a founding that is not done: the next one clears it away.
        key_file.save(folder, clinic_id, slots, FOUNDING_KEYS)
        with founding_on_disk():
            return _begin(folder, founding, key, now, fill)
    except BaseException:
        _clear(folder)
        raise


def _begin(
    folder: Path, founding: Founding, key: bytes, now: datetime, fill: Callable[[Clinic], None]
) -> Clinic:
    make_file(folder / DATABASE)
    db = make_database(folder / DATABASE, key)
    with closed_on_error(db, folder / DATABASE):
        bring_up_to_date(db, may_change=True)
        ledger = Ledger(db, key)
        ledger.work_for(founding.settings)
        with ledger.act("clinic-founded", 1, now) as act:
            act.add(founding.settings)
            act.add(founding.staff)
        clinic = Clinic(folder, db, key)
        fill(clinic)
        anchor.set_down(folder, clinic.ledger.audit)
        rename(folder / FOUNDING_KEYS, KEY_FILE)
        return clinic


def _clear(folder: Path) -> None:
    """Remove what a founding left that was cut short; nobody has put anything in yet."""
    # The keys go last: as long as they are there, the folder counts as empty.
    for name in (f"{DATABASE}-wal", f"{DATABASE}-shm", DATABASE, ANCHOR, FOUNDING_KEYS):
        with suppress(OSError):
            (folder / name).unlink()

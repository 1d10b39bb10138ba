"""A founded clinic to test on: made once, copied for each test."""

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from infrared_desktop.domain.records.answers import Role
from infrared_desktop.domain.records.diary import Device, Room
from infrared_desktop.domain.records.people import Settings, Staff
from infrared_desktop.storage.clinic import Clinic, open_clinic
from infrared_desktop.storage.files import vault
from infrared_desktop.storage.founding import Founding, found_clinic

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
PASSPHRASE = "seven quiet lamps by the river"
CLINICIAN = 1
RECEPTION = 2


@dataclass(frozen=True)
class Template:
    """A clinic folder that is copied, never opened for writing."""

    folder: Path
    key: bytes
    recovery_key: str

    def copy_to(self, folder: Path) -> Clinic:
        """Return a fresh clinic like this one, open."""
        shutil.copytree(self.folder, folder)
        return open_clinic(folder, self.key, NOW)


def make_template(folder: Path) -> Template:
    """Found a clinic with an owner, a receptionist who reads records, two rooms and a device."""
    recovery_key = vault.new_recovery_key()
    zone, reads = "America/Toronto", True
    settings = Settings("Clinic by the Lake", "CA", timezone=zone, reception_reads_records=reads)
    owner = Staff("Dr. Åsa Lindqvist", Role.OWNER)
    founding = Founding(settings, owner, PASSPHRASE, recovery_key, vault.FLOOR)
    clinic = found_clinic(folder, founding, NOW)
    clinic.staff.add(Staff("Noor Haddad", Role.RECEPTION), CLINICIAN, NOW)
    for name in ("Room 1", "Room 2"):
        clinic.diary.add_room(Room(name), CLINICIAN, NOW)
    clinic.devices.add(Device("Titan", handpieces=("S", "V", "XL")), CLINICIAN, NOW)
    key = clinic.ledger.key
    clinic.close()
    return Template(folder, key, recovery_key)

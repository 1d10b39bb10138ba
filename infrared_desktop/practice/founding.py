"""The practice clinic before its first patient: settings, staff, rooms and devices."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from infrared_desktop.domain.answers import Role
from infrared_desktop.domain.diary import Device, Room
from infrared_desktop.domain.people import Settings, Staff
from infrared_desktop.domain.protocol_copy import ProtocolCopy
from infrared_desktop.practice.pen import OWNER, Clock
from infrared_desktop.storage import vault
from infrared_desktop.storage.clinic import Clinic, Founding, found_clinic
from infrared_desktop.storage.protocols import shipped_text

PASSPHRASE = "practice"
TIMEZONE = "America/Toronto"
OUT_OF_SERVICE_DAYS = 12  # for so long the second device has been out of service

SETTINGS = Settings("Practice clinic", "CA", timezone=TIMEZONE, practice=True)
# The clerk's number is the diary's: the two who treat come first.
_OWNER = Staff("Dr. Ingrid Vassiliou", Role.OWNER)
_OTHERS = (Staff("Tomasz Adéyẹmí", Role.CLINICIAN), Staff("Front desk", Role.RECEPTION))
DEVICES = (
    Device("Titan", "titan", ("Titan S", "Titan V", "Titan XL"), "PRACTICE-1"),
    Device("Titan, room 2", "titan", ("Titan S", "Titan XL"), "PRACTICE-2"),
)


def found_practice(
    folder: Path, first_day: date, clock: Clock, fill: Callable[[Clinic], None]
) -> Clinic:
    """Found the clinic on its first day and fill it: it is whole, or there is none.

    Only the owner has a slot, so no name is asked.
    """
    now = clock.at(first_day, time(8, 30))
    recovery_key = vault.new_recovery_key()
    founding = Founding(SETTINGS, _OWNER, PASSPHRASE, recovery_key, vault.FLOOR)

    def equip_and_fill(clinic: Clinic) -> None:
        _equip(clinic, now, clock)
        fill(clinic)

    return found_clinic(folder, founding, now, equip_and_fill)


def _equip(clinic: Clinic, now: datetime, clock: Clock) -> None:
    for member in _OTHERS:
        clinic.staff.add(member, OWNER, now)
    for name in ("Room 1", "Room 2"):
        clinic.diary.add_room(Room(name), OWNER, now)
    _, second = [clinic.diary.add_device(device, OWNER, now) for device in DEVICES]
    _approve(clinic, now)
    broke_at = clock.at(clock.on - timedelta(OUT_OF_SERVICE_DAYS), time(8, 20))
    with clinic.ledger.act("device-changed", OWNER, broke_at) as act:
        act.change(second, replace(second.record, in_service=False))


def _approve(clinic: Clinic, now: datetime) -> None:
    text, reason = shipped_text("titan"), "Read and taken over as shipped."
    copy = ProtocolCopy("titan", text, OWNER, clinic.day(now), reason)
    clinic.protocols.approve(copy, OWNER, now)

"""The practice clinic before its first patient: settings, staff, rooms and devices."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from infrared_desktop.domain.records.answers import Answer, Role
from infrared_desktop.domain.records.diary import Device, IntendedUse, Room
from infrared_desktop.domain.records.people import Settings, Staff
from infrared_desktop.domain.records.protocol_copy import ProtocolCopy
from infrared_desktop.domain.records.treatment_answers import SourceType
from infrared_desktop.practice.front_desk import set_rules
from infrared_desktop.practice.pen import OWNER, Clock
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.desks.protocols import shipped_text
from infrared_desktop.storage.files import vault
from infrared_desktop.storage.founding import Founding, found_clinic

PASSPHRASE = "practice"
TIMEZONE = "America/Toronto"
OUT_OF_SERVICE_DAYS = 12  # for so long the second device has been out of service

SETTINGS = Settings("Practice clinic", "CA", timezone=TIMEZONE, practice=True, phone="+14165550142")
# The clerk's number is the diary's: the two who treat come first.
_OWNER = Staff("Dr. Ingrid Vassiliou", Role.OWNER)
_OTHERS = (Staff("Tomasz Adéyẹmí", Role.CLINICIAN), Staff("Noémie Barros", Role.RECEPTION))
# Light and handpieces are facts of the real device; all else is the practice clinic's own.
_TITAN = Device(
    "Titan",
    "titan",
    ("Titan S", "Titan V", "Titan XL"),
    "PRACTICE-1",
    manufacturer="Practice maker",
    source_type=SourceType.LAMP,
    handpiece_serials=("PRACTICE-1-S", "PRACTICE-1-V", "PRACTICE-1-XL"),
    wavelength_low_nm=1100,
    wavelength_high_nm=1800,
    intended_use="Topical heating, in this practice clinic.",
    intended_uses=(IntendedUse("CA", Answer.NO), IntendedUse("US", Answer.NO)),
)
_SECOND = replace(
    _TITAN,
    name="Titan, room 2",
    serial="PRACTICE-2",
    handpieces=("Titan S", "Titan XL"),
    handpiece_serials=("PRACTICE-2-S", "PRACTICE-2-XL"),
)
DEVICES = (_TITAN, _SECOND)
_SERVED_DAYS_AGO = (150, 380)  # the second one is overdue, and so out of service
_YEAR = timedelta(days=365)


def found_practice(
    folder: Path, first_day: date, clock: Clock, fill: Callable[[Clinic], None]
) -> Clinic:
    """Found the clinic on its first day and fill it: it is whole, or there is none.

    Only the owner has a slot; the window seats the others (`storage/seating.py`).
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
    pairs = zip(DEVICES, _SERVED_DAYS_AGO, strict=True)
    known = [_served(device, clock.on - timedelta(days)) for device, days in pairs]
    _, second = [clinic.devices.add(device, OWNER, now) for device in known]
    _approve(clinic, now)
    set_rules(clinic, now, clock.on)
    broke_at = clock.at(clock.on - timedelta(OUT_OF_SERVICE_DAYS), time(8, 20))
    with clinic.ledger.act("device-changed", OWNER, broke_at) as act:
        act.change(second, replace(second.record, in_service=False))


def _served(device: Device, day: date) -> Device:
    due = day + _YEAR
    return replace(device, last_service_on=day, service_due_on=due, rules_review_on=due)


def _approve(clinic: Clinic, now: datetime) -> None:
    text, reason = shipped_text("titan"), "Read and taken over as shipped."
    copy = ProtocolCopy("titan", text, OWNER, clinic.day(now), reason)
    clinic.protocols.approve(copy, OWNER, now)

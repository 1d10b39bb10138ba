"""The parts of a clinic that are checked whole, and what the audit log says of the last check."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.database.moments import moment_of
from infrared_desktop.storage.database.sqlcipher import read

ACT = "health-checked"  # as `note_check` names it


class Part(StrEnum):
    """What takes a while to check: all of it is read."""

    DATABASE = "database"
    AUDIT = "audit"
    PHOTOGRAPHS = "photographs"


@dataclass(frozen=True)
class Checked:
    """When a part was checked last, by whom, and how many findings there were."""

    at: datetime
    by: int
    findings: int


def note_check(clinic: Clinic, part: Part, findings: int, by: int, now: datetime) -> None:
    """Tell the audit log that a part was checked, and how many findings there were."""
    clinic.note("health-checked", by, now, f"{part}: {findings}")


def last_check(clinic: Clinic, part: Part) -> Checked | None:
    """Return what the audit log says of the last check of a part."""
    sql = "SELECT at, staff_id, reason FROM audit WHERE act = ? AND reason LIKE ? ORDER BY seq DESC"
    for at, by, reason in read(clinic.ledger.db, sql, (ACT, f"{part}: %")):
        if when := moment_of(at):
            return Checked(when, by, int(reason.partition(": ")[2]))
    return None

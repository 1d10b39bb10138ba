"""The clock at the last start, held against what was stored before it."""

from datetime import datetime

from infrared_desktop.domain.clock_trust import ClockState, judge_clock
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.database.sqlcipher import read

_STARTED = "SELECT seq, at FROM audit WHERE act = 'program-started' ORDER BY seq DESC LIMIT 1"
_BEFORE = "SELECT at FROM audit WHERE seq < ? ORDER BY seq DESC LIMIT 1"
_TOLD = "SELECT 1 FROM audit WHERE act = 'clock-changed' AND seq > ? LIMIT 1"


def leap_at_start(clinic: Clinic) -> tuple[datetime, datetime] | None:
    """Return what was stored last before the program was started, and when that was.

    None where the clock did not leap ahead in between, or where the audit log was told of it.
    """
    db = clinic.ledger.db
    for seq, started in read(db, _STARTED):
        for (before,) in read(db, _BEFORE, (seq,)):
            leap = datetime.fromisoformat(before), datetime.fromisoformat(started)
            is_leap = judge_clock(leap[1], leap[0]) is ClockState.AHEAD
            if is_leap and not any(True for _ in read(db, _TOLD, (seq,))):
                return leap
    return None


def note_leap(clinic: Clinic, leap: tuple[datetime, datetime], by: int, now: datetime) -> None:
    """Tell the audit log how far the clock is ahead of what was stored before the start."""
    clinic.note("clock-changed", by, now, f"days ahead: {(leap[1] - leap[0]).days}")

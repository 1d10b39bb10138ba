"""Who sits at the window once a key opened the clinic, and what the audit log hears of that."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.people import Staff
from infrared_desktop.storage.access.way_in import failed_tries
from infrared_desktop.storage.desks.acts import Ledger
from infrared_desktop.storage.files.vault import Unlocked


def who_sits(active: Sequence[Stored[Staff]], unlocked: Unlocked) -> Stored[Staff] | None:
    """Return whose key opened the clinic; None where the recovery key did and several may have.

    Raise KnownError for the key of somebody who left.
    """
    known = [person for person in active if person.id == unlocked.staff_id]
    if unlocked.staff_id and not known:
        raise KnownError(
            "{name} no longer works here, so this key opens nothing. Nothing was changed. Ask the "
            "owner.",
            name=unlocked.name,
        )
    return known[0] if known else active[0] if len(active) == 1 else None


def note_entry(
    ledger: Ledger, folder: Path, by: int, has_own_key: bool, now: datetime, again: bool = False
) -> None:
    """Tell the audit log who came in and how, and how often the passphrase was wrong before.

    `again` is after a lock: the program was started before it.
    """
    if not again:
        with ledger.act("program-started", by, now):
            pass
    with ledger.act("unlocked" if has_own_key else "unlocked-with-recovery-key", by, now):
        pass
    if has_own_key and (failed := failed_tries(folder, by)):
        with ledger.act("unlock-failed", by, now) as act:
            act.note(reason=str(failed.count))


def note_exit(ledger: Ledger, by: int, now: datetime) -> None:
    """Tell the audit log that the program ends; a disk that is full keeps no window open."""
    with suppress(KnownError), ledger.act("program-stopped", by, now):
        pass

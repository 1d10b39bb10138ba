"""Who sits at the window once a key opened the clinic, and what the audit log hears of that."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from infrared_desktop.domain.access.rights import PROGRAM, Right
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.people import Staff
from infrared_desktop.storage.access.tries import Tries, heard_of
from infrared_desktop.storage.database.full_disk import opening
from infrared_desktop.storage.desks.acts import Ledger
from infrared_desktop.storage.desks.doorkeeper import RefusedError
from infrared_desktop.storage.files import key_file
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
    """Tell the audit log who came in and how, and of the wrong tries of which it has not heard.

    `again` is after a lock: the program was started before it.
    """
    with opening():
        if not again:
            with ledger.act("program-started", by, now):
                pass
        with ledger.act("unlocked" if has_own_key else "unlocked-with-recovery-key", by, now):
            pass
        tell_tries(ledger, folder, now)


def note_verb(ledger: Ledger, folder: Path, by: int, verb: str, now: datetime) -> None:
    """Tell the audit log who unlocked for which verb, and of the wrong tries before.

    Raise KnownError for the key of somebody who left.
    """
    with ledger.act("verb-unlocked", by, now) as act:
        act.note(reason=verb)
    tell_tries(ledger, folder, now)


def note_code(ledger: Ledger, folder: Path, by: int, verb: str, now: datetime) -> None:
    """Tell the audit log that a one-time code was typed for a verb, which opens nothing."""
    with ledger.act("code-refused", by, now) as act:
        act.note(reason=verb)
    tell_tries(ledger, folder, now)


@contextmanager
def kept_if_untold(
    folder: Path, by: int, what: str, act: str = "unlocked-untold"
) -> Iterator[None]:
    """Keep a way in for the next unlock to tell where the clinic can't be opened or written."""
    try:
        yield
    except RefusedError:
        raise  # the log has heard of that
    except KnownError:
        keep_way(folder, by, what, act)
        raise


def keep_way(folder: Path, by: int, what: str, act: str = "unlocked-untold") -> None:
    """Keep that somebody came in, and what for; a disk that refuses it takes nothing away."""
    with suppress(KnownError):
        Tries(folder).keep(by, act, what)


def refuse_code(unlocked: Unlocked, keys: Path, folder: Path, what: str) -> None:
    """Raise KnownError for a one-time code, which opens neither a backup nor a damaged file.

    The clinic in the folder hears of it with the next unlock, where these keys are of that clinic.
    """
    if not unlocked.once:
        return
    if _are_of_one(keys, folder):
        keep_way(folder, unlocked.staff_id, what, "code-refused")
    raise KnownError(
        "That is a one-time code, which opens nothing here. Nothing was changed. Take somebody's "
        "passphrase, or the recovery key."
    )


def _are_of_one(keys: Path, folder: Path) -> bool:
    try:
        return key_file.are_of_one_clinic(keys, folder)
    except KnownError:
        return False  # there is no clinic yet, or its own keys are lost


def tell_tries(ledger: Ledger, folder: Path, now: datetime) -> None:
    """Tell the audit log of wrong tries and of ways in of which it could not hear.

    Each is told with its moment; a crash tells some of them twice.
    """
    tries = Tries(folder)
    for staff_id, untold in tries.untold().items():
        reasons = defaultdict(list)
        for act_name, reason in map(heard_of, untold):
            reasons[act_name].append(reason)
        for act_name, those in reasons.items():
            with ledger.act(act_name, _told_by(ledger, staff_id), now) as act:
                for reason in those:
                    act.note(reason=reason)
        tries.told(staff_id, untold)


def _told_by(ledger: Ledger, staff_id: int) -> int:
    """Return whose name the row bears: the program's for the recovery key, and for who left."""
    holds = ledger.doorkeeper.holds(Right.SIT_DOWN, staff_id)
    return staff_id if holds else PROGRAM


def note_second_look(ledger: Ledger, by: int, unlocked: Unlocked, now: datetime) -> None:
    """Tell the audit log that who sits here typed the passphrase again, or the recovery key."""
    with ledger.act("looked-again", by, now) as act:
        act.note(reason=None if unlocked.staff_id else "recovery key")


def note_exit(ledger: Ledger, by: int, now: datetime) -> None:
    """Tell the audit log that the program ends; a disk that is full keeps no window open."""
    with suppress(KnownError), ledger.act("program-stopped", by, now):
        pass

"""The way in: a passphrase or the recovery key, slowed down after wrong tries, and finished keys.

Whatever asks for a passphrase asks here: the unlock page, a second look and the command line.
"""

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.access.tries import RECOVERY_ID, Tries
from infrared_desktop.storage.files import vault
from infrared_desktop.storage.files.folder import NEXT_KEYS
from infrared_desktop.storage.files.key_file import RECOVERY, read
from infrared_desktop.storage.files.vault import Unlocked, WrongPassphraseError

if TYPE_CHECKING:
    from collections.abc import Callable

    from infrared_desktop.domain.sentences import Sentence


def let_in(folder: Path, name: str, typed: str, tries: Tries | None = None) -> Unlocked:
    """Unlock with a person's passphrase or one-time code; takes about half a second.

    Raise WaitError while the next try has to wait; a wrong one is noted before this raises.
    """
    tries = tries or Tries(folder)
    unlocked = tried(folder, name, typed, tries)
    with suppress(KnownError):  # a disk that is full keeps nobody out
        tries.forget(unlocked.staff_id)
    return unlocked


def tried(folder: Path, name: str, typed: str, tries: Tries) -> Unlocked:
    """Unlock as `let_in` does, but forget no wrong try of before."""
    staff_id = _staff_id(folder, name)
    tries.check(staff_id)
    try:
        unlocked = vault.unlock(folder, name, typed)
    except WrongPassphraseError:
        with suppress(KnownError):  # a disk that takes no note of it changes nothing about it
            tries.failed(staff_id)
        raise
    return _settled(folder, name, typed, unlocked)


def unlocked_for_the_day(
    folder: Path, name: str, typed: str, step: "Callable[[float, Sentence], None]"
) -> Unlocked:
    """Unlock a clinic that nobody has open, and re-key it where that is due (see `rekeying`)."""
    unlocked = let_in(folder, name, typed)
    if unlocked.once:
        with suppress(KnownError):  # the log hears of it once a passphrase was chosen
            Tries(folder).keep(unlocked.staff_id, "code-typed", "window")
        return unlocked
    from infrared_desktop.storage.access.rekeying import rekey_if_due

    return rekey_if_due(folder, unlocked, typed, datetime.now(UTC), step)


def let_in_with_recovery_key(folder: Path, typed: str, tries: Tries | None = None) -> Unlocked:
    """Unlock with the recovery key, which is never slowed down: it can't be guessed."""
    try:
        unlocked = vault.unlock_with_recovery_key(folder, typed)
    except WrongPassphraseError:
        with suppress(KnownError):
            (tries or Tries(folder)).failed(RECOVERY_ID)
        raise
    return _settled(folder, RECOVERY, typed, unlocked)


def _staff_id(folder: Path, name: str) -> int:
    ids = (slot.staff_id for slot in read(folder)[1] if slot.name == name)
    return next(ids, RECOVERY_ID)


def _settled(folder: Path, name: str, typed: str, unlocked: Unlocked) -> Unlocked:
    """Finish a re-keying that was cut short, where there was one."""
    if not (folder / NEXT_KEYS).exists():
        return unlocked
    from infrared_desktop.storage.access.rekeying import finish

    return finish(folder, name, typed, unlocked)

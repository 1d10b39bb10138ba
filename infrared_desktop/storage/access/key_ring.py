"""The key ring of a clinic: a way in is written, read back and opened before another one goes."""

from dataclasses import dataclass
from pathlib import Path

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.access.tries import RECOVERY_ID, Tries
from infrared_desktop.storage.files import vault
from infrared_desktop.storage.files.folder import KEY_FILE
from infrared_desktop.storage.files.key_file import RECOVERY, KeyCost, Slot, read, save
from infrared_desktop.storage.files.key_pairs import new_slot
from infrared_desktop.storage.files.vault import WrongPassphraseError, plain_recovery_key


@dataclass(frozen=True)
class Holder:
    """Somebody with a way in: by a one-time code that is not used yet, or by a passphrase."""

    has_code: bool
    is_renewable: bool  # the slot has a key pair, so that a re-keying needs no passphrase


class KeyRing:
    """Gives keys and takes them away; each act takes about a second, so it belongs into a job."""

    def __init__(self, folder: Path, key: bytes, file: str = KEY_FILE) -> None:
        self._folder, self._key, self._file = folder, key, file

    def holders(self) -> dict[int, Holder]:
        """Return who has a way in, by staff id; 0 is the recovery key."""
        return {s.staff_id: Holder(s.once, bool(s.public)) for s in self._read()[1]}

    def give(self, staff_id: int, name: str, passphrase: str, once: bool = False) -> None:
        """Give a person a way in; the one before stays until the new one was seen to open."""
        self._check_name(staff_id, name)
        clinic_id, slots = self._read()
        slot = new_slot(self._key, clinic_id, name, staff_id, passphrase, self._cost(slots), once)
        self._save([*slots, slot])
        self._prove(slot, passphrase)
        self._save([*(each for each in slots if each.staff_id != staff_id), slot])
        Tries(self._folder).forget(staff_id)

    def give_code(self, staff_id: int, name: str) -> str:
        """Give a person a one-time code in place of any other way in, and return it."""
        code = vault.new_code()
        self.give(staff_id, name, plain_recovery_key(code), once=True)
        return code

    def renew_recovery_key(self, new: str) -> None:
        """Let another recovery key open the clinic; the old one does not any more."""
        self.give(RECOVERY_ID, RECOVERY, plain_recovery_key(new))

    def change(self, staff_id: int, name: str, current: str, new: str) -> None:
        """Change a person's own passphrase; raise KnownError where the current one is wrong."""
        unlocked = vault.unlock(self._folder, name, current)
        if unlocked.staff_id != staff_id or unlocked.key != self._key:
            raise WrongPassphraseError("That is not your passphrase. Nothing was changed.")
        if not unlocked.once and current == new:
            raise KnownError("That is the passphrase that you have. Nothing was changed.")
        self.give(staff_id, name, new)

    def take_away(self, staff_id: int) -> None:
        """Take a person's way in away; raise KnownError if nobody else would get in."""
        _, slots = self._read()
        left = [each for each in slots if each.staff_id != staff_id]
        if not any(each.name != RECOVERY for each in left):
            raise KnownError("Nobody else has a key, so this one stays. Nothing was changed.")
        self._save(left)
        Tries(self._folder).forget(staff_id)

    def _check_name(self, staff_id: int, name: str) -> None:
        if staff_id != RECOVERY_ID and name.strip().casefold() == RECOVERY:
            raise KnownError("The program uses the name {name}. Add another word.", name=name)
        taken = {each.name.casefold() for each in self._read()[1] if each.staff_id != staff_id}
        if name.casefold() in taken:
            raise KnownError(
                "Somebody called {name} has a key already, and each person needs a name of their "
                "own. Nothing was changed. Add a second name or a letter.",
                name=name,
            )

    def _cost(self, slots: list[Slot]) -> KeyCost:
        # A practice clinic is founded at the floor's costs, and stays there.
        return max((each.cost for each in slots if each.name == RECOVERY), default=KeyCost())

    def _prove(self, slot: Slot, passphrase: str) -> None:
        clinic_id, slots = self._read()
        there = next((each for each in slots if each == slot), None)
        if there is None or vault.unwrap(clinic_id, there, passphrase) != self._key:
            raise KnownError(
                "The new key was written, but it does not open, so the old one stays. Look at the "
                "disk, then try again."
            )

    def _read(self) -> tuple[str, list[Slot]]:
        return read(self._folder, self._file)

    def _save(self, slots: list[Slot]) -> None:
        save(self._folder, self._read()[0], slots, self._file)

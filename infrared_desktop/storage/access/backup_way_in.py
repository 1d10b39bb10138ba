"""The way into a backup: its key file is a copy, so wrong tries count where a copy resets nothing.

Decision 0018 says where, and against whom that helps.
"""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.access.tries import Tries
from infrared_desktop.storage.access.way_in import let_in, let_in_with_recovery_key, tried
from infrared_desktop.storage.files.key_file import are_of_one_clinic
from infrared_desktop.storage.files.vault import Unlocked


@dataclass(frozen=True)
class BackupWayIn:
    """Asks the keys of a backup, which lie in `keys` for as long as this is used.

    `backup` is its list, or the folder that a restore kept; it is to be put into `folder`.
    """

    keys: Path
    backup: Path
    folder: Path

    def let_in(self, name: str, typed: str) -> Unlocked:
        """Unlock by a passphrase of its day; raise WaitError while the next try has to wait."""
        if self.keys == self.folder:
            return let_in(self.folder, name, typed)
        if not self._is_of_the_clinic:
            return let_in(self.keys, name, typed, self._tries())
        # A right one takes no wrong one back: whoever makes up a backup could begin anew by it.
        return tried(self.keys, name, typed, self._tries())

    def let_in_with_recovery_key(self, typed: str) -> Unlocked:
        """Unlock by the recovery key of its day, which is never slowed down."""
        return let_in_with_recovery_key(self.keys, typed, self._tries())

    @property
    def _is_of_the_clinic(self) -> bool:
        with suppress(KnownError):  # there is no clinic yet, or its own keys are lost
            return are_of_one_clinic(self.keys, self.folder)
        return False

    def _tries(self) -> Tries:
        beside = self.backup if self.backup.is_dir() else self.backup.parent
        return Tries(self.folder if self._is_of_the_clinic else beside)

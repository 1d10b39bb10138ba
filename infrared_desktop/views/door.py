"""How a job beside the window gets into the clinic: by a connection of its own."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from infrared_desktop.storage.clinic import Clinic, open_clinic
from infrared_desktop.storage.desks.acts import Change
from infrared_desktop.storage.files.damage import DamageError, note_damage
from infrared_desktop.storage.files.folder import DATABASE
from infrared_desktop.views.workplace import Workplace


@dataclass(frozen=True)
class Door:
    """What a job needs to open the clinic for itself, and who works there at which moment."""

    folder: Path
    key: bytes
    by: int
    now: datetime
    opener: Callable[[Path, bytes, datetime], Clinic] = open_clinic

    @contextmanager
    def open(self) -> Iterator[tuple[Clinic, list[Change]]]:
        """Open the clinic, with the changes that the job makes there; it is closed behind it.

        Damage that shows there is noted, so that the window and the next start tell of it.
        """
        changes: list[Change] = []
        try:
            with closing(self.opener(self.folder, self.key, self.now)) as clinic:
                clinic.subscribe(changes.append)
                yield clinic, changes
        except DamageError as error:
            # Not a backup's or a copy's file that the job looked into, nor one that is not there.
            if ("name", DATABASE) in error.sentence.values and (self.folder / DATABASE).exists():
                note_damage(self.folder)
            raise


def door_of(workplace: Workplace) -> Door:
    """Return the door for a job that a person begins now; the job gets it, not the workplace."""
    clinic = workplace.clinic
    key, now = clinic.ledger.key, workplace.now()
    return Door(clinic.folder, key, workplace.by, now, clinic.opener())

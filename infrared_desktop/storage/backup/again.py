"""Prove a backup once more, long after it was made: one that is damaged by now counts no more."""

from datetime import datetime
from pathlib import Path

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.backup import catalog
from infrared_desktop.storage.backup.catalog import Proof
from infrared_desktop.storage.backup.objects import DamagedError
from infrared_desktop.storage.backup.proving import Progress, UnsoundError
from infrared_desktop.storage.backup.standing import count_no_more
from infrared_desktop.storage.backup.trial import Source, prove_again


class LostError(KnownError):
    """A backup that was to be proven again is damaged, and counts no more."""


def prove_once_more(
    source: Source, path: Path, now: datetime, progress: Progress = lambda _: None
) -> Proof:
    """Prove a backup wholly; raise LostError where it counts no more from now on."""
    catalog.read_list(path)  # a stick that is not there has damaged nothing
    try:
        return prove_again(source, path, now, progress)
    except (DamagedError, UnsoundError) as error:
        catalog.read_list(path)  # nor has one that was pulled out meanwhile
        count_no_more(source.folder, source.key, path)
        raise LostError(
            "{told} It counts no more. The clinic is safe, and so is every other backup that is "
            "proven. Back up now: that writes anew what was damaged.",
            told=str(error),
        ) from error

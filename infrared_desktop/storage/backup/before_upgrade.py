"""Before a newer version changes a clinic's file, a backup of it as it is is made and proven."""

from datetime import datetime
from pathlib import Path

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.backup.making import back_up
from infrared_desktop.storage.backup.proving import Progress
from infrared_desktop.storage.backup.standing import note, usual_place
from infrared_desktop.storage.backup.trial import Source, part
from infrared_desktop.storage.clinic import Clinic, open_clinic
from infrared_desktop.storage.database.migrations import OutdatedError


def open_backed_up(
    folder: Path,
    key: bytes,
    now: datetime,
    place: Path | None = None,
    progress: Progress = lambda _: None,
) -> Clinic:
    """Open a clinic; one of an older version is backed up first, then brought up to date.

    Raise KnownError, with the file unchanged, where the backup is not proven. `place` is the usual
    one if it is not given.
    """
    try:
        return open_clinic(folder, key, now)
    except OutdatedError:
        first = part(progress, 0, 0.8)
        _back_up_first(Source(folder, key), place or usual_place(folder), now, first)
        return open_clinic(folder, key, now, may_change=True)


def _back_up_first(source: Source, place: Path, now: datetime, progress: Progress) -> None:
    try:
        made = back_up(source, place, now, progress=progress)
    except KnownError as error:
        raise KnownError(
            "This version of the program stores the clinic in a new way, and backs it up before "
            "it changes anything. That backup did not come about, so nothing was changed, and the "
            "version from before still opens it. {told}",
            told=error.sentence,
        ) from error
    note(source, place, made, now)

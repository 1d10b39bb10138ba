"""Put photographs whose files are gone or damaged back from the backups, each by itself.

Nothing else of a backup comes back. What is fetched is what records of now name, so that nobody
who was erased comes back with it.
"""

import json
from collections.abc import Collection, Iterator
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.backup import catalog
from infrared_desktop.storage.backup.manifest import KeptPhoto
from infrared_desktop.storage.backup.objects import DamagedError, Shelf
from infrared_desktop.storage.backup.proving import Progress, wanted_photographs
from infrared_desktop.storage.backup.trial import Source, scratch
from infrared_desktop.storage.clinic import Clinic, open_unchanged
from infrared_desktop.storage.database.sqlcipher import read
from infrared_desktop.storage.desks.photos import files_in
from infrared_desktop.storage.files import key_file
from infrared_desktop.storage.files.photo_files import PhotoFiles
from infrared_desktop.storage.files.writing import write_atomically

_ROOM = "fetching-"
# Those that were struck too, as they stay readable; of nobody who was erased and came back with a
# restore, as the owner has yet to decide about them.
_NAMED = (
    "SELECT h.id, h.patient_id, v.content FROM photo v JOIN head h ON h.kind = 'photo' "
    "AND h.id = v.id AND h.version = v.version "
    "WHERE h.patient_id NOT IN (SELECT value FROM json_each(?1)) AND ?2 IN ('', v.content)"
)


class _NamedNoMoreError(KnownError):
    """Whom a photograph shows was erased while it was looked for."""


def lacking(
    clinic: Clinic, among: Collection[str] | None = None, progress: Progress = lambda _: None
) -> list[str]:
    """Return the photographs, all or some, that records name and whose files are not whole."""
    files, found = files_in(clinic.folder, clinic.ledger), list[str]()
    named = {content for _, _, content in _named(clinic)}
    asked = sorted(named if among is None else named.intersection(among))
    for number, content in enumerate(asked):
        progress(number / len(asked))
        if not files.is_whole(content):
            found.append(content)
    return found


def fetch(
    source: Source,
    place: Path,
    contents: Collection[str],
    by: int,
    now: datetime,
    progress: Progress = lambda _: None,
) -> int:
    """Put back what the backups at a place hold of these photographs; return how many.

    Each is proven before it counts, and the audit log tells of it in the act that puts it back. A
    backup that counts no more is looked through as well: what it holds of a photograph is whole or
    is not taken. Raise KnownError where the place is not there.
    """
    with closing(open_unchanged(source.folder, source.key)) as clinic:
        clinic.ledger.admit("photograph-fetched", by, now)
        shelf, files = _shelf(source, place), files_in(clinic.folder, clinic.ledger)
        wanted = wanted_photographs(files, frozenset(contents))
        for backup, photo in _held(source, shelf, wanted, progress):
            with suppress(DamagedError, _NamedNoMoreError):
                content, sealed = wanted[photo.name], shelf.get(photo.piece)
                if files.opens(content, sealed):
                    _put_back(clinic, files, content, sealed, by, now, backup)
                    del wanted[photo.name]
        return len(contents) - len(wanted)


def _shelf(source: Source, place: Path) -> Shelf:
    shelf = Shelf.at(place, key_file.read(source.folder)[0])
    try:
        is_there, holds_any = place.is_dir(), shelf.folder.is_dir()
    except OSError:
        is_there = holds_any = False
    if not is_there:
        raise KnownError("It is not there: put the stick in or connect the network folder.")
    if not holds_any:
        raise KnownError("It holds no backup of this clinic.")
    return shelf


def _held(
    source: Source, shelf: Shelf, wanted: Collection[str], progress: Progress
) -> Iterator[tuple[str, KeptPhoto]]:
    """Yield what each backup holds of what is still wanted then, the newest backup first."""
    found = catalog.backups(shelf, source.key, catalog.seals_before(source.folder, source.key))
    for number, backup in enumerate(found):
        progress(number / len(found))
        for photo in backup.manifest.photographs if backup.manifest else ():
            if photo.name in wanted:
                progress(number / len(found))
                yield backup.path.stem, photo
        if not wanted:
            return


def _put_back(
    clinic: Clinic,
    files: PhotoFiles,
    content: str,
    sealed: bytes,
    by: int,
    now: datetime,
    backup: str,
) -> None:
    """Exchange one file in one step, within the act that tells of it.

    No erasure comes between the look whether a record names it and the file: it waits for the act.
    """
    with scratch(clinic.folder, _ROOM) as room:
        whole = room / "photograph"
        write_atomically(whole, sealed)
        with clinic.ledger.act("photograph-fetched", by, now) as act:
            holders = list(_named(clinic, content))
            if not holders:
                raise _NamedNoMoreError("No record names this photograph any more.")
            if not files.is_whole(content):
                files.put_back(content, whole)
            for number, whose, _ in holders:
                act.note("photo", number, whose, reason=backup)


def _named(clinic: Clinic, content: str = "") -> Iterator[tuple[int, int, str]]:
    """Yield number, patient and content of all photographs, or of those of one content."""
    back = json.dumps(clinic.rights.back_again())
    return read(clinic.ledger.db, _NAMED, (back, content))

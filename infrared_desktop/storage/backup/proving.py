"""Prove a backup: put it back from what the place really holds, and check what came back."""

import json
from collections.abc import Callable, Iterator, Set
from contextlib import closing
from pathlib import Path

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.backup.manifest import Manifest
from infrared_desktop.storage.backup.objects import Shelf
from infrared_desktop.storage.backup.snapshot import Facts, facts_of
from infrared_desktop.storage.clinic import open_unchanged
from infrared_desktop.storage.database.migrations import step_names
from infrared_desktop.storage.database.sqlcipher import DatabaseError, connect_to_read
from infrared_desktop.storage.files import key_file
from infrared_desktop.storage.files.folder import ANCHOR, DATABASE, PHOTOGRAPHS
from infrared_desktop.storage.files.photo_files import PhotoFiles
from infrared_desktop.storage.verify import verify

Progress = Callable[[float], object]
TURNS = 16  # proofs until every photograph was read again


class UnsoundError(KnownError):
    """What came back is not a sound clinic, though each piece is what was stored."""


def put_back_database(
    shelf: Shelf, manifest: Manifest, folder: Path, progress: Progress = lambda _: None
) -> None:
    """Write the database, the key file and the anchor of a backup into a folder without them."""
    row, mac = manifest.audit
    # A clinic that lost its anchor gets one again: the sealed list names the newest row as well.
    anchor = json.dumps({"row": row, "mac": mac}).encode()
    with (folder / DATABASE).open("xb") as file:
        for number, piece in enumerate(manifest.pieces):
            file.write(shelf.get(piece))
            progress(number / len(manifest.pieces))
    for name, content in {ANCHOR: anchor, **manifest.files}.items():
        (folder / name).write_bytes(content)


def put_back_photographs(
    shelf: Shelf, manifest: Manifest, folder: Path, progress: Progress
) -> None:
    """Write the photographs of a backup."""
    for number, photo in enumerate(manifest.photographs):
        path = folder / PHOTOGRAPHS / photo.name
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.write_bytes(shelf.get(photo.piece))
        progress(number / len(manifest.photographs))


def check_database(folder: Path, manifest: Manifest, key: bytes) -> Facts:
    """Check what was put back against its list; raise UnsoundError for the first thing wrong."""
    clinic_id, _ = key_file.read(folder)
    with closing(connect_to_read(folder / DATABASE, key)) as db:
        try:
            facts = facts_of(db)
            wrong = [str(told) for (told,) in db.execute("PRAGMA cipher_integrity_check")]
            structure = [str(told) for (told,) in db.execute("PRAGMA integrity_check")]
        except DatabaseError as error:
            raise _unsound(str(error)) from error
    wrong += [told for told in structure if told != "ok"]
    wrong += _differences(facts, manifest)
    if clinic_id != manifest.clinic_id:
        wrong.append("the key file is another clinic's")
    if wrong:
        raise _unsound(wrong[0])
    return facts


def check_records(
    folder: Path, manifest: Manifest, key: bytes, progress: Progress = lambda _: None
) -> None:
    """Check every record and every row of the audit log; those of an older schema are left out."""
    if set(manifest.steps) != set(step_names()):
        return
    clinic = open_unchanged(folder, key)
    with closing(clinic.ledger.db):
        wrong = verify(clinic, with_photographs=False, progress=progress)
    if wrong:
        raise UnsoundError(
            "What came back is not sound, so this backup does not count: {told}", told=wrong[0]
        )


def check_photographs(
    shelf: Shelf,
    manifest: Manifest,
    wanted: dict[str, str],
    photographs: PhotoFiles,
    is_read: Callable[[str], bool],
    progress: Progress = lambda _: None,
) -> None:
    """See that all are there, and open those that are to be read now."""
    kept = {photo.name for photo in manifest.photographs}
    if lost := wanted.keys() - kept - set(manifest.lacking):
        raise _unsound(f"{len(lost)} photographs are not in it")
    reading = [each for each in manifest.photographs if is_read(each.piece)]
    for number, photo in enumerate(reading):
        if not photographs.opens(wanted.get(photo.name, ""), shelf.get(photo.piece)):
            raise _unsound("a photograph does not open")
        progress(number / len(reading))


def wanted_photographs(photographs: PhotoFiles, contents: Set[str]) -> dict[str, str]:
    """Return the SHA-256 of each photograph by the name of its file."""
    paths = ((photographs.path(content), content) for content in contents)
    return {path.relative_to(photographs.folder).as_posix(): each for path, each in paths}


def in_turn(known: Set[str], turn: int) -> Callable[[str], bool]:
    """Return what says whether a photograph is read now: a new one, or as its turn has come."""
    return lambda piece: piece not in known or int(piece[:8], 16) % TURNS == turn % TURNS


def _differences(facts: Facts, manifest: Manifest) -> Iterator[str]:
    if facts.audit != manifest.audit:
        yield f"the audit log ends at row {facts.audit[0]}, not {manifest.audit[0]}"
    if facts.counts != manifest.counts:
        yield "the number of records differs"
    if facts.steps != manifest.steps or facts.size != manifest.size:
        yield "the file has another shape"


def _unsound(told: str) -> UnsoundError:
    return UnsoundError(
        "What came back is not what was read ({told}), so this backup does not count. The clinic's "
        "own file may be damaged: check it, and keep the last proven backup.",
        told=told,
    )

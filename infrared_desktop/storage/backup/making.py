"""Make a backup beside people's work, and prove it before it counts."""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.backup import catalog
from infrared_desktop.storage.backup.alone import alone_in_clinic
from infrared_desktop.storage.backup.catalog import Backup, Proof
from infrared_desktop.storage.backup.manifest import (
    SUFFIX,
    KeptPhoto,
    Manifest,
    digest,
    to_bytes,
)
from infrared_desktop.storage.backup.objects import DamagedError, Shelf
from infrared_desktop.storage.backup.proving import Progress, wanted_photographs
from infrared_desktop.storage.backup.snapshot import pieces_of, standing_still
from infrared_desktop.storage.backup.trial import Source, prove
from infrared_desktop.storage.database.earlier_seals import EarlierSeal
from infrared_desktop.storage.files import key_file
from infrared_desktop.storage.files.erased_list import add_erased, read_erased
from infrared_desktop.storage.files.folder import ANCHOR, DATABASE, KEY_FILE
from infrared_desktop.storage.files.photo_files import PhotoFiles


@dataclass(frozen=True)
class Made:
    """A backup that is proven."""

    path: Path
    manifest: Manifest
    proof: Proof


def back_up(
    source: Source,
    place: Path,
    now: datetime,
    thorough: bool = False,
    progress: Progress = lambda _: None,
) -> Made:
    """Back a clinic up to a place and prove it; raise KnownError where it does not count.

    Every record is checked once a day, or when this is to be thorough.
    """
    clinic_id, _ = key_file.read(source.folder)
    refuse_missing(place)
    shelf = Shelf.at(place, clinic_id)
    with shelf.only_one(), alone_in_clinic(source.folder):
        cut_short = shelf.was_cut_short()
        earlier = catalog.seals_before(source.folder, source.key)
        try:
            made = _backed_up(source, shelf, earlier, now, thorough, progress)
        except DamagedError:
            # What was damaged is put aside by now, and is written anew.
            made = _backed_up(source, shelf, earlier, now, thorough, progress)
        catalog.thin(shelf, source.key, now, cut_short, earlier)
        shelf.end()
    return made


def refuse_missing(place: Path) -> None:
    """Raise KnownError for a place that is not there now: a stick, a network folder."""
    try:
        is_there = place.is_dir()
    except OSError:
        is_there = False
    if not is_there:
        raise KnownError(
            "The place {place} is not there, so no backup was made there. The clinic is safe. Put "
            "the stick in or connect the network folder, or choose another place.",
            place=str(place),
        )


def _backed_up(
    source: Source,
    shelf: Shelf,
    earlier: Collection[EarlierSeal],
    now: datetime,
    thorough: bool,
    progress: Progress,
) -> Made:
    shelf.begin()
    before = catalog.backups(shelf, source.key, earlier)
    manifest = _read(source, shelf, _last_list(before), now, lambda part: progress(part / 2))
    content = to_bytes(manifest, source.key)
    path = _free_path(shelf, now)
    shelf.write(path, content)
    last = catalog.last_proven(before)
    proof = prove(source, shelf, path, last, now, thorough, lambda part: progress((1 + part) / 2))
    catalog.note_proof(shelf, path, digest(content), proof, source.key)
    return Made(path, manifest, proof)


def _free_path(shelf: Shelf, now: datetime) -> Path:
    while (path := shelf.folder / f"{now.astimezone(UTC):%Y%m%dT%H%M%S%fZ}{SUFFIX}").exists():
        now += timedelta(microseconds=1)
    return path


def _last_list(before: list[Backup]) -> Manifest | None:
    return next((each.manifest for each in before if each.proof), None)


def _read(
    source: Source, shelf: Shelf, before: Manifest | None, now: datetime, progress: Progress
) -> Manifest:
    # The anchor first: an anchor that is read before the log is never ahead of it.
    files = dict(_small_files(source.folder))
    path = source.folder / DATABASE
    with standing_still(path, source.key) as facts:
        pieces = pieces_of(path, facts.size, _put(shelf, facts.size, progress))
    data_key = facts.key_of_photographs(source.key)
    # Beside the backups and in none: those from before an erasure do not know of it.
    erased = read_erased(source.folder, data_key)
    add_erased(shelf.folder, data_key, erased, write=shelf.write)
    photographs = facts.photographs_in(source.folder, source.key)
    wanted = wanted_photographs(photographs, facts.photographs)
    known = {photo.name: photo for photo in before.photographs} if before else {}
    kept: list[KeptPhoto] = []
    for number, (name, content) in enumerate(sorted(wanted.items())):
        found = _kept(photographs, name, content, known, shelf)
        kept += [found] if found else []
        progress(0.2 + 0.8 * number / len(wanted))
    lacking = tuple(sorted(wanted.keys() - {photo.name for photo in kept}))
    return Manifest(
        clinic_id=key_file.read(source.folder)[0],
        moment=now.astimezone(UTC),
        steps=facts.steps,
        counts=facts.counts,
        audit=facts.audit,
        size=facts.size,
        pieces=pieces,
        files=files,
        photographs=tuple(kept),
        lacking=lacking,
    )


def _put(shelf: Shelf, size: int, progress: Progress) -> Callable[[bytes], str]:
    """Return what keeps the next piece of a file of this size, and says how far that is."""
    kept = 0

    def put(piece: bytes) -> str:
        nonlocal kept
        name = shelf.put(piece)
        kept += len(piece)
        progress(0.2 * kept / size)
        return name

    return put


def _small_files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for name in (ANCHOR, KEY_FILE):
        with suppress(FileNotFoundError):
            yield name, (folder / name).read_bytes()


def _kept(
    photographs: PhotoFiles,
    name: str,
    content: str,
    known: Mapping[str, KeptPhoto],
    shelf: Shelf,
) -> KeptPhoto | None:
    """Keep one photograph: as before where it did not change, and where it is lost here."""
    path, before = photographs.folder / name, known.get(name)
    if before is not None and not shelf.has(before.piece):
        before = None
    try:
        found = path.stat()
        if before is not None and (found.st_size, found.st_mtime_ns) == before[1:3]:
            return before
        sealed = path.read_bytes()
    except OSError:
        return before
    if not photographs.opens(content, sealed):
        return before
    return KeptPhoto(name, found.st_size, found.st_mtime_ns, shelf.put(sealed))

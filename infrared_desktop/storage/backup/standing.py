"""How backups stand: at which places, when the last one was proven at each, and what is due."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.backup import catalog
from infrared_desktop.storage.backup.making import Made, back_up
from infrared_desktop.storage.backup.manifest import seal
from infrared_desktop.storage.backup.objects import Shelf
from infrared_desktop.storage.backup.places import Standing, plain_of, told_places
from infrared_desktop.storage.backup.proving import Progress
from infrared_desktop.storage.backup.trial import Source
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.database.sqlcipher import Database, read
from infrared_desktop.storage.files.drive import mounted_at
from infrared_desktop.storage.files.writing import write_atomically

STANDING = "backups.json"
DUE_AFTER = timedelta(minutes=30)


def usual_place(folder: Path) -> Path:
    """Return the place where a clinic is always backed up to: beside its folder."""
    return folder.absolute().parent


def standings(folder: Path, key: bytes) -> tuple[Standing, ...]:
    """Return how it stands at each place, the usual one first.

    Of a file that was changed, or sealed by a key before this one, the places alone are believed.
    """
    found = [each for each in _every(folder, key) if not each.is_given_up]
    usual = usual_place(folder)
    first = next((each for each in found if each.place == usual), Standing(usual))
    return (first, *(each for each in found if each.place != usual))


def given_up(folder: Path, key: bytes) -> tuple[Standing, ...]:
    """Return the places that are backed up to no more, as each stood then."""
    return tuple(each for each in _every(folder, key) if each.is_given_up)


def _every(folder: Path, key: bytes) -> tuple[Standing, ...]:
    try:
        content = (folder / STANDING).read_bytes()
        return told_places(content, key)
    except (OSError, ValueError, LookupError, TypeError, OverflowError, RecursionError):
        return ()


def last_proven_at(found: Sequence[Standing]) -> datetime | None:
    """Return when the last backup was proven anywhere."""
    return max((each.proven_at for each in found if each.proven_at), default=None)


def choose_place(folder: Path, key: bytes, place: Path) -> None:
    """Back up to this place as well from now on."""
    found = standings(folder, key)
    if not any(each.place == place.absolute() for each in found):
        _write(folder, key, (*found, Standing(place.absolute())))


def forget_place(folder: Path, key: bytes, place: Path) -> None:
    """Back up to this place no more; what lies there stays, and is remembered."""
    found = standings(folder, key)
    left = [replace(each, is_given_up=True) for each in found if each.place == place]
    _write(folder, key, [each for each in found if each.place != place], left)


def forget_given_up(folder: Path, key: bytes, place: Path) -> None:
    """Remember a place no more to which backups went, as once those are deleted."""
    _write(folder, key, standings(folder, key), gone=place)


def changed_since(db: Database, row: int) -> bool:
    """Say whether more happened since a row of the audit log than backups and looking in."""
    sql = (
        "SELECT 1 FROM audit WHERE seq > ? "
        "AND act NOT IN ('backup-made', 'backup-failed', 'backup-proven', 'backup-lost', "
        "'verb-unlocked') LIMIT 1"
    )
    return any(True for _ in read(db, sql, (row,)))


def is_due(clinic: Clinic, found: Sequence[Standing], now: datetime) -> bool:
    """Say whether something changed that no backup holds, and 30 minutes have gone by."""
    tried = max((each.tried_at for each in found if each.tried_at), default=None)
    # A clock that was set back does not put backups off.
    is_time = tried is None or not timedelta() <= now - tried < DUE_AFTER
    return is_time and is_unheld(clinic, found)


def is_unheld(clinic: Clinic, found: Sequence[Standing]) -> bool:
    """Say whether something changed that not every place holds."""
    return any(changed_since(clinic.ledger.db, each.row) for each in found)


def back_up_everywhere(
    source: Source,
    now: datetime,
    progress: Progress = lambda _: None,
    skipped: Collection[Path] = (),
) -> tuple[Standing, ...]:
    """Back up to each place in turn, whatever becomes of the others; return how it stands.

    Raise KnownError where not even that can be noted, as on a full disk.
    """
    unnoted: KnownError | None = None
    found = standings(source.folder, source.key)
    places = [each.place for each in found if each.place not in skipped]
    for number, place in enumerate(places):
        reached = partial(_reached, progress, number, len(places))
        try:
            made: Made | KnownError = back_up_at(source, place, now, progress=reached)
        except KnownError as error:
            made = error
        try:
            note(source, place, made, now)
        except KnownError as error:
            unnoted = unnoted or (made if isinstance(made, KnownError) else error)
    if unnoted:
        raise unnoted
    return standings(source.folder, source.key)


def back_up_at(
    source: Source,
    place: Path,
    now: datetime,
    thorough: bool = False,
    progress: Progress = lambda _: None,
) -> Made:
    """Back up to a place; refuse one of the clinic's whose drive is not mounted now.

    Else a backup would fill the disk below it, and be hidden as soon as the drive is back.
    """
    usual = usual_place(source.folder)
    for each in standings(source.folder, source.key):
        if _is(each, place) and each.place != usual and each.place.is_dir() and each.is_bare:
            raise KnownError(
                "The drive of {place} is not connected: the folder is there, and nothing behind "
                "it. So no backup was made there; the clinic is safe. Connect the stick or the "
                "network folder. To back up to that folder itself, use the place no more and add "
                "it anew.",
                place=str(place),
            )
    return back_up(source, place, now, thorough, progress)


def note(source: Source, place: Path, made: Made | KnownError, now: datetime) -> None:
    """Note what became of a backup, where the place is one of the clinic's."""
    found = standings(source.folder, source.key)
    told = tuple(_told(each, made, now) if _is(each, place) else each for each in found)
    if told != found:
        _write(source.folder, source.key, told)


def count_no_more(folder: Path, key: bytes, path: Path) -> None:
    """Fall back to the backup before, where the one that a place stood on was found damaged."""
    found = standings(folder, key)
    if any(each.proven == path for each in found):
        told = (_before(each, key) if each.proven == path else each for each in found)
        _write(folder, key, tuple(told))


def _before(standing: Standing, key: bytes) -> Standing:
    """Return how it stands by the newest other backup of the place; its age is that of its data."""
    assert standing.proven is not None
    others = catalog.backups(Shelf(standing.proven.parent), key)
    last = catalog.last_proven([each for each in others if each.path != standing.proven])
    fallen = replace(standing, proven_at=None, proven=None, row=0, lacking=0)
    if last is None or last.manifest is None:
        return fallen
    held = last.manifest
    return replace(
        fallen,
        proven_at=held.moment,
        proven=last.path,
        row=held.audit[0],
        lacking=len(held.lacking),
    )


def lost_at(found: Standing) -> list[Path]:
    """Return the proven backup of a place where it is gone; of a place that is away none is."""
    is_here = found.place.is_dir() and not found.is_bare
    return [found.proven] if found.proven and is_here and not found.proven.exists() else []


def note_silence(source: Source, why: KnownError, now: datetime) -> list[Path]:
    """Note that the place which was being backed up to does not answer.

    Return all that were come to, or none where it was another thing that did not answer.
    """
    waiting = [each for each in standings(source.folder, source.key) if each.tried_at != now]
    if not waiting:
        return []
    note(source, waiting[0].place, why, now)
    return [each.place for each in standings(source.folder, source.key) if each.tried_at == now]


def _reached(progress: Progress, number: int, count: int, part: float) -> None:
    progress((number + part) / count)


def _is(standing: Standing, place: Path) -> bool:
    return standing.place == place.absolute()


def _told(before: Standing, made: Made | KnownError, now: datetime) -> Standing:
    if isinstance(made, KnownError):
        since = before.failing_since or now
        return replace(before, tried_at=now, failing_since=since, why=str(made))
    return Standing(
        before.place,
        proven_at=made.proof.at,
        proven=made.path,
        row=made.manifest.audit[0],
        lacking=len(made.manifest.lacking),
        tried_at=now,
        drive=str(mounted_at(before.place)),
    )


def _write(
    folder: Path,
    key: bytes,
    found: Sequence[Standing],
    left: Sequence[Standing] = (),
    gone: Path | None = None,
) -> None:
    """Note how it stands at these places; a place given up is remembered until it is used again."""
    here = {gone, *(each.place for each in (*found, *left))}
    before = [each for each in given_up(folder, key) if each.place not in here]
    body = {"places": [plain_of(each) for each in (*found, *before, *left)]}
    write_atomically(folder / STANDING, seal(body, key))

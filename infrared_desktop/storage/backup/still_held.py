"""Where a person is still held besides the clinic itself: backups, and what lies kept beside it."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from infrared_desktop.storage.backup import catalog
from infrared_desktop.storage.backup.catalog import Backup
from infrared_desktop.storage.backup.objects import Shelf
from infrared_desktop.storage.backup.places import Standing
from infrared_desktop.storage.backup.set_aside import SetAside, set_aside
from infrared_desktop.storage.backup.standing import given_up, standings
from infrared_desktop.storage.backup.thinning import Age, days_of_leaving
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.database.earlier_seals import EarlierSeal
from infrared_desktop.storage.database.sqlcipher import read
from infrared_desktop.storage.files import key_file

_REGISTERED = (
    "SELECT min(seq), min(at) FROM audit WHERE kind = 'patient' AND version = 1 AND patient_id = ?"
)
_MAC = "SELECT mac FROM audit WHERE seq = ?"
_ERASED = "SELECT max(seq) FROM audit WHERE act = 'erasure-erased' AND patient_id = ?"


class Span(NamedTuple):
    """From which row of the audit log on a person is in the database, and before which."""

    first: int
    end: int | None
    since: datetime

    def holds(self, row: int) -> bool:
        """Say whether the database held them as its log ended with a row."""
        return self.first <= row and (self.end is None or row < self.end)


@dataclass(frozen=True)
class AtPlace:
    """What of a person lies at one backup place.

    `until` is the day on which the last of these backups is thinned away if backups go on daily,
    None where no day is known: one that is damaged stays for whoever rescues data.
    """

    place: Path
    is_there: bool
    backups: int = 0
    until: date | None = None
    staying: int = 0  # backups that are never thinned away, or that nobody can read


@dataclass(frozen=True)
class GivenUp:
    """A place that is backed up to no more; nobody looks there, as it may lie in a drawer."""

    place: Path
    last: datetime | None  # proven there, if that is known


@dataclass(frozen=True)
class StillHeld:
    """Where somebody is held besides the clinic."""

    places: tuple[AtPlace, ...]
    given_up: tuple[GivenUp, ...]  # which may hold them
    beside: tuple[SetAside, ...]  # what restores, upgrades and damage left beside the clinic


class _Shelf(NamedTuple):
    """What lies at a place, read once for everybody."""

    place: Path
    backups: list[Backup]
    leaving: dict[Age, date]
    strange: frozenset[Path]  # of a log that a restore has cut off: nobody knows what came there


def still_held(clinic: Clinic, people: Iterable[Iterable[int]], now: datetime) -> list[StillHeld]:
    """Return where each patient, given by their numbers, is held, erased already or not."""
    clinic_id, _ = key_file.read(clinic.folder)
    earlier = catalog.seals_before(clinic.folder, clinic.ledger.key)
    places = [each.place for each in standings(clinic.folder, clinic.ledger.key)]
    shelves = [_shelf(clinic, place, clinic_id, earlier, now) for place in places]
    beside = set_aside(clinic.folder)
    left = given_up(clinic.folder, clinic.ledger.key)
    found = []
    for numbers in people:
        spans = [span for number in numbers for span in _spans(clinic, number)]
        since = min((span.since for span in spans), default=now)
        at_places = tuple(_at_place(shelf, spans) for shelf in shelves)
        kept = tuple(each for each in beside if each.at >= since)
        found.append(StillHeld(at_places, tuple(_may_hold(left, spans)), kept))
    return found


def _may_hold(left: Collection[Standing], spans: list[Span]) -> Iterator[GivenUp]:
    for each in left:
        # Of a place of which it is not known how far its last backup went, nothing is ruled out.
        if not each.row or any(span.first <= each.row for span in spans):
            yield GivenUp(each.place, each.proven_at)


def _shelf(
    clinic: Clinic, place: Path, clinic_id: str, earlier: Collection[EarlierSeal], now: datetime
) -> _Shelf:
    shelf = Shelf.at(place, clinic_id)
    lies = _is_there(shelf.folder)
    found = catalog.backups(shelf, clinic.ledger.key, earlier) if lies else []
    proven = [each.age for each in found if each.age and each.proof and not each.is_damaged]
    strange = frozenset(each.path for each in found if not _is_of_this_log(clinic, each))
    return _Shelf(place, found, days_of_leaving(proven, now), strange)


def _is_of_this_log(clinic: Clinic, backup: Backup) -> bool:
    if backup.manifest is None:
        return False
    row, mac = backup.manifest.audit
    return any(mac == each for (each,) in read(clinic.ledger.db, _MAC, (row,)))


def _at_place(shelf: _Shelf, spans: list[Span]) -> AtPlace:
    holding = [each for each in shelf.backups if _holds(shelf, spans, each)]
    days = [shelf.leaving.get(each.age) for each in holding if each.age and not each.is_damaged]
    damaged = [each for each in shelf.backups if each.is_damaged]
    staying = sum(each.age is None or each in holding for each in damaged)
    until = max((day for day in days if day), default=None)
    return AtPlace(shelf.place, _is_there(shelf.place), len(holding), until, staying)


def _holds(shelf: _Shelf, spans: list[Span], backup: Backup) -> bool:
    if backup.age is None:
        return False
    row, is_strange = backup.age.row, backup.path in shelf.strange
    return any(span.holds(row) or (is_strange and row >= span.first) for span in spans)


def _spans(clinic: Clinic, number: int) -> Iterator[Span]:
    for first, at in read(clinic.ledger.db, _REGISTERED, (number,)):
        if first is not None:
            end = next((seq for (seq,) in read(clinic.ledger.db, _ERASED, (number,))), None)
            yield Span(first, end, datetime.fromisoformat(at))


def _is_there(place: Path) -> bool:
    try:
        return place.is_dir()
    except OSError:
        return False

"""Where a person is still held besides the clinic itself: backups, and what lies kept beside it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from infrared_desktop.storage.backup import catalog
from infrared_desktop.storage.backup.catalog import Backup
from infrared_desktop.storage.backup.objects import Shelf
from infrared_desktop.storage.backup.set_aside import SetAside, set_aside
from infrared_desktop.storage.backup.standing import standings
from infrared_desktop.storage.backup.thinning import days_of_leaving
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.database.sqlcipher import read
from infrared_desktop.storage.files import key_file

_REGISTERED = (
    "SELECT min(seq), min(at) FROM audit WHERE kind = 'patient' AND version = 1 AND patient_id = ?"
)
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
class StillHeld:
    """Where somebody is held besides the clinic."""

    places: tuple[AtPlace, ...]
    beside: tuple[SetAside, ...]  # what restores and upgrades left beside the clinic


def still_held(clinic: Clinic, numbers: Iterable[int], now: datetime) -> StillHeld:
    """Return where a patient with these numbers is held, erased already or not."""
    spans = [span for number in numbers for span in _spans(clinic, number)]
    folder, key = clinic.folder, clinic.ledger.key
    clinic_id, _ = key_file.read(folder)
    earlier = catalog.seals_before(folder, key)
    at_places = []
    for place in (each.place for each in standings(folder, key)):
        shelf = Shelf.at(place, clinic_id)
        found = catalog.backups(shelf, key, earlier) if shelf.folder.is_dir() else []
        at_places.append(_at_place(place, found, spans, now))
    since = min((span.since for span in spans), default=now)
    beside = (each for each in set_aside(folder) if each.at >= since)
    return StillHeld(tuple(at_places), tuple(beside))


def _at_place(place: Path, found: list[Backup], spans: list[Span], now: datetime) -> AtPlace:
    holding = [each for each in found if each.age and _holds(spans, each.age.row)]
    proven = [each.age for each in found if each.age and each.proof and not each.is_damaged]
    leaving = days_of_leaving(proven, now)
    days = [leaving.get(each.age) for each in holding if each.age and not each.is_damaged]
    staying = sum(each.is_damaged and (each.age is None or each in holding) for each in found)
    until = max((day for day in days if day), default=None)
    return AtPlace(place, _is_there(place), len(holding), until, staying)


def _holds(spans: list[Span], row: int) -> bool:
    return any(span.holds(row) for span in spans)


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

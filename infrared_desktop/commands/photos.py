"""The verb that takes a folder of photographs in for a patient."""

import argparse
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from infrared_desktop.commands import arguments
from infrared_desktop.commands.unlocking import open_folder
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.chart import State
from infrared_desktop.exchange.photo_list import TakenIn, ToBeTaken, take_in
from infrared_desktop.exchange.photo_sources import photo_paths
from infrared_desktop.storage.clinic import Clinic

if TYPE_CHECKING:
    from infrared_desktop.usage import Verbs


def add_to(verbs: "Verbs") -> None:
    """Add `photos`."""
    taking = verbs.add_parser("photos", help="take a folder of photographs in for a patient")
    taking.add_argument("folder", type=Path, metavar="DIR", help="the clinic's folder")
    taking.add_argument("number", type=arguments.number, metavar="NUMBER")
    taking.add_argument("photographs", type=Path, metavar="FOLDER")
    taking.set_defaults(run=_take_in)


def _take_in(asked: argparse.Namespace) -> int:
    paths = photo_paths(asked.photographs)
    clinic, staff_id = open_folder(asked.folder, asked.verb)
    with closing(clinic):
        now = datetime.now(UTC)
        taken = _read(clinic, _wanted(clinic, asked.number, now), paths)
        if taken.photos:
            clinic.photos.add(taken.photos, staff_id, now)
        for line in _lines(clinic, taken):
            print(line)
    print(
        f"imported {len(taken.photos)}, known {taken.known}, "
        f"unreadable {len(taken.unreadable) + taken.left}"
    )
    return 0 if taken.photos or taken.known or not paths else 1


def _wanted(clinic: Clinic, number: int, now: datetime) -> ToBeTaken:
    if clinic.people.get(number).state is State.INVALID:
        raise KnownError("Number {n} is no patient any more. Nothing was taken in.", n=number)
    known = frozenset(stored.record.content for stored in clinic.photos.of_patient(number))
    return ToBeTaken(number, clinic.day(now), ZoneInfo(clinic.settings.timezone), known)


def _read(clinic: Clinic, wanted: ToBeTaken, paths: list[Path]) -> TakenIn:
    from infrared_desktop.documents.pictures import Pictures  # brings Qt, which no other verb needs

    # The same process as beside the window: a hostile file is no better without one.
    with Pictures() as pictures:
        return take_in(paths, wanted, clinic.photos.files, pictures.thumbnail)


def _lines(clinic: Clinic, taken: TakenIn) -> list[str]:
    others = clinic.photos.also_with(taken.photos)
    lines = [f"{told.name}: {told.words}" for told in (*taken.unreadable, *taken.remarks)]
    for name, photo in zip(taken.names, taken.photos, strict=True):
        if photo.content in others:
            numbers = ", ".join(map(str, others[photo.content]))
            lines.append(f"{name}: the very same photograph is with no. {numbers}. Whose is it?")
    return [*lines, str(taken.stopped)] if taken.stopped else lines

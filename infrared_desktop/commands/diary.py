"""The verb that writes the diary as a calendar file."""

import argparse
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from infrared_desktop.commands import arguments
from infrared_desktop.commands.unlocking import open_folder
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.files.writing import check_new, write_atomically
from infrared_desktop.storage.gathered.calendar_rows import (
    calendar_visits,
    clinic_mark,
    visits_between,
)

if TYPE_CHECKING:
    from infrared_desktop.usage import Verbs


def add_to(verbs: "Verbs") -> None:
    """Add `diary`."""
    writing = verbs.add_parser("diary", help="write the visits of some days as a calendar file")
    writing.add_argument("folder", type=Path, metavar="DIR", help="the clinic's folder")
    writing.add_argument("file", type=Path, metavar="OUT.ics")
    for name, goal, words in (
        ("--from", "first", "the first day"),
        ("--to", "last", "the last day"),
    ):
        writing.add_argument(
            name, dest=goal, type=arguments.day, required=True, metavar="DATE", help=words
        )
    writing.add_argument(
        "--of", type=arguments.number, metavar="NUMBER", help="one member of staff's diary only"
    )
    writing.add_argument("--names", action="store_true", help="name the patients in it")
    writing.set_defaults(run=_diary)


def _diary(asked: argparse.Namespace) -> int:
    from infrared_desktop.exchange.icalendar_files import as_icalendar

    if asked.last < asked.first:
        raise KnownError("The last day lies before the first. Nothing was written.")
    check_new(asked.file)
    clinic, staff_id = open_folder(asked.folder, asked.verb)
    with closing(clinic):
        if asked.of is not None and asked.of not in {each.id for each in clinic.staff.all()}:
            raise KnownError("There is no member of staff {n}. Nothing was written.", n=asked.of)
        visits = visits_between(clinic, asked.first, asked.last, asked.of)
        shown = calendar_visits(clinic, visits, asked.names)
        file = as_icalendar(shown, ZoneInfo(clinic.settings.timezone), clinic_mark(clinic))
        clinic.note("diary-exported", staff_id, datetime.now(UTC))
    write_atomically(asked.file, file)
    print(f"Wrote {len(shown)} visits to {asked.file}.")
    return 0

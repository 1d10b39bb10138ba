"""The verb that writes a patient's timeline as a picture, as a PDF to print, or as JSON."""

import argparse
import json
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from infrared_desktop.commands import arguments
from infrared_desktop.commands.unlocking import open_folder
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.timeline.facts import facts_of
from infrared_desktop.domain.timeline.telling import Reader
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.files.writing import check_new, write_atomically
from infrared_desktop.storage.gathered.timelines import timeline_of
from infrared_desktop.storage.gathered.whole_record import note_printing, record_to_print

if TYPE_CHECKING:
    from infrared_desktop.documents.press import Paper
    from infrared_desktop.usage import Verbs

_ENDINGS = (".svg", ".pdf")


def add_to(verbs: "Verbs") -> None:
    """Add `timeline`."""
    drawing = verbs.add_parser("timeline", help="write the timeline of one patient as SVG or PDF")
    drawing.add_argument("folder", type=Path, metavar="DIR", help="the clinic's folder")
    drawing.add_argument("number", type=arguments.number, metavar="NUMBER")
    drawing.add_argument("file", type=Path, nargs="?", metavar="OUT.svg")
    drawing.add_argument("--json", action="store_true", help="for a script to read")
    drawing.add_argument("--by-year", action="store_true", help="one chart for each year")
    drawing.add_argument(
        "--on", type=arguments.day, metavar="DATE", help="the day that counts as today"
    )
    drawing.set_defaults(run=_timeline)


def _timeline(asked: argparse.Namespace) -> int:
    if asked.json == (asked.file is not None):
        raise KnownError("Name a file that ends in .svg or .pdf, or ask for --json.")
    return _tell(asked) if asked.json else _write(asked)


def _tell(asked: argparse.Namespace) -> int:
    now = datetime.now(UTC)
    clinic, staff_id = open_folder(asked.folder, asked.verb)
    with closing(clinic):
        reader = Reader(staff_id, clinic.people.last_looked(asked.number, staff_id, now))
        note_printing(clinic, asked.number, staff_id, now)
        timeline = timeline_of(clinic, asked.number, asked.on or clinic.day(now), reader)
    print(json.dumps({"patient": asked.number} | facts_of(timeline), indent=2, ensure_ascii=False))
    return 0


def _write(asked: argparse.Namespace) -> int:
    from infrared_desktop.documents.making import make_pdf, make_picture

    ending = asked.file.suffix.lower()
    if ending not in _ENDINGS:
        raise KnownError("The file has to end in .svg or .pdf. Nothing was written.")
    check_new(asked.file)
    clinic, staff_id = open_folder(asked.folder, asked.verb)
    with closing(clinic):
        paper = _paper(clinic, asked.number, staff_id, asked.on, asked.by_year)
    write_atomically(asked.file, make_pdf(paper) if ending == ".pdf" else make_picture(paper))
    print(f"Wrote the timeline of number {asked.number} to {asked.file}.")
    return 0


def _paper(clinic: Clinic, number: int, by: int, on: date | None, by_year: bool) -> "Paper":
    from infrared_desktop.documents.record_paper import RecordPapers
    from infrared_desktop.documents.values import Values

    now = datetime.now(UTC)
    record = record_to_print(clinic, number, by, now)
    timeline = timeline_of(clinic, number, on or clinic.day(now))
    return RecordPapers(Values(record), by, now, on).timeline(timeline, by_year)

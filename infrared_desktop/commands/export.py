"""The verb by which a clinic, or one patient's record, leaves as documented open files."""

import argparse
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from infrared_desktop.commands import arguments
from infrared_desktop.commands.unlocking import open_folder
from infrared_desktop.storage.files.folder import holds_clinic
from infrared_desktop.storage.leaving.folder import check_place
from infrared_desktop.storage.leaving.making import Left, Paper, export

if TYPE_CHECKING:
    from infrared_desktop.usage import Verbs


def add_to(verbs: "Verbs") -> None:
    """Add `export`."""
    leaving = verbs.add_parser(
        "export", help="write everything, or one patient's record, as open files"
    )
    leaving.add_argument("folder", type=Path, metavar="DIR", help="the clinic's folder")
    leaving.add_argument("out", type=Path, metavar="OUT", help="a new or empty folder")
    leaving.add_argument("--patient", type=arguments.number, metavar="NUMBER")
    leaving.set_defaults(run=_export)


def _export(asked: argparse.Namespace) -> int:
    if holds_clinic(asked.folder):
        check_place(asked.out, asked.folder)  # before somebody types a passphrase for nothing
    clinic, staff_id = open_folder(asked.folder, asked.verb)
    now = datetime.now(UTC)
    with closing(clinic):
        paper = _paper(staff_id, now) if asked.patient is not None else None
        left = export(clinic, asked.out, staff_id, now, asked.patient, paper)
    _tell(left)
    return 0


def _paper(staff_id: int, now: datetime) -> Paper:
    from infrared_desktop.documents.whole_paper import record_pdf  # brings Qt

    return record_pdf(staff_id, now)


def _tell(left: Left) -> None:
    for number in left.lacking:
        print(f"Photograph {number} is lost or damaged here: left out.")
    print(f"These files are NOT encrypted: {left.folder}")
    print(f"exported {left.rows} rows, {left.photographs} photographs, {left.files} files")

"""The verb that makes a review copy, to be read away from the clinic."""

import argparse
import getpass
import os
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from infrared_desktop.commands import arguments
from infrared_desktop.commands.unlocking import open_folder
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.review_copies import USUAL_DAYS, CopyScope
from infrared_desktop.storage.review.making import make_copy
from infrared_desktop.storage.review.order import CopyOrder

if TYPE_CHECKING:
    from infrared_desktop.usage import Verbs


def add_to(verbs: "Verbs") -> None:
    """Add `review-copy`."""
    making = verbs.add_parser("review-copy", help="make a copy of patients to read elsewhere")
    making.add_argument("folder", type=Path, metavar="DIR", help="the clinic's folder")
    making.add_argument("out", type=Path, metavar="OUT")
    making.add_argument("--patients", type=_whom, required=True, metavar="NUMBER,…|tomorrow|all")
    making.add_argument("--until", type=arguments.day, metavar="DATE")
    making.add_argument("--without-photographs", action="store_true")
    making.set_defaults(run=_make)


def _make(asked: argparse.Namespace) -> int:
    clinic, staff_id = open_folder(asked.folder, asked.verb)
    with closing(clinic):
        now = datetime.now(UTC)
        scope, numbers = asked.patients
        until: date = asked.until or clinic.day(now) + timedelta(days=USUAL_DAYS)
        order = CopyOrder(
            scope, until, staff_id, _passphrase(), numbers, not asked.without_photographs
        )
        made = make_copy(clinic, order, asked.out, staff_id, now)
    for photo in made.lacking:
        print(f"Photograph {photo.id} of no. {photo.record.patient_id} is damaged: left out.")
    count = len(made.copy.record.patients)
    print(f"copied {count} patients, {made.photographs} photographs, until {until}")
    return 0


def _passphrase() -> str:
    """Return what the copy is to open with: asked, or set; else the clinic's own, where that is."""
    for name in ("INFRARED_COPY_PASSPHRASE", "INFRARED_PASSPHRASE"):
        if told := os.environ.get(name):
            return told
    try:
        return getpass.getpass("Passphrase of the copy: ")
    except EOFError as error:
        raise KnownError("Nobody answered. Set INFRARED_COPY_PASSPHRASE and try again.") from error


def _whom(text: str) -> tuple[CopyScope, tuple[int, ...]]:
    """Read whom a copy is to hold."""
    if text in (CopyScope.TOMORROW, CopyScope.ALL):
        return CopyScope(text), ()
    return CopyScope.CHOSEN, tuple(arguments.number(each) for each in text.split(","))

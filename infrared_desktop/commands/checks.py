"""The verbs that check: a protocol's file, and a whole clinic."""

import argparse
import sys
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from infrared_desktop.commands.unlocking import unlock
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.schedule.overlaps import Overlap
from infrared_desktop.storage.access.seat import keep_way, kept_if_untold, note_verb
from infrared_desktop.storage.clinic import Clinic, open_unchanged
from infrared_desktop.storage.database.full_disk import opening
from infrared_desktop.storage.desks.doorkeeper import RefusedError
from infrared_desktop.storage.desks.protocol_files import check_file, lacking
from infrared_desktop.storage.verify import verify

if TYPE_CHECKING:
    from infrared_desktop.usage import Verbs


def add_to(verbs: "Verbs") -> None:
    """Add `protocol` and `verify`."""
    checking = verbs.add_parser("protocol", help="check a protocol's file")
    checking.add_argument("file", type=Path, metavar="FILE")
    checking.set_defaults(run=_protocol)
    verifying = verbs.add_parser("verify", help="check a whole clinic")
    verifying.add_argument("folder", type=Path, metavar="DIR", help="the clinic's folder")
    verifying.set_defaults(run=_verify)


def _protocol(asked: argparse.Namespace) -> int:
    flaws = check_file(asked.file)
    for flaw in flaws:
        print(flaw)
    if not flaws:
        print(f"The protocol {asked.file} can be used.")
        if rules := lacking(asked.file):
            print(f"The program's own has rules that it lacks: {', '.join(rules)}.")
    return 1 if flaws else 0


def _verify(asked: argparse.Namespace) -> int:
    try:
        unlocked = unlock(asked.folder, "verify")
        with kept_if_untold(asked.folder, unlocked.staff_id, "verify"), opening():
            clinic = open_unchanged(asked.folder, unlocked.key)
        with closing(clinic.ledger.db):
            wrong = [str(found) for found in verify(clinic)]
            if wrong:  # into a file that is damaged nothing is written
                keep_way(asked.folder, unlocked.staff_id, "verify")
            else:
                _tell_log(clinic, unlocked.staff_id)
            overlapping = clinic.diary.overlaps(clinic.day(datetime.now(UTC)), date.max)
    except KnownError as error:
        # The verdict belongs to the output, even when the clinic does not open.
        print(error.sentence)
        return 1
    for line in wrong:
        print(line)
    if wrong:
        print(f"The clinic is not sound; findings: {len(wrong)}. Restore the last backup.")
        return 1
    for each in overlapping:
        print(_overlap_words(each))
    print("The clinic is sound: every page, record and audit row is as it was written.")
    return 0


def _tell_log(clinic: Clinic, by: int) -> None:
    """Tell the clinic's log who verified; a disk that is full takes no verdict away."""
    try:
        with kept_if_untold(clinic.folder, by, "verify"):
            note_verb(clinic.ledger, clinic.folder, by, "verify", datetime.now(UTC))
    except RefusedError:
        raise
    except KnownError as error:
        print(f"The clinic's log could not tell of this: {error.sentence}", file=sys.stderr)


def _overlap_words(found: Overlap) -> str:
    """Say which visits to come overlap: nothing is damaged, somebody has to move one of them."""
    first, second = found.first, found.second
    return (
        f"Visits {first.id} and {second.id} overlap on {first.record.day} at "
        f"{second.record.starts:%H:%M} ({', '.join(found.what)}): move one of them."
    )

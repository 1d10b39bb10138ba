"""The verbs that back a clinic up and put a backup back."""

import argparse
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from infrared_desktop.commands.unlocking import (
    unlock,
    unlock_backup,
    unlock_backup_with_recovery_key,
)
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.access.backup_way_in import BackupWayIn
from infrared_desktop.storage.access.seat import kept_if_untold, note_verb
from infrared_desktop.storage.backup.making import Made
from infrared_desktop.storage.backup.restoring import keys_of, restore
from infrared_desktop.storage.backup.standing import back_up_at, note, standings
from infrared_desktop.storage.backup.trial import Source
from infrared_desktop.storage.clinic import open_unchanged
from infrared_desktop.storage.gathered.erasing_facts import ELSEWHERE

if TYPE_CHECKING:
    from infrared_desktop.usage import Verbs


def add_to(verbs: "Verbs") -> None:
    """Add `backup` and `restore`."""
    making = verbs.add_parser("backup", help="back a clinic up to a place, and prove it")
    making.add_argument("folder", type=Path, metavar="DIR", help="the clinic's folder")
    making.add_argument("place", type=Path, metavar="PLACE", help="the folder of backups")
    making.add_argument("--thorough", action="store_true", help="check every record")
    making.set_defaults(run=_back_up)
    restoring = verbs.add_parser("restore", help="put a backup into a folder")
    restoring.add_argument("backup", type=Path, metavar="BACKUP", help="what `proven:` named")
    restoring.add_argument("folder", type=Path, metavar="DIR", help="the clinic's folder")
    restoring.add_argument(
        "--recovery-key",
        action="store_true",
        help="by the recovery key of its day, where nobody knows a passphrase",
    )
    restoring.set_defaults(run=_restore)


def _back_up(asked: argparse.Namespace) -> int:
    unlocked = unlock(asked.folder, "backup")
    now = datetime.now(UTC)
    source, place = Source(asked.folder.absolute(), unlocked.key), asked.place.absolute()
    try:
        made = back_up_at(source, place, now, asked.thorough)
    except KnownError as error:
        note(source, place, error, now)
        _tell_log(source, "backup-failed", unlocked.staff_id)
        raise
    note(source, place, made, now)
    listed = {each.place for each in standings(source.folder, source.key)}
    where = None if place in listed else ELSEWHERE
    _tell_log(source, "backup-made", unlocked.staff_id, where)
    _say(made)
    return 0


def _say(made: Made) -> None:
    if made.manifest.lacking:
        print(
            f"Photographs that are damaged in the clinic, so that no backup has them: "
            f"{len(made.manifest.lacking)}."
        )
    print(f"proven: {made.path}")


def _tell_log(source: Source, act: str, by: int, where: str | None = None) -> None:
    """Tell the clinic's audit log; one of an older version is not brought up to date for it."""
    try:
        with (
            kept_if_untold(source.folder, by, "backup"),
            closing(open_unchanged(source.folder, source.key)) as clinic,
        ):
            note_verb(clinic.ledger, source.folder, by, "backup", datetime.now(UTC))
            clinic.note(act, by, datetime.now(UTC), where)
    except KnownError as error:
        print(f"The clinic's log could not tell of this: {error.sentence}", file=sys.stderr)


def _restore(asked: argparse.Namespace) -> int:
    backup: Path = asked.backup.absolute()
    folder = asked.folder.absolute()
    with keys_of(backup) as keys:
        way, by_key = BackupWayIn(keys, backup, folder), asked.recovery_key
        unlocked = unlock_backup_with_recovery_key(way) if by_key else unlock_backup(way)
    done = restore(backup, folder, unlocked.key, unlocked.staff_id, datetime.now(UTC))
    if done.kept is not None:
        print(f"What was there before is kept whole in {done.kept}.")
    print(f"proven: {folder}")
    return 0

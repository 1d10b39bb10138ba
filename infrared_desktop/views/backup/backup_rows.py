"""Each backup as a row: its moment, whether it is proven, what it holds and where it lies."""

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QLocale

from infrared_desktop.storage.backup.catalog import Backup
from infrared_desktop.storage.backup.listing import Seen, size_of
from infrared_desktop.storage.backup.manifest import Manifest
from infrared_desktop.storage.backup.objects import SHELF
from infrared_desktop.storage.backup.set_aside import Aside, SetAside
from infrared_desktop.views.lists.rows import Row
from infrared_desktop.views.look.chips import Chip
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.wording import say_day

_LONG_AFTER = timedelta(minutes=10)  # the first proof of a large clinic takes its time


def at_words(at: datetime, timezone: str = "") -> str:
    """Say a moment by the clinic's clock; where nobody knows it yet, by the computer's."""
    local = at.astimezone(ZoneInfo(timezone) if timezone else None)
    return f"{say_day(local.date())}, {local:%H:%M}"


def backup_row(place: Path, backup: Backup, timezone: str) -> Row:
    """Return the row of a backup that a key has opened."""
    earlier = Chip(Meaning.INFORMATION, _words("earlier key"))
    return Row(
        key=backup.path,
        title=_title(backup.path, backup.manifest, timezone),
        chip=_worth(backup.is_damaged, backup.proof is not None),
        chip2=earlier if backup.is_earlier else None,
        note=" · ".join([str(place), *_contents(backup.manifest), *_again(backup, timezone)]),
    )


def seen_row(seen: Seen) -> Row:
    """Return the row of a backup that is known by its own words alone."""
    return Row(
        key=seen.path,
        title=_title(seen.path, seen.manifest, ""),
        chip=_worth(seen.manifest is None, seen.says_proven),
        note=" · ".join([str(place_of(seen.path)), *_contents(seen.manifest)]),
    )


def kept_row(kept: SetAside, timezone: str) -> Row:
    """Return the row of what a restore, an upgrade or damage left."""
    title = _words("What was there before the restore of {at}")
    worth, note = _words("kept whole"), _words("Enter looks into it, X removes it for good")
    if kept.why is Aside.UPGRADE:
        title = _words("Copy from before the upgrade of {at}")
        worth, note = _words("kept"), _words("X removes it for good")
    elif kept.why is Aside.TYPED:
        title = _words("What somebody typed as damage showed, {at}")
        worth, note = _words("not read yet"), _words("X removes it for good, unread")
    elif not kept.is_whole:
        worth, note = _words("removed in part"), _words("X removes the rest")
    return Row(
        key=kept.path,
        title=title.format(at=at_words(kept.at, timezone)),
        chip=Chip(Meaning.INFORMATION, worth),
        note=f"{size_words(kept.size)} · {note}",
    )


def size_words(size: int) -> str:
    """Say how much room something takes."""
    return str(QLocale().formattedDataSize(size, 1, QLocale.DataSizeFormat.DataSizeSIFormat))


def _title(path: Path, manifest: Manifest | None, timezone: str) -> str:
    return at_words(manifest.moment, timezone) if manifest else path.stem


def place_of(path: Path) -> Path:
    """Return the place where a backup lies: what people chose, without the folders inside it."""
    shelf = path.parent.parent
    return shelf.parent if shelf.name == SHELF else path.parent


def _worth(is_damaged: bool, is_proven: bool) -> Chip:
    if is_damaged:
        return Chip(Meaning.STOP, _words("damaged"))
    if is_proven:
        return Chip(Meaning.SUITABLE, _words("proven"))
    return Chip(Meaning.CAUTION, _words("not proven"))


def _contents(manifest: Manifest | None) -> list[str]:
    if manifest is None:
        return [_words("it stays for whoever rescues data")]
    counts = manifest.counts
    return [
        _count(counts.get("patient", 0), _words("1 patient"), _words("{count} patients")),
        _count(counts.get("appointment", 0), _words("1 visit"), _words("{count} visits")),
        _count(counts.get("photo", 0), _words("1 photograph"), _words("{count} photographs")),
        size_words(size_of(manifest)),
    ]


def _again(backup: Backup, timezone: str) -> list[str]:
    """Tell when it was proven again, long after it was made."""
    if backup.proof is None or backup.manifest is None:
        return []
    if backup.proof.at - backup.manifest.moment < _LONG_AFTER:
        return []
    text = _words("proven again {at}")
    return [text.format(at=at_words(backup.proof.at, timezone))]


def _count(count: int, one: str, many: str) -> str:
    return one if count == 1 else many.format(count=count)


def _words(text: str) -> str:
    return QCoreApplication.translate("BackupRows", text)

"""The anchor: how far the audit log had come, kept outside the database, so that a cut shows."""

import json
from contextlib import suppress
from pathlib import Path

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.audit.log import AuditLog
from infrared_desktop.storage.files.folder import ANCHOR
from infrared_desktop.storage.files.writing import write_atomically

Anchor = tuple[int, str]
_UNREADABLE = (-1, "")  # names no row, so it never holds


def read(folder: Path) -> Anchor | None:
    """Return the row and the MAC that the anchor names, or None if there is no anchor."""
    try:
        content = json.loads((folder / ANCHOR).read_text(encoding="utf-8"))
        row, mac = int(content["row"]), str(content["mac"])
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return _UNREADABLE
    return (row, mac) if row < 1 << 63 else _UNREADABLE


def holds(named: Anchor | None, audit: AuditLog) -> bool:
    """Say whether there is an anchor and the audit log still has the row that it names."""
    return named is not None and audit.mac_at(named[0]) == named[1]


def set_down(folder: Path, audit: AuditLog) -> None:
    """Name the newest row."""
    row, mac = audit.head()
    write_atomically(folder / ANCHOR, json.dumps({"row": row, "mac": mac}).encode())


def advance(folder: Path, audit: AuditLog) -> None:
    """Name the newest row; an anchor that is gone or no longer holds is never made good again."""
    with suppress(KnownError):
        if holds(read(folder), audit):
            set_down(folder, audit)

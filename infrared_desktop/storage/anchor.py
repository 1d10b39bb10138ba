"""The anchor: how far the audit log had come, kept outside the database, so that a cut shows."""

import json
from contextlib import suppress
from pathlib import Path

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.audit import AuditLog
from infrared_desktop.storage.files import write_atomically

ANCHOR = "clinic.anchor"


def holds(folder: Path, audit: AuditLog) -> bool:
    """Say whether the audit log still has the row that the anchor names, if there is an anchor."""
    try:
        content = json.loads((folder / ANCHOR).read_text(encoding="utf-8"))
        return audit.mac_at(int(content["row"])) == str(content["mac"])
    except FileNotFoundError:
        return True
    except (OSError, ValueError, KeyError, TypeError):
        return False


def advance(folder: Path, audit: AuditLog) -> None:
    """Name the newest row; what cannot be written, or no longer holds, stays as it is."""
    with suppress(KnownError):
        if holds(folder, audit):
            row, mac = audit.head()
            write_atomically(folder / ANCHOR, json.dumps({"row": row, "mac": mac}).encode())

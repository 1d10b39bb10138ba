"""An import that was given up leaves no file behind; what any record names is never removed."""

from collections.abc import Iterable
from datetime import datetime

from infrared_desktop.storage.database.sqlcipher import read
from infrared_desktop.storage.desks.acts import Ledger
from infrared_desktop.storage.files.photo_files import PhotoFiles

# In any version: what was struck, moved or taken back stays readable, and so does what left.
_NAMED = (
    "SELECT 1 FROM photo WHERE content = ? "
    "UNION ALL SELECT 1 FROM photo_export WHERE content = ? LIMIT 1"
)


def clear_away(
    ledger: Ledger, files: PhotoFiles, brought: Iterable[str], by: int, now: datetime
) -> int:
    """Remove the files that an import brought and nobody stored; return how many.

    All of it is one act, so that nobody stores one of them meanwhile; the audit log tells each.
    """
    removed = 0
    with ledger.act("photographs-given-up", by, now) as act:
        for content in dict.fromkeys(brought):
            if not list(read(ledger.db, _NAMED, (content, content))):
                files.remove(content)
                act.note(content_hash=content)
                removed += 1
    return removed

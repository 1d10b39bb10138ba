"""Check the whole audit log: every row against the one before, and the newest against the anchor.

`verifier.py` says the same without this program; a test has both look at the same logs.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from infrared_desktop.storage.audit import anchor
from infrared_desktop.storage.audit.log import AuditLog

_STEP = 2_000


class Anchored(StrEnum):
    """What the file beside the database says of the log."""

    HOLDS = "holds"
    GONE = "gone"
    CUT = "cut"


@dataclass(frozen=True)
class Verdict:
    """What a check found: how many rows there are, which are broken, and how the anchor stands."""

    rows: int
    broken: tuple[int, ...]
    anchored: Anchored

    @property
    def is_sound(self) -> bool:
        """Whether every row is as it was written and none was cut off."""
        return not self.broken and self.anchored is Anchored.HOLDS


def check(
    folder: Path, audit: AuditLog, progress: Callable[[float], None] = lambda part: None
) -> Verdict:
    """Check the whole log; tell how far it is from 0 to 1."""
    # The anchor first: rows that are appended meanwhile are behind it.
    named = anchor.read(folder)
    newest, _ = audit.head()
    broken, rows = [], 0
    for seq, is_sound in audit.checked():
        rows += 1
        if not is_sound:
            broken.append(seq)
        if rows % _STEP == 0:
            progress(min(1.0, rows / newest))
    if named is None:
        return Verdict(rows, tuple(broken), Anchored.GONE)
    holds = anchor.holds(named, audit)
    return Verdict(rows, tuple(broken), Anchored.HOLDS if holds else Anchored.CUT)

"""What an erasure takes away, and what left the clinic before and is beyond its reach."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.database.sqlcipher import read

# Which kinds of records people count together.
GOING = {
    "visits": ("appointment", "absence", "wish", "offer", "next_step"),
    "clinical": (
        *("consultation", "plan", "session", "review", "test_spot", "adverse_event", "history"),
        *("addendum", "rule_decision", "remark"),
    ),
    "photographs": ("photo",),
    "papers": ("handout", "consent", "withdrawal", "photo_export", "call_back"),
    "contacts": ("contact_attempt", "message", "follow_up_decision"),
}
# Acts by which something about a patient left the clinic, and stays wherever it went.
LEFT = (
    "record-printed",
    "paper-printed",
    "record-exported",
    "photographs-exported",
    "review-copy-made",
)
_GOING = (
    "SELECT kind, count(*) FROM head WHERE patient_id IN (SELECT value FROM json_each(?)) "
    "GROUP BY kind"
)
_LEFT = (
    "SELECT act, count(DISTINCT at), max(at) FROM audit WHERE act IN "
    "(SELECT value FROM json_each(?2)) AND patient_id IN (SELECT value FROM json_each(?1)) "
    "GROUP BY act"
)
ELSEWHERE = "at a place that is not on the list"  # of a backup; no list tells what lies there
_WHOLE = (
    "SELECT act, count(*), max(at) FROM audit "
    "WHERE (act = 'clinic-exported' OR (act = 'backup-made' AND reason = ?2)) AND seq > "
    "(SELECT min(seq) FROM audit WHERE patient_id IN (SELECT value FROM json_each(?1))) "
    "GROUP BY act"
)
_DRAFTS = "SELECT count(*) FROM draft WHERE patient_id IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True)
class Left:
    """What left by an act of the audit log: how often, and when last."""

    act: str
    times: int
    last: datetime


def what_goes(clinic: Clinic, numbers: Collection[int]) -> dict[str, int]:
    """Count what an erasure takes away, by subject, struck records as well; empty ones left out."""
    whose = json.dumps(sorted(numbers))
    kinds = dict(read(clinic.ledger.db, _GOING, (whose,)))
    counts = {subject: sum(kinds.get(kind, 0) for kind in GOING[subject]) for subject in GOING}
    counts["drafts"] = next(count for (count,) in read(clinic.ledger.db, _DRAFTS, (whose,)))
    return {subject: count for subject, count in counts.items() if count}


def what_left(clinic: Clinic, numbers: Collection[int]) -> list[Left]:
    """Return what left about a patient, newest first.

    An export of the whole clinic held them, and so did a backup at a place of its own.
    """
    db, whose = clinic.ledger.db, json.dumps(sorted(numbers))
    rows = [*read(db, _LEFT, (whose, json.dumps(LEFT)))]
    rows += read(db, _WHOLE, (whose, ELSEWHERE))
    found = [Left(act, times, datetime.fromisoformat(at)) for act, times, at in rows]
    return sorted(found, key=lambda each: each.last, reverse=True)

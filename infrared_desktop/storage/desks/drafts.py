"""Unfinished work as it lies in the draft table, encrypted like all else."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.care import (
    AdverseEvent,
    Consultation,
    Review,
    Session,
    TestSpot,
)
from infrared_desktop.domain.records.consents import Consent
from infrared_desktop.domain.records.diary import Device
from infrared_desktop.domain.records.history import History
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.domain.records.protocol_copy import ProtocolCopy
from infrared_desktop.storage.database.moments import as_text
from infrared_desktop.storage.database.rows import from_json
from infrared_desktop.storage.database.sqlcipher import Database
from infrared_desktop.storage.desks.acts import Act

R = TypeVar("R")

Work = (
    Consultation
    | Session
    | Review
    | AdverseEvent
    | TestSpot
    | Patient
    | History
    | ProtocolCopy
    | Consent
    | Device
)

# For the patient of a registration, who has no number before it is stored, and of what belongs to
# the clinic: a protocol, a device.
NOBODY_YET = 0


@dataclass(frozen=True)
class Draft:
    """Unfinished work of one person on one patient; it never stands in for a stored record.

    A drafted patient is one who is being registered, and has `NOBODY_YET` for a number.
    """

    key: str
    kind: str
    patient_id: int
    staff_id: int
    kept_at: datetime
    content: Mapping[str, Any]

    @property
    def appointment_id(self) -> int | None:
        """Return the visit that the work belongs to, if to one.

        For a history it is the version that it was begun on, so that it never hides a newer one;
        for a device or a test spot it is its own number.
        """
        return int(self.key.rpartition(":")[2]) or None

    @property
    def content_hash(self) -> str:
        """Return the SHA-256 of the whole draft, by which the audit log knows it."""
        said = [*draft_head(self), self.content]
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()

    def record(self, record_type: type[R]) -> R:
        """Return the drafted record; raise KnownError if an older release drafted it otherwise."""
        try:
            return from_json(record_type, self.content)
        except (TypeError, ValueError, LookupError) as error:
            raise KnownError(
                "This draft cannot be shown by this version of the program. It is kept as it is."
            ) from error


def draft_head(draft: Draft) -> tuple[Any, ...]:
    """Return a draft's own columns."""
    return (draft.key, draft.kind, draft.patient_id, draft.staff_id, as_text(draft.kept_at))


def draft_key(kind: str, patient_id: int, by: int, visit: int) -> str:
    """Return the key of a draft: a person has one of a kind for each patient and visit."""
    return f"{kind}:{patient_id}:{by}:{visit}"


def visit_of(record: object, appointment_id: int | None) -> int:
    """Return the visit that a draft belongs to, 0 if to none."""
    return getattr(record, "appointment_id", None) or appointment_id or 0


def put_draft(db: Database, draft: Draft) -> None:
    """Write a draft in place of the one with its key."""
    db.execute(
        "INSERT OR REPLACE INTO draft VALUES (?, ?, ?, ?, ?, ?)",
        (*draft_head(draft), json.dumps(draft.content, ensure_ascii=False)),
    )


def drop_draft(db: Database, act: Act, key: str, patient_id: int) -> None:
    """Remove a draft within an act, and tell the audit log if there was one."""
    if db.execute("DELETE FROM draft WHERE key = ?", (key,)).rowcount:
        act.note(key, None, patient_id or None)

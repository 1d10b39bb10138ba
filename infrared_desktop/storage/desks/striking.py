"""Striking a record through: it stays on record with the reason, and no longer counts."""

from typing import TypeVar

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.care import Addendum
from infrared_desktop.domain.records.chart import State, Stored
from infrared_desktop.storage.database.books import patient_of
from infrared_desktop.storage.database.kinds import kind_of
from infrared_desktop.storage.desks.acts import Act

R = TypeVar("R")


def require_reason(reason: str) -> None:
    """Raise KnownError where nobody said why a record is to be struck through."""
    if not reason.strip():
        raise KnownError("Say why this record is not valid. Nothing was changed yet.")


def strike_through(act: Act, stored: Stored[R], reason: str) -> Stored[R]:
    """Strike a record through within an act; the reason is signed beside it."""
    kind = kind_of(stored.record)
    text = "This record was entered in error."
    patient_id = patient_of(kind, stored)
    if patient_id is not None:
        act.add(Addendum(patient_id, kind.name, stored.id, reason, text), State.SIGNED)
    return act.change(stored, stored.record, State.INVALID)

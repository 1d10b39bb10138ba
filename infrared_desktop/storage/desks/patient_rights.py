"""The desk of patients' rights: records kept closed, and what is decided on a wish to be erased."""

from datetime import datetime

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.patient_rights import Erasure, ErasureDecision, Restriction
from infrared_desktop.storage.desks.acts import Ledger
from infrared_desktop.storage.desks.striking import require_reason, strike_through


class PatientRights:
    """Acts on what a patient may ask of the whole record."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def restrict(self, wish: Restriction, by: int, now: datetime) -> Stored[Restriction]:
        """Keep a patient's record closed until somebody lifts that."""
        if not wish.reason.strip():
            raise KnownError("Say why this record is to be kept closed. Nothing was changed yet.")
        with self._ledger.act("record-restricted", by, now) as act:
            return act.add(wish)

    def lift(
        self, stored: Stored[Restriction], reason: str, by: int, now: datetime
    ) -> Stored[Restriction]:
        """Let a record be used again; the restriction stays on record with the reason."""
        require_reason(reason)
        with self._ledger.act("restriction-lifted", by, now) as act:
            return strike_through(act, stored, reason)

    def decline_erasure(self, decision: Erasure, by: int, now: datetime) -> Stored[Erasure]:
        """Record that a patient is not erased, or not yet, and why."""
        if decision.decision is ErasureDecision.ERASED:
            raise ValueError("an erasure is recorded by the act that erases")
        if not decision.reason.strip():
            raise KnownError("Say why this was decided. Nothing was changed yet.")
        with self._ledger.act(f"erasure-{decision.decision}", by, now) as act:
            return act.add(decision)

"""The papers desk: what was handed out, what the patient signed, and what was withdrawn."""

from datetime import datetime
from typing import TypeVar

from infrared_desktop.domain.access.rights import Right
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.chart import State, Stored
from infrared_desktop.domain.records.consents import (
    Consent,
    Handout,
    HandoutKind,
    Withdrawal,
    is_drawn,
)
from infrared_desktop.domain.records.people import Staff
from infrared_desktop.storage.database.sqlcipher import read
from infrared_desktop.storage.desks.acts import Ledger
from infrared_desktop.storage.desks.drafts import draft_key, drop_draft
from infrared_desktop.storage.desks.integrity import is_as_stored
from infrared_desktop.storage.desks.striking import require_reason, strike_through

R = TypeVar("R")


class Papers:
    """Acts on handouts and consents; each is final once it is stored or confirmed."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def hand_out(self, handout: Handout, by: int, now: datetime) -> Stored[Handout]:
        """Store what a patient was given, word for word."""
        if not handout.text.strip():
            raise KnownError("There is nothing on this paper. Nothing was saved yet.")
        with self._ledger.act(f"{handout.kind}-given", by, now) as act:
            return act.add(handout, State.SIGNED)

    def strike(
        self, given: Stored[Handout], reason: str, by: int, now: datetime
    ) -> Stored[Handout]:
        """Strike a mistaken paper with the reason; it stays on record and no longer counts.

        Raise KnownError for an outline with a consent: that one rests on it.
        """
        require_reason(reason)
        patient = given.record.patient_id
        if any(c.record.handout_id == given.id for c in self._of(Consent, patient)):
            raise KnownError(
                "A consent rests on this outline. Strike that consent first. Nothing was changed."
            )
        with self._ledger.act("handout-invalidated", by, now) as act:
            if given.by != by:
                self._ledger.doorkeeper.require(Right.STRIKE_PAPER, by)
            return strike_through(act, given, reason)

    def consent(self, consent: Consent, by: int, now: datetime) -> Stored[Consent]:
        """Store a signed consent to an outline that the patient was given before.

        Where somebody else than the clinician named in it stores it, it waits for that clinician
        and does not count before.
        """
        given = self._ledger.books.get(Handout, consent.handout_id)
        outline = given.record
        if given.state is State.INVALID or outline.kind is not HandoutKind.OUTLINE:
            raise KnownError(
                "This is no outline that holds. Nothing was saved yet; hand a new one over."
            )
        if (outline.patient_id, outline.document_hash) != (
            consent.patient_id,
            consent.document_hash,
        ):
            raise KnownError("This consent belongs to another outline. Nothing was saved yet.")
        if consent.signed_at > now:
            raise KnownError("The signing lies ahead by this clock. Nothing was saved yet.")
        if consent.signed_at < consent.cooling_off_ends_at:
            raise KnownError(
                "The time to think it over is not past yet. Nothing was saved yet; sign later."
            )
        if not is_drawn(consent.signature) and not consent.signed_paper.strip():
            raise KnownError("The signature is empty. Nothing was saved yet; sign in the field.")
        if consent.co_signature and not is_drawn(consent.co_signature):
            raise KnownError("The second signature is empty. Nothing was saved yet; sign again.")
        is_own = by == consent.taken_by_id
        with self._ledger.act("consent-signed" if is_own else "consent-prepared", by, now) as act:
            self._ledger.doorkeeper.require(Right.TAKE_CONSENT, consent.taken_by_id)
            key = draft_key("consent", consent.patient_id, by, 0)
            drop_draft(self._ledger.db, act, key, consent.patient_id)
            return act.add(consent, State.SIGNED if is_own else State.CURRENT)

    def confirm_consent(self, stored: Stored[Consent], by: int, now: datetime) -> Stored[Consent]:
        """Sign, as the clinician named in it, a consent that somebody else stored."""
        self._ledger.admit("consent-confirmed", by, now)  # before what else is wrong
        if stored.state is not State.CURRENT:
            raise KnownError("This consent waits for nobody. Nothing was changed.")
        if by != stored.record.taken_by_id:
            name = self._ledger.books.get(Staff, stored.record.taken_by_id).record.name
            raise KnownError("Only {name} confirms this consent. Nothing was changed.", name=name)
        if self._is_taken_back(stored):
            raise KnownError("The patient took this consent back. Nothing was changed.")
        if not is_as_stored(self._ledger, stored):
            raise KnownError("This consent is not what was stored. Nothing was changed.")
        with self._ledger.act("consent-confirmed", by, now) as act:
            return act.change(stored, stored.record, State.SIGNED)

    def to_confirm(self, by: int) -> list[Stored[Consent]]:
        """Return the consents that wait for a clinician, those that wait longest first."""
        sql = "SELECT id FROM head WHERE kind = 'consent' AND state = 'current'"
        waiting = self._ledger.books.many(Consent, (n for (n,) in read(self._ledger.db, sql)))
        mine = [one for one in waiting.values() if one.record.taken_by_id == by]
        return sorted((c for c in mine if not self._is_taken_back(c)), key=lambda one: one.at)

    def withdraw(self, withdrawal: Withdrawal, by: int, now: datetime) -> Stored[Withdrawal]:
        """Store that a patient took a consent back; it no longer counts from that day."""
        if not withdrawal.reason.strip():
            raise KnownError("Say why, in a few words. Nothing was changed yet.")
        consent = self._ledger.books.get(Consent, withdrawal.consent_id)
        if consent.state is State.INVALID:
            raise KnownError("This consent was struck through. Nothing was changed.")
        if consent.record.patient_id != withdrawal.patient_id:
            raise KnownError("This consent is another patient's. Nothing was changed.")
        if self._is_taken_back(consent):
            raise KnownError("This consent was taken back before. Nothing was changed.")
        with self._ledger.act("consent-withdrawn", by, now) as act:
            return act.add(withdrawal, State.SIGNED)

    def _is_taken_back(self, consent: Stored[Consent]) -> bool:
        back = self._of(Withdrawal, consent.record.patient_id)
        return any(one.record.consent_id == consent.id for one in back)

    def _of(self, record_type: type[R], patient_id: int) -> list[Stored[R]]:
        return self._ledger.books.of_patient(record_type, patient_id)

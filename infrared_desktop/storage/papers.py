"""The papers desk: what was handed out, what the patient signed, and what was withdrawn."""

from datetime import datetime

from infrared_desktop.domain.answers import Role
from infrared_desktop.domain.chart import State, Stored
from infrared_desktop.domain.consents import Consent, Handout, HandoutKind, Withdrawal, is_drawn
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.people import Staff
from infrared_desktop.storage.acts import Ledger
from infrared_desktop.storage.drafts import draft_key, drop_draft


class Papers:
    """Acts on handouts and consents; each is final once it is stored."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def hand_out(self, handout: Handout, by: int, now: datetime) -> Stored[Handout]:
        """Store what a patient was given, word for word."""
        if not handout.text.strip():
            raise KnownError("There is nothing on this paper. Nothing was saved yet.")
        with self._ledger.act(f"{handout.kind}-given", by, now) as act:
            return act.add(handout, State.SIGNED)

    def consent(self, consent: Consent, by: int, now: datetime) -> Stored[Consent]:
        """Store a signed consent to an outline that the patient was given before."""
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
        if consent.signed_at < consent.cooling_off_ends_at:
            raise KnownError(
                "The time to think it over is not past yet. Nothing was saved yet; sign later."
            )
        if not is_drawn(consent.signature) and not consent.signed_paper.strip():
            raise KnownError("The signature is empty. Nothing was saved yet; sign in the field.")
        if self._ledger.books.get(Staff, consent.taken_by_id).record.role is Role.RECEPTION:
            raise KnownError("A clinician takes a consent. Nothing was saved yet.")
        with self._ledger.act("consent-signed", by, now) as act:
            key = draft_key("consent", consent.patient_id, by, 0)
            drop_draft(self._ledger.db, act, key, consent.patient_id)
            return act.add(consent, State.SIGNED)

    def withdraw(self, withdrawal: Withdrawal, by: int, now: datetime) -> Stored[Withdrawal]:
        """Store that a patient took a consent back; it no longer counts from that day."""
        if not withdrawal.reason.strip():
            raise KnownError("Say why, in a few words. Nothing was changed yet.")
        consent = self._ledger.books.get(Consent, withdrawal.consent_id)
        if consent.record.patient_id != withdrawal.patient_id:
            raise KnownError("This consent is another patient's. Nothing was changed.")
        if any(
            one.record.consent_id == consent.id
            for one in self._ledger.books.of_patient(Withdrawal, withdrawal.patient_id)
        ):
            raise KnownError("This consent was taken back before. Nothing was changed.")
        with self._ledger.act("consent-withdrawn", by, now) as act:
            return act.add(withdrawal, State.SIGNED)

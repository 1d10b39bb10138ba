"""What a signature says: by whom, in which role, with which meaning, and on which exact content."""

from dataclasses import dataclass
from enum import StrEnum

from infrared_desktop.domain.records.answers import Role
from infrared_desktop.domain.records.care import Addendum, Consultation, Review, Session, TestSpot
from infrared_desktop.domain.records.consents import Consent, Handout, Withdrawal
from infrared_desktop.domain.records.protocol_copy import ProtocolCopy
from infrared_desktop.domain.records.rule_decisions import RuleDecision


class SignMeaning(StrEnum):
    """What somebody stands for by signing; the words are in the table of labels."""

    FINDINGS = "findings"
    TREATED = "treated"
    RECORDED = "recorded"
    REVIEWED = "reviewed"
    ADDED = "added"
    DECIDED = "decided"
    GIVEN = "given"
    INFORMED = "informed"
    WITHDRAWAL = "withdrawal"
    TEST_READ = "test_read"
    APPROVED = "approved"


@dataclass(frozen=True)
class Signature:
    """Binds a signer to one version of a record; its own author and moment are those of the act.

    `signed_hash` is the content hash of that version; name and role are those of that moment.
    """

    about_kind: str
    about_id: int
    about_version: int
    signed_hash: str
    signer: str
    role: Role
    meaning: SignMeaning
    patient_id: int | None = None


_MEANINGS: dict[type[object], SignMeaning] = {
    Consultation: SignMeaning.FINDINGS,
    Review: SignMeaning.REVIEWED,
    Addendum: SignMeaning.ADDED,
    RuleDecision: SignMeaning.DECIDED,
    Handout: SignMeaning.GIVEN,
    Consent: SignMeaning.INFORMED,
    Withdrawal: SignMeaning.WITHDRAWAL,
    TestSpot: SignMeaning.TEST_READ,
    ProtocolCopy: SignMeaning.APPROVED,
}


def meaning_of(record: object, by: int) -> SignMeaning:
    """Return what somebody says by signing a record; only its operator carried a session out."""
    if isinstance(record, Session):
        return SignMeaning.TREATED if record.operator_id == by else SignMeaning.RECORDED
    return _MEANINGS.get(type(record), SignMeaning.RECORDED)

"""What was handed to a patient, what the patient signed, and what was taken back."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from infrared_desktop.domain.records.answers import Answer, Reaction
from infrared_desktop.domain.records.areas import Site


class HandoutKind(StrEnum):
    """A paper that a patient is given, on paper or on screen."""

    OUTLINE = "outline"
    INSTRUCTIONS = "instructions"
    AFTERCARE = "aftercare"


class Alternative(StrEnum):
    """What else could be done (clinical reference 2.2)."""

    NOTHING = "nothing"
    SKINCARE = "skincare"
    RADIO_FREQUENCY = "radio_frequency"
    ULTRASOUND = "ultrasound"
    INJECTABLES = "injectables"
    SURGERY = "surgery"


class Signer(StrEnum):
    """Who signs."""

    PATIENT = "patient"
    GUARDIAN = "guardian"


@dataclass(frozen=True)
class Handout:
    """A paper as the patient got it, word for word, so that it can be proved later.

    `text` is the whole of it as lines; a line that starts with "# " is a heading and one with
    "- " an item. `codes` are the items of the protocol that it holds.
    """

    patient_id: int
    kind: HandoutKind
    given_at: datetime
    language: str
    text: str
    sites: tuple[Site, ...] = ()
    codes: tuple[str, ...] = ()
    protocol_version: str = ""
    appointment_id: int | None = None
    cost_quoted: str = ""

    @property
    def document_hash(self) -> str:
        """The SHA-256 of the text."""
        return hashlib.sha256(self.text.encode()).hexdigest()


@dataclass(frozen=True)
class Stroke:
    """One line of a drawn signature: x and y in turn, in thousandths of the pad's width."""

    points: tuple[int, ...]


def is_drawn(signature: Iterable[Stroke]) -> bool:
    """Say whether a line was drawn: dots alone are no signature."""
    pairs = (set(zip(line.points[::2], line.points[1::2], strict=False)) for line in signature)
    return any(len(points) > 1 for points in pairs)


@dataclass(frozen=True)
class Consent:
    """A signed consent (clinical reference 5.3); its handout is the outline that it is based on.

    `signed_at` may not lie before `cooling_off_ends_at`. A consent that was signed on paper has no
    drawn signature: `signed_paper` says where that paper is kept. Under age the guardian signs, who
    says how they are related, and the patient signs besides: `co_signer_name` and `co_signature`
    are the second of the two.
    `valid_until` is the last day on which it counts, by the terms of the day on which it was
    signed; None where consents do not run out.
    """

    patient_id: int
    handout_id: int
    document_hash: str
    informed_at: datetime
    cooling_off_ends_at: datetime
    signed_at: datetime
    taken_by_id: int
    sites: tuple[Site, ...] = ()
    language: str = "en"
    risks_discussed: tuple[Reaction, ...] = ()
    alternatives_discussed: tuple[Alternative, ...] = ()
    off_label_explained: bool = False
    no_guarantee: bool = False
    cost_quoted: str = ""
    questions: str = ""
    photo_record: Answer | None = None
    photo_education: Answer | None = None
    photo_marketing: Answer | None = None
    signer: Signer = Signer.PATIENT
    signer_name: str = ""
    witness: str = ""
    signature: tuple[Stroke, ...] = ()
    protocol_version: str = ""
    signed_paper: str = ""
    co_signer_name: str = ""
    co_signature: tuple[Stroke, ...] = ()
    valid_until: date | None = None
    signer_relation: str = ""


@dataclass(frozen=True)
class Withdrawal:
    """A consent that the patient took back."""

    patient_id: int
    consent_id: int
    withdrawn_on: date
    reason: str

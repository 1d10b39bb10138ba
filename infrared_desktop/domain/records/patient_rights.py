"""What was decided about a patient's record as a whole: kept closed, erased, or joined."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True)
class Restriction:
    """A patient's wish that the record be kept but not used (GDPR 18); struck once it is lifted."""

    patient_id: int
    asked_on: date
    reason: str


class ErasureDecision(StrEnum):
    """What was decided about a wish to be erased."""

    ASKED = "asked"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"
    WAITS = "waits"
    ERASED = "erased"


@dataclass(frozen=True)
class Erasure:
    """A decision on a wish to be erased (GDPR 17); it holds nothing that names the patient.

    `earliest_on` is the day until which the law has the clinic keep the record.
    """

    patient_id: int
    asked_on: date
    decision: ErasureDecision
    reason: str
    earliest_on: date | None = None


@dataclass(frozen=True)
class Merge:
    """Two numbers that are one person: `patient_id` is kept, `merged_id` is read along with it.

    No record is rewritten, so that striking the merge gives back both as they were.
    """

    patient_id: int
    merged_id: int
    reason: str

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


class AskedFor(StrEnum):
    """What a patient may wish of the whole record."""

    ERASURE = "erasure"
    RESTRICTION = "restriction"
    COPY = "copy"
    JOINING = "joining"


class ErasureDecision(StrEnum):
    """What was decided about such a wish."""

    ASKED = "asked"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"
    WAITS = "waits"
    ERASED = "erased"
    DONE = "done"


@dataclass(frozen=True)
class Erasure:
    """A wish about the whole record, most of all to be erased (GDPR 17), or a decision on it.

    It holds nothing that names the patient where it is on an erasure that was decided; only that
    outlives them. `earliest_on` is the day until which the law has the clinic keep the record.
    """

    patient_id: int
    asked_on: date
    decision: ErasureDecision
    reason: str
    earliest_on: date | None = None
    asked_for: AskedFor = AskedFor.ERASURE


@dataclass(frozen=True)
class Merge:
    """Two numbers that are one person: `patient_id` is kept, `merged_id` is read along with it.

    No record is rewritten, so that striking the merge gives back both as they were.
    """

    patient_id: int
    merged_id: int
    reason: str

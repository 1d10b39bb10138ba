"""What a clinician decided about a rule that fired: a record beside the consultation."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from infrared_desktop.domain.records.areas import Area, Side


class RuleDecisionKind(StrEnum):
    """What a clinician decided about a rule that fired."""

    OVERRIDDEN = "overridden"
    RE_EXAMINED = "re_examined"
    LETTER = "letter"
    ACKNOWLEDGED = "acknowledged"


@dataclass(frozen=True)
class RuleDecision:
    """What a clinician decided about a rule that fired; without an area it holds everywhere.

    `decided_on` is the day of the re-examination or of the letter.
    """

    patient_id: int
    code: str
    kind: RuleDecisionKind
    decided_on: date
    reason: str
    area: Area | None = None
    side: Side | None = None

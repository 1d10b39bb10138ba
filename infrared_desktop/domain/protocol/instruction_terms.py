"""What a patient is told before and after a session, and asked on its day (reference 6)."""

from dataclasses import dataclass
from enum import StrEnum

from infrared_desktop.domain.records.answers import Answer
from infrared_desktop.domain.records.areas import Area
from infrared_desktop.domain.toml.tables import Tag

# Whether the patient still wants the treatment: its yes confirms the consent (reference 8.1).
CONSENT_ASKED = "D-CONSENT"


class Phase(StrEnum):
    """Whether an instruction is for before or after a session."""

    BEFORE = "before"
    AFTER = "after"


class Follows(StrEnum):
    """What follows from an answer that is not the wanted one.

    block: no session until it is overridden with a reason; stop: none today at all.
    """

    WARN = "warn"
    BLOCK = "block"
    STOP = "stop"


@dataclass(frozen=True)
class Instruction:
    """One item of a sheet; {time} in its texts is filled with its hours in words.

    Before a session `hours` is the lead-time: from then on the item holds. After it `hours` is how
    long the item holds, None where it holds until the skin is calm. Without areas it holds for all.
    An item that is `urgent` says when to call the clinic, and stands apart on the sheet.
    """

    code: str
    phase: Phase
    text: str
    source: str
    tag: Tag
    hours: int | None = None
    areas: tuple[Area, ...] = ()
    question: str = ""
    wanted: Answer | None = None
    follows: Follows = Follows.WARN
    urgent: bool = False

    def __post_init__(self) -> None:
        if self.phase is Phase.BEFORE and self.hours is None:
            raise ValueError("needs its lead-time in hours")
        if bool(self.question) != (self.wanted in (Answer.YES, Answer.NO)):
            raise ValueError("needs a question with the wanted answer, yes or no, or neither")

    def is_for(self, area: Area) -> bool:
        """Say whether a patient who is treated there needs the item."""
        return not self.areas or area in self.areas


@dataclass(frozen=True)
class DayQuestion:
    """One question of the same-day check; `advice` says what to do when it is not as wanted.

    A question that is `looked_at` is answered by the clinician, not asked of the patient.
    """

    code: str
    question: str
    wanted: Answer
    follows: Follows
    advice: str
    source: str
    tag: Tag
    looked_at: bool = False
    areas: tuple[Area, ...] = ()

    def __post_init__(self) -> None:
        if self.wanted not in (Answer.YES, Answer.NO):
            raise ValueError("needs yes or no as the wanted answer")

"""The screen for body dysmorphic disorder: where it is asked for, and what its score says.

Only the tool, its score and its outcome are stored, never a questionnaire's wording.
"""

from infrared_desktop.domain.records.answers import BddOutcome
from infrared_desktop.domain.records.care import Consultation
from infrared_desktop.domain.records.treatment_answers import BddTool
from infrared_desktop.domain.sentences import Sentence, sentence

# The Medical Board of Australia expects it before every cosmetic procedure (2.2, S14).
ASKED_FOR_IN = frozenset(("AU",))
COPS_FULLER_FROM = 40  # S15
_MADE = (BddOutcome.NEGATIVE, BddOutcome.POSITIVE, BddOutcome.REFERRED, BddOutcome.CLEARED)


def is_asked_for(country: str) -> bool:
    """Say whether the clinic's country expects the screen."""
    return country in ASKED_FOR_IN


def is_made(record: Consultation) -> bool:
    """Say whether a screen was made."""
    return record.bdd_outcome in _MADE


def score_hint(record: Consultation) -> Sentence | None:
    """Return what a score advises though nobody followed it yet; it blocks nothing."""
    high = record.bdd_score is not None and record.bdd_score >= COPS_FULLER_FROM
    if record.bdd_tool is not BddTool.COPS or not high:
        return None
    if record.bdd_outcome in (BddOutcome.POSITIVE, BddOutcome.REFERRED, BddOutcome.CLEARED):
        return None
    return sentence(
        "COPS {limit} or more: a fuller assessment is advised before any treatment.",
        limit=COPS_FULLER_FROM,
    )

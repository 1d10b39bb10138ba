"""What happens on a timeline on one day, and what lasts."""

from enum import StrEnum


class MarkKind(StrEnum):
    """What happened, or is to happen, on one day."""

    CONSULTATION = "consultation"
    SESSION = "session"
    ADVERSE_EVENT = "adverse_event"
    TEST_SPOT = "test_spot"
    HANDOUT = "handout"
    CONSENT = "consent"
    WITHDRAWAL = "withdrawal"
    HISTORY = "history"
    REVIEW = "review"
    VISIT = "visit"
    CONTACT = "contact"
    DECISION = "decision"
    DUE = "due"
    PHOTOS = "photos"
    MESSAGE = "message"
    ABSENCE = "absence"
    REMARK = "remark"


class SpanKind(StrEnum):
    """What lasts: a plan with its sessions, the days for the next one, a recall, a medicine."""

    PLAN = "plan"
    WINDOW = "window"
    RECALL = "recall"
    MEDICINE = "medicine"

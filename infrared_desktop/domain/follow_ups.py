"""What is due for a patient: what should happen, joined with what people did about it."""

from infrared_desktop.domain.follow_up_kinds import (
    FollowUp,
    FollowUpKind,
    FollowUpSchedule,
    FollowUpState,
    HiddenReason,
    Standing,
)

__all__ = [
    "FollowUp",
    "FollowUpKind",
    "FollowUpSchedule",
    "FollowUpState",
    "HiddenReason",
    "Standing",
]

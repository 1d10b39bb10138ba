"""How a follow-up stands on a day: due, overdue, upcoming, or hidden and why."""

from datetime import date

from infrared_desktop.domain.follow_ups.kinds import (
    FollowUp,
    FollowUpState,
    HiddenReason,
    Standing,
)


def standing(follow_up: FollowUp, today: date) -> Standing:
    """Say how a follow-up stands on a day; upcoming ones and hidden ones are not on the list."""
    if (reason := hidden_reason(follow_up, today)) is not None:
        return Standing.UPCOMING if reason is HiddenReason.UPCOMING else Standing.HIDDEN
    return Standing.OVERDUE if today >= follow_up.overdue_from else Standing.DUE


def hidden_reason(follow_up: FollowUp, today: date) -> HiddenReason | None:
    """Say why a follow-up is not on the list of a day, or None where it is."""
    if follow_up.hidden is not None or today >= follow_up.show_on:
        return follow_up.hidden
    if follow_up.rests_from is not None and today >= follow_up.rests_from:
        return HiddenReason.RESTING
    if follow_up.state is FollowUpState.SNOOZED:
        return HiddenReason.SNOOZED
    if follow_up.state is FollowUpState.ATTEMPTED and today >= follow_up.due:
        return HiddenReason.WAITING_TO_RETRY
    return HiddenReason.UPCOMING

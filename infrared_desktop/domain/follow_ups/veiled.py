"""What a follow-up says to somebody who may not read the chart that it is derived from."""

from dataclasses import replace

from infrared_desktop.domain.follow_ups.kinds import FollowUp, FollowUpKind
from infrared_desktop.domain.sentences import sentence

# What these say is of days, sites and visits alone.
_PLAIN_FOLLOW_UPS = frozenset(
    {
        *(FollowUpKind.AFTERCARE_CALL, FollowUpKind.CONTACT, FollowUpKind.REVIEW_1),
        *(FollowUpKind.REVIEW_3, FollowUpKind.REVIEW_6, FollowUpKind.MAINTENANCE),
        *(FollowUpKind.BOOK_SESSION, FollowUpKind.NO_SHOW, FollowUpKind.VISIT_OUTCOME),
        *(FollowUpKind.NEXT_STEP, FollowUpKind.SETTLE_PLAN),
    }
)
_SAID = {
    FollowUpKind.ADVERSE_EVENT: sentence("A clinician sees to this. Who treats knows why."),
    FollowUpKind.TEST_SPOT: sentence("A clinician looks at the skin before it is treated."),
    FollowUpKind.CHECK: sentence("A check three days after a session. Who treats knows more."),
    FollowUpKind.MAKE_PLAN: sentence("A clinician makes a plan."),
}


def desk_follow_up(follow_up: FollowUp) -> FollowUp:
    """Return a follow-up whose sentences quote no finding."""
    if follow_up.kind in _PLAIN_FOLLOW_UPS:
        return follow_up
    return replace(follow_up, why=_SAID[follow_up.kind], also=())

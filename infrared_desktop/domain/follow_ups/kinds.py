"""What a follow-up is: its kinds, its schedule, its states."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from infrared_desktop.domain.records.answers import Role
from infrared_desktop.domain.records.areas import Site
from infrared_desktop.domain.sentences import Sentence


class FollowUpKind(StrEnum):
    """What there is to do; T1 to T8 are the tasks of clinical reference 7.3 and 7.4."""

    ADVERSE_EVENT = "adverse_event"
    TEST_SPOT = "test_spot"
    AFTERCARE_CALL = "T1"
    CHECK = "T2"
    CONTACT = "T3"
    REVIEW_1 = "T4"
    REVIEW_3 = "T5"
    REVIEW_6 = "T6"
    MAINTENANCE = "T7"
    BOOK_SESSION = "T8"
    NO_SHOW = "no_show"
    VISIT_OUTCOME = "visit_outcome"
    NEXT_STEP = "next_step"
    MAKE_PLAN = "make_plan"
    SETTLE_PLAN = "settle_plan"


@dataclass(frozen=True)
class FollowUpSchedule:
    """When follow-ups fall due, in days after their cause unless the name says otherwise.

    Offsets: clinical reference 7.3 to 7.5. A name ending in `_overdue_days` counts from the cause
    too; one ending in `_grace_days` counts from the due day. Those and the retries are the
    clinic's own choice.
    """

    aftercare_call_days: int = 1
    aftercare_call_overdue_days: int = 3  # the call belongs to 24 to 48 hours after the session
    check_days: int = 3
    check_overdue_days: int = 4
    contact_days: int = 14
    contact_grace_days: int = 7
    review_1_days: int = 30
    review_3_days: int = 90
    review_6_days: int = 180
    review_grace_days: int = 14
    maintenance_months: int = 12
    maintenance_grace_days: int = 30
    book_session_days: int = 1
    first_session_overdue_days: int = 14
    make_plan_days: int = 1
    make_plan_overdue_days: int = 14
    next_step_days: int = 14  # where the person who closed the visit gave no day
    next_step_grace_days: int = 7
    no_show_days: int = 0
    no_show_second_days: int = 7
    no_show_third_days: int = 30
    adverse_event_days: int = 0
    retry_days_first: int = 2
    retry_days_later: int = 7
    max_attempts: int = 3


class FollowUpState(StrEnum):
    """How far a follow-up has come; whether it is due is a matter of the day: `standing`."""

    PLANNED = "planned"
    ATTEMPTED = "attempted"
    SNOOZED = "snoozed"
    NEEDS_REVIEW = "needs_review"
    BOOKED = "booked"
    KEPT = "kept"
    DECLINED = "declined"
    UNREACHABLE = "unreachable"
    NOT_NEEDED = "not_needed"
    DO_NOT_CONTACT = "do_not_contact"


class HiddenReason(StrEnum):
    """Why a follow-up is not on the list; the last four pass with the days."""

    BOOKED = "booked"
    KEPT = "kept"
    DECLINED = "declined"
    UNREACHABLE = "unreachable"
    NOT_NEEDED = "not_needed"
    SUPERSEDED = "superseded"
    DO_NOT_CONTACT = "do_not_contact"
    UPCOMING = "upcoming"
    SNOOZED = "snoozed"
    WAITING_TO_RETRY = "waiting_to_retry"
    RESTING = "resting"


class Standing(StrEnum):
    """How a follow-up stands on a day."""

    UPCOMING = "upcoming"
    DUE = "due"
    OVERDUE = "overdue"
    HIDDEN = "hidden"


@dataclass(frozen=True)
class FollowUp:
    """Something to do for a patient, why, and how far it has come; `key` never changes.

    It is on the list from `show_on` on, unless `hidden` names a reason, which holds until the
    facts change. From `overdue_from` on it is overdue, from `escalates_on` on the clinician's.
    """

    key: str
    kind: FollowUpKind
    patient_id: int
    due: date
    show_on: date
    overdue_from: date
    escalates_on: date | None
    state: FollowUpState
    hidden: HiddenReason | None
    why: Sentence
    plan_id: int | None = None
    session_id: int | None = None
    sites: tuple[Site, ...] = ()
    attempts: int = 0
    also: tuple[Sentence, ...] = ()  # what was agreed about the same thing
    moved_from: date | None = None  # the day by the rule, where a person chose another
    rests_from: date | None = None  # it would be on the list since then, were the week not full
    role: Role | None = None
    staff_id: int | None = None

    @property
    def reasons(self) -> tuple[Sentence, ...]:
        """All that it is there for, in the order in which it is said."""
        return (self.why, *self.also)

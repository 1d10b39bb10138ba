"""The plain words of the front desk's codes: follow-ups, bookings, waiting list, messages."""

from enum import Enum

from infrared_desktop.domain.follow_ups.kinds import FollowUpKind, HiddenReason
from infrared_desktop.domain.records.absences import AbsenceKind
from infrared_desktop.domain.records.answers import FollowUpDecisionKind, PlanStatus
from infrared_desktop.domain.records.messages import MailSafety, MessageStatus
from infrared_desktop.domain.records.waiting import NotAsked, OfferStatus, WishStatus
from infrared_desktop.domain.schedule.desk_rules import ClashRule
from infrared_desktop.domain.schedule.freed import FreedBy
from infrared_desktop.domain.schedule.schedule import Resource
from infrared_desktop.domain.schedule.waiting_standing import WishStanding

DESK_LABELS: dict[type[Enum], dict[str, str]] = {
    FollowUpDecisionKind: {
        "snoozed": "put off",
        "not_needed": "not needed",
        "declined": "declined",
        "reopened": "open again",
        "moved": "due day moved",
        "assigned": "given to",
    },
    FollowUpKind: {
        "adverse_event": "reaction",
        "test_spot": "test spot to read",
        "T1": "after-care call",
        "T2": "72-hour check",
        "T3": "two-week contact",
        "T4": "review, 1 month",
        "T5": "review, 3 months",
        "T6": "review, 6 months",
        "T7": "maintenance",
        "T8": "book a session",
        "no_show": "did not come",
        "visit_outcome": "outcome missing",
        "next_step": "agreed next step",
        "make_plan": "make a plan",
        "settle_plan": "settle the plan",
    },
    HiddenReason: {
        "booked": "booked",
        "kept": "done",
        "declined": "declined",
        "unreachable": "not reached, closed",
        "not_needed": "not needed",
        "superseded": "replaced by a later one",
        "do_not_contact": "must not be contacted",
        "upcoming": "not due yet",
        "snoozed": "put off",
        "waiting_to_retry": "tried lately",
        "resting": "contacted often this week",
    },
    Resource: {
        "patient": "patient",
        "clinician": "clinician",
        "room": "room",
        "device": "device",
    },
    PlanStatus: {"open": "open", "finished": "finished", "abandoned": "given up"},
    AbsenceKind: {"no_show": "did not come", "late_cancellation": "cancelled late"},
    ClashRule: {"refuse": "refused", "warn": "warned of"},
    MessageStatus: {
        "queued": "waiting to leave",
        "sending": "on its way to the mail server",
        "taken": "taken by the mail server",
        "unknown": "not known whether it left",
        "refused": "refused by the mail server",
        "handed": "sent by hand, as a person said",
        "withdrawn": "withdrawn before it left",
    },
    MailSafety: {
        "tls": "TLS",
        "starttls": "STARTTLS",
        "local": "none, this computer only",
    },
    WishStatus: {"waiting": "waiting", "booked": "booked", "withdrawn": "withdrawn"},
    OfferStatus: {
        "open": "offered",
        "accepted": "accepted",
        "declined": "declined",
        "expired": "expired",
    },
    WishStanding: {
        "waiting": "waiting",
        "offered": "offered a time",
        "ran_out": "offer ran out",
        "booked": "booked",
        "withdrawn": "withdrawn",
        "passed": "last day passed",
        "visit_gone": "visit over or cancelled",
        "no_contact": "must not be contacted",
    },
    NotAsked: {
        "has_offer": "has an offer open",
        "was_asked": "was offered it",
        "other_day": "wants another day",
        "other_hours": "wants other hours",
        "too_soon": "too soon for the skin or the instructions",
        "not_sooner": "no sooner than what is booked",
        "other_person": "wants somebody else",
        "too_short": "needs longer",
        "taken": "person, room or device taken",
    },
    FreedBy: {
        "cancelled": "cancelled",
        "missed": "did not come",
        "moved": "moved",
        "opened": "open again",
    },
}

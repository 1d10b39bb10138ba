"""The kinds of records that a clinic stores, with their tables and the day each is found by."""

from dataclasses import dataclass
from typing import Any

from infrared_desktop.domain.records.absences import Absence
from infrared_desktop.domain.records.care import (
    Addendum,
    AdverseEvent,
    Consultation,
    Plan,
    Review,
    Session,
    TestSpot,
)
from infrared_desktop.domain.records.consents import Consent, Handout, Withdrawal
from infrared_desktop.domain.records.contacts import ContactAttempt, FollowUpDecision
from infrared_desktop.domain.records.diary import Appointment, Device, NextStep, Room
from infrared_desktop.domain.records.history import History
from infrared_desktop.domain.records.messages import MailServer, Message, MessageText
from infrared_desktop.domain.records.patient_rights import Erasure, Merge, Restriction
from infrared_desktop.domain.records.people import Patient, Settings, Staff
from infrared_desktop.domain.records.photographs import Alignment, CallBack, Photo, PhotoExport
from infrared_desktop.domain.records.protocol_copy import ProtocolCopy
from infrared_desktop.domain.records.review_copies import Remark, ReviewCopy
from infrared_desktop.domain.records.rule_decisions import RuleDecision
from infrared_desktop.domain.records.signature import Signature
from infrared_desktop.domain.records.waiting import Offer, Wish
from infrared_desktop.domain.schedule.desk_rules import Closure, DeskRules


@dataclass(frozen=True)
class Kind:
    """One kind of record: its table is named after it."""

    name: str
    record_type: type[Any]
    day_field: str = ""
    chart_field: str = ""


KINDS = {
    kind.name: kind
    for kind in (
        Kind("settings", Settings),
        Kind("staff", Staff),
        Kind("room", Room),
        Kind("device", Device),
        Kind("patient", Patient),
        Kind("consultation", Consultation, "consulted_on", "consultations"),
        Kind("plan", Plan, "planned_on", "plans"),
        Kind("appointment", Appointment, "day", "appointments"),
        Kind("session", Session, "performed_on", "sessions"),
        Kind("adverse_event", AdverseEvent, "noted_on", "adverse_events"),
        Kind("review", Review, "reviewed_on", "reviews"),
        Kind("next_step", NextStep, "decided_on", "next_steps"),
        Kind("contact_attempt", ContactAttempt, "", "attempts"),
        Kind("follow_up_decision", FollowUpDecision, "decided_on", "decisions"),
        Kind("addendum", Addendum, "", "addenda"),
        Kind("history", History, "taken_on", "histories"),
        Kind("handout", Handout, "", "handouts"),
        Kind("consent", Consent, "", "consents"),
        Kind("withdrawal", Withdrawal, "withdrawn_on", "withdrawals"),
        Kind("rule_decision", RuleDecision, "decided_on", "rule_decisions"),
        Kind("test_spot", TestSpot, "", "test_spots"),
        Kind("protocol_copy", ProtocolCopy),
        Kind("signature", Signature),
        Kind("desk_rules", DeskRules),
        Kind("closure", Closure, "first"),
        Kind("absence", Absence, "day", "absences"),
        Kind("wish", Wish, "last_day", "wishes"),
        Kind("offer", Offer, "day", "offers"),
        Kind("message", Message, "", "messages"),
        Kind("message_text", MessageText),
        Kind("mail_server", MailServer),
        Kind("photo", Photo, "taken_on", "photos"),
        Kind("alignment", Alignment),
        Kind("photo_export", PhotoExport, "", "photo_exports"),
        Kind("call_back", CallBack, "", "call_backs"),
        Kind("review_copy", ReviewCopy, "until"),
        Kind("remark", Remark, "", "remarks"),
        Kind("restriction", Restriction, "asked_on", "restrictions"),
        Kind("erasure", Erasure, "asked_on"),
        Kind("merge", Merge),
    )
}

_BY_TYPE = {kind.record_type: kind for kind in KINDS.values()}


def kind_of(record: object) -> Kind:
    """Return the kind that a record is stored as."""
    return _BY_TYPE[type(record)]


def kind_named(record_type: type[object]) -> Kind:
    """Return the kind that a record type is stored as."""
    return _BY_TYPE[record_type]

"""Every act of every desk of `Clinic`: the code that it leaves, and what it is called with."""

from dataclasses import dataclass, field
from typing import Any

from infrared_desktop.domain.records.absences import Absence
from infrared_desktop.domain.records.answers import (
    AppointmentStatus,
    FollowUpDecisionKind,
    Role,
)
from infrared_desktop.domain.records.care import (
    Addendum,
    AdverseEvent,
    Consultation,
    Plan,
    Session,
    TestSpot,
)
from infrared_desktop.domain.records.consents import Consent, Handout, HandoutKind, Withdrawal
from infrared_desktop.domain.records.contacts import ContactAttempt
from infrared_desktop.domain.records.diary import Device, NextStep, Room
from infrared_desktop.domain.records.history import History
from infrared_desktop.domain.records.messages import MailServer, Message, MessageStatus
from infrared_desktop.domain.records.patient_rights import (
    AskedFor,
    ErasureDecision,
    Restriction,
)
from infrared_desktop.domain.records.people import Staff
from infrared_desktop.domain.records.photographs import (
    Alignment,
    CallBack,
    Photo,
    PhotoExport,
)
from infrared_desktop.domain.records.protocol_copy import ProtocolCopy
from infrared_desktop.domain.records.review_copies import ReviewCopy
from infrared_desktop.domain.records.rule_decisions import RuleDecision, RuleDecisionKind
from infrared_desktop.domain.records.waiting import OfferStatus, Wish, WishStatus
from infrared_desktop.domain.schedule.desk_rules import Closure
from tests.clinics import RECEPTION
from tests.eventful_day import (
    LATER,
    ONE,
    OTHER,
    REVIEW,
    SPOT,
    THIRD,
    Given,
    a_copy,
    a_decision,
    a_draft,
    a_message,
    a_paper,
    a_remark,
    a_step,
    accepted,
    accepting,
    an_attempt,
    an_event,
    an_offer,
    another_offer,
    answered,
    asked,
    batched,
    closing,
    coming,
    cut_off,
    decided,
    decided_erasure,
    declined,
    described,
    dismissed,
    followed,
    fresh_remark,
    given_outline,
    handed,
    joined,
    later_visit,
    leave,
    listed,
    listed_one,
    moved_photos,
    new_settings,
    parting,
    read_spot,
    right_visit,
    sent,
    struck,
    struck_review,
    the,
    thrown_away,
    tied_remark,
    undone,
    what_left,
    wished,
    withdrawn,
)
from tests.photo_scenes import kept
from tests.scenes import TODAY, consultation, next_step, outline, patient, plan, session, visit


@dataclass(frozen=True)
class Called:
    """An act: its code, what it is called with, who may if not by the code alone, more by name.

    Where it is of one person, others who hold the right are told `own`, or leave `others` as code.
    """

    code: str
    given: Given
    who: str = ""
    own: str = ""
    others: str = ""
    more: dict[str, Any] = field(default_factory=dict)


AS = AppointmentStatus
FD = FollowUpDecisionKind
WHO_LEFT = 4
SERVER = MailServer("mail.example.org", 465, sender="desk@example.org")
ASKED_TODAY = {"asked_on": TODAY}
# Besides to be erased, of which more is tried below.
WISHES: list[tuple[str, Called]] = [
    each
    for wish in (AskedFor.RESTRICTION, AskedFor.COPY, AskedFor.JOINING)
    for more in [{"asked_for": wish}]
    for each in (
        (
            "rights.ask",
            Called(f"{wish}-asked", lambda c: (ONE, "asked"), more=ASKED_TODAY | more),
        ),
        ("rights.withdraw", Called(f"{wish}-withdrawn", asked(wish), more=more)),
        (
            "rights.answer",
            Called(f"{wish}-refused", answered(wish, ErasureDecision.REFUSED)),
        ),
    )
]
ACTS: list[tuple[str, Called]] = [
    ("absences.strike", Called("absence-struck", struck(Absence))),
    ("care.append", Called("addendum-signed", lambda c: (Addendum(ONE, "session", 1, "so", "x"),))),
    ("care.bring_back", Called("draft-kept", thrown_away)),
    ("care.change_plan", Called("plan-changed", lambda c: (the(c, Plan), plan(ONE)))),
    ("care.decide_rule", Called("rule-overridden", a_decision(RuleDecisionKind.OVERRIDDEN))),
    ("care.decide_rule", Called("rule-re-examined", a_decision(RuleDecisionKind.RE_EXAMINED))),
    ("care.decide_rule", Called("rule-letter", a_decision(RuleDecisionKind.LETTER))),
    ("care.decide_rule", Called("rule-acknowledged", a_decision(RuleDecisionKind.ACKNOWLEDGED))),
    ("care.discard_draft", Called("draft-discarded", lambda c: (a_draft(c),))),
    ("care.follow_event", Called("adverse-event-followed", followed(None))),
    ("care.follow_event", Called("adverse-event-closed", followed(TODAY))),
    ("care.invalidate", Called("consultation-invalidated", struck(Consultation))),
    ("care.invalidate", Called("plan-invalidated", struck(Plan))),
    ("care.invalidate", Called("session-invalidated", struck(Session))),
    ("care.invalidate", Called("adverse_event-invalidated", struck(AdverseEvent))),
    ("care.invalidate", Called("review-invalidated", struck_review)),
    ("care.invalidate", Called("history-invalidated", struck(History))),
    ("care.invalidate", Called("rule_decision-invalidated", struck(RuleDecision))),
    ("care.invalidate", Called("test_spot-invalidated", struck(TestSpot))),
    # What somebody else signed is struck by who treats.
    ("care.invalidate", Called("consent-invalidated", struck(Consent, 0), "CO")),
    ("care.invalidate", Called("consent-invalidated", struck(Consent))),
    ("care.invalidate", Called("withdrawal-invalidated", struck(Withdrawal), "CO")),
    ("care.invalidate", Called("photo-invalidated", struck(Photo))),
    ("care.invalidate", Called("contact_attempt-invalidated", struck(ContactAttempt))),
    ("care.keep_draft", Called("draft-kept", lambda c: (patient("Dot"),))),
    ("care.plan", Called("plan-made", lambda c: (plan(OTHER),))),
    ("care.read_test", Called("test-spot-read", read_spot)),
    ("care.report", Called("adverse-event-reported", lambda c: (an_event(ONE),))),
    ("care.sign", Called("consultation-signed", lambda c: (consultation(OTHER),))),
    ("care.sign", Called("session-signed", lambda c: (session(OTHER),))),
    ("care.sign", Called("review-signed", lambda c: (REVIEW,))),
    ("care.test", Called("test-spot-made", lambda c: (SPOT,))),
    ("devices.add", Called("device-added", lambda c: (Device("Second"),))),
    ("devices.change", Called("device-changed", lambda c: (the(c, Device), Device("Titan 2")))),
    ("devices.take_back", Called("device-taken-back", lambda c: (the(c, Device), None))),
    ("diary.add_room", Called("room-added", lambda c: (Room("Room 3"),))),
    ("diary.book", Called("visit-booked", lambda c: (visit(OTHER, LATER),))),
    ("diary.book_all", Called("visits-booked", lambda c: ([visit(OTHER, LATER)],))),
    ("diary.close", Called("visit-fulfilled", closing(AS.FULFILLED))),
    ("diary.close", Called("visit-noshow", closing(AS.NO_SHOW))),
    ("diary.close", Called("visit-cancelled", closing(AS.CANCELLED))),
    ("diary.hand_back", Called("visit-step-undone", handed)),
    ("diary.hand_over", Called("visit-handed-over", right_visit)),
    ("diary.move", Called("visit-moved", later_visit)),
    ("diary.step", Called("visit-arrived", a_step(AS.ARRIVED))),
    ("diary.step", Called("visit-in_treatment", a_step(AS.IN_TREATMENT))),
    ("diary.step", Called("visit-entered-in-error", a_step(AS.ENTERED_IN_ERROR))),
    ("diary.take_back", Called("visit-step-undone", undone)),
    ("diary.take_back_all", Called("visits-taken-back", lambda c: ([coming(c)],))),
    ("follow_ups.attempt", Called("contact-attempted", lambda c: (an_attempt(),))),
    ("follow_ups.decide", Called("follow-up-snoozed", decided(FD.SNOOZED))),
    ("follow_ups.decide", Called("follow-up-not_needed", decided(FD.NOT_NEEDED))),
    ("follow_ups.decide", Called("follow-up-declined", decided(FD.DECLINED))),
    ("follow_ups.decide", Called("follow-up-reopened", decided(FD.REOPENED))),
    ("follow_ups.decide", Called("follow-up-moved", decided(FD.MOVED))),
    ("follow_ups.decide", Called("follow-up-assigned", decided(FD.ASSIGNED))),
    ("follow_ups.strike", Called("contact-attempt-invalidated", struck(ContactAttempt))),
    ("follow_ups.batches.note", Called("follow-up-batch", lambda c: ([an_attempt()],))),
    ("follow_ups.batches.take_back", Called("follow-up-batch-taken-back", batched)),
    ("front_desk.change_rules", Called("desk-rules-changed", lambda c: (c.front_desk.rules(),))),
    ("front_desk.close", Called("closure-added", lambda c: (Closure(LATER, LATER, "x"),))),
    ("front_desk.take_back_closure", Called("closure-taken-back", lambda c: (the(c, Closure),))),
    ("history.confirm", Called("history-confirmed", lambda c: (the(c, History), TODAY))),
    ("history.note_reading", Called("history-opened", lambda c: (ONE,))),
    ("history.take", Called("history-taken", lambda c: (History(THIRD, TODAY),))),
    ("locked_work.lock", Called("locked", lambda c: (None, None, "idle"))),
    ("locked_work.put_away", Called("typed-work-back", lambda c: ())),
    ("messages.hand_over", Called("message-handed", lambda c: ([a_message()],))),
    ("messages.mark", Called("message-queued", sent(MessageStatus.QUEUED))),
    ("messages.mark", Called("message-sending", sent(MessageStatus.SENDING))),
    ("messages.mark", Called("message-taken", sent(MessageStatus.TAKEN))),
    ("messages.mark", Called("message-unknown", sent(MessageStatus.UNKNOWN))),
    ("messages.mark", Called("message-refused", sent(MessageStatus.REFUSED))),
    ("messages.note_cut_off", Called("message-unknown", cut_off)),
    (
        "messages.set_server",
        Called("mail-server-changed", lambda c: (SERVER, None)),
    ),
    (
        "messages.set_text",
        Called("message-text-changed", lambda c: (c.messages.texts()[0].record,)),
    ),
    ("messages.take_back", Called("message-withdrawn", struck(Message))),
    ("messages.write", Called("message-written", lambda c: ([a_message()],))),
    ("next_steps.agree", Called("next-step-agreed", lambda c: (next_step(OTHER),))),
    ("next_steps.take_back", Called("next-step-undone", lambda c: (the(c, NextStep),))),
    ("offers.accept", Called("offer-accepted", accepting)),
    ("offers.answer", Called("offer-declined", lambda c: (an_offer(c), OfferStatus.DECLINED))),
    ("offers.answer", Called("offer-expired", lambda c: (an_offer(c), OfferStatus.EXPIRED))),
    ("offers.answer", Called("offer-open", declined)),
    ("offers.offer", Called("time-offered", another_offer)),
    ("offers.take_back", Called("offer-accepted-undone", accepted)),
    (
        "papers.confirm_consent",
        Called("consent-confirmed", listed_one(Consent), own="Only Dr."),
    ),
    ("papers.consent", Called("consent-signed", given_outline, "O", others="consent-prepared")),
    ("papers.hand_out", Called("outline-given", lambda c: (outline(OTHER),))),
    ("papers.hand_out", Called("instructions-given", a_paper(HandoutKind.INSTRUCTIONS))),
    ("papers.hand_out", Called("aftercare-given", a_paper(HandoutKind.AFTERCARE))),
    ("papers.strike", Called("handout-invalidated", struck(Handout), "CO")),
    ("papers.withdraw", Called("consent-withdrawn", withdrawn)),
    ("people.edit", Called("patient-edited", lambda c: (c.people.get(ONE), patient("Dot")))),
    ("people.open_chart", Called("chart-opened", lambda c: (ONE,))),
    ("people.open_with_reason", Called("restricted-chart-opened", lambda c: (ONE, "so"))),
    ("people.register", Called("patient-registered", lambda c: (patient("Dot"),))),
    ("people.take_back", Called("import-taken-back", lambda c: ([c.people.get(THIRD)],))),
    ("people.take_in", Called("list-imported", lambda c: ([patient("Dot")],))),
    ("photos.add", Called("photographs-added", lambda c: ([kept(c, ONE, b"new")],))),
    ("photos.align", Called("photographs-aligned", lambda c: (the(c, Alignment).record,))),
    ("photos.call_back_again", Called("photographs-to-be-called-back", listed(CallBack))),
    ("photos.describe", Called("photographs-described", described)),
    ("photos.move", Called("photographs-moved", lambda c: ([the(c, Photo)], OTHER, "hers"))),
    ("photos.move_back", Called("photographs-moved-back", moved_photos)),
    ("photos.note_called_back", Called("photographs-called-back", listed(PhotoExport, "so"))),
    ("photos.note_exports", Called("photographs-exported", lambda c: ([what_left(c)],))),
    ("photos.note_not_left", Called("photographs-not-exported", listed(PhotoExport, "so"))),
    ("photos.note_seen", Called("photograph-seen", listed(Photo))),
    ("photos.strike", Called("photographs-struck", listed(Photo, "so"))),
    ("photos.take_back", Called("photographs-taken-back", listed(Photo))),
    ("protocols.approve", Called("protocol-approved", lambda c: (the(c, ProtocolCopy).record,))),
    ("protocols.pick", Called("protocol-picked", lambda c: ("titan",))),
    ("review_copies.dismiss", Called("remark-dismissed", lambda c: (a_remark(c),))),
    ("review_copies.give_leave", Called("review-copy-leave", leave)),
    ("review_copies.note_made", Called("review-copy-made", lambda c: (a_copy(), bytes(32)))),
    ("review_copies.reopen", Called("remark-reopened", dismissed)),
    ("review_copies.take_back", Called("review-copy-failed", lambda c: (the(c, ReviewCopy),))),
    ("review_copies.take_in", Called("remarks-taken-in", lambda c: ([fresh_remark()],))),
    # Who wrote it signs it: here the owner.
    ("review_copies.take_up", Called("remark-taken-up", tied_remark, own="Whoever wrote")),
    ("review_copies.tie", Called("remark-tied", lambda c: (a_remark(c), ("session", 1)))),
    ("rights.ask", Called("erasure-asked", lambda c: (ONE, "asked"), more=ASKED_TODAY)),
    ("rights.answer", Called("erasure-refused", decided_erasure(ErasureDecision.REFUSED))),
    ("rights.answer", Called("erasure-waits", decided_erasure(ErasureDecision.WAITS))),
    *WISHES,
    ("rights.answer", Called("copy-done", answered(AskedFor.COPY, ErasureDecision.DONE))),
    ("rights.note_copy", Called("copy-done", lambda c: (OTHER,))),
    ("rights.withdraw", Called("erasure-withdrawn", lambda c: (OTHER, "so"))),
    ("rights.erase", Called("erasure-erased", decided_erasure(ErasureDecision.ERASED))),
    ("rights.lift", Called("restriction-lifted", struck(Restriction), "O")),
    ("rights.merge", Called("patients-merged", joined)),
    ("rights.restrict", Called("record-restricted", lambda c: (Restriction(ONE, TODAY, "so"),))),
    ("rights.take_apart_back", Called("told-apart-taken-back", lambda c: (ONE, THIRD))),
    ("rights.tell_apart", Called("patients-told-apart", lambda c: (ONE, THIRD))),
    ("rights.unmerge", Called("merge-taken-back", parting)),
    ("staff.add", Called("staff-added", lambda c: (Staff("Dr. Ito", Role.CLINICIAN),))),
    ("staff.change_role", Called("role-changed", lambda c: (c.staff.get(RECEPTION), Role.OWNER))),
    ("staff.change_settings", Called("settings-changed", new_settings)),
    ("staff.disable", Called("staff-disabled", lambda c: (c.staff.get(RECEPTION),))),
    ("staff.enable", Called("staff-enabled", lambda c: (c.staff.get(WHO_LEFT),))),
    ("staff.note_key", Called("passphrase-changed", lambda c: ("passphrase-changed", RECEPTION))),
    ("staff.note_key", Called("passphrase-given", lambda c: ("passphrase-given", RECEPTION))),
    ("staff.note_key", Called("recovery-key-begun", lambda c: ("recovery-key-begun", 0))),
    ("staff.note_key", Called("recovery-key-changed", lambda c: ("recovery-key-changed", 0))),
    ("staff.note_key", Called("passphrase-reset", lambda c: ("passphrase-reset", RECEPTION))),
    ("waiting.change_wish", Called("wish-waiting", wished(WishStatus.WAITING))),
    ("waiting.change_wish", Called("wish-withdrawn", wished(WishStatus.WITHDRAWN))),
    ("waiting.change_wish", Called("wish-booked", wished(WishStatus.BOOKED))),
    ("waiting.take_back", Called("waiting-taken-back", lambda c: (the(c, Wish),))),
    ("waiting.wish", Called("wish-added", lambda c: (the(c, Wish).record,))),
]

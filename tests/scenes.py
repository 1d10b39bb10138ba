"""Scenes at a clinic, played through its one door: what tests begin from."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from infrared_desktop.domain.records.answers import (
    AppointmentKind,
    AppointmentStatus,
    Channel,
    ContactOutcome,
    FollowUpDecisionKind,
    NextStepKind,
    Reaction,
    Timepoint,
)
from infrared_desktop.domain.records.areas import Area, LaxityScale, Side, Site
from infrared_desktop.domain.records.care import (
    AdverseEvent,
    AreaFinding,
    AreaOutcome,
    AreaSettings,
    Consultation,
    Plan,
    PlanArea,
    Review,
    Session,
    TestSpot,
)
from infrared_desktop.domain.records.chart import State, Stored
from infrared_desktop.domain.records.consents import (
    Consent,
    Handout,
    HandoutKind,
    Stroke,
    Withdrawal,
)
from infrared_desktop.domain.records.contacts import ContactAttempt, FollowUpDecision
from infrared_desktop.domain.records.diary import Appointment, NextStep
from infrared_desktop.domain.records.history import History
from infrared_desktop.domain.records.messages import MailServer, Message, MessageText
from infrared_desktop.domain.records.patient_rights import (
    Erasure,
    ErasureDecision,
    Merge,
    Restriction,
)
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.domain.records.photographs import (
    Alignment,
    ExportKind,
    Landmark,
    PhotoExport,
    Purpose,
)
from infrared_desktop.domain.records.protocol_copy import ProtocolCopy
from infrared_desktop.domain.records.review_copies import CopyScope, Remark, ReviewCopy
from infrared_desktop.domain.records.rule_decisions import RuleDecision, RuleDecisionKind
from infrared_desktop.domain.records.treatment_answers import EventOutcome
from infrared_desktop.domain.records.waiting import Offer, Wish
from infrared_desktop.domain.schedule.desk_rules import Closure, DeskRules, OpenHours
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.desks.protocols import shipped_text
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.photo_scenes import kept
from tests.told_once import scene

TODAY = NOW.date()
CANARY = "Zörgiebel-Kanaria"
"""A surname that nobody has: it must never be found in clear in any file."""


def patient(surname: str = CANARY, **fields: Any) -> Patient:
    """Return somebody to register."""
    known = {"given_name": "Ottilie", "birth_date": date(1971, 3, 14), "phone": "+14165550123"}
    return Patient(surname, **(known | fields))


def consultation(patient_id: int, **fields: Any) -> Consultation:
    """Return the findings of two areas."""
    areas = (
        AreaFinding(Area.NECK_FRONT, laxity_grade=3, laxity_scale=LaxityScale.ALEXIADES),
        AreaFinding(Area.UPPER_ARM, Side.LEFT, laxity_grade=2.0, size_cm2=120),
    )
    concern = f"{CANARY} dislikes the neck"
    known = {"main_concern": concern, "fitzpatrick_type": 2, "areas": areas}
    return Consultation(patient_id, TODAY, CLINICIAN, **(known | fields))


def plan(patient_id: int, **fields: Any) -> Plan:
    """Return a plan of two sessions at one area."""
    areas = (PlanArea(Area.NECK_FRONT, sessions=2),)
    return Plan(patient_id, TODAY, CLINICIAN, **({"areas": areas} | fields))


def session(patient_id: int, day: date = TODAY, **fields: Any) -> Session:
    """Return a session at the neck without an adverse event."""
    row = AreaSettings(Area.NECK_FRONT, fluence_j_cm2=36.0, passes=2, no_adverse_event=True)
    return Session(patient_id, day, CLINICIAN, **({"areas": (row,)} | fields))


def visit(
    patient_id: int, day: date = TODAY, starts: time = time(10), **fields: Any
) -> Appointment:
    """Return a session visit of an hour with clinician, room and device."""
    known = {"clinician_id": CLINICIAN, "room_id": 1, "device_id": 1, "minutes": 60}
    return Appointment(patient_id, AppointmentKind.SESSION, day, starts, **(known | fields))


def next_step(patient_id: int, kind: NextStepKind = NextStepKind.FOLLOW_UP) -> NextStep:
    """Return what a visit closes with."""
    return NextStep(patient_id, kind, TODAY, due=TODAY + timedelta(days=14))


@scene
def treated_patient(clinic: Clinic, surname: str = CANARY, starts: time = time(10)) -> int:
    """Play a patient's way from registration to the first session; return the number."""
    number = clinic.people.register(patient(surname), RECEPTION, NOW).id
    clinic.care.sign(consultation(number), CLINICIAN, NOW)
    planned = clinic.care.plan(plan(number), CLINICIAN, NOW)
    booked = clinic.diary.book(visit(number, starts=starts, plan_id=planned.id), RECEPTION, NOW)
    arrived = clinic.diary.step(booked, AppointmentStatus.ARRIVED, RECEPTION, NOW)
    clinic.care.sign(session(number, plan_id=planned.id), CLINICIAN, NOW)
    done = AppointmentStatus.FULFILLED
    clinic.diary.close(arrived, done, next_step(number), RECEPTION, NOW)
    return number


def close_the_record(clinic: Clinic) -> None:
    """Have the owner keep the medical record from reception."""
    stored = clinic.staff.settings()
    shut = replace(stored.record, reception_reads_records=False)
    clinic.staff.change_settings(stored, shut, CLINICIAN, NOW)


@scene
def full_day(clinic: Clinic) -> int:
    """Play a day that leaves at least one record of every kind, and an open draft."""
    number = treated_patient(clinic)
    care, people = clinic.care, clinic.people
    event = AdverseEvent(Area.NECK_FRONT, patient_id=number, noted_on=TODAY, reaction=Reaction.BURN)
    over = replace(event, closed_on=TODAY, course="healed", outcome=EventOutcome.RESOLVED)
    care.follow_event(care.report(event, CLINICIAN, NOW), over, CLINICIAN, NOW)
    outcome = AreaOutcome(Area.NECK_FRONT, laxity_grade=2.5)
    review = Review(number, TODAY, CLINICIAN, timepoint=Timepoint.MONTH_1, areas=(outcome,))
    signed = care.sign(review, CLINICIAN, NOW)
    care.invalidate(signed, "wrong patient", CLINICIAN, NOW)
    key = clinic.follow_ups.of_patient(number)[0].key
    heard = ContactOutcome.NO_ANSWER
    called = ContactAttempt(number, key, NOW, Channel.PHONE, heard, f"{CANARY} was out")
    clinic.follow_ups.attempt(called, RECEPTION, NOW)
    snoozed = FollowUpDecisionKind.SNOOZED
    decided = FollowUpDecision(number, key, TODAY, snoozed, "on holiday", TODAY + timedelta(7))
    clinic.follow_ups.decide(decided, RECEPTION, NOW)
    papers_signed(clinic, number)
    waited_and_missed(clinic, number)
    photographed(clinic, number)
    rights_decided(clinic, number)
    people.edit(people.get(number), patient(note="prefers mornings"), RECEPTION, NOW)
    people.open_chart(number, CLINICIAN, NOW)
    care.keep_draft(consultation(number, main_concern=f"{CANARY} comes back"), CLINICIAN, NOW)
    return number


@scene
def waited_and_missed(clinic: Clinic, number: int) -> None:
    """Play a visit that was missed, a wish for a sooner one, a time offered, and a message."""
    later = visit(number, TODAY + timedelta(1), time(8))
    missed = clinic.diary.book(later, RECEPTION, NOW)
    again = NextStep(number, NextStepKind.FOLLOW_UP, TODAY, due=TODAY + timedelta(7))
    clinic.diary.close(missed, AppointmentStatus.NO_SHOW, again, RECEPTION, NOW)
    wish = Wish(number, AppointmentKind.REVIEW, TODAY, TODAY + timedelta(30), note=CANARY)
    wished = clinic.waiting.wish(wish, RECEPTION, NOW)
    until = NOW + timedelta(hours=4)
    clinic.offers.offer(Offer(number, wished.id, TODAY, time(15), 20, NOW, until), RECEPTION, NOW)
    text = f"Dear {CANARY}, please call us."
    hours = tuple(OpenHours(day, time(8), time(19)) for day in range(5))
    clinic.front_desk.change_rules(DeskRules(hours), CLINICIAN, NOW)
    clinic.front_desk.close(
        Closure(TODAY + timedelta(32), TODAY + timedelta(33), "holiday"), CLINICIAN, NOW
    )
    own = MessageText("T8", 1, Channel.EMAIL, "en", f"Dear {{name}}, {CANARY} greets you.")
    clinic.messages.set_text(own, CLINICIAN, NOW)
    server = MailServer("mail.example.org", 465, user="desk", sender="desk@example.org")
    clinic.messages.set_server(server, f"{CANARY}-password", CLINICIAN, NOW)
    clinic.messages.write(
        [Message(number, "", Channel.EMAIL, NOW, "en", text, "a@example.org")], RECEPTION, NOW
    )


@scene
def photographed(clinic: Clinic, number: int) -> None:
    """Play photographs before and after, laid onto one another, one that left, and a remark."""
    before = kept(clinic, number, f"before {CANARY}".encode(), note=CANARY)
    after = kept(clinic, number, f"after {CANARY}".encode())
    one, two = clinic.photos.add([before, after], CLINICIAN, NOW)
    clinic.photos.files.put_thumbnail(before.content, f"small {CANARY}".encode())
    marks = (Landmark(0.2, 0.2, 0.25, 0.2), Landmark(0.8, 0.2, 0.8, 0.25))
    clinic.photos.align(Alignment(number, two.id, one.id, marks), CLINICIAN, NOW)
    copied, teaching = ExportKind.COPY, Purpose.EDUCATION
    left = PhotoExport(number, one.id, before.content, copied, teaching, NOW, f"for {CANARY}")
    entered = clinic.photos.note_exports([left], CLINICIAN, NOW)
    clinic.photos.note_called_back(entered, f"{CANARY} deleted them", CLINICIAN, NOW)
    copy = ReviewCopy("c1", NOW, TODAY + timedelta(7), CopyScope.CHOSEN, (number,), CLINICIAN)
    clinic.review_copies.note_made(copy, bytes(32), CLINICIAN, NOW)
    remark = Remark(number, "r1", "c1", NOW, CLINICIAN, f"{CANARY} is better", "photo", one.id)
    clinic.review_copies.take_in([remark], CLINICIAN, NOW)


@scene
def rights_decided(clinic: Clinic, number: int) -> None:
    """Play a record kept closed, a wish to be erased that was refused, and two numbers joined."""
    closed = Restriction(number, TODAY, f"{CANARY} asked for it")
    clinic.rights.restrict(closed, CLINICIAN, NOW)
    refused = Erasure(number, TODAY, ErasureDecision.REFUSED, f"{CANARY} is under treatment")
    clinic.rights.answer(refused, CLINICIAN, NOW)
    with clinic.ledger.act("patients-merged", CLINICIAN, NOW) as act:
        stored = act.add(Merge(number, number + 1, f"{CANARY} twice"))
        act.change(stored, stored.record, State.INVALID)  # nobody has that number yet


@scene
def papers_signed(clinic: Clinic, number: int) -> None:
    """Play what belongs to a consultation besides: history, consent and its end, rules, a test."""
    clinic.history.take(history(number), CLINICIAN, NOW)
    given = clinic.papers.hand_out(outline(number), CLINICIAN, NOW)
    signed = clinic.papers.consent(consent(given), CLINICIAN, NOW)
    taken_back = Withdrawal(number, signed.id, TODAY, f"{CANARY} thought better of it")
    clinic.papers.withdraw(taken_back, CLINICIAN, NOW)
    clear = RuleDecisionKind.RE_EXAMINED
    clinic.care.decide_rule(
        RuleDecision(number, "C07", clear, TODAY, "skin is whole"), CLINICIAN, NOW
    )
    spot = TestSpot(
        Area.NECK_FRONT,
        patient_id=number,
        done_at=NOW,
        operator_id=CLINICIAN,
        read_due_at=NOW + timedelta(hours=48),
    )
    clinic.care.test(spot, CLINICIAN, NOW)
    copy = ProtocolCopy("titan", shipped_text("titan"), CLINICIAN, TODAY, "as it is")
    clinic.protocols.approve(copy, CLINICIAN, NOW)


def history(patient_id: int, **fields: Any) -> History:
    """Return a history of somebody who was asked about medicines and has none."""
    return History(patient_id, TODAY, **({"medicines": (), "note": CANARY} | fields))


def outline(patient_id: int) -> Handout:
    """Return an outline for the neck."""
    sites = (Site(Area.NECK_FRONT),)
    return Handout(patient_id, HandoutKind.OUTLINE, NOW, "en", f"# Outline\n{CANARY}", sites)


def consent(given: Stored[Handout], **fields: Any) -> Consent:
    """Return a consent to an outline, signed at once."""
    known: dict[str, Any] = {
        "informed_at": NOW,
        "cooling_off_ends_at": NOW,
        "signed_at": NOW,
        "taken_by_id": CLINICIAN,
        "sites": given.record.sites,
        "signature": (Stroke((0, 0, 100, 40)),),
        "signer_name": CANARY,
    }
    return Consent(
        given.record.patient_id, given.id, given.record.document_hash, **(known | fields)
    )


@scene
def agreed(
    clinic: Clinic, number: int, sites: tuple[Site, ...], at: datetime = NOW
) -> Stored[Consent]:
    """Play how a patient gets an outline and signs it, with all that a session asks of it."""
    paper = replace(outline(number), given_at=at, sites=sites)
    given = clinic.papers.hand_out(paper, CLINICIAN, NOW)
    signed = consent(
        given,
        informed_at=at,
        cooling_off_ends_at=at,
        signed_at=at,
        off_label_explained=True,
        protocol_version=clinic.protocol.title,
    )
    return clinic.papers.consent(signed, CLINICIAN, NOW)


def stored_now(clinic: Clinic) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table, to compare a clinic before and after."""
    db = clinic.ledger.db
    tables = [name for name in db.table_names() if not name.startswith(("people_", "sqlite_"))]
    return {name: sorted(db.execute(f"SELECT * FROM [{name}]"), key=repr) for name in tables}


def later(**time_passed: float) -> datetime:
    """Return a moment after the scenes began."""
    return NOW + timedelta(**time_passed)

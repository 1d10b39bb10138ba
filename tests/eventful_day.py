"""A day at a clinic after which there is something for every act of every desk to be done to.

Its functions return what the acts are called with.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

from infrared_desktop.domain.records.answers import (
    Answer,
    AppointmentKind,
    AppointmentStatus,
    Channel,
    ContactOutcome,
    FollowUpDecisionKind,
    Role,
    Timepoint,
)
from infrared_desktop.domain.records.areas import Area
from infrared_desktop.domain.records.care import AdverseEvent, AreaOutcome, Review, TestSpot
from infrared_desktop.domain.records.chart import State, Stored
from infrared_desktop.domain.records.consents import Consent, Handout, HandoutKind, Withdrawal
from infrared_desktop.domain.records.contacts import ContactAttempt, FollowUpDecision
from infrared_desktop.domain.records.messages import Message, MessageStatus
from infrared_desktop.domain.records.patient_rights import (
    AskedFor,
    Erasure,
    ErasureDecision,
    Restriction,
)
from infrared_desktop.domain.records.people import Staff
from infrared_desktop.domain.records.photographs import (
    ExportKind,
    Photo,
    PhotoExport,
    Purpose,
)
from infrared_desktop.domain.records.review_copies import CopyScope, Remark, ReviewCopy
from infrared_desktop.domain.records.rule_decisions import RuleDecision, RuleDecisionKind
from infrared_desktop.domain.records.treatment_answers import EventOutcome
from infrared_desktop.domain.records.waiting import (
    Offer,
    OfferStatus,
    Wish,
    WishStatus,
    offered_visit,
)
from infrared_desktop.storage.clinic import Clinic
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.scenes import (
    TODAY,
    consent,
    full_day,
    history,
    next_step,
    outline,
    patient,
    visit,
)

Given = Callable[[Clinic], tuple[Any, ...]]
ONE, OTHER, THIRD = 1, 2, 3  # who has everything, who only waits, who came on a list
TREATING = 3  # the clinician who is no owner
LATER = TODAY + timedelta(days=14)
REVIEW = Review(
    ONE,
    TODAY,
    CLINICIAN,
    timepoint=Timepoint.MONTH_1,
    areas=(AreaOutcome(Area.NECK_FRONT, laxity_grade=2.5),),
)
SPOT = TestSpot(
    Area.NECK_FRONT,
    patient_id=ONE,
    done_at=NOW,
    operator_id=CLINICIAN,
    read_due_at=NOW + timedelta(days=2),
)


def the(clinic: Clinic, kind: type[Any], place: int = -1) -> Stored[Any]:
    """Return a stored record of a kind that still counts."""
    stand = [each for each in clinic.ledger.books.all(kind) if each.state is not State.INVALID]
    return stand[place]


def eventful_day(clinic: Clinic) -> None:
    """Play a day after which there is something for every act to be done to."""
    full_day(clinic)
    for wish in clinic.people.chart(ONE).restrictions:
        clinic.rights.lift(wish, "settled", CLINICIAN, NOW)
    for draft in clinic.care.drafts():
        clinic.care.discard_draft(draft, draft.staff_id, NOW)
    clinic.people.register(patient("Bo"), RECEPTION, NOW)
    clinic.people.take_in([patient("Cleo")], RECEPTION, NOW)
    clinic.diary.book(visit(OTHER, TODAY + timedelta(2), time(9)), RECEPTION, NOW)
    clinic.next_steps.agree(next_step(OTHER), RECEPTION, NOW)
    hours = (TODAY + timedelta(30), AppointmentKind.REVIEW)
    clinic.waiting.wish(Wish(OTHER, hours[1], TODAY, hours[0]), RECEPTION, NOW)
    clinic.messages.write([a_message()], RECEPTION, NOW)
    given = clinic.papers.hand_out(outline(OTHER), CLINICIAN, NOW)
    clinic.papers.consent(consent(given), RECEPTION, NOW)  # waits for the clinician
    clinic.papers.hand_out(outline(THIRD), CLINICIAN, NOW)
    clinic.history.take(history(OTHER), CLINICIAN, NOW)
    clinic.care.test(replace(SPOT, patient_id=OTHER), CLINICIAN, NOW)
    clinic.care.report(an_event(OTHER), CLINICIAN, NOW)
    clinic.rights.restrict(Restriction(OTHER, TODAY, "Bo asked"), CLINICIAN, NOW)
    for asked_for in (AskedFor.ERASURE, AskedFor.COPY):
        clinic.rights.ask(OTHER, "asked by letter", RECEPTION, NOW, TODAY, asked_for)
    clinic.follow_ups.attempt(an_attempt(), RECEPTION, NOW)
    clinic.staff.add(Staff("Dr. Ana Ruiz", Role.CLINICIAN), CLINICIAN, NOW)
    gone = clinic.staff.add(Staff("Ida Novak", Role.RECEPTION), CLINICIAN, NOW)
    clinic.staff.disable(gone, CLINICIAN, NOW)
    clinic.locked_work.lock("typed", None, "idle", RECEPTION, NOW)


def an_event(number: int) -> AdverseEvent:
    return AdverseEvent(Area.NECK_FRONT, patient_id=number, noted_on=TODAY)


def an_attempt(number: int = ONE) -> ContactAttempt:
    return ContactAttempt(number, "k", NOW, Channel.PHONE, ContactOutcome.NO_ANSWER)


def decided(kind: FollowUpDecisionKind) -> Given:
    def given(clinic: Clinic) -> tuple[Any, ...]:
        key = clinic.follow_ups.of_patient(ONE)[0].key
        return (FollowUpDecision(ONE, key, TODAY, kind, "so", LATER, staff_id=CLINICIAN),)

    return given


def coming(clinic: Clinic) -> Any:
    """Return the visit that is booked."""
    return next(each for each in clinic.diary.day(TODAY + timedelta(2)) if each.record.is_open)


def a_step(status: AppointmentStatus) -> Given:
    def given(clinic: Clinic) -> tuple[Any, ...]:
        stored = coming(clinic)
        if status is AppointmentStatus.IN_TREATMENT:
            stored = clinic.diary.step(stored, AppointmentStatus.ARRIVED, RECEPTION, NOW)
        return stored, status

    return given


def closing(status: AppointmentStatus) -> Given:
    return lambda c: (coming(c), status, next_step(OTHER))


def undone(clinic: Clinic) -> tuple[Any, ...]:
    before = coming(clinic)
    arrived = clinic.diary.step(before, AppointmentStatus.ARRIVED, RECEPTION, NOW)
    return arrived, before.record


def handed(clinic: Clinic) -> tuple[Any, ...]:
    wrong = coming(clinic)
    right = replace(wrong.record, patient_id=THIRD)
    new = clinic.diary.hand_over(wrong, right, RECEPTION, NOW)
    return clinic.diary.get(wrong.id), new, wrong.record


def an_offer(clinic: Clinic) -> Any:
    return clinic.waiting.open_offers()[0]


def accepting(clinic: Clinic) -> tuple[Any, ...]:
    offered = an_offer(clinic)
    wish = clinic.waiting.get(offered.record.wish_id)
    asked = replace(visit(offered.record.patient_id), minutes=20, kind=wish.record.kind)
    return offered, offered_visit(offered.record, asked)


def sent(status: MessageStatus) -> Given:
    def given(clinic: Clinic) -> tuple[Any, ...]:
        waits = the(clinic, Message)
        if status is MessageStatus.QUEUED:
            refused = MessageStatus.REFUSED
            waits = clinic.messages.mark(waits, refused, "", RECEPTION, NOW)
        return waits, status, "told"

    return given


def cut_off(clinic: Clinic) -> tuple[Any, ...]:
    clinic.messages.mark(the(clinic, Message), MessageStatus.SENDING, "", RECEPTION, NOW)
    return ()


def a_draft(clinic: Clinic) -> Any:
    return clinic.care.keep_draft(patient("Dot"), RECEPTION, NOW)


def thrown_away(clinic: Clinic) -> tuple[Any, ...]:
    draft = a_draft(clinic)
    clinic.care.discard_draft(draft, RECEPTION, NOW)
    return (draft,)


def struck(kind: type[Any], place: int = -1) -> Given:
    return lambda c: (the(c, kind, place), "wrong patient")


def listed(kind: type[Any], *more: str) -> Given:
    return lambda c: ([the(c, kind)], *more)


def listed_one(kind: type[Any]) -> Given:
    return lambda c: (the(c, kind),)


def struck_review(clinic: Clinic) -> tuple[Any, ...]:
    return clinic.care.sign(REVIEW, CLINICIAN, NOW), "wrong patient"


def moved_photos(clinic: Clinic) -> tuple[Any, ...]:
    photo = the(clinic, Photo)
    (moved,) = clinic.photos.move([photo], OTHER, "hers", CLINICIAN, NOW)
    return ([(moved, photo.record)],)


def what_left(clinic: Clinic) -> PhotoExport:
    photo = the(clinic, Photo)
    about = (ExportKind.COPY, Purpose.EDUCATION, NOW, "for a talk")
    return PhotoExport(photo.record.patient_id, photo.id, photo.record.content, *about)


def fresh_remark() -> Remark:
    return Remark(ONE, "r9", "c1", NOW, CLINICIAN, "seen again")


def a_remark(clinic: Clinic) -> Any:
    return clinic.review_copies.take_in([fresh_remark()], CLINICIAN, NOW)[0]


def tied_remark(clinic: Clinic) -> tuple[Any, ...]:
    return clinic.review_copies.tie(a_remark(clinic), ("session", 1), CLINICIAN, NOW), "so"


def leave(clinic: Clinic) -> tuple[Any, ...]:
    made = clinic.review_copies.note_made(a_copy("c3"), bytes(32), CLINICIAN, NOW)
    return made, TODAY + timedelta(9), TODAY


def dismissed(clinic: Clinic) -> tuple[Any, ...]:
    return (clinic.review_copies.dismiss(a_remark(clinic), CLINICIAN, NOW),)


def joined(clinic: Clinic) -> tuple[Any, ...]:
    kept_one, other = clinic.people.get(ONE), clinic.people.get(THIRD)
    return kept_one, other, kept_one.record, "one person"


def batched(clinic: Clinic) -> tuple[Any, ...]:
    return clinic.follow_ups.batches.note([an_attempt()], RECEPTION, NOW), "by mistake"


def a_copy(name: str = "c2") -> ReviewCopy:
    return ReviewCopy(name, NOW, TODAY + timedelta(7), CopyScope.CHOSEN, (ONE,), CLINICIAN)


def a_decision(kind: RuleDecisionKind) -> Given:
    return lambda c: (RuleDecision(ONE, "C07", kind, TODAY, "skin is whole"),)


def followed(closed_on: date | None) -> Given:
    def given(clinic: Clinic) -> tuple[Any, ...]:
        event = clinic.care.report(an_event(ONE), CLINICIAN, NOW)
        outcome = EventOutcome.RESOLVED if closed_on else None
        return event, replace(event.record, course="so", closed_on=closed_on, outcome=outcome)

    return given


def a_message() -> Message:
    return Message(OTHER, "", Channel.EMAIL, NOW, "en", "Dear Bo", "b@example.org")


def right_visit(clinic: Clinic) -> tuple[Any, ...]:
    return coming(clinic), replace(coming(clinic).record, patient_id=THIRD)


def later_visit(clinic: Clinic) -> tuple[Any, ...]:
    return coming(clinic), replace(coming(clinic).record, starts=time(11))


def accepted(clinic: Clinic) -> tuple[Any, ...]:
    return (clinic.offers.accept(*accepting(clinic), RECEPTION, NOW),)


def declined(clinic: Clinic) -> tuple[Any, ...]:
    answered = clinic.offers.answer(an_offer(clinic), OfferStatus.DECLINED, RECEPTION, NOW)
    return answered, OfferStatus.OPEN


def another_offer(clinic: Clinic) -> tuple[Any, ...]:
    until, wish = NOW + timedelta(hours=4), the(clinic, Wish)
    return (Offer(OTHER, wish.id, TODAY + timedelta(3), time(15), 20, NOW, until),)


def given_outline(clinic: Clinic) -> tuple[Any, ...]:
    return (consent(the(clinic, Handout)),)


def a_paper(kind: HandoutKind) -> Given:
    return lambda _: (replace(outline(OTHER), kind=kind),)


def withdrawn(clinic: Clinic) -> tuple[Any, ...]:
    return (Withdrawal(OTHER, the(clinic, Consent).id, TODAY, "thought better of it"),)


def described(clinic: Clinic) -> tuple[Any, ...]:
    photo = the(clinic, Photo)
    return ([(photo, replace(photo.record, note="from the left"))],)


def asked(asked_for: AskedFor) -> Given:
    """Note a wish, and return what takes it back."""

    def given(clinic: Clinic) -> tuple[Any, ...]:
        clinic.rights.ask(OTHER, "asked by letter", RECEPTION, NOW, TODAY, asked_for)
        return OTHER, "so"

    return given


def answered(asked_for: AskedFor, decision: ErasureDecision) -> Given:
    return lambda _: (Erasure(OTHER, TODAY, decision, "decided", asked_for=asked_for),)


def decided_erasure(decision: ErasureDecision) -> Given:
    return lambda _: (Erasure(ONE, TODAY, decision, "decided"),)


def parting(clinic: Clinic) -> tuple[Any, ...]:
    return clinic.rights.merge(*joined(clinic), CLINICIAN, NOW), "two people"


def new_settings(clinic: Clinic) -> tuple[Any, ...]:
    stored = clinic.staff.settings()
    return stored, replace(stored.record, phone="1")


def wished(status: WishStatus) -> Given:
    def given(clinic: Clinic) -> tuple[Any, ...]:
        wish = the(clinic, Wish)
        return wish, replace(wish.record, status=status)

    return given


def own_text(clinic: Clinic) -> tuple[Any, ...]:
    return (clinic.messages.texts()[0].record,)


def read_spot(clinic: Clinic) -> tuple[Any, ...]:
    spot = the(clinic, TestSpot)
    return spot, replace(spot.record, read_at=NOW, passed=Answer.YES)

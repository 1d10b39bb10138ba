"""What the practice clinic's front desk set, and who waits for a sooner visit."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from random import Random

from infrared_desktop.domain.booking.slots import Wanted
from infrared_desktop.domain.records.answers import (
    AppointmentKind,
    AppointmentStatus,
    Channel,
    NextStepKind,
)
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.diary import USUAL_MINUTES, Appointment, NextStep
from infrared_desktop.domain.records.messages import MailServer, Message, MessageStatus, MessageText
from infrared_desktop.domain.records.waiting import Offer, OfferStatus, Wish
from infrared_desktop.domain.schedule.desk_rules import Closure, DeskRules, OpenHours
from infrared_desktop.practice.pen import OWNER, RECEPTION, Clock
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.gathered.slot_finder import slots_of

_WORKDAYS, _SATURDAY = range(5), 5
_NOON, _AFTER_NOON = time(12), time(13)
_LAST_START = time(16)
_MOST_WAITING, _MOST_TAKERS = 6, 2
_NEXT_DAYS, _LOOKED_AT = 6, 400


def set_rules(clinic: Clinic, now: datetime, on: date) -> None:
    """Set hours with a break, the desk's texts, and a mail server that is nobody's.

    The day that the clinic is made for is a working day, whatever day of the week it is.
    """
    opens, closes = time(8), time(19)
    worked = sorted({*_WORKDAYS, on.weekday()})
    hours = [
        part
        for day in worked
        for part in (OpenHours(day, opens, _NOON), OpenHours(day, _AFTER_NOON, closes))
    ]
    if _SATURDAY not in worked:
        hours.append(OpenHours(_SATURDAY, time(9), time(13)))
    clinic.front_desk.change_rules(DeskRules(tuple(hours)), OWNER, now)
    text = MessageText("T7", 1, Channel.POST, "en", "Dear {name}, it is time to look again.")
    clinic.messages.set_text(text, OWNER, now)
    server = MailServer("mail.practice.invalid", 465, sender="desk@practice.invalid")
    clinic.messages.set_server(server, None, OWNER, now)


def let_wait(clinic: Clinic, clock: Clock, rng: Random) -> None:
    """Close a few days ahead, and put some who have a visit ahead on the waiting list."""
    first = clock.on + timedelta(33)
    closure = Closure(first, first + timedelta(3), "Winter break")
    clinic.front_desk.close(closure, OWNER, clock.now)
    later = clinic.diary.between(clock.on + timedelta(7), clock.on + timedelta(60))
    ahead = [visit for visit in later if visit.record.is_open]
    waiting = rng.sample(ahead, min(_MOST_WAITING, len(ahead)))
    for number, visit in enumerate(waiting):
        _wish(clinic, clock, visit, is_urgent=number == 0)
    if waiting:
        _offer(clinic, clock, waiting[0])
    _free_a_time(clinic, clock)


def _free_a_time(clinic: Clinic, clock: Clock) -> None:
    """Cancel a consultation of the next days; some who wait would take its time, others not."""
    gone, *others = _seen_lately(clinic, clock)[: 1 + _MOST_TAKERS] or [0]
    free = _free_place(clinic, clock, gone) if gone else None
    if free is None:
        return
    due = clock.on + timedelta(14)
    step = NextStep(gone, NextStepKind.WAITING, clock.on, due=due, reason="Will call again.")
    booked = clinic.diary.book(free, RECEPTION, clock.now)
    clinic.diary.close(booked, AppointmentStatus.CANCELLED, step, RECEPTION, clock.now)
    for number in others:
        wish = Wish(number, free.kind, clock.on, free.day + timedelta(14), minutes=free.minutes)
        clinic.waiting.wish(wish, RECEPTION, clock.now)
    for visit in clinic.diary.between(free.day, free.day + timedelta(_NEXT_DAYS)):
        is_later = (visit.record.day, visit.record.starts) > (free.day, free.starts)
        if is_later and visit.record.is_open and visit.record.kind is free.kind:
            _wish(clinic, clock, visit, is_urgent=False, last_day=visit.record.day)
            break


def _seen_lately(clinic: Clinic, clock: Clock) -> list[int]:
    """Return who was here in the last weeks and has no visit ahead, by number."""
    seen = clinic.diary.between(clock.on - timedelta(90), clock.on - timedelta(1))
    ahead = clinic.diary.between(clock.on, clock.on + timedelta(400))
    busy = {visit.record.patient_id for visit in ahead}
    done = (v.record for v in seen if v.record.status is AppointmentStatus.FULFILLED)
    found = sorted({visit.patient_id for visit in done} - busy)
    patients = clinic.people.many(found)
    return [number for number in found if not patients[number].record.wants_no_contact]


def _free_place(clinic: Clinic, clock: Clock, number: int) -> Appointment | None:
    """Return a consultation in a free place of the next days, within the hours of the others."""
    first, kind = clock.on + timedelta(1), AppointmentKind.CONSULTATION
    visit = Appointment(number, kind, first, _AFTER_NOON, USUAL_MINUTES[kind])
    soonest = datetime.combine(first, _AFTER_NOON)
    last = first + timedelta(_NEXT_DAYS)
    wanted = Wanted(visit, first, last, first, soonest)
    for slot in slots_of(clinic, wanted, clock.now, _LOOKED_AT):
        if _AFTER_NOON <= slot.starts <= _LAST_START and slot.day.weekday() < _SATURDAY:
            return replace(visit, **vars(slot))
    return None


def _wish(
    clinic: Clinic,
    clock: Clock,
    visit: Stored[Appointment],
    is_urgent: bool,
    last_day: date | None = None,
) -> None:
    booked = visit.record
    wish = Wish(
        booked.patient_id,
        booked.kind,
        clock.on,
        last_day or booked.day - timedelta(1),
        weekdays=(booked.day.weekday(),) if booked.day.weekday() % 2 else (),
        not_before=time(12) if booked.patient_id % 3 == 0 else None,
        minutes=booked.minutes,
        is_urgent=is_urgent,
        appointment_id=visit.id,
    )
    clinic.waiting.wish(wish, RECEPTION, clock.now)


def _offer(clinic: Clinic, clock: Clock, visit: Stored[Appointment]) -> None:
    """Play a time that was offered by e-mail and declined."""
    booked, now = visit.record, clock.now
    wished = clinic.waiting.wishes(clock.on)[0]
    day = clock.on + timedelta(2)
    offer = Offer(
        booked.patient_id, wished.id, day, time(16), booked.minutes, now, now + timedelta(hours=4)
    )
    offered = clinic.offers.offer(offer, RECEPTION, now)
    text = f"A visit is free on {day:%Y-%m-%d} at 16:00. Please tell us whether it suits you."
    message = Message(booked.patient_id, "", Channel.EMAIL, now, "en", text, "p@example.org")
    (written,) = clinic.messages.write([message], RECEPTION, now)
    clinic.messages.mark(written, MessageStatus.WITHDRAWN, "Told by phone.", RECEPTION, now)
    clinic.offers.answer(offered, OfferStatus.DECLINED, RECEPTION, now)

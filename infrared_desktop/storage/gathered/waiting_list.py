"""The waiting list of an open clinic: who stands on it, and who would take what fell free."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from infrared_desktop.domain.booking.booking import plan_to_book, with_plan
from infrared_desktop.domain.booking.slot_windows import soonest_after
from infrared_desktop.domain.booking.waiting_match import (
    Considered,
    Match,
    consider,
    is_free,
    offer_of,
)
from infrared_desktop.domain.booking.waiting_places import Waiter
from infrared_desktop.domain.records.answers import AppointmentKind
from infrared_desktop.domain.records.chart import Chart, Stored
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.domain.records.waiting import Offer, Wish
from infrared_desktop.domain.schedule.freed import Freed
from infrared_desktop.domain.schedule.schedule import next_windows
from infrared_desktop.domain.schedule.waiting_standing import WishStanding, open_offer, standing_of
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.gathered.slot_finder import things_of

_ASKED = ("appointment", "plan", "session", "handout")  # of the charts of those who wait


@dataclass(frozen=True)
class Waiting:
    """A wish with whose it is, how it stands, and the offer that waits for an answer."""

    wish: Stored[Wish]
    patient: Stored[Patient]
    standing: WishStanding
    offer: Stored[Offer] | None
    replaced: Stored[Appointment] | None


@dataclass(frozen=True)
class Opening:
    """A time that fell free, who would take it, and how many who wait would not, by why."""

    freed: Freed
    considered: Considered

    @property
    def takers(self) -> tuple[Match, ...]:
        """Who would take it, whom to ask first at the head."""
        return self.considered.takers


def waiting_list(clinic: Clinic, now: datetime) -> list[Waiting]:
    """Return every wish there ever was, in the order in which they are asked."""
    wishes, offers = clinic.waiting.every()
    people = clinic.people.many(each.record.patient_id for each in wishes)
    today, found = clinic.day(now), []
    for wish in sorted(wishes, key=lambda wish: (wish.record.rank, wish.id)):
        visit_id = wish.record.appointment_id
        replaced = clinic.diary.get(visit_id) if visit_id is not None else None
        patient = people[wish.record.patient_id]
        visit = replaced.record if replaced else None
        standing = standing_of(wish, patient.record, visit, offers, now, today)
        found.append(Waiting(wish, patient, standing, open_offer(wish, offers), replaced))
    return found


def openings(clinic: Clinic, now: datetime) -> Iterator[Opening]:
    """Yield what fell free from now on and is free still, the soonest first.

    It is yielded where nobody would take it, too, while anybody waits.
    """
    today = clinic.day(now)
    wishes = clinic.waiting.wishes(today)
    if not wishes:
        return
    freed = clinic.offers.freed(today, max(each.record.last_day for each in wishes), now)
    here = now.astimezone(ZoneInfo(clinic.settings.timezone)).replace(tzinfo=None)
    ahead = [each for each in freed if _begins(each) > here]
    # Charts are read only where something fell free at all.
    waiters = waiters_of(clinic, now) if ahead else []
    if not waiters:
        return
    _, offers = clinic.waiting.every()
    things = things_of(clinic)
    for each in ahead:
        agenda = clinic.diary.agenda(each.day, each.day, now)
        found = consider(each, waiters, offers, agenda, things)
        if found.takers or is_free(each, agenda):
            yield Opening(each, found)


def offer_now(clinic: Clinic, match: Match, now: datetime) -> Offer:
    """Return the offer of a time to one who would take it, not stored yet."""
    hours = clinic.front_desk.rules().offer_hours
    return offer_of(match, now, hours, ZoneInfo(clinic.settings.timezone))


def waiters_of(clinic: Clinic, now: datetime) -> list[Waiter]:
    """Return who waits, each with the visit that the wish is for."""
    listed = [each for each in waiting_list(clinic, now) if each.standing.is_shown]
    return [waiter_of(clinic, each.wish, now) for each in listed]


def waiter_of(clinic: Clinic, wish: Stored[Wish], now: datetime) -> Waiter:
    """Return a wish with its visit, which keeps to the plan's windows and the instructions."""
    chart = clinic.people.chart(wish.record.patient_id, _ASKED)
    replaced = _replaced(wish.record, chart)
    visit = _visit(clinic, wish.record, chart, replaced)
    zone = ZoneInfo(clinic.settings.timezone)
    leads = clinic.protocols.waiting_facts().leads_for(visit.sites)
    soonest = soonest_after(visit, chart, leads, now.astimezone(zone))
    opens = datetime.combine(_earliest(clinic, visit, chart), time())
    return Waiter(wish, visit, max(soonest, opens), replaced)


def _begins(freed: Freed) -> datetime:
    return datetime.combine(freed.day, time(freed.begins // 60, freed.begins % 60))


def _replaced(wish: Wish, chart: Chart) -> Stored[Appointment] | None:
    visits = (each for each in chart.appointments if each.id == wish.appointment_id)
    return next((each for each in visits if each.record.is_open), None)


def _visit(
    clinic: Clinic, wish: Wish, chart: Chart, replaced: Stored[Appointment] | None
) -> Appointment:
    minutes = wish.minutes or clinic.front_desk.rules().visit(wish.kind).minutes
    if replaced is not None and replaced.record.kind is wish.kind:
        return replace(replaced.record, minutes=minutes)
    bare = Appointment(wish.patient_id, wish.kind, wish.wished_on, time(9), minutes)
    windows = clinic.protocols.waiting_facts().windows
    visit = with_plan(bare, chart, windows, plan_to_book(chart, windows))
    return replace(visit, clinician_id=wish.clinician_id)


def _earliest(clinic: Clinic, visit: Appointment, chart: Chart) -> date:
    """Return the first day on which the areas of a session may be treated again."""
    plan = next((plan for plan in chart.plans if plan.id == visit.plan_id), None)
    if visit.kind is not AppointmentKind.SESSION or plan is None:
        return date.min
    windows = next_windows(plan, chart.sessions, clinic.protocols.waiting_facts().windows)
    return max((w.earliest for w in windows if w.site in visit.sites), default=date.min)

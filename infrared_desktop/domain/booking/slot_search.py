"""What to look for when a patient's next visit of a kind is to be booked, and why there."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from infrared_desktop.domain.booking.booking import due_first, plan_to_book, unbooked, with_plan
from infrared_desktop.domain.booking.slot_windows import Reach, reach_of, soonest_after
from infrared_desktop.domain.booking.slots import Wanted
from infrared_desktop.domain.follow_ups.kinds import FollowUp
from infrared_desktop.domain.papers.instructions import items_for
from infrared_desktop.domain.protocol.instruction_terms import Phase
from infrared_desktop.domain.protocol.protocol import Protocol
from infrared_desktop.domain.records.answers import AppointmentKind, Role
from infrared_desktop.domain.records.chart import Chart
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.schedule.desk_rules import DeskRules
from infrared_desktop.domain.schedule.schedule import next_windows
from infrared_desktop.domain.sentences import Sentence, sentence


@dataclass(frozen=True)
class Search:
    """A visit with the days to look at, and where these days come from."""

    wanted: Wanted
    why: Sentence


def search_for(
    kind: AppointmentKind,
    chart: Chart,
    protocol: Protocol,
    rules: DeskRules,
    due: Iterable[FollowUp],
    now: datetime,
) -> Search:
    """Return what to look for; `now` is aware, in the clinic's zone.

    A session keeps to the windows of the areas that can be treated together soonest.
    """
    windows, today = protocol.windows, now.date()
    plan = plan_to_book(chart, windows)
    waiting = unbooked(chart, next_windows(plan, chart.sessions, windows)) if plan else []
    is_session = kind is AppointmentKind.SESSION
    best = max(min(w.best for w in waiting), today) if is_session and waiting else today
    visit = Appointment(chart.patient.id, kind, best, time(9), rules.visit(kind).minutes)
    visit = with_plan(visit, chart, windows, plan)
    is_clinicians = rules.visit(kind).role is Role.CLINICIAN
    if plan is not None and visit.plan_id is not None and is_clinicians:
        visit = replace(visit, clinician_id=plan.record.clinician_id)
    chosen = [window for window in waiting if is_session and window.site in visit.sites]
    follow_up = None if is_session else due_first(kind, due)
    reach = reach_of(chosen, follow_up, today, windows)
    why = sentence("Nearest to {best}, from {first} to {last}.", **vars(reach))
    if is_session and not chosen:
        reach = Reach(today, today - timedelta(1), today)
        why = sentence("No plan of this patient has a session left to book.")
    elif reach.last < reach.first:
        why = sentence("The window ended on {last}.", last=reach.last)
    soonest = soonest_for(visit, chart, protocol, now)
    return Search(Wanted(visit, reach.first, reach.last, reach.best, soonest), why)


def soonest_for(visit: Appointment, chart: Chart, protocol: Protocol, now: datetime) -> datetime:
    """Return the same as `soonest_after`, by what the protocol tells before a session."""
    return soonest_after(visit, chart, items_for(protocol, Phase.BEFORE, visit.sites), now)

"""Which sheet a patient needs: for which visit or session, and whether it was handed over."""

from collections.abc import Iterable
from datetime import date, datetime, time, tzinfo

from infrared_desktop.domain.records.areas import Site
from infrared_desktop.domain.records.care import Session
from infrared_desktop.domain.records.chart import Chart, Stored
from infrared_desktop.domain.records.consents import Handout, HandoutKind
from infrared_desktop.domain.records.diary import TREATING, Appointment
from infrared_desktop.domain.schedule.schedule import sites_of, treats
from infrared_desktop.domain.sentences import sentence
from infrared_desktop.domain.sessions.gates import Gate, Severity

_END_OF_DAY = time(18)  # where nobody noted when a session ended


def visits_to_come(chart: Chart, today: date) -> tuple[Stored[Appointment], ...]:
    """Return the visits that still wait, from today on, at which skin is treated, soonest first."""
    visits = (
        one
        for one in chart.appointments
        if one.record.is_open and one.record.kind in TREATING and one.record.day >= today
    )
    return tuple(sorted(visits, key=lambda one: (one.record.day, one.record.starts, one.id)))


def starts_at(visit: Appointment, zone: tzinfo) -> datetime:
    """Return the moment at which a visit begins, in the clinic's zone."""
    return datetime.combine(visit.day, visit.starts, zone)


def ended_at(session: Session, now: datetime) -> datetime:
    """Return when a session ended: as noted, else now on its own day; by the clinic's zone."""
    if session.ended is None and session.performed_on == now.date():
        return now
    return datetime.combine(session.performed_on, session.ended or _END_OF_DAY, now.tzinfo)


def sheets(chart: Chart, kind: HandoutKind) -> tuple[Stored[Handout], ...]:
    """Return what was handed over of a kind, oldest first."""
    return tuple(one for one in chart.handouts if one.record.kind is kind)


def instruction_gates(
    chart: Chart, sites: Iterable[Site], day: date, visit_id: int | None
) -> tuple[Gate, ...]:
    """Warn of the sites for which no sheet was handed over since their last session.

    A sheet that was made for the very visit counts, whenever that was.
    """
    given = [one.record for one in sheets(chart, HandoutKind.INSTRUCTIONS)]
    without = [
        str(site)
        for site in dict.fromkeys(sites)
        if not any(_serves(one, site, _last_day(chart, site, day), visit_id) for one in given)
    ]
    words = sentence("{sites}: nothing was handed over for this session.", sites=", ".join(without))
    return (Gate("no-instructions", Severity.WARN, words),) if without else ()


def told_before(
    chart: Chart, sites: Iterable[Site], day: date, visit_id: int | None
) -> Handout | None:
    """Return the first sheet that was handed over for every site of a visit, if there is one."""
    wanted = [(site, _last_day(chart, site, day)) for site in sites]
    given = (one.record for one in sheets(chart, HandoutKind.INSTRUCTIONS))
    serving = (one for one in given if all(_serves(one, *each, visit_id) for each in wanted))
    return next(serving, None)


def _serves(given: Handout, site: Site, last: date, visit_id: int | None) -> bool:
    if not treats(given.sites, site):
        return False
    is_for_visit = visit_id is not None and given.appointment_id == visit_id
    return is_for_visit or given.given_at.date() >= last


def _last_day(chart: Chart, site: Site, day: date) -> date:
    days = (
        one.record.performed_on
        for one in chart.sessions
        if one.record.performed_on < day and treats(sites_of(one.record), site)
    )
    return max(days, default=date.min)

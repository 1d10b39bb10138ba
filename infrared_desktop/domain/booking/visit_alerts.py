"""What the desk should know before a visit begins, from what is on record already."""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum

from infrared_desktop.domain.papers.consent_state import consent_held
from infrared_desktop.domain.papers.consent_validity import covered, signed_consents
from infrared_desktop.domain.records.answers import (
    AppointmentKind,
    AppointmentStatus,
    PlanStatus,
    Tan,
)
from infrared_desktop.domain.records.areas import Site
from infrared_desktop.domain.records.chart import Chart, Stored
from infrared_desktop.domain.records.consents import HandoutKind
from infrared_desktop.domain.records.diary import TREATING, Appointment, Device
from infrared_desktop.domain.sessions.device_gates import device_gates
from infrared_desktop.domain.sessions.gates import Severity


class VisitAlert(StrEnum):
    """What to know before a visit, the weightiest first."""

    REACTION = "reaction"
    DEVICE_OUT = "device_out"
    NO_CONSENT = "no_consent"
    CONSENT_OVER = "consent_over"
    CONSENT_UNSIGNED = "consent_unsigned"
    NO_PLAN = "no_plan"
    NO_HISTORY = "no_history"
    STALE_HISTORY = "stale_history"
    CONFIRM_HISTORY = "confirm_history"
    ASK_TAN = "ask_tan"
    NO_SHEET = "no_sheet"
    NO_PHOTOGRAPHS = "no_photographs"
    PHOTOGRAPHS_DUE = "photographs_due"


# The kinds of record that an alert reads.
READ = (
    *("adverse_event", "plan", "consultation", "history"),
    *("consent", "withdrawal", "handout"),
)
_CONSENT = (VisitAlert.NO_CONSENT, VisitAlert.CONSENT_UNSIGNED, VisitAlert.CONSENT_OVER)


def alerts_of(
    stored: Stored[Appointment],
    chart: Chart,
    devices: Mapping[int, Device],
    today: date,
    stale_days: int,
    asks_photographs: bool = False,
) -> tuple[VisitAlert, ...]:
    """Return all that is to be known, the weightiest first; nothing for a visit that is closed.

    A history that is older than the protocol's `stale_days` is told before the patient comes.
    Photographs are asked for where the clinic wants that, of a chart that holds them.
    """
    visit = stored.record
    found: set[VisitAlert] = set()
    if visit.is_open and any(event.record.closed_on is None for event in chart.adverse_events):
        found.add(VisitAlert.REACTION)
    if visit.is_open and visit.kind in TREATING:
        found.update(_before_light(stored, chart, devices))
        found.update(_about_history(stored.record, chart, today, stale_days))
    if visit.is_open and asks_photographs:
        found.update(_about_photographs(stored, chart))
    return tuple(alert for alert in VisitAlert if alert in found)


def _before_light(
    stored: Stored[Appointment], chart: Chart, devices: Mapping[int, Device]
) -> Iterator[VisitAlert]:
    visit = stored.record
    if _is_out(devices.get(visit.device_id or 0), visit.day):
        yield VisitAlert.DEVICE_OUT
    lacking = {_consent_alert(chart, site, visit.day) for site in visit.sites}
    yield from (alert for alert in _CONSENT if alert in lacking)
    is_planned = any(plan.record.status is PlanStatus.OPEN for plan in chart.plans)
    if visit.kind is AppointmentKind.SESSION and not is_planned:
        yield VisitAlert.NO_PLAN
    if _was_tanned(chart):
        yield VisitAlert.ASK_TAN
    if not _has_sheet(stored, chart):
        yield VisitAlert.NO_SHEET


def _about_history(
    visit: Appointment, chart: Chart, today: date, stale_days: int
) -> Iterator[VisitAlert]:
    if chart.history is None:
        yield VisitAlert.NO_HISTORY
        return
    known_on = chart.history.record.known_on
    is_one = len({stored.id for stored in chart.histories}) == 1  # or two joined ones wait
    if not is_one or (min(visit.day, today) - known_on).days > stale_days:
        yield VisitAlert.STALE_HISTORY
    elif _has_come(visit) and known_on < visit.day:
        yield VisitAlert.CONFIRM_HISTORY


def _about_photographs(stored: Stored[Appointment], chart: Chart) -> Iterator[VisitAlert]:
    """Ask for a set before light, and for one beside it at a review (clinical reference 2.7)."""
    from infrared_desktop.domain.photographs.sets import set_of  # only clinics that ask need it

    visit, photos = stored.record, [each.record for each in chart.photos]
    if visit.kind in TREATING:
        pictured = {set_of(photo.area) for photo in photos if photo.area}
        if any(set_of(site.area) not in pictured for site in visit.sites):
            yield VisitAlert.NO_PHOTOGRAPHS
    elif visit.kind is AppointmentKind.REVIEW and _has_come(visit):
        earlier = any(photo.taken_on < visit.day for photo in photos)
        if earlier and not any(photo.taken_on == visit.day for photo in photos):
            yield VisitAlert.PHOTOGRAPHS_DUE


def _is_out(device: Device | None, day: date) -> bool:
    stops = any(gate.severity is Severity.BLOCK for gate in device_gates(device, day))
    return device is not None and (stops or not device.in_service)


def _consent_alert(chart: Chart, site: Site, day: date) -> VisitAlert | None:
    """Return what the consent to a site lacks on a day; why in full is told where it is mended."""
    if consent_held(chart, site, day) is not None:
        return None
    found = signed_consents(chart, site, day)
    if found.expired and not found.gone:
        return VisitAlert.CONSENT_OVER
    has_outline = any(
        given.record.kind is HandoutKind.OUTLINE and covered(given.record.sites, site)
        for given in chart.handouts
    )
    waits = (has_outline or found.unconfirmed) and not found.gone
    return VisitAlert.CONSENT_UNSIGNED if waits else VisitAlert.NO_CONSENT


def _has_come(visit: Appointment) -> bool:
    """Say whether the patient is here: the history is asked at each visit (R-STALE)."""
    return visit.status in (AppointmentStatus.ARRIVED, AppointmentStatus.IN_TREATMENT)


def _has_sheet(stored: Stored[Appointment], chart: Chart) -> bool:
    """Say whether the instructions for a visit were handed over, for it or for any one."""
    return any(
        given.record.kind is HandoutKind.INSTRUCTIONS
        and given.record.appointment_id in (stored.id, None)
        for given in chart.handouts
    )


def _was_tanned(chart: Chart) -> bool:
    """Say whether the last consultation that asked found a tan (C07, clinical reference 4)."""
    asked = [
        (consultation.record.consulted_on, consultation.id, consultation.record.current_tan)
        for consultation in chart.consultations
        if consultation.record.current_tan is not None
    ]
    return bool(asked) and max(asked)[2] is not Tan.NONE

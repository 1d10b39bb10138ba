"""A visit as one row of the day: when, how it stands, who, and what it is for."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.answers import AppointmentKind, AppointmentStatus
from infrared_desktop.domain.chart import Stored
from infrared_desktop.domain.diary import Appointment
from infrared_desktop.domain.people import Patient
from infrared_desktop.domain.visit_alerts import VisitAlert
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.lists.rows import Row
from infrared_desktop.views.look.chips import Chip, Glyph
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.people.patient_rows import short_line
from infrared_desktop.views.wording import say_moment

_LOOK = {
    AppointmentStatus.BOOKED: (Meaning.INFORMATION, Glyph.RING),
    AppointmentStatus.ARRIVED: (Meaning.CAUTION, Glyph.DOT),
    AppointmentStatus.IN_TREATMENT: (Meaning.DUE, Glyph.PLAY),
    AppointmentStatus.FULFILLED: (Meaning.SUITABLE, Glyph.TICK),
    AppointmentStatus.NO_SHOW: (Meaning.STOP, Glyph.CROSS),
    AppointmentStatus.CANCELLED: (Meaning.INFORMATION, Glyph.CROSS),
}


def visit_row(
    stored: Stored[Appointment],
    patient: Stored[Patient],
    now: datetime,
    timezone: str,
    alert: VisitAlert | None = None,
) -> Row:
    """Return the row of a visit; its key is the visit's id."""
    return Row(
        key=stored.id,
        lead=f"{stored.record.starts:%H:%M}",
        chip=status_chip(stored.record, now, timezone),
        title=patient.record.display_name,
        subtitle=short_line(patient),
        note=visit_words(stored.record),
        chip2=alert_chip(alert) if alert else None,
    )


def status_chip(visit: Appointment, now: datetime, timezone: str) -> Chip:
    """Return how a visit stands, with the minutes since or the time when it ended."""
    meaning, glyph = _LOOK.get(visit.status, (Meaning.INFORMATION, Glyph.CROSS))
    return Chip(meaning, _status_words(visit, now, timezone), glyph)


def visit_words(visit: Appointment) -> str:
    """Return what a visit is for, with its areas."""
    kind = choices.label(visit.kind)
    areas = " + ".join(dict.fromkeys(choices.label(site.area) for site in visit.sites))
    if visit.kind is AppointmentKind.CONSULTATION or not areas:
        return kind
    return f"{kind} · {areas}"


def step_words(visit: Appointment, patient: Patient, status: AppointmentStatus) -> str:
    """Return what became of a visit, and whose and of what time it is."""
    return f"{patient.display_name}, {visit.starts:%H:%M}: {choices.label(status)}"


def alert_chip(alert: VisitAlert) -> Chip:
    """Return what to know before a visit, in a few words."""
    if alert is VisitAlert.REACTION:
        return Chip(Meaning.STOP, _words("open reaction"), Glyph.BANG)
    words = {
        VisitAlert.NO_CONSENT: "no consent",
        VisitAlert.NO_PLAN: "no plan",
        VisitAlert.ASK_TAN: "tan: ask",
    }
    return Chip(Meaning.CAUTION, _words(words[alert]))


def _status_words(visit: Appointment, now: datetime, timezone: str) -> str:
    if visit.status is AppointmentStatus.ARRIVED and visit.arrived_at:
        return _words("arrived {time}").format(time=_time(visit.arrived_at, now))
    if visit.status is AppointmentStatus.IN_TREATMENT and visit.started_at:
        return _words("treating {time}").format(time=_time(visit.started_at, now))
    if visit.status is AppointmentStatus.FULFILLED and visit.ended_at:
        return _words("done {at}").format(at=say_moment(visit.ended_at, timezone))
    return choices.label(visit.status)


def _time(since: datetime, now: datetime) -> str:
    """Say how long ago, as short as a chip is."""
    minutes = max(int((now - since).total_seconds() // 60), 0)
    if minutes < 100:
        return _words("{minutes} min").format(minutes=minutes)
    hours, rest = divmod(minutes, 60)
    return _words("{hours} h {minutes}").format(hours=hours, minutes=f"{rest:02}")


def _words(text: str) -> str:
    return QCoreApplication.translate("VisitRow", text)

"""A visit as one row of the day: when, how it stands, who, and what it is for."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.booking.visit_alerts import VisitAlert
from infrared_desktop.domain.records.answers import AppointmentKind, AppointmentStatus
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.domain.schedule.desk_rules import VisitRule
from infrared_desktop.domain.schedule.visit_board import InState, in_state
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.lists.patient_rows import short_line
from infrared_desktop.views.lists.rows import Row
from infrared_desktop.views.look.chips import Chip, Glyph
from infrared_desktop.views.look.theme import Meaning
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
    stands: InState,
    timezone: str,
    alerts: Sequence[VisitAlert] = (),
) -> Row:
    """Return the row of a visit; its key is the visit's id."""
    visit, chip = stored.record, board_chip(stored.record, stands, timezone)
    note, name = _note(visit, stands), patient.record.display_name
    lead, line = f"{visit.starts:%H:%M}", short_line(patient)
    state = (choices.label(visit.status),) if stands.over is not None else ()
    told = (*state, chip.text, *map(alert_words, alerts))
    return Row(
        key=stored.id,
        lead=lead,
        chip=chip,
        title=name,
        subtitle=line,
        note=note,
        chip2=alert_chip(alerts),
        spoken=", ".join((lead, name, line, note, *told)),
    )


def board_chip(visit: Appointment, stands: InState, timezone: str) -> Chip:
    """Return how a visit stands with the minutes in its state; too long is a word and a shape."""
    meaning, glyph = _LOOK.get(visit.status, (Meaning.INFORMATION, Glyph.CROSS))
    if stands.over is None:
        return Chip(meaning, _status_words(visit, stands, timezone), glyph)
    if visit.status is AppointmentStatus.ARRIVED:
        text = _words("waits {time}").format(time=span_words(stands.minutes or 0))
        return Chip(Meaning.STOP, text, Glyph.BANG)
    late = visit.status is AppointmentStatus.BOOKED
    text = _words("late {time}") if late else _words("over by {time}")
    return Chip(Meaning.CAUTION, text.format(time=span_words(stands.over)), Glyph.BANG)


def status_chip(visit: Appointment, now: datetime, timezone: str) -> Chip:
    """Return how a visit stands, with the minutes since or the time when it ended."""
    usual = VisitRule(visit.kind, visit.minutes)
    stands = in_state(visit, now, usual, ZoneInfo(timezone))
    return board_chip(visit, replace(stands, over=None), timezone)


def summary_words(visits: Sequence[Appointment], stand: Sequence[InState]) -> str:
    """Return how many visits of the day are in each state, and how many too long."""
    counts = [(each, sum(visit.status is each for visit in visits)) for each in AppointmentStatus]
    parts = [f"{count} {choices.label(status)}" for status, count in counts if count]
    too_long = {
        AppointmentStatus.BOOKED: _words("{count} late"),
        AppointmentStatus.ARRIVED: _words("{count} waiting too long"),
        AppointmentStatus.IN_TREATMENT: _words("{count} over time"),
    }
    over = [v.status for v, stands in zip(visits, stand, strict=True) if stands.over is not None]
    parts += [text.format(count=over.count(s)) for s, text in too_long.items() if s in over]
    return " · ".join(parts)


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


def alert_chip(alerts: Sequence[VisitAlert]) -> Chip | None:
    """Return the weightiest of what to know before a visit, and how much else there is."""
    if not alerts:
        return None
    more = f" +{len(alerts) - 1}" if len(alerts) > 1 else ""
    stops = alerts[0] in (VisitAlert.REACTION, VisitAlert.DEVICE_OUT)
    meaning, glyph = (Meaning.STOP, Glyph.BANG) if stops else (Meaning.CAUTION, None)
    return Chip(meaning, alert_words(alerts[0]) + more, glyph)


def alert_words(alert: VisitAlert) -> str:
    """Return what to know before a visit, in a few words."""
    words = {
        VisitAlert.REACTION: _words("open reaction"),
        VisitAlert.DEVICE_OUT: _words("device out"),
        VisitAlert.NO_CONSENT: _words("no consent"),
        VisitAlert.CONSENT_OVER: _words("consent ran out"),
        VisitAlert.CONSENT_UNSIGNED: _words("consent to sign"),
        VisitAlert.NO_PLAN: _words("no plan"),
        VisitAlert.NO_HISTORY: _words("no history"),
        VisitAlert.STALE_HISTORY: _words("history is old"),
        VisitAlert.CONFIRM_HISTORY: _words("confirm history"),
        VisitAlert.ASK_TAN: _words("tan: ask"),
        VisitAlert.NO_SHEET: _words("no instructions"),
        VisitAlert.NO_PHOTOGRAPHS: _words("no photographs"),
        VisitAlert.PHOTOGRAPHS_DUE: _words("photographs due"),
    }
    return words[alert]


def span_words(minutes: int) -> str:
    """Say how long, as short as a chip is."""
    if minutes < 100:
        return _words("{minutes} min").format(minutes=minutes)
    hours, rest = divmod(minutes, 60)
    return _words("{hours} h {minutes}").format(hours=hours, minutes=f"{rest:02}")


def _note(visit: Appointment, stands: InState) -> str:
    """Say what a visit is for, and how long the patient has been here in all."""
    words = visit_words(visit)
    if stands.total is None:
        return words
    here = _words("here {time}").format(time=span_words(stands.total))
    return f"{words} · {here}"


def _status_words(visit: Appointment, stands: InState, timezone: str) -> str:
    if stands.minutes is not None:
        arrived = visit.status is AppointmentStatus.ARRIVED
        text = _words("arrived {time}") if arrived else _words("treating {time}")
        return text.format(time=span_words(stands.minutes))
    if visit.status is AppointmentStatus.FULFILLED and visit.ended_at:
        return _words("done {at}").format(at=say_moment(visit.ended_at, timezone))
    return choices.label(visit.status)


def _words(text: str) -> str:
    return QCoreApplication.translate("VisitRow", text)

"""Who, where and with what a visit is proposed: as last time, where that is still in use."""

from collections.abc import Sequence
from dataclasses import replace

from infrared_desktop.domain.answers import AppointmentKind
from infrared_desktop.domain.care import Plan
from infrared_desktop.domain.chart import Chart, Stored
from infrared_desktop.domain.diary import TREATING, Appointment
from infrared_desktop.storage.clinic import Clinic


def with_resources(
    visit: Appointment, chart: Chart, clinic: Clinic, plan: Stored[Plan] | None
) -> Appointment:
    """Return the visit with clinician, room and device; a call needs none of them."""
    if visit.kind is AppointmentKind.AFTERCARE_CALL:
        return replace(visit, clinician_id=None, room_id=None, device_id=None)
    before = [stored.record for stored in reversed(chart.appointments)]
    clinicians = [each.id for each in clinic.staff.clinicians()]
    rooms = [room.id for room in clinic.diary.rooms()]
    devices = [each.id for each in clinic.diary.devices() if each.record.in_service]
    planned = [plan.record.clinician_id] if plan else []
    treated = [stored.record.device_id for stored in reversed(chart.sessions)]
    return replace(
        visit,
        clinician_id=visit.clinician_id
        or _first([*planned, *(v.clinician_id for v in before)], clinicians),
        room_id=visit.room_id or _first([v.room_id for v in before], rooms),
        device_id=_first([visit.device_id, *treated], devices) if visit.kind in TREATING else None,
    )


def _first(wanted: Sequence[int | None], offered: Sequence[int]) -> int | None:
    """Return the first wanted one that is offered, else the first that is offered."""
    return next((each for each in (*wanted, *offered) if each in offered), None)

"""Which visit a record belongs to: the one that was asked for, else the patient's of today."""

from collections.abc import Collection

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.answers import AppointmentKind, AppointmentStatus
from infrared_desktop.domain.records.chart import Chart, Stored
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.views.workplace import Workplace

_ORDER = (AppointmentStatus.IN_TREATMENT, AppointmentStatus.ARRIVED, AppointmentStatus.BOOKED)


def open_visit(
    workplace: Workplace, chart: Chart, number: int | None, kinds: Collection[AppointmentKind]
) -> Stored[Appointment] | None:
    """Return the visit of that number, else today's open one of these kinds, if there is one.

    In treatment goes before arrived, and arrived before expected.
    """
    if number is not None:
        visit = workplace.clinic.diary.get(number)
        if visit.record.patient_id != chart.patient.id:
            raise KnownError("This visit belongs to somebody else. Nothing was begun.")
        return visit
    today = workplace.today()
    found = [
        visit
        for visit in chart.appointments
        if visit.record.is_open and visit.record.day == today and visit.record.kind in kinds
    ]
    key = [(_ORDER.index(visit.record.status), visit.record.starts, visit.id) for visit in found]
    return found[key.index(min(key))] if found else None

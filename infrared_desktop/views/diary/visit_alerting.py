"""What to know before a visit at this clinic now: its protocol says when a history is old."""

from collections.abc import Mapping
from dataclasses import replace

from infrared_desktop.domain.booking.visit_alerts import VisitAlert, alerts_of
from infrared_desktop.domain.records.chart import Chart, Stored
from infrared_desktop.domain.records.diary import Appointment, Device
from infrared_desktop.views.workplace import Workplace


def alerts_here(
    workplace: Workplace,
    stored: Stored[Appointment],
    chart: Chart,
    devices: Mapping[int, Device],
) -> tuple[VisitAlert, ...]:
    """Return all that is to be known before a visit, the weightiest first."""
    clinic, asks = workplace.clinic, workplace.settings.asks_photographs
    asks = asks and not chart.is_veiled
    if asks:
        photos = clinic.photos.of_patient(stored.record.patient_id)
        chart = replace(chart, photos=tuple(photos))
    stale_days = clinic.protocols.stale_days()
    return alerts_of(stored, chart, devices, workplace.today(), stale_days, asks)

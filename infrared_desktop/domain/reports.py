"""What the report of a reaction begins with: where the patient was treated last."""

from datetime import date

from infrared_desktop.domain.areas import Area
from infrared_desktop.domain.care import AdverseEvent
from infrared_desktop.domain.chart import Chart
from infrared_desktop.domain.outcomes import last_session
from infrared_desktop.domain.schedule import sites_of


def proposed_report(chart: Chart, today: date) -> AdverseEvent:
    """Return what a report begins with; nothing is assumed that only the patient can say."""
    areas, _ = treated_last(chart, today)
    # Never a side: one that was not asked may be the wrong one.
    area = areas[0] if areas else Area.FACE_FULL
    return AdverseEvent(area, patient_id=chart.patient.id, noted_on=today)


def treated_last(chart: Chart, today: date) -> tuple[tuple[Area, ...], date | None]:
    """Return the areas of the last session, and its day."""
    last = last_session(chart, today)
    if last is None:
        return (), None
    areas = dict.fromkeys(site.area for site in sites_of(last.record))
    return tuple(areas), last.record.performed_on

"""What a report of a reaction begins with, and whether the same is reported and open already."""

from datetime import date

from infrared_desktop.domain.answers import Reaction
from infrared_desktop.domain.areas import Area, Site
from infrared_desktop.domain.care import AdverseEvent
from infrared_desktop.domain.chart import Chart, Stored
from infrared_desktop.domain.outcomes import last_session
from infrared_desktop.domain.schedule import sites_of, touches


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


def open_alike(chart: Chart, site: Site, reaction: Reaction | None) -> Stored[AdverseEvent] | None:
    """Return the newest open reaction of the same kind at a site: likely the same one again."""
    alike = [
        stored
        for stored in open_events(chart)
        if stored.record.reaction is reaction and touches(stored.record.site, site)
    ]
    return alike[-1] if alike else None


def open_events(chart: Chart) -> tuple[Stored[AdverseEvent], ...]:
    """Return the reactions that are not over yet, as they were reported."""
    return tuple(each for each in chart.adverse_events if each.record.closed_on is None)

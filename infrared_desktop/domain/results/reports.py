"""What a report of a reaction begins with, and whether the same is reported and open already."""

from datetime import date

from infrared_desktop.domain.records.answers import Reaction
from infrared_desktop.domain.records.areas import Area, Site, overlaps
from infrared_desktop.domain.records.care import AdverseEvent
from infrared_desktop.domain.records.chart import Chart, Stored
from infrared_desktop.domain.results.outcomes import last_session
from infrared_desktop.domain.schedule.schedule import sites_of


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


def session_blamed(chart: Chart, event: AdverseEvent) -> int | None:
    """Return the number of the last session, up to its day, that treated the skin of an event.

    Where areas are treated in turns, that need not be the last session of all: a blister on the
    face is not to stay beside a dose on the arm, and the dose that brought it "tolerated".
    """
    held = [
        (stored.record.performed_on, stored.id)
        for stored in chart.sessions
        if stored.record.performed_on <= event.noted_on
        and any(overlaps(event.site, site) for site in sites_of(stored.record))
    ]
    return max(held)[1] if held else None


def open_alike(chart: Chart, site: Site, reaction: Reaction | None) -> Stored[AdverseEvent] | None:
    """Return the newest open reaction of the same kind on a site's skin: likely the same again.

    A blister of the full face and one of the jaw may be one and the same.
    """
    alike = [
        stored
        for stored in open_events(chart)
        if stored.record.reaction is reaction and overlaps(stored.record.site, site)
    ]
    return alike[-1] if alike else None


def open_events(chart: Chart) -> tuple[Stored[AdverseEvent], ...]:
    """Return the reactions that are not over yet, as they were reported."""
    return tuple(each for each in chart.adverse_events if each.record.closed_on is None)

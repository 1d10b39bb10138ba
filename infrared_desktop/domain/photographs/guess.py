"""What a day tells of a photograph: the visit of that day, how long after treatment, the place."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from infrared_desktop.domain.records.answers import PlanStatus
from infrared_desktop.domain.records.areas import Site
from infrared_desktop.domain.records.chart import Chart, Stored
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.records.photographs import DatedBy, Photo, Timepoint

# How many days after the last session a photograph counts for a time point; the program's own
# margins around the schedule of clinical reference 2.7 (S46).
_AFTER = (
    (10, 20, Timepoint.WEEKS_2),
    (21, 45, Timepoint.MONTH_1),
    (75, 120, Timepoint.MONTHS_3),
    (150, 225, Timepoint.MONTHS_6),
    (320, 420, Timepoint.MONTHS_12),
)


def visits_on(chart: Chart, day: date) -> tuple[Stored[Appointment], ...]:
    """Return the patient's visits of a day that took place, or still may."""
    on_day = (each for each in chart.appointments if each.record.day == day)
    return tuple(each for each in on_day if each.record.is_live)


def guess_timepoint(chart: Chart, day: date) -> Timepoint | None:
    """Return the time point of a day; None where a session of that day leaves it open."""
    treated = [each.record.performed_on for each in chart.sessions]
    if day in treated:
        return None
    before = [each for each in treated if each < day]
    if not before:
        return Timepoint.BASELINE
    passed = (day - max(before)).days
    return next((point for first, last, point in _AFTER if first <= passed <= last), None)


def dressed(photo: Photo, chart: Chart) -> Photo:
    """Return a photograph with what its day tells; nothing is guessed of a day nobody vouches for.

    The visit is the only one of that day; the place is the only one that is treated. What is known
    of place and time point already stands.
    """
    if photo.dated_by is DatedBy.IMPORT:
        return photo
    visits = visits_on(chart, photo.taken_on)
    visit = visits[0] if len(visits) == 1 else None
    treated = visit.record.sites if visit and visit.record.sites else _planned(chart)
    site = photo.site or _only(treated)
    return replace(
        photo,
        appointment_id=visit.id if visit else None,
        timepoint=photo.timepoint or guess_timepoint(chart, photo.taken_on),
        area=site.area if site else None,
        side=site.side if site else None,
    )


def planned_sites(chart: Chart) -> tuple[Site, ...]:
    """Return what the patient's open plans treat."""
    return tuple(dict.fromkeys(_planned(chart)))


def _planned(chart: Chart) -> Sequence[Site]:
    plans = [each.record for each in chart.plans if each.record.status is PlanStatus.OPEN]
    return [area.site for plan in plans for area in plan.areas]


def _only(sites: Sequence[Site]) -> Site | None:
    return sites[0] if len(set(sites)) == 1 else None


def redated(photo: Photo, day: date, chart: Chart) -> Photo:
    """Return a photograph that a person puts under another day, and what that day tells.

    What a person said of it already stands, except the visit: that was one of the other day.
    """
    return dressed(replace(photo, taken_on=day, dated_by=DatedBy.PERSON, taken_at=None), chart)

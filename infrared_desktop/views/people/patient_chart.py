"""A patient's timeline as the window shows it: as of its clock, for who is here."""

from collections.abc import Iterable

from infrared_desktop.domain.follow_ups.due import FollowUp
from infrared_desktop.domain.records.chart import Chart
from infrared_desktop.domain.timeline.build import Timeline
from infrared_desktop.domain.timeline.telling import Reader
from infrared_desktop.storage.gathered.timelines import laid_out
from infrared_desktop.views.workplace import Workplace


def timeline_of(
    workplace: Workplace,
    chart: Chart,
    follow_ups: Iterable[FollowUp],
    struck: Chart,
    reader: Reader,
) -> Timeline:
    """Return the timeline of a chart as it stands today, for who reads it."""
    return laid_out(workplace.clinic, chart, follow_ups, struck, workplace.today(), reader)


def reader_of(workplace: Workplace, number: int) -> Reader:
    """Return who is here, and when they looked at a patient last, before this sitting."""
    looked = workplace.clinic.people.last_looked(number, workplace.by, workplace.now())
    return Reader(workplace.by, looked)

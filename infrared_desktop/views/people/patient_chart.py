"""What a patient's timeline needs besides the chart: the history's versions, what is planned."""

from collections.abc import Iterable
from dataclasses import replace
from zoneinfo import ZoneInfo

from infrared_desktop.domain.chart import Chart
from infrared_desktop.domain.follow_ups import FollowUp
from infrared_desktop.domain.schedule import Window, next_windows
from infrared_desktop.domain.timeline import Timeline, build
from infrared_desktop.domain.timeline_telling import Reader
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.views.workplace import Workplace


def with_versions(clinic: Clinic, chart: Chart) -> Chart:
    """Return a chart with every version of the history in it, oldest first."""
    newest = chart.history
    versions = clinic.history.versions(newest) if newest else ()
    return replace(chart, histories=tuple(versions))


def windows_of(clinic: Clinic, chart: Chart) -> list[Window]:
    """Return the days that the plans of a chart leave for their next sessions."""
    windows = clinic.protocol.windows
    return [w for plan in chart.plans for w in next_windows(plan, chart.sessions, windows)]


def timeline_of(
    workplace: Workplace,
    chart: Chart,
    follow_ups: Iterable[FollowUp],
    struck: Chart,
    reader: Reader,
) -> Timeline:
    """Return the timeline of a chart as it stands today, for who reads it."""
    clinic, today = workplace.clinic, workplace.today()
    zone, windows = ZoneInfo(workplace.settings.timezone), windows_of(clinic, chart)
    return build(chart, follow_ups, windows, today, zone, struck, reader, clinic.protocol)


def reader_of(workplace: Workplace, number: int) -> Reader:
    """Return who is here, and when they looked at a patient last, before this sitting."""
    looked = workplace.clinic.people.last_looked(number, workplace.by, workplace.now())
    return Reader(workplace.by, looked)

"""What a patient's timeline is built of: the chart with the history's versions, what is planned."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from infrared_desktop.domain.follow_ups.due import FollowUp
from infrared_desktop.domain.records.chart import Chart
from infrared_desktop.domain.schedule.schedule import Window, windows_by_plan
from infrared_desktop.domain.timeline.build import Timeline, build
from infrared_desktop.domain.timeline.telling import NOBODY, Reader
from infrared_desktop.storage.clinic import Clinic


def timeline_of(clinic: Clinic, number: int, today: date, reader: Reader = NOBODY) -> Timeline:
    """Read a patient's records, and return their timeline as it stands on a day."""
    chart = with_versions(clinic, clinic.people.chart(number))
    follow_ups = clinic.follow_ups.of_patient(number)
    return laid_out(clinic, chart, follow_ups, clinic.people.struck(number), today, reader)


def laid_out(
    clinic: Clinic,
    chart: Chart,
    follow_ups: Iterable[FollowUp],
    struck: Chart,
    today: date,
    reader: Reader = NOBODY,
) -> Timeline:
    """Return the timeline of records that were read, for who reads it.

    Who comes back to a page that nothing was done about meets the one that was laid out before.
    """
    zone, protocol, due = ZoneInfo(clinic.settings.timezone), clinic.protocol, tuple(follow_ups)
    return clinic.ledger.recent.made(
        (chart, due, struck, today, reader, zone, protocol),
        lambda: build(chart, due, windows_of(clinic, chart), today, zone, struck, reader, protocol),
    )


def with_versions(clinic: Clinic, chart: Chart) -> Chart:
    """Return a chart with every version of the history in it, oldest first, unless veiled."""
    if chart.is_veiled:
        return chart
    newest = chart.history
    versions = clinic.history.versions(newest) if newest else ()
    return replace(chart, histories=tuple(versions))


def windows_of(clinic: Clinic, chart: Chart) -> list[Window]:
    """Return the days that the plans of a chart leave for their next sessions."""
    windows = windows_by_plan(chart.plans, chart.sessions, clinic.protocol.windows)
    return [window for of_plan in windows.values() for window in of_plan]

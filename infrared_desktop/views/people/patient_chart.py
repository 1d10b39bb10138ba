"""What a patient's timeline needs besides the chart: the history's versions, what is planned."""

from dataclasses import replace

from infrared_desktop.domain.chart import Chart
from infrared_desktop.domain.schedule import Window, next_windows
from infrared_desktop.storage.clinic import Clinic


def with_versions(clinic: Clinic, chart: Chart) -> Chart:
    """Return a chart with every version of the history in it, oldest first."""
    newest = chart.history
    versions = clinic.history.versions(newest) if newest else ()
    return replace(chart, histories=tuple(versions))


def windows_of(clinic: Clinic, chart: Chart) -> list[Window]:
    """Return the days that the plans of a chart leave for their next sessions."""
    windows = clinic.protocol.windows
    return [w for plan in chart.plans for w in next_windows(plan, chart.sessions, windows)]

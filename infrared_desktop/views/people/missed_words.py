"""What a patient missed lately, in words beside the name; it says, and stops nobody."""

from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.records.absences import absence_words, ask_to_confirm
from infrared_desktop.domain.records.chart import Chart
from infrared_desktop.views.wording import say


def missed_words(chart: Chart, today: date) -> str:
    """Return how many visits of the last 12 months were missed, or cancelled too late."""
    told = absence_words((each.record for each in chart.absences), today)
    return say(told) if told else ""


def should_call(chart: Chart) -> bool:
    """Say whether the last two visits were missed, so that the next is confirmed by telephone."""
    absences = (each.record for each in chart.absences)
    return ask_to_confirm(absences, (visit.record for visit in chart.appointments))


def absence_lines(chart: Chart, today: date) -> Iterator[str]:
    """Yield all that is to be said of it where a visit is booked."""
    yield missed_words(chart, today)
    if should_call(chart):
        yield QCoreApplication.translate("MissedWords", "confirm by phone")

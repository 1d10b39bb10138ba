"""How a session of a series is written: which one, when, and how it lies to its window."""

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.booking.series import SeriesStep
from infrared_desktop.domain.schedule.schedule import SessionWindows, Timing, judge
from infrared_desktop.views.diary.booking_rows import timing_chip
from infrared_desktop.views.lists.rows import Row
from infrared_desktop.views.wording import say_day, say_site

_WORST_FIRST = (Timing.TOO_EARLY, Timing.LAPSED, Timing.EARLY, Timing.LATE, Timing.FINE)


def step_row(number: int, step: SeriesStep, windows: SessionWindows) -> Row:
    """Return the row of the step that stands at this place of the series."""
    visit = step.visit
    timings = [judge(visit.day, window, windows) for window in step.windows]
    text = _words("{what}: {sites}. In its window from {first} to {last}, best {best}.")
    note = text.format(
        what=step_words(step),
        sites=" + ".join(map(say_site, visit.sites)),
        first=say_day(step.reach.first),
        last=say_day(step.reach.last),
        best=say_day(step.reach.best),
    )
    when = f"{say_day(visit.day, 'ddd d MMM yyyy')}, {visit.starts:%H:%M}"
    worst = min(timings, key=_WORST_FIRST.index)
    return Row(key=number, title=when, note=note, chip=timing_chip(worst))


def step_words(step: SeriesStep) -> str:
    """Say which session it is of how many; of several areas the highest."""
    furthest = max(step.windows, key=lambda window: window.session_no)
    text = _words("Session {number} of {planned}")
    return text.format(number=furthest.session_no, planned=furthest.planned)


def _words(text: str) -> str:
    return QCoreApplication.translate("SeriesWords", text)

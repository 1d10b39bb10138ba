"""What stands beside a booking: the windows of its sites, what is free, what is in the way."""

from collections.abc import Iterable, Sequence
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.booking.booking import Slot
from infrared_desktop.domain.papers.instructions import items_for, terms_before, too_late
from infrared_desktop.domain.protocol.instruction_terms import Phase
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.schedule.agenda import Obstacle
from infrared_desktop.domain.schedule.schedule import SessionWindows, Timing, Window, judge
from infrared_desktop.domain.sessions.handouts import starts_at
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.lists.rows import Row
from infrared_desktop.views.look.chips import Chip
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.visits.windows import window_words
from infrared_desktop.views.wording import say_day, say_site
from infrared_desktop.views.workplace import Workplace

_MEANINGS = {
    Timing.FINE: Meaning.SUITABLE,
    Timing.EARLY: Meaning.CAUTION,
    Timing.TOO_EARLY: Meaning.STOP,
    Timing.LATE: Meaning.CAUTION,
    Timing.LAPSED: Meaning.STOP,
}


def window_rows(visit: Appointment, found: Iterable[Window], windows: SessionWindows) -> list[Row]:
    """Return a row for each window: which session, from when to when, and how the day lies."""
    return [
        Row(
            key=str(window.site),
            title=say_site(window.site),
            note=window_words(window),
            chip2=timing_chip(judge(visit.day, window, windows)),
        )
        for window in found
    ]


def late_words(workplace: Workplace, visit: Appointment) -> str:
    """Say before a session is booked how many instructions it leaves no time for, if any."""
    zone = ZoneInfo(workplace.settings.timezone)
    items = items_for(workplace.clinic.protocol, Phase.BEFORE, visit.sites)
    told = workplace.now().astimezone(zone)
    late = too_late(terms_before(items, starts_at(visit, zone), told))
    text = _words("Too soon to begin {count} of {all} instructions in time.")
    return text.format(count=len(late), all=len(items)) if late else ""


def timing_chip(timing: Timing) -> Chip:
    """Return how a day lies to a window."""
    words = {
        Timing.FINE: _words("in the window"),
        Timing.EARLY: _words("early"),
        Timing.TOO_EARLY: _words("too early"),
        Timing.LATE: _words("late"),
        Timing.LAPSED: _words("lapsed"),
    }
    return Chip(_MEANINGS[timing], words[timing])


def slot_rows(
    found: Iterable[Slot], chosen: Sequence[Window], windows: SessionWindows
) -> list[Row]:
    """Return a row for each free time, with a chip where it lies outside a window."""
    return [
        Row(
            key=slot,
            title=f"{slot.starts:%H:%M}",
            note=say_day(slot.day, "ddd d MMM"),
            chip2=_worst(slot, chosen, windows),
        )
        for slot in found
    ]


def clash_lines(clinic: Clinic, obstacles: Iterable[Obstacle]) -> list[str]:
    """Say of each visit in the way what it takes, from when to when, and whose it is."""
    taken = [(found.what, found.other.record) for found in obstacles if found.other]
    names = clinic.people.many(other.patient_id for _, other in taken)
    text = _words("The {what} is taken from {starts} to {ends}: {who}.")
    return [
        text.format(
            what=choices.label(what),
            starts=f"{other.starts:%H:%M}",
            ends=f"{other.ends:%H:%M}",
            who=names[other.patient_id].record.display_name,
        )
        for what, other in taken
    ]


def _worst(slot: Slot, chosen: Sequence[Window], windows: SessionWindows) -> Chip | None:
    order = [Timing.TOO_EARLY, Timing.LAPSED, Timing.EARLY, Timing.LATE, Timing.FINE]
    timings = [judge(slot.day, window, windows) for window in chosen]
    worst = min(timings, key=order.index, default=Timing.FINE)
    return None if worst is Timing.FINE else timing_chip(worst)


def _words(text: str) -> str:
    return QCoreApplication.translate("BookingRows", text)

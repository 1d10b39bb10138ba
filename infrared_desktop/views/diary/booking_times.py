"""The times that a booking can take: from the typed day on, or the best ones of its window."""

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from infrared_desktop.domain.booking.booking import Slot, due_first
from infrared_desktop.domain.booking.slot_search import soonest_for
from infrared_desktop.domain.booking.slot_windows import Reach, reach_of
from infrared_desktop.domain.records.answers import AppointmentKind
from infrared_desktop.domain.records.chart import Chart
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.schedule.schedule import Window
from infrared_desktop.views.diary.booking_defaults import best_times, free_times
from infrared_desktop.views.diary.booking_rows import slot_rows
from infrared_desktop.views.lists.row_list import RowList
from infrared_desktop.views.look.panel import Panel
from infrared_desktop.views.wording import say_day
from infrared_desktop.views.workplace import Workplace


class BookingTimes(Panel):
    """A list of free times; `turn` changes between the two ways of looking for them."""

    taken = Signal(object)  # Slot

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self._workplace = workplace
        self._shows_best = False
        self._asked: tuple[Appointment, Chart, Sequence[Window], int | None] | None = None
        self.list = RowList()
        self.list.opened.connect(self.taken)
        self.body.addWidget(self.list)

    def begin(self) -> None:
        """Begin with the times from the proposed day on."""
        self._shows_best = False

    def turn(self) -> None:
        """Show the best times of the window instead of those from the day on, or the reverse."""
        self._shows_best = not self._shows_best
        if self._asked is not None:
            self.look(*self._asked)
        self.list.select_row(0)
        self.list.setFocus()

    def look(
        self, visit: Appointment, chart: Chart, chosen: Sequence[Window], ignore: int | None
    ) -> None:
        """Show what is free for a visit; `chosen` are the windows of its areas."""
        self._asked = visit, chart, chosen, ignore
        windows = self._workplace.clinic.protocol.windows
        found = (
            self._best(visit, chart, ignore) if self._shows_best else self._from_day(visit, ignore)
        )
        self.list.set_rows(slot_rows(found, chosen, windows))

    def reach(self) -> Reach:
        """Return the days that the visit which was looked at should lie on."""
        assert self._asked is not None
        visit, chart, chosen, _ = self._asked
        clinic, due = self._workplace.clinic, None
        if visit.kind is not AppointmentKind.SESSION:
            due = due_first(visit.kind, clinic.follow_ups.open_of_patient(chart.patient.id))
        return reach_of(chosen, due, self._workplace.today(), clinic.protocol.windows)

    def _from_day(self, visit: Appointment, ignore: int | None) -> list[Slot]:
        footer = self.tr(
            "F8 goes here · Enter takes · F9 best times\nNothing suits? Ctrl+Shift+L waiting list"
        )
        self._say(self.tr("Free times"), footer)
        return free_times(self._workplace, visit, ignore)

    def _best(self, visit: Appointment, chart: Chart, ignore: int | None) -> list[Slot]:
        place, reach = self._workplace, self.reach()
        now = place.now().astimezone(ZoneInfo(place.settings.timezone))
        soonest = soonest_for(visit, chart, place.clinic.protocol, now)
        self._say(self.tr("Best times"), self._reach_words(reach, soonest.date()))
        return best_times(place, visit, reach, soonest, ignore)

    def _reach_words(self, reach: Reach, soonest: date) -> str:
        if reach.last < reach.first:
            return self.tr("No day is left in the window · F9 from the day on")
        words = [
            self.tr("{first} to {last}, nearest to {best} first.").format(
                first=say_day(reach.first), last=say_day(reach.last), best=say_day(reach.best)
            )
        ]
        if reach.first < soonest:
            late = self.tr("Before {day} there is no time for every instruction.")
            words.append(late.format(day=say_day(soonest)))
        return " ".join([*words, self.tr("F9 from the day on")])

    def _say(self, title: str, footer: str) -> None:
        self.set_title(title)
        self.set_footer(footer)
        self.list.setAccessibleName(title)

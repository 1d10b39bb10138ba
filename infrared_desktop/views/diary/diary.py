"""The diary: one day at a time, by clinician, room or device."""

from dataclasses import replace
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from infrared_desktop.domain.answers import AppointmentStatus
from infrared_desktop.domain.booking import Hours, Slot
from infrared_desktop.domain.chart import Stored
from infrared_desktop.domain.diary import Appointment
from infrared_desktop.storage.acts import Change
from infrared_desktop.views.actions import add_action
from infrared_desktop.views.diary.day_cursor import Day
from infrared_desktop.views.diary.day_grid import DayGrid, minute_now
from infrared_desktop.views.diary.day_layout import minute_of, place_visits, time_of
from infrared_desktop.views.diary.diary_columns import Grouping, columns, key_of
from infrared_desktop.views.diary.diary_head import DiaryHead
from infrared_desktop.views.diary.unresolved_days import UnresolvedDays
from infrared_desktop.views.diary.visit_block import block_of
from infrared_desktop.views.diary.visit_detail import VisitDetail
from infrared_desktop.views.diary.visit_steps import VisitSteps
from infrared_desktop.views.inputs.date_field import distance_words, shown
from infrared_desktop.views.look.panel import Panel
from infrared_desktop.views.look.theme import GRID
from infrared_desktop.views.screen import Place, Screen
from infrared_desktop.views.wording import say_day
from infrared_desktop.views.workplace import Workplace


class DiaryScreen(Screen):
    """A day of visits to look at, to work through, and to book into."""

    section = "diary"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.day = workplace.today()
        self._visits: list[Stored[Appointment]] = []
        self.head = DiaryHead()
        self.title, self.summary = self.head.title, self.head.summary
        self.go_to, self.grouping = self.head.go_to, self.head.grouping
        self.unresolved = UnresolvedDays()
        self.grid = DayGrid()
        self.detail = VisitDetail(workplace)
        self.steps = VisitSteps(self, self.grid.current_visit)
        self.panel = Panel(footer=self.tr("Enter opens · B books") + " · " + self.steps.keys())
        self._lay_out()
        self._make_actions()
        self._connect()
        self.setFocusProxy(self.grid)

    def open(self, place: Place) -> None:
        """Show a day, or the place in it that somebody comes back to."""
        about = place.about
        self.day = about.day if isinstance(about, Slot) else about or self.workplace.today()
        self.reload()
        if isinstance(about, Slot):
            self._go_to_slot(about)
        elif place.record is not None:
            # Else the keys would mark whoever comes first that day.
            self.grid.go_to_visit(place.record)

    def here(self, place: Place) -> Place:
        """Come back to the day and the time that are shown now."""
        return Place("diary", about=self._slot() or self.day)

    def reload(self, change: Change | None = None) -> None:
        """Show the day as it stands."""
        today = self.workplace.today()
        self.unresolved.set_days(visit.record.day for visit in self.clinic.diary.unresolved(today))
        self._show()

    def show_day(self, day: date) -> None:
        """Turn to another day."""
        self.day = day
        self._show()

    def tick(self) -> None:
        """Move the line of the present time, and count on how long somebody waits."""
        self._show_grid()

    def _show(self) -> None:
        today = self.workplace.today()
        every = self.clinic.diary.day(self.day)
        wrong = AppointmentStatus.ENTERED_IN_ERROR
        self._visits = [visit for visit in every if visit.record.status is not wrong]
        year = "" if self.day.year == today.year else f" {self.day.year}"
        self.title.setText(say_day(self.day, "dddd d MMMM") + year)
        self.summary.set_words(self._summary())
        self.detail.set_footer(self._aside(len(every) - len(self._visits)))
        self.go_to.set_value(self.day)
        self._show_grid()
        self.unresolved.show_for(self.day)

    def _show_grid(self) -> None:
        grouping = Grouping(self.grouping.get_value() or Grouping.CLINICIAN)
        settings, now = self.workplace.settings, self.workplace.now()
        patients = self.clinic.people.many(v.record.patient_id for v in self._visits)
        shown_columns = columns(self.clinic, self._visits, grouping)
        blocks = {
            v.id: block_of(v.record, patients[v.record.patient_id].record, now, settings.timezone)
            for v in self._visits
        }
        hours = Hours(time.fromisoformat(settings.opens_at), time.fromisoformat(settings.closes_at))
        placed = place_visits(self._visits, shown_columns, lambda visit: key_of(visit, grouping))
        at = minute_now(now.astimezone(ZoneInfo(settings.timezone)), self.day)
        self.grid.show_day(Day(self.day, hours, tuple(shown_columns), tuple(placed), blocks, at))
        self._show_detail()

    def _show_detail(self) -> None:
        self.detail.show_visit(self.grid.current_visit(), self.grid.words())

    def _summary(self) -> str:
        standing = sum(visit.record.is_live for visit in self._visits)
        words = self.tr("1 visit") if standing == 1 else self.tr("{n} visits").format(n=standing)
        return f"{distance_words(self.day, self.workplace.today())} · {words}"

    def _aside(self, wrong: int) -> str:
        """Say how many visits do not stand, and how many of them are not even shown."""
        off = sum(not visit.record.is_live for visit in self._visits)
        lines = [
            self.tr("{off} cancelled or not come").format(off=off) if off else "",
            self.tr("{wrong} entered in error, not shown").format(wrong=wrong) if wrong else "",
        ]
        return "\n".join(line for line in lines if line)

    def _go_to_waiting(self, day: date) -> None:
        self.show_day(day)
        waiting = [visit for visit in self._visits if visit.record.is_open]
        if waiting:
            self.grid.go_to_visit(waiting[0].id)
        self.grid.setFocus()

    def _slot(self) -> Slot | None:
        stop = self.grid.current()
        grouping = Grouping(self.grouping.get_value() or Grouping.CLINICIAN)
        if stop is None:
            return None
        key = self.grid.columns()[stop.column].key
        minute = stop.minute
        return Slot(self.day, time_of(minute), **{f"{grouping}_id": key})

    def _go_to_slot(self, slot: Slot) -> None:
        key = slot.clinician_id or slot.room_id or slot.device_id
        keys = [column.key for column in self.grid.columns()]
        self.grid.go_to_minute(minute_of(slot.starts), keys.index(key) if key in keys else None)

    def _book(self) -> None:
        slot, visit = self._slot(), self.grid.current_visit()
        if slot is None:
            slot = Slot(self.day, time.fromisoformat(self.workplace.settings.opens_at))
        elif visit is not None and visit.record.is_live:
            slot = replace(slot, starts=visit.record.ends)
        self.going.emit(Place("booking", about=slot))

    def _open_visit(self, visit_id: int) -> None:
        visit = next(each for each in self._visits if each.id == visit_id)
        self.going.emit(Place("patient", visit.record.patient_id))

    def _turn(self, days: int) -> None:
        self.show_day(self.day + timedelta(days))

    def _show_today(self) -> None:
        self.show_day(self.workplace.today())

    def _on_go_to(self) -> None:
        """Follow a day that was picked or completed, not the half of one that is being typed."""
        day = self.go_to.get_value()
        if day is not None and self.go_to.text() == shown(day):
            self.show_day(day)

    def _take_go_to(self) -> None:
        day = self.go_to.get_value()
        if day is not None:
            self.show_day(day)
            self.grid.setFocus()

    def _regroup(self) -> None:
        # To pick the same again would leave none picked.
        self.grouping.set_value(self.grouping.get_value() or Grouping.CLINICIAN)
        self._show()

    def _connect(self) -> None:
        self.head.turned.connect(self._turn)
        self.head.today.connect(self._show_today)
        self.head.booking.connect(self._book)
        self.grid.moved.connect(self._show_detail)
        self.grid.visit_opened.connect(self._open_visit)
        self.grid.slot_opened.connect(self._book)
        self.go_to.changed.connect(self._on_go_to)
        self.go_to.returnPressed.connect(self._take_go_to)
        self.grouping.changed.connect(self._regroup)
        self.unresolved.going.connect(self._go_to_waiting)

    def _make_actions(self) -> None:
        for text, key, act in (
            (self.tr("New booking"), "B", self._book),
            (self.tr("The day before"), "PgUp", lambda: self._turn(-1)),
            (self.tr("The day after"), "PgDown", lambda: self._turn(1)),
            (self.tr("Today"), "T", self._show_today),
            (self.tr("Go to a day"), "G", self.go_to.setFocus),
            (self.tr("Next day without an outcome"), "U", self.unresolved.go_on),
        ):
            add_action(self, text, key, act)

    def _lay_out(self) -> None:
        self.panel.body.addWidget(self.grid)
        self.detail.setFixedWidth(272)
        below = QHBoxLayout()
        below.setSpacing(2 * GRID)
        below.addWidget(self.panel, 1)
        below.addWidget(self.detail)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * GRID)
        box.addWidget(self.head)
        box.addWidget(self.unresolved)
        box.addLayout(below, 1)

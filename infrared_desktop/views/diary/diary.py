"""The diary: one day at a time by clinician, room or device, or the days of a week."""

from dataclasses import replace
from datetime import date, time, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from infrared_desktop.domain.booking.booking import Slot
from infrared_desktop.storage.desks.acts import Change
from infrared_desktop.views.actions import KeyGroup, add_action
from infrared_desktop.views.diary.day_layout import Key, minute_of, time_of
from infrared_desktop.views.diary.day_papers import offer_day_papers
from infrared_desktop.views.diary.diary_board import DiaryBoard
from infrared_desktop.views.diary.diary_columns import offered
from infrared_desktop.views.diary.diary_head import DiaryHead
from infrared_desktop.views.diary.diary_moves import DiaryMoves
from infrared_desktop.views.diary.diary_sheet import Look, SheetReader
from infrared_desktop.views.diary.diary_shown import Shown
from infrared_desktop.views.diary.diary_tools import DAY, WEEK, DiaryTools
from infrared_desktop.views.diary.diary_words import SheetWords
from infrared_desktop.views.diary.unresolved_days import UnresolvedDays
from infrared_desktop.views.diary.visit_detail import VisitDetail
from infrared_desktop.views.diary.visit_steps import VisitSteps
from infrared_desktop.views.inputs.date_field import shown
from infrared_desktop.views.look.panel import Panel
from infrared_desktop.views.look.theme import GRID
from infrared_desktop.views.messages.entrance import about_visit, offer_message
from infrared_desktop.views.screen import Place, Screen
from infrared_desktop.views.waiting.opening_banner import OpeningBanner
from infrared_desktop.views.workplace import Workplace

if TYPE_CHECKING:
    from infrared_desktop.views.diary.diary_print import DiaryPrint


class DiaryScreen(Screen):
    """A day or a week of visits to look at, to work through, to move about, and to book into."""

    section = "diary"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.day = workplace.today()
        self.head, self.tools = DiaryHead(), DiaryTools()
        self.title, self.summary = self.head.title, self.head.summary
        self.go_to, self.grouping = self.head.go_to, self.tools.grouping
        self.unresolved = UnresolvedDays()
        self.board = DiaryBoard()
        self.grid = self.board.grid
        self.detail = VisitDetail(workplace)
        self.steps = VisitSteps(self, self.grid.current_visit)
        keys = self.tr("Enter opens · B books · S marks a span")
        self.panel = Panel(footer=f"{keys} · {self.steps.keys()}")
        self._reader = SheetReader(workplace)
        self._sheet = self._reader.read(self._look())
        self.moves = DiaryMoves(self, self.grid, lambda: self._sheet)
        self._lay_out()
        self._make_actions()
        self._connect()
        self.setFocusProxy(self.grid)

    def open(self, place: Place) -> None:
        """Show a day or a week, or the place in it that somebody comes back to."""
        about = place.about
        if isinstance(about, Look):
            self.tools.span.set_value(WEEK if about.is_week else DAY)
            about = about.day
        self.grid.hold.let_go()
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
        self.moves.forget()
        self._show()

    def show_day(self, day: date) -> None:
        """Turn to another day, or to the week that it lies in."""
        self.day = day
        self._show()

    def tick(self) -> None:
        """Move the line of the present time, and count on how long somebody waits."""
        self._sheet = self._reader.dressed_anew(self._sheet)
        self._show_sheet()

    def part_keys(self) -> tuple[KeyGroup, ...]:
        """Name the keys that carry a visit or mark a span."""
        return self.moves.keys()

    @cached_property
    def print(self) -> "DiaryPrint":
        """What makes paper; it stays out of memory until somebody asks for some."""
        from infrared_desktop.views.diary.diary_print import DiaryPrint

        return DiaryPrint(self, lambda: self._sheet, self.tools.paper)

    def _look(self) -> Look:
        return Look(self.day, self.tools.is_week(), self.tools.group(), self.tools.narrowed())

    def _show(self) -> None:
        self._sheet = self._reader.read(self._look())
        words = SheetWords(self._sheet, self.workplace.today())
        self.title.setText(words.title())
        self.summary.set_words(words.summary())
        self.detail.set_footer(words.aside())
        self.detail.setHidden(self._sheet.look.is_week)
        self.tools.only.setVisible(self._sheet.look.is_week)
        self.go_to.set_value(self.day)
        self._show_sheet()
        self.unresolved.show_for(self.day)

    def _show_sheet(self) -> None:
        self.board.show_day(self._sheet.day)
        self._show_detail()

    def _show_detail(self) -> None:
        if self.grid.hold.grip is not None:
            return
        grid, is_week = self.grid, self._sheet.look.is_week
        self.tools.said.set_words(grid.words() if is_week else "")
        if not is_week:
            self.detail.show_visit(grid.current_visit(), grid.words(), grid.clash())

    def _go_to_waiting(self, day: date) -> None:
        self.show_day(day)
        waiting = (v for v in self._sheet.visits if v.record.is_open and v.record.day == day)
        first = next(waiting, None)
        if first is not None:
            self.grid.go_to_visit(first.id)
        self.grid.setFocus()

    def _slot(self) -> Slot | None:
        stop, look = self.grid.current(), self._sheet.look
        if stop is None:
            return None
        column = self.grid.columns()[stop.column]
        things = {f"{look.grouping}_id": look.thing_of(column)}
        return Slot(look.day_of(column), time_of(stop.minute), **things)

    def _go_to_slot(self, slot: Slot) -> None:
        keys = [column.key for column in self.grid.columns()]
        key: Key = slot.clinician_id or slot.room_id or slot.device_id
        key = slot.day if self._sheet.look.is_week else key
        self.grid.go_to_minute(minute_of(slot.starts), keys.index(key) if key in keys else None)

    def _book(self) -> None:
        slot, visit = self._slot(), self.grid.current_visit()
        if slot is None:
            slot = Slot(self.day, time.fromisoformat(self.workplace.settings.opens_at))
        elif visit is not None and visit.record.is_live:
            slot = replace(slot, starts=visit.record.ends)
        self.going.emit(Place("booking", about=slot))

    def _open_visit(self, visit_id: int) -> None:
        visit = next(each for each in self._sheet.visits if each.id == visit_id)
        self.going.emit(Place("patient", visit.record.patient_id))

    def _turn(self, way: int) -> None:
        self.show_day(self.day + timedelta(way * len(self._sheet.look.days)))

    def _show_today(self) -> None:
        self.show_day(self.workplace.today())

    def _show_span(self, span: str) -> None:
        """Turn between day and week; the day that the cursor stands on, and its visit, stay."""
        slot, visit = self._slot(), self.grid.current_visit()
        self.day = slot.day if slot else self.day
        self.tools.span.set_value(span)
        self._show()
        if visit is None or not self.grid.go_to_visit(visit.id):
            self._go_to_slot(slot or Slot(self.day, time(0)))

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

    def _on_tools(self) -> None:
        self.tools.offer_only(offered(self.clinic, self.tools.group()))
        self._show()

    def _connect(self) -> None:
        self.head.turned.connect(self._turn)
        self.head.today.connect(self._show_today)
        self.head.booking.connect(self._book)
        self.grid.moved.connect(self._show_detail)
        self.grid.visit_opened.connect(self._open_visit)
        self.board.list_opened.connect(self._open_visit)
        self.grid.slot_opened.connect(self._book)
        self.go_to.changed.connect(self._on_go_to)
        self.go_to.returnPressed.connect(self._take_go_to)
        self.tools.changed.connect(self._on_tools)
        self.tools.as_list.toggled.connect(self.board.show_list)
        self.tools.paper.clicked.connect(lambda: self.print.offer())
        self.unresolved.going.connect(self._go_to_waiting)

    def _make_actions(self) -> None:
        for text, key, act in (
            (self.tr("New booking"), "B", self._book),
            (self.tr("The day or week before"), "PgUp", lambda: self._turn(-1)),
            (self.tr("The day or week after"), "PgDown", lambda: self._turn(1)),
            (self.tr("Today"), "T", self._show_today),
            (self.tr("Go to a day"), "G", self.go_to.setFocus),
            (self.tr("Show one day"), "Shift+D", lambda: self._show_span(DAY)),
            (self.tr("Show the week"), "Shift+W", lambda: self._show_span(WEEK)),
            (self.tr("Show it as a list of words"), "R", self.tools.as_list.toggle),
            (self.tr("Next day without an outcome"), "U", self.unresolved.go_on),
            (self.tr("Print the day or week"), "Ctrl+P", lambda: self.print.offer()),
        ):
            add_action(self, text, key, act)
        offer_message(self, lambda: about_visit(self.grid.current_visit()))
        offer_day_papers(self, lambda: Shown(self.day, self.grid.current_visit(), self._slot()))

    def _lay_out(self) -> None:
        self.tools.offer_only(offered(self.clinic, self.tools.group()))
        self.panel.body.addWidget(self.tools)
        self.panel.body.addWidget(self.board, 1)
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
        box.addWidget(OpeningBanner(self, self.grid.current_visit))
        box.addLayout(below, 1)

"""Today: the visits of the day, what is due, and past visits that nobody gave an outcome."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QSignalBlocker, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from infrared_desktop.domain.booking.visit_alerts import READ
from infrared_desktop.domain.follow_ups.worklist import Part
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.diary import Appointment, Device
from infrared_desktop.domain.schedule.desk_rules import VisitRule
from infrared_desktop.domain.schedule.visit_board import InState, in_state
from infrared_desktop.storage.desks.acts import Change
from infrared_desktop.storage.desks.worklist import Wanted
from infrared_desktop.views.actions import add_action
from infrared_desktop.views.diary.board_notices import BoardNotices
from infrared_desktop.views.diary.day_papers import offer_day_pack
from infrared_desktop.views.diary.visit_alerting import alerts_here
from infrared_desktop.views.diary.visit_steps import VisitSteps
from infrared_desktop.views.follow_ups.follow_up_rows import FollowUpSource
from infrared_desktop.views.lists.row_list import RowList
from infrared_desktop.views.lists.rows import Row
from infrared_desktop.views.look.panel import EmptyState, Panel
from infrared_desktop.views.look.theme import GRID
from infrared_desktop.views.messages.entrance import about_visit, offer_message
from infrared_desktop.views.screen import Place, Screen
from infrared_desktop.views.visits.rows import summary_words, visit_row
from infrared_desktop.views.waiting.opening_banner import OpeningBanner
from infrared_desktop.views.wording import say_weekday
from infrared_desktop.views.workplace import Workplace


class TodayScreen(Screen):
    """The day at a glance, worked through by single keys."""

    section = "today"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._visits: dict[int, Stored[Appointment]] = {}
        self.title, self.summary = _label("title"), _label("muted")
        self.notices = BoardNotices(workplace)
        self.notices.going.connect(self.going)
        self.visits, self.due = RowList(), RowList(card=True)
        self.visits.setAccessibleName(self.tr("Visits of today"))
        self.due.setAccessibleName(self.tr("Follow-ups due"))
        self.steps = VisitSteps(self, self._current)
        keys = self.tr("Enter opens") + " · " + self.steps.keys()
        self.visits_panel = Panel(self.tr("Visits"), footer=keys)
        due_keys = self.tr("F comes here · Enter opens the list at this row")
        self.due_panel = Panel(self.tr("Follow-ups due"), footer=due_keys)
        self.no_visits = EmptyState(
            "today",
            self.tr("Nobody is booked today."),
            self.tr("B books a visit. Ctrl+K finds a patient, Ctrl+3 opens the diary."),
        )
        self.nothing_due = EmptyState(
            "check", self.tr("Nothing is due."), self.tr("Later follow-ups show up on their day.")
        )
        self._day = workplace.today()
        self._lay_out()
        self.visits.opened.connect(self._open_visit)
        self.due.opened.connect(self._open_follow_up)
        self._counting = QTimer(self, singleShot=True, interval=0)
        self._counting.timeout.connect(self._say_hidden)
        add_action(self, self.tr("New booking"), "B", self._book)
        add_action(self, self.tr("Answer past visits"), "U", self.notices.answer)
        add_action(self, self.tr("Open unfinished work"), "O", self.notices.open_draft)
        offer_message(self, lambda: about_visit(self._current()))
        add_action(self, self.tr("Follow-ups due"), "F", self.due.setFocus)
        offer_day_pack(self)
        self.setFocusProxy(self.visits)

    def open(self, place: Place) -> None:
        """Show the day; the keys begin at the visit of who was asked for, if at anybody's."""
        self.reload()
        opens = [visit for visit in self._visits.values() if visit.record.is_open]
        wanted = [visit for visit in opens if visit.record.patient_id == place.patient]
        current = self._current()
        # A closed visit is left for the first open one; one that waits still is stayed at.
        if wanted or (opens and not (current and current.record.is_open)):
            self.visits.select_key((wanted or opens)[0].id)

    def reload(self, change: Change | None = None) -> None:
        """Show the day as it stands."""
        self._day = self.workplace.today()
        self.title.setText(say_weekday(self._day))
        self._show_visits()
        self.notices.look()
        self._show_due()

    def tick(self) -> None:
        """Count the minutes on; at midnight begin the new day."""
        if self._day != self.workplace.today():
            self.reload()
        else:
            self._show_visits()
            self.notices.look_at_clock()

    def _show_visits(self) -> None:
        visits = self.clinic.diary.day(self._day)
        self._visits = {visit.id: visit for visit in visits}
        stand = [in_state(*about) for about in self._timed(visits)]
        devices = {each.id: each.record for each in self.clinic.diary.devices()}
        rows = [self._row(*pair, devices) for pair in zip(visits, stand, strict=True)]
        self.visits.set_rows(rows)
        self.summary.setText(summary_words([visit.record for visit in visits], stand))
        _show_either(self.visits, self.no_visits, bool(visits))

    def _timed(
        self, visits: Sequence[Stored[Appointment]]
    ) -> Iterator[tuple[Appointment, datetime, VisitRule, ZoneInfo]]:
        now, zone = self.workplace.now(), ZoneInfo(self.workplace.settings.timezone)
        rules = self.clinic.front_desk.rules()
        return ((v.record, now, rules.visit(v.record.kind), zone) for v in visits)

    def _row(
        self, visit: Stored[Appointment], stands: InState, devices: Mapping[int, Device]
    ) -> Row:
        chart = self.clinic.people.chart(visit.record.patient_id, READ)
        alerts = alerts_here(self.workplace, visit, chart, devices)
        return visit_row(visit, chart.patient, stands, self.workplace.settings.timezone, alerts)

    def _show_due(self) -> None:
        wanted = Wanted(Part.DUE, self._day)
        count = self.clinic.follow_ups.count(wanted)
        kept = max(self.due.currentIndex().row(), 0)
        with QSignalBlocker(self.due):
            self.due.set_source(FollowUpSource(self.clinic.follow_ups, wanted, count))
            self.due.select_row(min(kept, count - 1))
        _show_either(self.due, self.nothing_due, bool(count))
        # To count what is hidden reads the whole index once: the day is shown before that.
        self._counting.start()

    def _say_hidden(self) -> None:
        if not self.clinic.is_open:
            return  # locked since
        count = self.clinic.follow_ups.count(Wanted(Part.DUE, self._day))
        rest = self.clinic.follow_ups.total() - count
        hint = self.tr("{count} due · {rest} upcoming or hidden, why?")
        self.due_panel.set_hint(hint.format(count=f"{count:,}", rest=f"{rest:,}"))

    def _current(self) -> Stored[Appointment] | None:
        key = self.visits.current_key()
        return self._visits.get(int(str(key))) if key is not None else None

    def _book(self) -> None:
        self.going.emit(Place("booking"))

    def _open_visit(self, key: object) -> None:
        visit = self._visits[int(str(key))].record
        self.going.emit(Place("patient", visit.patient_id))

    def _open_follow_up(self, key: object) -> None:
        self.going.emit(Place("follow_ups", about=key))

    def _lay_out(self) -> None:
        book = QPushButton(self.tr("New booking  B"))
        book.setProperty("kind", "primary")
        book.clicked.connect(self._book)
        head = QHBoxLayout()
        head.setSpacing(2 * GRID)
        head.addWidget(self.title)
        head.addWidget(self.summary)
        head.addStretch()
        head.addWidget(book)
        _stack(self.visits_panel, self.visits, self.no_visits)
        _stack(self.due_panel, self.due, self.nothing_due)
        panels = QHBoxLayout()
        panels.setSpacing(2 * GRID)
        panels.addWidget(self.visits_panel, 5)
        panels.addWidget(self.due_panel, 3)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * GRID)
        notices = QVBoxLayout()
        notices.setSpacing(GRID)
        notices.addWidget(self.notices)
        notices.addWidget(OpeningBanner(self, self._current))
        box.addLayout(head)
        box.addLayout(notices)
        box.addLayout(panels, 1)


def _label(role: str) -> QLabel:
    label = QLabel()
    label.setProperty("role", role)
    return label


def _stack(panel: Panel, one: QWidget, other: QWidget) -> None:
    panel.body.addWidget(one)
    panel.body.addWidget(other)


def _show_either(one: QWidget, other: QWidget, first: bool) -> None:
    one.setVisible(first)
    other.setVisible(not first)

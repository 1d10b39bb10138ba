"""Today: the visits of the day, what is due, and past visits that nobody gave an outcome."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from infrared_desktop.domain.answers import AppointmentStatus
from infrared_desktop.domain.chart import Stored
from infrared_desktop.domain.diary import Appointment
from infrared_desktop.domain.worklist import worklist
from infrared_desktop.storage.acts import Change
from infrared_desktop.storage.follow_ups import Listed
from infrared_desktop.views import choices
from infrared_desktop.views.banner import Banner
from infrared_desktop.views.follow_up_rows import follow_up_row
from infrared_desktop.views.panel import EmptyState, Panel
from infrared_desktop.views.row_list import RowList
from infrared_desktop.views.screen import Place, Screen
from infrared_desktop.views.theme import GRID, Meaning
from infrared_desktop.views.visit_rows import visit_row
from infrared_desktop.views.visit_steps import VisitSteps
from infrared_desktop.views.wording import say_weekday
from infrared_desktop.views.workplace import Workplace


class TodayScreen(Screen):
    """The day at a glance, worked through by single keys."""

    section = "today"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._visits: dict[int, Stored[Appointment]] = {}
        self._unresolved: list[Stored[Appointment]] = []
        self.title, self.summary = _label("title"), _label("muted")
        self.banner = Banner()
        self.visits, self.due = RowList(), RowList(card=True)
        self.visits.setAccessibleName(self.tr("Visits of today"))
        self.due.setAccessibleName(self.tr("Follow-ups due"))
        self.steps = VisitSteps(self, self._current)
        keys = self.tr("Enter opens") + " · " + self.steps.keys()
        self.visits_panel = Panel(self.tr("Visits"), footer=keys)
        self.due_panel = Panel(self.tr("Follow-ups due"), footer=self.tr("Enter opens the list"))
        self.no_visits = EmptyState(
            "today",
            self.tr("Nobody is booked today."),
            self.tr("Find a patient with Ctrl+K, or open the diary with Ctrl+3 to book."),
        )
        self.nothing_due = EmptyState(
            "check", self.tr("Nothing is due."), self.tr("Later follow-ups show up on their day.")
        )
        self._lay_out()
        self.visits.opened.connect(self._open_visit)
        self.due.opened.connect(self._open_follow_up)
        self.setFocusProxy(self.visits)

    def open(self, place: Place) -> None:
        """Show the day."""
        self.reload()

    def reload(self, change: Change | None = None) -> None:
        """Show the day as it stands."""
        today = self.workplace.today()
        self.title.setText(say_weekday(today))
        self._show_visits()
        self._show_unresolved()
        self._show_due()

    def _show_visits(self) -> None:
        visits = self.clinic.diary.day(self.workplace.today())
        self._visits = {visit.id: visit for visit in visits}
        patients = self.clinic.people.many(visit.record.patient_id for visit in visits)
        now, zone = self.workplace.now(), self.workplace.settings.timezone
        self.visits.set_rows(
            [visit_row(v, patients[v.record.patient_id], now, zone) for v in visits]
        )
        self.summary.setText(_summary([visit.record for visit in visits]))
        _show_either(self.visits, self.no_visits, bool(visits))

    def _show_unresolved(self) -> None:
        self._unresolved = self.clinic.diary.unresolved(self.workplace.today())
        if not self._unresolved:
            self.banner.settle()
            return
        count = len(self._unresolved)
        one = self.tr("A past visit has no outcome. Nothing was marked for you.")
        many = self.tr("{count} past visits have no outcome. Nothing was marked for you.")
        text = one if count == 1 else many.format(count=count)
        self.banner.tell(Meaning.CAUTION, text, self.tr("Answer them"), self._answer)

    def _show_due(self) -> None:
        today = self.workplace.today()
        listed = {_key(row): row for row in self.clinic.follow_ups.due(today)}
        shown, _ = worklist([row.follow_up for row in listed.values()], today)
        rows = [follow_up_row(listed[(f.patient_id, f.key)], today) for f in shown]
        self.due.set_rows(rows)
        hidden = self.clinic.follow_ups.total() - len(rows)
        hint = self.tr("{shown} shown · {hidden} hidden, why?")
        self.due_panel.set_hint(hint.format(shown=len(rows), hidden=hidden))
        _show_either(self.due, self.nothing_due, bool(rows))

    def _current(self) -> Stored[Appointment] | None:
        key = self.visits.current_key()
        return self._visits.get(int(str(key))) if key is not None else None

    def _answer(self) -> None:
        first = self._unresolved[0].record
        self.going.emit(Place("diary", about=first.day))

    def _open_visit(self, key: object) -> None:
        visit = self._visits[int(str(key))].record
        self.going.emit(Place("patient", visit.patient_id))

    def _open_follow_up(self, key: object) -> None:
        self.going.emit(Place("follow_ups", about=key))

    def _lay_out(self) -> None:
        book = QPushButton(self.tr("&New booking"))
        book.setProperty("kind", "primary")
        book.clicked.connect(lambda: self.going.emit(Place("diary", about=self.workplace.today())))
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
        box.addLayout(head)
        box.addWidget(self.banner)
        box.addLayout(panels, 1)


def _summary(visits: list[Appointment]) -> str:
    counts = [
        (status, sum(visit.status is status for visit in visits)) for status in AppointmentStatus
    ]
    parts = [f"{count} {choices.label(status)}" for status, count in counts if count]
    return " · ".join(parts)


def _key(listed: Listed) -> tuple[int, str]:
    return (listed.follow_up.patient_id, listed.follow_up.key)


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

"""Visits of past days that nobody gave an outcome, answered one after the other by single keys."""

from PySide6.QtWidgets import QVBoxLayout

from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.storage.desks.acts import Change
from infrared_desktop.views.actions import add_action
from infrared_desktop.views.diary.visit_steps import VisitSteps
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.lists.patient_rows import short_line
from infrared_desktop.views.lists.row_list import RowList
from infrared_desktop.views.lists.rows import Row
from infrared_desktop.views.look.chips import Chip, Glyph
from infrared_desktop.views.look.panel import EmptyState, Panel
from infrared_desktop.views.look.theme import GRID, Meaning
from infrared_desktop.views.look.words_label import words_label
from infrared_desktop.views.screen import Place, Screen
from infrared_desktop.views.visits.rows import visit_words
from infrared_desktop.views.wording import say_day
from infrared_desktop.views.workplace import Workplace


class UnresolvedScreen(Screen):
    """The oldest first; an answered visit leaves the list, and the keys go on to the next."""

    section = "today"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._visits: dict[int, Stored[Appointment]] = {}
        self._answered: set[int] = set()
        self.title = words_label("title", self.tr("Past visits without an outcome"))
        self.summary = words_label("muted")
        self.visits = RowList()
        self.visits.setAccessibleName(self.tr("Past visits without an outcome"))
        self.steps = VisitSteps(self, self._current)
        keys = self.tr("D was here · X did not come · C cancelled · Enter opens · Ctrl+Z undo")
        self.panel = Panel(self.tr("What became of them?"), footer=keys)
        self.nothing = EmptyState(
            "check",
            self.tr("Every past visit has its outcome."),
            self.tr("Esc leads back."),
            self.tr("Back"),
        )
        self._lay_out()
        self.visits.opened.connect(self._open_visit)
        self.nothing.acted.connect(self.going_back)
        add_action(self, self.tr("Back"), "Esc", self.going_back.emit)
        self.setFocusProxy(self.visits)

    def open(self, place: Place) -> None:
        """Begin with the oldest visit."""
        self._answered.clear()
        self.reload()
        self.visits.select_row(0)

    def reload(self, change: Change | None = None) -> None:
        """Show what is still without an outcome; stay at the same place of the list."""
        row = max(self.visits.currentIndex().row(), 0)
        before, key = set(self._visits), self.visits.current_key()
        found = self.clinic.diary.unresolved(self.workplace.today())
        self._visits = {visit.id: visit for visit in found}
        self._answered |= before - self._visits.keys()
        self._answered -= self._visits.keys()
        self._show()
        if key not in self._visits:
            self.visits.select_row(min(row, len(found) - 1))

    def _show(self) -> None:
        people = self.clinic.people.many(v.record.patient_id for v in self._visits.values())
        rows = [_row(v, people[v.record.patient_id]) for v in self._visits.values()]
        self.visits.set_rows(rows)
        text = self.tr("{left} left · {answered} answered. Nothing is marked for you.")
        self.summary.setText(text.format(left=len(rows), answered=len(self._answered)))
        was_done = self.nothing.action_button.hasFocus()
        self.panel.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        if not rows and self.isVisible():
            self.nothing.action_button.setFocus()
        elif rows and was_done:
            self.visits.setFocus()

    def _current(self) -> Stored[Appointment] | None:
        key = self.visits.current_key()
        return self._visits.get(int(str(key))) if key is not None else None

    def _open_visit(self, key: object) -> None:
        self.going.emit(Place("patient", self._visits[int(str(key))].record.patient_id))

    def _lay_out(self) -> None:
        self.panel.body.addWidget(self.visits)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * GRID)
        for part in (self.title, self.summary):
            box.addWidget(part)
        box.addWidget(self.panel, 1)
        box.addWidget(self.nothing, 1)


def _row(visit: Stored[Appointment], patient: Stored[Patient]) -> Row:
    booked = visit.record
    return Row(
        key=visit.id,
        lead=f"{booked.starts:%H:%M}",
        chip=Chip(Meaning.CAUTION, say_day(booked.day, "ddd d MMM"), Glyph.RING),
        title=patient.record.display_name,
        subtitle=short_line(patient),
        note=f"{visit_words(booked)} · {choices.label(booked.status)}",
    )

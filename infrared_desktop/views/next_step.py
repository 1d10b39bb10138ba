"""Ask what comes next when a visit closes; without an answer it stays open."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from infrared_desktop.domain.answers import AppointmentStatus, NextStepKind
from infrared_desktop.domain.chart import Stored
from infrared_desktop.domain.diary import Appointment, NextStep
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.views import choices
from infrared_desktop.views.binder import Binder
from infrared_desktop.views.date_field import DateField
from infrared_desktop.views.forms import load_form
from infrared_desktop.views.theme import GRID
from infrared_desktop.views.wording import say, say_day
from infrared_desktop.views.workplace import Workplace

_NEEDS_DAY = (NextStepKind.FOLLOW_UP, NextStepKind.WAITING)


class NextStepForm(QWidget):
    """What comes next, when to come back to it, and why."""

    due: DateField
    due_label: QLabel

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "next_step")


class NextStepDialog(QDialog):
    """Closes a visit together with its next step, in one act."""

    def __init__(
        self,
        parent: QWidget,
        workplace: Workplace,
        stored: Stored[Appointment],
        status: AppointmentStatus,
    ) -> None:
        super().__init__(parent)
        self._workplace, self._stored, self._status = workplace, stored, status
        self.setWindowTitle(self.tr("Close the visit"))
        self.form = NextStepForm()
        self.binder = Binder(self.form, NextStep)
        self.error = QLabel()
        self.error.setProperty("role", "error")
        self.error.setWordWrap(True)
        self._lay_out()
        self.binder.show(self._proposal())
        self.binder.changed.connect(self._dress)
        self._dress()

    def accept(self) -> None:
        """Store the outcome and the next step; stay open if that is not possible."""
        if not self.binder.check():
            return
        step = self.binder.record(self._proposal())
        if step.kind not in _NEEDS_DAY:
            step = self.binder.record(self._proposal(due=False))
        workplace = self._workplace
        try:
            after = workplace.clinic.diary.close(
                self._stored, self._status, step, workplace.by, workplace.now()
            )
        except KnownError as error:
            self.error.setText(say(error.sentence))
            return
        before = self._stored.record
        workplace.can_take_back(
            choices.label(self._status), lambda: _take_back(workplace, after.id, before)
        )
        super().accept()

    def _proposal(self, due: bool = True) -> NextStep:
        today = self._workplace.today()
        kind = NextStepKind.BOOKED if self._next_visit() else NextStepKind.FOLLOW_UP
        return NextStep(self._stored.record.patient_id, kind, today, due=today if due else None)

    def _next_visit(self) -> Appointment | None:
        chart = self._workplace.clinic.people.chart(self._stored.record.patient_id)
        today = self._workplace.today()
        ahead = [
            visit.record
            for visit in chart.appointments
            if visit.record.is_open and visit.record.day >= today and visit.id != self._stored.id
        ]
        return min(ahead, key=lambda visit: (visit.day, visit.starts), default=None)

    def _dress(self) -> None:
        kind = self.binder.values()["kind"]
        for widget in (self.form.due, self.form.due_label):
            widget.setVisible(kind in _NEEDS_DAY)

    def _lay_out(self) -> None:
        patient = self._workplace.clinic.people.get(self._stored.record.patient_id)
        title = QLabel(f"{patient.record.display_name} · {choices.label(self._status)}")
        title.setProperty("role", "title")
        ahead = self._next_visit()
        text = self.tr("Nothing is booked ahead.")
        if ahead is not None:
            booked = self.tr("The next visit is booked on {day} at {starts}.")
            text = booked.format(day=say_day(ahead.day), starts=f"{ahead.starts:%H:%M}")
        known = QLabel(text)
        known.setProperty("role", "muted")
        buttons = QDialogButtonBox()
        close = buttons.addButton(
            self.tr("&Close the visit"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        close.setProperty("kind", "primary")
        buttons.addButton(self.tr("&Leave it open"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 3 * GRID)
        box.setSpacing(2 * GRID)
        for part in (title, known, self.form, self.error, buttons):
            box.addWidget(part)


def ask_next_step(
    parent: QWidget, workplace: Workplace, stored: Stored[Appointment], status: AppointmentStatus
) -> NextStepDialog:
    """Open the question over the window and return it; the answer is stored by itself."""
    dialog = NextStepDialog(parent, workplace, stored, status)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog


def _take_back(workplace: Workplace, visit_id: int, before: Appointment) -> None:
    newest = workplace.clinic.diary.get(visit_id)
    workplace.clinic.diary.take_back(newest, before, workplace.by, workplace.now())

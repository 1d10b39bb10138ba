"""Ask what comes next when a visit closes; without an answer it stays open."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from infrared_desktop.domain.answers import AppointmentStatus, NextStepKind
from infrared_desktop.domain.chart import Stored
from infrared_desktop.domain.diary import Appointment, NextStep
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.next_steps import propose, waiting_until
from infrared_desktop.views.diary.visit_rows import step_words, visit_words
from infrared_desktop.views.forms.binder import Binder
from infrared_desktop.views.forms.forms import load_form
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.inputs.date_field import DateField
from infrared_desktop.views.look.theme import GRID
from infrared_desktop.views.look.words_label import words_label
from infrared_desktop.views.people.patient_rows import patient_line
from infrared_desktop.views.wording import say, say_day
from infrared_desktop.views.workplace import Workplace

_NEEDS_DAY = (NextStepKind.FOLLOW_UP, NextStepKind.WAITING)
_WIDTH = 640


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
        self._chart = workplace.clinic.people.chart(stored.record.patient_id)
        protocol, today = workplace.clinic.protocol, workplace.today()
        self._proposal = propose(
            stored, status, self._chart, protocol.follow_ups, protocol.windows, today
        )
        self._waiting = waiting_until(protocol.follow_ups, today)
        self._day_is_own = False
        self.setWindowTitle(self.tr("Close the visit"))
        self.form = NextStepForm()
        self.binder = Binder(self.form, NextStep)
        self.outcome, self.error = words_label("muted"), words_label("error")
        self._lay_out()
        self.binder.show(self._step())
        self.binder.changed.connect(self._on_changed)
        self._dress()

    def accept(self) -> None:
        """Store the outcome and the next step; stay open if that is not possible."""
        if not self.binder.check() or not self._check_day():
            return
        workplace, before = self._workplace, self._stored.record
        try:
            after = workplace.clinic.diary.close(
                self._stored, self._status, self._given(), workplace.by, workplace.now()
            )
        except KnownError as error:
            self._tell(say(error.sentence))
            return
        words = step_words(before, self._chart.patient.record, self._status)
        workplace.can_take_back(words, lambda: _take_back(workplace, after.id, before))
        super().accept()

    def _step(self) -> NextStep:
        patient_id, today = self._stored.record.patient_id, self._workplace.today()
        return NextStep(patient_id, self._proposal.kind, today, due=self._proposal.due)

    def _given(self) -> NextStep:
        given = self.binder.record(self._step())
        if given.kind in _NEEDS_DAY:
            return given
        return NextStep(given.patient_id, given.kind, given.decided_on, reason=given.reason)

    def _check_day(self) -> bool:
        given, today = self.binder.values(), self._workplace.today()
        if given["kind"] not in _NEEDS_DAY:
            return True
        problem = ""
        if given["due"] is None:
            problem = self.tr("Say on which day to come back to it.")
        elif given["due"] < today:
            problem = self.tr("This day has passed.")
        self.binder.set_error("due", problem)
        if problem:
            self.form.due.setFocus()
        return not problem

    def _on_changed(self, field: str) -> None:
        self._day_is_own = self._day_is_own or field == "due"
        if field == "kind" and not self._day_is_own:
            self.form.due.set_value(self._day_for(self.binder.values()["kind"]))
        self._dress()

    def _day_for(self, kind: NextStepKind | None) -> date | None:
        if kind is NextStepKind.WAITING:
            return self._waiting
        return self._proposal.due or self._waiting if kind is NextStepKind.FOLLOW_UP else None

    def _dress(self) -> None:
        given = self.binder.values()
        for widget in (self.form.due, self.form.due_label):
            widget.setVisible(given["kind"] in _NEEDS_DAY)
        self.outcome.setText(self._outcome_words(given["kind"], given["due"]))
        self._tell("")

    def _outcome_words(self, kind: NextStepKind | None, due: date | None) -> str:
        if kind in _NEEDS_DAY:
            text = self.tr("It comes back in the follow-up list on {day}.")
            return text.format(day=say_day(due)) if due else ""
        if kind is NextStepKind.BOOKED and self._proposal.kind is not NextStepKind.BOOKED:
            return self.tr("Nothing is booked ahead yet: book it in the diary right after.")
        if kind in (NextStepKind.DECLINED, NextStepKind.FINISHED):
            return self.tr("Nobody is reminded of this visit any more.")
        return ""

    def _tell(self, words: str) -> None:
        self.error.setText(words)
        self.error.setVisible(bool(words))

    def _lay_out(self) -> None:
        visit, patient = self._stored.record, self._chart.patient
        title, who, why = words_label("title"), words_label("muted"), words_label("strong")
        title.setText(f"{patient.record.display_name}: {choices.label(self._status)}")
        line = patient_line(patient, self._workplace.today())
        who.setText(f"{visit_words(visit)} · {visit.starts:%H:%M} · {line}")
        why.setText(say(self._proposal.why))
        box = QVBoxLayout(self)
        box.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 3 * GRID)
        box.setSpacing(GRID)
        box.addWidget(title)
        box.addWidget(who)
        box.addSpacing(GRID)
        for part in (why, self.form, self.outcome, self.error):
            box.addWidget(part)
        box.addSpacing(GRID)
        box.addWidget(self._buttons())
        self.setMinimumWidth(_WIDTH)

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        close = buttons.addButton(
            self.tr("&Close the visit  Ctrl+↵"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        close.setProperty("kind", "primary")
        buttons.addButton(self.tr("&Leave it open  Esc"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.accept)
        return buttons


def ask_next_step(
    parent: QWidget, workplace: Workplace, stored: Stored[Appointment], status: AppointmentStatus
) -> NextStepDialog:
    """Open the question over the window and return it; the answer is stored by itself."""
    dialog = NextStepDialog(parent, workplace, stored, status)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    dialog.binder.input("kind").setFocus()
    return dialog


def _take_back(workplace: Workplace, visit_id: int, before: Appointment) -> None:
    newest = workplace.clinic.diary.get(visit_id)
    workplace.clinic.diary.take_back(newest, before, workplace.by, workplace.now())

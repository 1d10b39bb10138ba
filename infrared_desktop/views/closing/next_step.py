"""Ask what comes next when a visit closes; without an answer it stays open."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from infrared_desktop.domain.booking.next_steps import Proposal, propose, waiting_until
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.answers import AppointmentStatus, NextStepKind
from infrared_desktop.domain.records.chart import Chart, Stored
from infrared_desktop.domain.records.diary import Appointment, NextStep
from infrared_desktop.views.closing.absence_note import AbsenceNote
from infrared_desktop.views.closing.step_outcome import ENDS, outcome_words
from infrared_desktop.views.forms.binder import Binder
from infrared_desktop.views.forms.forms import load_form
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.inputs.date_field import DateField
from infrared_desktop.views.lists.patient_rows import patient_line
from infrared_desktop.views.look.theme import GRID
from infrared_desktop.views.look.words_label import words_label
from infrared_desktop.views.visits.rows import step_words, visit_words
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


class StepDialog(QDialog):
    """Asks what comes next, with the likeliest answer in place; a subclass stores the answer."""

    def __init__(
        self, parent: QWidget, workplace: Workplace, chart: Chart, proposal: Proposal
    ) -> None:
        super().__init__(parent)
        self.workplace, self.chart, self._proposal = workplace, chart, proposal
        follow_ups, today = workplace.clinic.protocol.follow_ups, workplace.today()
        self._waiting = waiting_until(follow_ups, today)
        self._day_is_own = False
        self.form = NextStepForm()
        self.binder = Binder(self.form, NextStep)
        self.outcome, self.error = words_label("muted"), words_label("error")

    def wants_booking(self) -> bool:
        """Say whether what comes next is a visit that is still to be booked."""
        booked = NextStepKind.BOOKED
        return self._proposal.kind is not booked and self.binder.values()["kind"] is booked

    def closed(self) -> Stored[Appointment] | None:
        """Return the visit that the answer closes, as it stands then; some close none."""
        return None

    def keep(self, step: NextStep) -> None:
        """Store the answer; raise KnownError if that is not possible."""
        raise NotImplementedError

    def accept(self) -> None:
        """Store the answer; stay open if that is not possible."""
        if not self.binder.check() or not self._check_day():
            return
        try:
            self.keep(self._given())
        except KnownError as error:
            self._tell(say(error.sentence))
            return
        super().accept()

    def ask(
        self, title: str, about: str, act: str, leave: str, also: QWidget | None = None
    ) -> None:
        """Lay the question out, and open it over the window."""
        self._lay_out(title, about, self._buttons(act, leave), also)
        self.binder.show(self._step())
        self.binder.changed.connect(self._on_changed)
        self._dress()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.open()
        self.binder.input("kind").setFocus()

    def _step(self) -> NextStep:
        patient_id, today = self.chart.patient.id, self.workplace.today()
        return NextStep(patient_id, self._proposal.kind, today, due=self._proposal.due)

    def _given(self) -> NextStep:
        given = self.binder.record(self._step())
        if given.kind in _NEEDS_DAY:
            return given
        return NextStep(given.patient_id, given.kind, given.decided_on, reason=given.reason)

    def _check_day(self) -> bool:
        given, today = self.binder.values(), self.workplace.today()
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
        self._dress(field)

    def _day_for(self, kind: NextStepKind | None) -> date | None:
        if kind is NextStepKind.WAITING:
            return self._waiting
        return self._proposal.due or self._waiting if kind is NextStepKind.FOLLOW_UP else None

    def _dress(self, field: str = "") -> None:
        given = self.binder.values()
        for widget in (self.form.due, self.form.due_label):
            widget.setVisible(given["kind"] in _NEEDS_DAY)
        if field in ("", "kind", "due"):
            self.outcome.setText(self._outcome_words())
        self._tell("")

    def _outcome_words(self) -> str:
        """Ask the very rules of the follow-up list what becomes of it."""
        if self.wants_booking():
            return self.tr("Nothing is booked ahead yet: book it right after.")
        given, today = self.binder.values(), self.workplace.today()
        has_no_day = given["due"] is None or given["due"] < today
        if given["kind"] not in (*_NEEDS_DAY, *ENDS) or (
            given["kind"] in _NEEDS_DAY and has_no_day
        ):
            return ""
        desk, now = self.workplace.clinic.follow_ups, self.workplace.now()
        row = desk.after_step(self._given(), self.closed(), self.chart, now)
        return outcome_words(given["kind"], row, today)

    def _tell(self, words: str) -> None:
        self.error.setText(words)
        self.error.setVisible(bool(words))

    def _lay_out(
        self, title: str, about: str, buttons: QDialogButtonBox, also: QWidget | None
    ) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 3 * GRID)
        box.setSpacing(GRID)
        box.addWidget(words_label("title", title))
        box.addWidget(words_label("muted", about))
        box.addSpacing(GRID)
        why = words_label("strong", say(self._proposal.why))
        for part in (why, self.form, self.outcome, also, self.error):
            if part is not None:
                box.addWidget(part)
        box.addSpacing(GRID)
        box.addWidget(buttons)
        self.setMinimumWidth(_WIDTH)

    def _buttons(self, act: str, leave: str) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        store = buttons.addButton(act, QDialogButtonBox.ButtonRole.AcceptRole)
        store.setProperty("kind", "primary")
        buttons.addButton(leave, QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.accept)
        return buttons


class NextStepDialog(StepDialog):
    """Closes a visit together with its next step, in one act."""

    def __init__(
        self,
        parent: QWidget,
        workplace: Workplace,
        stored: Stored[Appointment],
        status: AppointmentStatus,
    ) -> None:
        chart = workplace.clinic.people.chart(stored.record.patient_id)
        protocol = workplace.clinic.protocol
        rules, today = (protocol.follow_ups, protocol.windows), workplace.today()
        super().__init__(parent, workplace, chart, propose(stored, status, chart, *rules, today))
        self._stored, self._status = stored, status
        self.setWindowTitle(self.tr("Close the visit"))
        self.noted = AbsenceNote(workplace, stored, status)
        visit, line = stored.record, patient_line(chart.patient, today)
        self.ask(
            f"{chart.patient.record.display_name}: {choices.label(status)}",
            f"{visit_words(visit)} · {_when(visit, today)} · {line}",
            self.tr("&Close the visit  Ctrl+↵"),
            self.tr("&Leave it open  Esc"),
            self.noted,
        )

    def closed(self) -> Stored[Appointment] | None:
        return replace(self._stored, record=replace(self._stored.record, status=self._status))

    def keep(self, step: NextStep) -> None:
        workplace, before = self.workplace, self._stored.record
        after = workplace.clinic.diary.close(
            self._stored,
            self._status,
            step,
            workplace.by,
            workplace.now(),
            self.noted.is_in_time(),
        )
        words = step_words(before, self.chart.patient.record, self._status)
        workplace.can_take_back(words, lambda: _take_back(workplace, after.id, before))


def ask_next_step(
    parent: QWidget, workplace: Workplace, stored: Stored[Appointment], status: AppointmentStatus
) -> NextStepDialog:
    """Open the question over the window and return it; the answer is stored by itself."""
    return NextStepDialog(parent, workplace, stored, status)


def _when(visit: Appointment, today: date) -> str:
    """Say when a visit is or was, with its day where that is not today."""
    at = f"{visit.starts:%H:%M}"
    return at if visit.day == today else f"{say_day(visit.day, 'ddd d MMM')} {at}"


def _take_back(workplace: Workplace, visit_id: int, before: Appointment) -> None:
    newest = workplace.clinic.diary.get(visit_id)
    workplace.clinic.diary.take_back(newest, before, workplace.by, workplace.now())

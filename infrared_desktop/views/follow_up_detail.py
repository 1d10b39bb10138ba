"""One follow-up in full: whom to call, why, what was tried, and the forms to answer it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from infrared_desktop.domain.answers import (
    Channel,
    ContactOutcome,
    FollowUpDecisionKind,
)
from infrared_desktop.domain.chart import Chart
from infrared_desktop.domain.contacts import ContactAttempt, FollowUpDecision
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.follow_ups import FollowUp
from infrared_desktop.domain.phones import show_phone
from infrared_desktop.storage.follow_ups import Listed
from infrared_desktop.views import choices
from infrared_desktop.views.binder import Binder
from infrared_desktop.views.chips import ChipLabel
from infrared_desktop.views.date_field import DateField
from infrared_desktop.views.follow_up_rows import standing_chip
from infrared_desktop.views.forms import load_form
from infrared_desktop.views.panel import Panel
from infrared_desktop.views.patient_rows import patient_line
from infrared_desktop.views.theme import GRID
from infrared_desktop.views.wording import say, say_day
from infrared_desktop.views.workplace import Workplace


class AttemptForm(QWidget):
    """How somebody was tried to be reached, and how it ended."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "attempt")


class FollowUpDecisionForm(QWidget):
    """What is decided about a follow-up, and why."""

    until: DateField
    until_label: QLabel

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "follow_up_decision")


class FollowUpDetail(QWidget):
    """Shows one follow-up and stores what people did about it."""

    answered = Signal(str)
    refused = Signal(object)  # KnownError

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._listed: Listed | None = None
        self.name, self.line, self.phone = _label("title"), _label("muted"), _label("strong")
        self.chip = ChipLabel(parent=self)
        self.why, self.facts, self.tried = _label(""), _label("caption"), _label("caption")
        self.attempt_form, self.decision_form = AttemptForm(), FollowUpDecisionForm()
        self.attempt_binder = Binder(self.attempt_form, ContactAttempt)
        self.decision_binder = Binder(self.decision_form, FollowUpDecision)
        self.store_button = QPushButton(self.tr("&Save"))
        self.store_button.setProperty("kind", "primary")
        self.cancel_button = QPushButton(self.tr("&Cancel"))
        self._lay_out()
        self.store_button.clicked.connect(self._store)
        self.cancel_button.clicked.connect(self.close_forms)
        self.decision_binder.changed.connect(self._dress_decision)
        self.close_forms()

    def show_listed(self, listed: Listed | None, chart: Chart | None) -> None:
        """Show a follow-up, or nothing."""
        self._listed = listed
        self.close_forms()
        self.setVisible(listed is not None)
        if listed is None or chart is None:
            return
        follow_up, today = listed.follow_up, self._workplace.today()
        self.name.setText(listed.patient.record.display_name)
        self.line.setText(patient_line(listed.patient, today))
        self.phone.setText(self._phones(listed))
        self.chip.set_chip(standing_chip(follow_up, today))
        self.why.setText(say(follow_up.why))
        self.facts.setText(self._facts(follow_up))
        self.tried.setText(self._history(follow_up, chart))

    def start_attempt(self) -> None:
        """Open the form for an attempt to reach the patient."""
        if self._listed is None:
            return
        self.attempt_binder.show(self._new_attempt(self._listed))
        self._open(self.attempt_form, self.attempt_binder.input("outcome"))

    def start_decision(self, kind: FollowUpDecisionKind) -> None:
        """Open the form for putting it off, or for deciding that it is not needed."""
        if self._listed is None:
            return
        self.decision_binder.show(self._new_decision(self._listed, kind))
        self._dress_decision()
        first = "until" if kind is FollowUpDecisionKind.SNOOZED else "reason"
        self._open(self.decision_form, self.decision_binder.input(first))

    def close_forms(self) -> None:
        """Put the forms away without storing."""
        for each in (self.attempt_form, self.decision_form, self.store_button, self.cancel_button):
            each.hide()

    def _open(self, form: QWidget, first: QWidget) -> None:
        self.close_forms()
        for each in (form, self.store_button, self.cancel_button):
            each.show()
        first.setFocus()

    def _store(self) -> None:
        if self._listed is None:
            return
        try:
            if self.attempt_form.isVisible():
                self._store_attempt(self._listed)
            else:
                self._store_decision(self._listed)
        except KnownError as error:
            self.refused.emit(error)

    def _store_attempt(self, listed: Listed) -> None:
        if not self.attempt_binder.check():
            return
        attempt = self.attempt_binder.record(self._new_attempt(listed))
        place = self._workplace
        place.clinic.follow_ups.attempt(attempt, place.by, place.now())
        self.close_forms()
        self.answered.emit(choices.label(attempt.outcome))

    def _store_decision(self, listed: Listed) -> None:
        if not self._decision_fits():
            return
        kind = FollowUpDecisionKind.SNOOZED
        decision = self.decision_binder.record(self._new_decision(listed, kind))
        place = self._workplace
        place.clinic.follow_ups.decide(decision, place.by, place.now())
        self.close_forms()
        self.answered.emit(choices.label(decision.kind))

    def _decision_fits(self) -> bool:
        if not self.decision_binder.check():
            return False
        values = self.decision_binder.values()
        if not values["reason"]:
            self.decision_binder.set_error("reason", self.tr("Say why, in a few words."))
            return False
        later = values["kind"] is FollowUpDecisionKind.SNOOZED
        if later and (values["until"] is None or values["until"] <= self._workplace.today()):
            self.decision_binder.set_error("until", self.tr("Choose a day after today."))
            return False
        return True

    def _new_attempt(self, listed: Listed) -> ContactAttempt:
        channel = listed.patient.record.preferred_channel or Channel.PHONE
        return ContactAttempt(
            listed.patient.id,
            listed.follow_up.key,
            self._workplace.now(),
            channel,
            ContactOutcome.NO_ANSWER,
        )

    def _new_decision(self, listed: Listed, kind: FollowUpDecisionKind) -> FollowUpDecision:
        today = self._workplace.today()
        return FollowUpDecision(listed.patient.id, listed.follow_up.key, today, kind, "")

    def _dress_decision(self) -> None:
        later = self.decision_binder.values()["kind"] is FollowUpDecisionKind.SNOOZED
        self.decision_form.until.setVisible(later)
        self.decision_form.until_label.setVisible(later)

    def _phones(self, listed: Listed) -> str:
        patient, country = listed.patient.record, self._workplace.settings.country
        phones = [show_phone(p, country) for p in (patient.phone, patient.second_phone) if p]
        return " · ".join(phones) or self.tr("No phone number is known.")

    def _facts(self, follow_up: FollowUp) -> str:
        text = self.tr("Rule {rule} · due {due} · overdue from {overdue}")
        return text.format(
            rule=follow_up.kind.value,
            due=say_day(follow_up.due),
            overdue=say_day(follow_up.overdue_from),
        )

    def _history(self, follow_up: FollowUp, chart: Chart) -> str:
        attempts = [a.record for a in chart.attempts if a.record.follow_up_key == follow_up.key]
        decisions = [d.record for d in chart.decisions if d.record.follow_up_key == follow_up.key]
        zone = self._workplace.clinic.day
        lines = [(zone(a.attempted_at), _attempt_words(a)) for a in attempts]
        lines += [(d.decided_on, f"{choices.label(d.kind)}: {d.reason}") for d in decisions]
        told = [f"{say_day(day)} · {words}" for day, words in sorted(lines, key=lambda x: x[0])]
        return "\n".join(told) or self.tr("Nobody has tried yet.")

    def _lay_out(self) -> None:
        panel = Panel()
        inside = panel.body
        inside.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        inside.setSpacing(GRID)
        for part in (self.name, self.line, self.phone, self.chip, self.why, self.facts):
            inside.addWidget(part)
        inside.addSpacing(GRID)
        inside.addWidget(self.tried)
        inside.addStretch()
        inside.addWidget(self.attempt_form)
        inside.addWidget(self.decision_form)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.store_button)
        inside.addLayout(buttons)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(panel)


def _attempt_words(attempt: ContactAttempt) -> str:
    words = f"{choices.label(attempt.channel)}, {choices.label(attempt.outcome)}"
    return f"{words}: {attempt.note}" if attempt.note else words


def _label(role: str) -> QLabel:
    label = QLabel()
    label.setProperty("role", role)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label

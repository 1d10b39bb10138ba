"""The forms that answer a follow-up: a call with its outcome, or a decision with its reason."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from infrared_desktop.domain.answers import Channel, ContactOutcome, FollowUpDecisionKind
from infrared_desktop.domain.chart import Chart, Stored
from infrared_desktop.domain.contacts import ContactAttempt, FollowUpDecision
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.follow_ups import Listed
from infrared_desktop.views.follow_ups.follow_up_forms import AttemptForm, FollowUpDecisionForm
from infrared_desktop.views.follow_ups.follow_up_words import (
    attempt_words,
    closing_words,
    hiding_words,
)
from infrared_desktop.views.forms.binder import Binder
from infrared_desktop.views.look.theme import GRID
from infrared_desktop.views.records.addendum import AddendumCard
from infrared_desktop.views.workplace import Workplace

_SNOOZED = FollowUpDecisionKind.SNOOZED


class FollowUpAnswers(QWidget):
    """Asks for a call or a decision and stores it; Enter saves, Escape puts the form away."""

    attempted = Signal(object, object)  # Listed, Stored[ContactAttempt]
    decided = Signal(object, object)  # Listed, Stored[FollowUpDecision]
    struck = Signal(object, object)  # Listed, Stored[ContactAttempt]
    refused = Signal(object)  # KnownError
    useless = Signal(str)  # why a decision would change nothing
    asking_changed = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._about: tuple[Listed, Chart] | None = None
        self._mistaken: Stored[ContactAttempt] | None = None
        self.attempt_form, self.decision_form = AttemptForm(), FollowUpDecisionForm()
        self.strike_card = AddendumCard()
        self.attempt_binder = Binder(self.attempt_form, ContactAttempt)
        self.decision_binder = Binder(self.decision_form, FollowUpDecision)
        self.store_button = QPushButton(self.tr("&Save"))
        self.store_button.setProperty("kind", "primary")
        self.cancel_button = QPushButton(self.tr("&Cancel"))
        self._lay_out()
        self.cancel_button.setAutoDefault(True)  # or Enter on it would save
        self.store_button.clicked.connect(self._store)
        self.cancel_button.clicked.connect(self.put_away)
        self.decision_binder.changed.connect(self._dress_decision)
        self.strike_card.striking.connect(self._strike)
        self.strike_card.closed.connect(self.put_away)
        self.hide()

    @property
    def is_asking(self) -> bool:
        """Whether a form is open."""
        return not self.isHidden()

    @property
    def asks_for(self) -> str:
        """What the open form asks for: "attempt", "decision" or "strike"."""
        if not self.strike_card.isHidden():
            return "strike"
        return "decision" if self.attempt_form.isHidden() else "attempt"

    def ask_attempt(self, listed: Listed, chart: Chart) -> None:
        """Open the form for an attempt to reach the patient."""
        self._about = (listed, chart)
        self.attempt_binder.show(self._attempt(listed))
        self.attempt_form.leave_open()
        self._open(self.attempt_form, self.attempt_binder.input("outcome"))

    def ask_decision(self, listed: Listed, chart: Chart, kind: FollowUpDecisionKind) -> None:
        """Open the form for a decision, unless it would change nothing."""
        self._about = (listed, chart)
        decision = self._decision(listed, kind)
        if kind is not _SNOOZED and (why := self._why_useless(decision)):
            self.useless.emit(why)
            return
        self.decision_binder.show(decision)
        self._dress_decision()
        first = "until" if kind is _SNOOZED else "reason"
        self._open(self.decision_form, self.decision_binder.input(first))

    def ask_strike(self, listed: Listed, chart: Chart) -> None:
        """Ask why the newest call about it is a mistake, if there is one."""
        key = listed.follow_up.key
        calls = [each for each in chart.attempts if each.record.follow_up_key == key]
        if not calls:
            self.useless.emit(self.tr("No call stands here that could be struck through."))
            return
        self._about, self._mistaken = (listed, chart), calls[-1]
        words = attempt_words(calls[-1].record, self._workplace.clinic.day)
        self.strike_card.ask_strike(f"{words}. ")
        self._open(self.strike_card, self.strike_card.binder.input("reason"))

    def put_away(self) -> None:
        """Close the form without storing."""
        if self.is_asking:
            self.hide()
            self.asking_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._store()
        elif event.key() == Qt.Key.Key_Escape:
            self.put_away()
        else:
            super().keyPressEvent(event)

    def _open(self, form: QWidget, first: QWidget) -> None:
        for each in (self.attempt_form, self.decision_form, self.strike_card):
            each.setVisible(each is form)
        self._buttons.setVisible(form is not self.strike_card)
        self.show()
        self.asking_changed.emit()
        first.setFocus()

    def _store(self) -> None:
        if self._about is None:
            return
        try:
            if self.asks_for == "strike":
                self.strike_card.do.click()
            elif self.asks_for == "attempt":
                self._store_attempt(self._about[0])
            else:
                self._store_decision(self._about[0])
        except KnownError as error:
            self.refused.emit(error)

    def _store_attempt(self, listed: Listed) -> None:
        if self.attempt_binder.values()["outcome"] is None:
            words = self.tr("How did it end? Choose with the arrow keys or a letter.")
            self.attempt_binder.set_error("outcome", words)
            self.attempt_binder.input("outcome").setFocus()
            return
        if not self.attempt_binder.check():
            return
        attempt = self.attempt_binder.record(self._attempt(listed))
        place = self._workplace
        stored = place.clinic.follow_ups.attempt(attempt, place.by, place.now())
        self.put_away()
        self.attempted.emit(listed, stored)

    def _strike(self, reason: str) -> None:
        assert self._about is not None and self._mistaken is not None
        place, listed = self._workplace, self._about[0]
        try:
            stored = place.clinic.follow_ups.strike(self._mistaken, reason, place.by, place.now())
        except KnownError as error:
            self.refused.emit(error)
            return
        self.strike_card.close_card()
        self.struck.emit(listed, stored)

    def _store_decision(self, listed: Listed) -> None:
        if not self._decision_fits():
            return
        decision = self.decision_binder.record(self._decision(listed, _SNOOZED))
        if decision.kind is not _SNOOZED:
            decision = replace(decision, until=None)
        if why := self._why_useless(decision):
            self.decision_binder.set_error("kind", why)
            return
        place = self._workplace
        stored = place.clinic.follow_ups.decide(decision, place.by, place.now())
        self.put_away()
        self.decided.emit(listed, stored)

    def _decision_fits(self) -> bool:
        fits = self.decision_binder.check()
        values = self.decision_binder.values()
        if values["kind"] is _SNOOZED:
            day = values["until"]
            if day is None or day <= self._workplace.today():
                return self._miss("until", self.tr("Choose a day after today, such as +2w."))
        return fits

    def _miss(self, name: str, words: str) -> bool:
        self.decision_binder.set_error(name, words)
        self.decision_binder.input(name).setFocus()
        return False

    def _why_useless(self, decision: FollowUpDecision) -> str:
        """Say why a decision would leave everything as it is; nothing where it would not."""
        assert self._about is not None
        listed, chart = self._about
        place = self._workplace
        would = place.clinic.follow_ups.would_be(decision, chart, place.now())
        if would != listed.follow_up:
            return ""
        stands = hiding_words(would, place.today()) or closing_words(would)
        return self.tr("This would change nothing. {stands}").format(stands=stands)

    def _attempt(self, listed: Listed) -> ContactAttempt:
        channel = listed.patient.record.preferred_channel or Channel.PHONE
        now, no_answer = self._workplace.now(), ContactOutcome.NO_ANSWER
        return ContactAttempt(listed.patient.id, listed.follow_up.key, now, channel, no_answer)

    def _decision(self, listed: Listed, kind: FollowUpDecisionKind) -> FollowUpDecision:
        today = self._workplace.today()
        return FollowUpDecision(listed.patient.id, listed.follow_up.key, today, kind, "")

    def _dress_decision(self) -> None:
        later = self.decision_binder.values()["kind"] is _SNOOZED
        self.decision_form.until.setVisible(later)
        self.decision_form.until_label.setVisible(later)

    def _lay_out(self) -> None:
        keys = QLabel(self.tr("Enter saves · Esc cancels"))
        keys.setProperty("role", "caption")
        self._buttons = QWidget()
        buttons = QHBoxLayout(self._buttons)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.addWidget(keys)
        buttons.addStretch()
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.store_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * GRID)
        box.addWidget(self.attempt_form)
        box.addWidget(self.decision_form)
        box.addWidget(self.strike_card)
        box.addWidget(self._buttons)

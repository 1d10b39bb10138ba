"""The forms that answer a follow-up: a call with its outcome, or a decision with its reason."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.answers import FollowUpDecisionKind
from infrared_desktop.domain.records.chart import Chart
from infrared_desktop.domain.records.contacts import ContactAttempt, FollowUpDecision
from infrared_desktop.storage.desks.follow_up_deeds import Deed
from infrared_desktop.storage.desks.follow_ups import Listed
from infrared_desktop.views.follow_ups.answer_buttons import AnswerButtons
from infrared_desktop.views.follow_ups.follow_up_contact import no_way_words, way_options
from infrared_desktop.views.follow_ups.follow_up_drafts import (
    as_its_kind_asks,
    call_about,
    decision_about,
    why_useless,
    with_some_day,
)
from infrared_desktop.views.follow_ups.follow_up_forms import AttemptForm, FollowUpDecisionForm
from infrared_desktop.views.follow_ups.follow_up_giving import taker_of, takers
from infrared_desktop.views.follow_ups.follow_up_mistakes import MistakeCard
from infrared_desktop.views.follow_ups.follow_up_scope import (
    calls_for_all,
    decisions_for_all,
    due_besides,
)
from infrared_desktop.views.forms.binder import Binder
from infrared_desktop.views.forms.typed_steps import TypedSteps
from infrared_desktop.views.look.theme import GRID
from infrared_desktop.views.workplace import Workplace

_KIND = FollowUpDecisionKind
_SNOOZED = _KIND.SNOOZED


class FollowUpAnswers(QWidget):
    """Asks for a call or a decision and stores it; Enter saves, Escape puts the form away."""

    attempted = Signal(object, object)  # Listed, Stored[ContactAttempt]
    decided = Signal(object, object)  # Listed, Stored[FollowUpDecision]
    batched = Signal(object, object)  # Listed, Batch
    refused = Signal(object)  # KnownError
    useless = Signal(str)  # why a decision would change nothing
    asking_changed = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._about: tuple[Listed, Chart] | None = None
        self.attempt_form, self.decision_form = AttemptForm(), FollowUpDecisionForm()
        self.strike_card = MistakeCard(workplace)
        self.attempt_binder = Binder(self.attempt_form, ContactAttempt)
        self.decision_binder = Binder(self.decision_form, FollowUpDecision)
        self._buttons = AnswerButtons()
        self.store_button, self.cancel_button = self._buttons.store, self._buttons.cancel
        self._lay_out()
        self.store_button.clicked.connect(self._store)
        self.cancel_button.clicked.connect(self.put_away)
        self.decision_binder.changed.connect(self._dress_decision)
        self._steps = {
            self.attempt_form: TypedSteps(self.attempt_form, self.attempt_binder),
            self.decision_form: TypedSteps(self.decision_form, self.decision_binder),
        }
        self.strike_card.closed.connect(self.put_away)
        self.strike_card.refused.connect(self.refused)
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
        ways = way_options(listed.patient.record)
        if not ways:
            self.useless.emit(no_way_words())
            return
        self._begin(listed, chart)
        self.attempt_form.channel.set_options(ways)
        self.attempt_binder.show(call_about(listed, self._workplace))
        self.attempt_form.leave_open()
        self._open(self.attempt_form, self.attempt_binder.input("outcome"))

    def ask_decision(self, listed: Listed, chart: Chart, kind: FollowUpDecisionKind) -> None:
        """Open the form for a decision, unless it would change nothing."""
        self._begin(listed, chart)
        decision, form = decision_about(listed, kind, self._workplace), self.decision_form
        imagined = with_some_day(decision, listed)
        if kind is not _KIND.ASSIGNED and (why := self._useless(imagined)):
            self.useless.emit(why)
            return
        form.offer_takers(takers(self._workplace.clinic), taker_of(listed.follow_up))
        self.decision_binder.show(decision)
        self._dress_decision()
        self._open(form, form.first(kind))

    def ask_strike(self, listed: Listed, chart: Chart) -> None:
        """Ask why the newest call about it is a mistake, if there is one."""
        self._open_card(self.strike_card.ask_call(listed, chart))

    def ask_take_back(self) -> None:
        """Ask why what was noted last at one go is a mistake, if there is any."""
        self._open_card(self.strike_card.ask_batch())

    def _open_card(self, why_not: str) -> None:
        if why_not:
            self.useless.emit(why_not)
        else:
            self._open(self.strike_card, self.strike_card.binder.input("reason"))

    def take_back_typed(self) -> bool:
        """Take back what was typed last into the form; return False where nothing was."""
        return any(each.take_back() for form, each in self._steps.items() if form.isVisible())

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
        if form in self._steps:
            self._steps[form].begin()
        self._buttons.setVisible(form is not self.strike_card)
        self.show()
        self.asking_changed.emit()
        first.setFocus()

    def _store(self) -> None:
        try:
            if self.asks_for == "strike":
                self.strike_card.do.click()
            elif self._about is None:
                return
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
        attempt = self.attempt_binder.record(call_about(listed, self._workplace))
        place = self._workplace
        desk, today = place.clinic.follow_ups, place.today()
        calls = [attempt]
        if self.attempt_form.for_all.isChecked():
            calls = calls_for_all(desk, listed.follow_up, attempt, today)
        if len(calls) > 1:
            self._note_batch(listed, calls)
            return
        stored = desk.attempt(attempt, place.by, place.now())
        self.put_away()
        self.attempted.emit(listed, stored)

    def _store_decision(self, listed: Listed) -> None:
        if not self._decision_fits():
            return
        decision = self._decided(listed)
        if why := self._useless(decision):
            self.decision_binder.set_error("kind", why)
            return
        place, decisions = self._workplace, [decision]
        if self._about is not None and self.decision_form.for_all.isChecked():
            when = (place.now(), place.today())
            desk = place.clinic.follow_ups
            row, chart = listed.follow_up, self._about[1]
            decisions = decisions_for_all(desk, row, decision, chart, *when)
        if len(decisions) > 1:
            self._note_batch(listed, decisions)
            return
        stored = place.clinic.follow_ups.decide(decision, place.by, place.now())
        self.put_away()
        self.decided.emit(listed, stored)

    def _decided(self, listed: Listed) -> FollowUpDecision:
        decision = self.decision_binder.record(decision_about(listed, _SNOOZED, self._workplace))
        return as_its_kind_asks(decision, self.decision_form.taker.get_value())

    def _note_batch(self, listed: Listed, deeds: Sequence[Deed]) -> None:
        place = self._workplace
        batch = place.clinic.follow_ups.batches.note(deeds, place.by, place.now())
        self.put_away()
        self.batched.emit(listed, batch)

    def _decision_fits(self) -> bool:
        self.decision_form.fill_reason()
        fits, values = self.decision_binder.check(), self.decision_binder.values()
        today = self._workplace.today()
        wrong = self.decision_form.day_problem(values["kind"], values["until"], today)
        return self._miss("until", wrong) if wrong else fits

    def _miss(self, name: str, words: str) -> bool:
        self.decision_binder.set_error(name, words)
        self.decision_binder.input(name).setFocus()
        return False

    def _useless(self, decision: FollowUpDecision) -> str:
        assert self._about is not None
        return why_useless(decision, *self._about, self._workplace)

    def _dress_decision(self) -> None:
        self.decision_form.dress(self.decision_binder.values()["kind"])

    def _begin(self, listed: Listed, chart: Chart) -> None:
        place = self._workplace
        self._about = (listed, chart)
        others = due_besides(place.clinic.follow_ups, listed.follow_up, place.today())
        for form in (self.attempt_form, self.decision_form):
            form.for_all.setChecked(False)
            form.for_all.setVisible(bool(others))

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * GRID)
        box.addWidget(self.attempt_form)
        box.addWidget(self.decision_form)
        box.addWidget(self.strike_card)
        box.addWidget(self._buttons)

"""What the follow-up screen does and says once an answer was stored."""

from PySide6.QtCore import QCoreApplication, QObject

from infrared_desktop.domain.records.answers import ContactOutcome
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.contacts import ContactAttempt, FollowUpDecision
from infrared_desktop.storage.desks.follow_up_deeds import Batch
from infrared_desktop.storage.desks.follow_ups import Listed
from infrared_desktop.views.follow_ups.follow_up_answers import FollowUpAnswers
from infrared_desktop.views.follow_ups.follow_up_list import FollowUpList
from infrared_desktop.views.follow_ups.follow_up_places import place_to_settle
from infrared_desktop.views.follow_ups.follow_up_rows import key_of
from infrared_desktop.views.follow_ups.follow_up_undo import FollowUpUndo
from infrared_desktop.views.follow_ups.follow_up_words import batch_words, decided_words
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.screen import Screen

_ADVICE = {
    ContactOutcome.REACHED_BOOKED: "Book the visit now.",
    ContactOutcome.WRONG_NUMBER: "Press E to correct the number.",
}


class FollowUpReports(QObject):
    """Goes on to the next row, says what was noted, and remembers it for Ctrl+Z."""

    def __init__(self, screen: Screen, rows: FollowUpList, answers: FollowUpAnswers) -> None:
        super().__init__(screen)
        self._screen, self._rows = screen, rows
        self._undo = FollowUpUndo(screen)
        answers.attempted.connect(self._on_attempted)
        answers.decided.connect(self._on_decided)
        answers.batched.connect(self._on_batched)
        answers.strike_card.taken_back.connect(self._on_taken_back)
        answers.strike_card.struck.connect(self._on_struck)
        answers.refused.connect(screen.tell_error)
        answers.useless.connect(lambda words: screen.tell(Meaning.CAUTION, words))

    def _on_attempted(self, listed: Listed, stored: Stored[ContactAttempt]) -> None:
        self._undo.remember_attempt(listed, stored)
        outcome = stored.record.outcome
        if outcome is ContactOutcome.WRONG_NUMBER:
            self._rows.go_to(key_of(listed))
        else:
            self._rows.go_on(key_of(listed))
        if outcome is ContactOutcome.REACHED_BOOKED:
            # The row may have left this part of the list: B would book for the next person.
            self._screen.going.emit(place_to_settle(self._screen.workplace, listed.follow_up))
        advice = QCoreApplication.translate("FollowUpsScreen", _ADVICE.get(outcome, ""))
        self._say_noted(listed, choices.label(outcome), advice)

    def _on_decided(self, listed: Listed, stored: Stored[FollowUpDecision]) -> None:
        self._undo.remember_decision(listed, stored)
        self._rows.go_on(key_of(listed))
        words = decided_words(stored.record, self._screen.clinic)
        self._say_noted(listed, words, "")

    def _on_batched(self, listed: Listed, batch: Batch) -> None:
        self._undo.remember_batch(listed, batch)
        self._rows.go_on(key_of(listed))
        words = batch_words(batch, self._screen.clinic.day)
        self._say_noted(listed, words, self.tr("U takes all of it back."))

    def _on_taken_back(self, batch: Batch) -> None:
        self._rows.reload()
        words = batch_words(batch, self._screen.clinic.day)
        text = self.tr("Taken back: {words}. It stays on record and no longer counts.")
        self._screen.tell(Meaning.SUITABLE, text.format(words=words))

    def _on_struck(self, listed: Listed, stored: Stored[ContactAttempt]) -> None:
        self._undo.remember_strike(listed, stored)
        self._rows.go_to(key_of(listed))
        name = listed.patient.record.display_name
        text = self.tr("The call about {name} is struck through and no longer counts.")
        if self._screen.clinic.people.get(listed.patient.id).record.do_not_contact:
            text += " " + self.tr("The patient is still not to be contacted; E changes that.")
        self._screen.tell(Meaning.SUITABLE, text.format(name=name))

    def _say_noted(self, listed: Listed, words: str, advice: str) -> None:
        name = listed.patient.record.display_name
        text = self.tr("Noted about {name}: {words}.").format(name=name, words=words)
        self._screen.tell(Meaning.SUITABLE, f"{text} {advice}".strip())

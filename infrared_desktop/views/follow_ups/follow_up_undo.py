"""Taking back what was done about a follow-up: decisions are reopened, calls are struck through."""

from dataclasses import replace

from PySide6.QtCore import QObject

from infrared_desktop.domain.records.answers import FollowUpDecisionKind
from infrared_desktop.domain.records.chart import Chart, Stored
from infrared_desktop.domain.records.contacts import ContactAttempt, FollowUpDecision
from infrared_desktop.storage.desks.follow_up_deeds import Batch
from infrared_desktop.storage.desks.follow_ups import Listed
from infrared_desktop.views.follow_ups.follow_up_rows import key_of
from infrared_desktop.views.follow_ups.follow_up_words import batch_words, decided_words
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.screen import Place, Screen

_REOPENED = FollowUpDecisionKind.REOPENED
_ASSIGNED = FollowUpDecisionKind.ASSIGNED


class FollowUpUndo(QObject):
    """Remembers for Ctrl+Z what was stored about follow-ups."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self._screen, self._workplace = screen, screen.workplace

    def remember_attempt(self, listed: Listed, stored: Stored[ContactAttempt]) -> None:
        """Explain, when Ctrl+Z is pressed, that a call stays on record and what helps."""
        words = _named(choices.label(stored.record.outcome), listed)
        self._workplace.can_take_back(words, lambda: self._explain(listed), speaks=True)

    def remember_decision(self, listed: Listed, stored: Stored[FollowUpDecision]) -> None:
        """Take a decision back by opening the follow-up again, or by the decision before."""
        chart = self._workplace.clinic.people.chart(listed.patient.id)
        words = _named(decided_words(stored.record, self._workplace.clinic), listed)
        before = self._before(stored, chart)
        if before is None:
            self._workplace.can_take_back(words, lambda: self._explain(listed), speaks=True)
            return
        self._workplace.can_take_back(words, lambda: self._decide(listed, before))

    def remember_batch(self, listed: Listed, batch: Batch) -> None:
        """Strike through all that was noted at one go."""
        words = batch_words(batch, self._workplace.clinic.day)
        self._workplace.can_take_back(
            _named(words, listed), lambda: self._take_back_batch(listed, batch)
        )

    def _take_back_batch(self, listed: Listed, batch: Batch) -> None:
        place = self._workplace
        reason = self.tr("Taken back at once with Ctrl+Z")
        place.clinic.follow_ups.batches.take_back(batch, reason, place.by, place.now())
        self._screen.going.emit(Place("follow_ups", about=key_of(listed)))

    def remember_strike(self, listed: Listed, stored: Stored[ContactAttempt]) -> None:
        """Note the call again, at its own moment; what was struck through stays struck."""
        words = self.tr("call struck through")
        self._workplace.can_take_back(
            _named(words, listed), lambda: self._note_again(listed, stored)
        )

    def _note_again(self, listed: Listed, stored: Stored[ContactAttempt]) -> None:
        place = self._workplace
        place.clinic.follow_ups.attempt(stored.record, place.by, place.now())
        self._screen.going.emit(Place("follow_ups", about=key_of(listed)))

    def _before(self, stored: Stored[FollowUpDecision], chart: Chart) -> FollowUpDecision | None:
        decision = stored.record
        if decision.kind is _ASSIGNED:
            return self._given_before(stored, chart)
        earlier = _last_decision(chart, decision.follow_up_key, stored)
        if earlier is not None and earlier.kind is not _REOPENED:
            return earlier
        if decision.kind is _REOPENED:
            return None
        reason = self.tr("Taken back: {reason}").format(reason=decision.reason)
        return replace(decision, kind=_REOPENED, reason=reason, until=None)

    def _given_before(self, stored: Stored[FollowUpDecision], chart: Chart) -> FollowUpDecision:
        """Give it back to whom it was given before, or to nobody."""
        decision = stored.record
        given = [d for d in chart.decisions if d.record.kind is _ASSIGNED and d.id < stored.id]
        same = [d.record for d in given if d.record.follow_up_key == decision.follow_up_key]
        reason = self.tr("Taken back: {reason}").format(reason=decision.reason)
        nobody = replace(decision, role=None, staff_id=None, reason=reason)
        return replace(same[-1], reason=reason) if same else nobody

    def _decide(self, listed: Listed, decision: FollowUpDecision) -> None:
        place = self._workplace
        again = replace(decision, decided_on=place.today())
        place.clinic.follow_ups.decide(again, place.by, place.now())
        self._screen.going.emit(Place("follow_ups", about=key_of(listed)))

    def _explain(self, listed: Listed) -> None:
        self._screen.going.emit(Place("follow_ups", about=key_of(listed)))
        text = self.tr(
            "The call noted about {name} stays on record. If it was noted by mistake, X strikes it "
            "through. O opens the follow-up again, and N puts it away."
        )
        name = listed.patient.record.display_name
        self._screen.tell(Meaning.INFORMATION, text.format(name=name))


def _named(words: str, listed: Listed) -> str:
    return f"{words} – {listed.patient.record.display_name}"


def _last_decision(
    chart: Chart, key: str, before: Stored[FollowUpDecision]
) -> FollowUpDecision | None:
    """Return what was decided about a follow-up before a decision."""
    earlier = [
        each.record
        for each in chart.decisions
        if each.record.follow_up_key == key
        and each.id < before.id
        and each.record.kind is not _ASSIGNED
    ]
    return earlier[-1] if earlier else None

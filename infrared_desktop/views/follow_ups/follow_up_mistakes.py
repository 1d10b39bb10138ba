"""The card on which a mistaken call, or all that was noted at one go, is struck through."""

from PySide6.QtCore import Signal

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.chart import Chart, Stored
from infrared_desktop.domain.records.contacts import ContactAttempt
from infrared_desktop.storage.desks.follow_up_deeds import Batch
from infrared_desktop.storage.desks.follow_ups import Listed
from infrared_desktop.views.follow_ups.follow_up_words import attempt_words, batch_words
from infrared_desktop.views.records.addendum import AddendumCard
from infrared_desktop.views.workplace import Workplace


class MistakeCard(AddendumCard):
    """Asks for the reason, then strikes through."""

    struck = Signal(object, object)  # Listed, Stored[ContactAttempt]
    taken_back = Signal(object)  # Batch
    refused = Signal(object)  # KnownError

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._wrong: tuple[Listed, Stored[ContactAttempt]] | Batch | None = None
        self.striking.connect(self._strike)

    def ask_call(self, listed: Listed, chart: Chart) -> str:
        """Ask about the newest call about a follow-up; return why that can't be, if it can't."""
        key = listed.follow_up.key
        calls = [each for each in chart.attempts if each.record.follow_up_key == key]
        if not calls:
            return self.tr("No call stands here that could be struck through.")
        self._wrong = (listed, calls[-1])
        words = attempt_words(calls[-1].record, self._workplace.clinic.day)
        self.ask_strike(f"{words}. ")
        return ""

    def ask_batch(self) -> str:
        """Ask about what was noted last at one go; return why that can't be, if it can't."""
        batch = self._workplace.clinic.follow_ups.batches.last()
        if batch is None:
            return self.tr("Nothing was noted for several follow-ups at one go.")
        self._wrong = batch
        words = batch_words(batch, self._workplace.clinic.day)
        self.ask_strike(f"{words}. ")
        return ""

    def _strike(self, reason: str) -> None:
        try:
            if isinstance(self._wrong, Batch):
                self._take_back(self._wrong, reason)
            elif self._wrong is not None:
                self._strike_call(*self._wrong, reason)
        except KnownError as error:
            self.refused.emit(error)

    def _take_back(self, batch: Batch, reason: str) -> None:
        place = self._workplace
        place.clinic.follow_ups.batches.take_back(batch, reason, place.by, place.now())
        self.close_card()
        self.taken_back.emit(batch)

    def _strike_call(self, listed: Listed, call: Stored[ContactAttempt], reason: str) -> None:
        place = self._workplace
        stored = place.clinic.follow_ups.strike(call, reason, place.by, place.now())
        self.close_card()
        self.struck.emit(listed, stored)

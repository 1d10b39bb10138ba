"""What a person says about a message of the outbox, stored where that can be said of it."""

from PySide6.QtCore import QObject, Signal

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.answers import Channel
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.messages import Message, MessageStatus
from infrared_desktop.views.workplace import Workplace

DOUBTFUL = (MessageStatus.UNKNOWN, MessageStatus.REFUSED)  # for a person to decide


class OutboxActs(QObject):
    """Each act leaves a message alone that it does not fit."""

    refused = Signal(object)  # KnownError

    def __init__(self, workplace: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._workplace = workplace

    def note_arrived(self, stored: Stored[Message]) -> None:
        """Note that a message whose end was unknown has arrived after all."""
        told = self.tr("A person says that it arrived.")
        self._mark(stored, MessageStatus.HANDED, told, MessageStatus.UNKNOWN)

    def let_again(self, stored: Stored[Message]) -> None:
        """Let a message wait again that was refused, or may not have left."""
        told = self.tr("A person lets it be tried again.")
        self._mark(stored, MessageStatus.QUEUED, told, *DOUBTFUL)

    def post(self, stored: Stored[Message]) -> None:
        """Note that a letter was posted."""
        if stored.record.channel is Channel.POST:
            told = self.tr("A person says that it was posted.")
            self._mark(stored, MessageStatus.HANDED, told, MessageStatus.QUEUED)

    def withdraw(self, stored: Stored[Message]) -> None:
        """Withdraw a message that waits, or is not to be tried again."""
        told = self.tr("Withdrawn at the desk.")
        self._mark(stored, MessageStatus.WITHDRAWN, told, MessageStatus.QUEUED, *DOUBTFUL)

    def _mark(
        self, stored: Stored[Message], status: MessageStatus, told: str, *fitting: MessageStatus
    ) -> None:
        if stored.record.status not in fitting:
            return
        place = self._workplace
        try:
            place.clinic.messages.mark(stored, status, told, place.by, place.now())
        except KnownError as error:
            self.refused.emit(error)

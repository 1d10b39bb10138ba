"""Sends what waits beside the window, says how far it is, and then what became of it."""

from functools import partial

from PySide6.QtCore import QCoreApplication, Signal

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.messages import MessageStatus
from infrared_desktop.views.door import door_of
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.messages.next_try import again_words
from infrared_desktop.views.messages.sending import Sent, send_waiting
from infrared_desktop.views.one_task import OneTask
from infrared_desktop.views.wording import say
from infrared_desktop.views.workplace import Workplace

_TOLD = {
    MessageStatus.TAKEN: "{count} taken by the mail server",
    MessageStatus.REFUSED: "{count} refused by the mail server",
    MessageStatus.UNKNOWN: "{count} of which it is not known whether they left",
    MessageStatus.QUEUED: "{count} not taken yet",
    MessageStatus.WITHDRAWN: "{count} withdrawn, as things have changed since",
}


class OutboxRun(OneTask):
    """One run at a time; what was stored is told to every screen, also once its own is gone."""

    said = Signal(object, str)  # Meaning, words

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace

    def start(self, only_again: bool = False) -> None:
        """Send what waits, or only what is to be tried again, unless that is being done."""
        if not self.is_on:
            send = partial(send_waiting, door=door_of(self._workplace), only_again=only_again)
            called = self.tr("messages that are being sent")
            self.run(send, self._end, self._fail, called=called)
            self.progressed.emit(0.0, "")

    def _end(self, sent: Sent) -> None:
        self._workplace.clinic.tell(*sent.changes)
        meaning, words = sent_words(sent)
        self.said.emit(meaning, " ".join(filter(None, (words, again_words(self._workplace)))))

    def _fail(self, error: KnownError) -> None:
        self.said.emit(Meaning.STOP, say(error.sentence))


def sent_words(sent: Sent) -> tuple[Meaning, str]:
    """Return what became of what waited, and how that is to be taken."""
    parts = [
        _words(text).format(count=sent.counts[status])
        for status, text in _TOLD.items()
        if sent.counts[status]
    ]
    if sent.held:
        text = _words("{count} wait, as those patients were contacted often this week")
        parts.append(text.format(count=sent.held))
    told = f"{' · '.join(parts)}." if parts else ""
    why = say(sent.why) if sent.why else ""
    well = {MessageStatus.TAKEN, MessageStatus.WITHDRAWN}
    worst = [status for status, count in sent.counts.items() if count and status not in well]
    meaning = Meaning.CAUTION if why or worst else Meaning.SUITABLE
    return meaning, f"{told} {why}".strip() or _words("No e-mail waits to leave.")


def _words(text: str) -> str:
    return QCoreApplication.translate("OutboxRun", text)

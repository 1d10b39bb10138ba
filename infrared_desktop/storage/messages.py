"""The message desk: what was written to patients, the outbox, the clinic's own texts and server."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from infrared_desktop.domain.chart import Stored
from infrared_desktop.domain.messages import MailServer, Message, MessageStatus, MessageText
from infrared_desktop.storage.acts import Ledger
from infrared_desktop.storage.sqlcipher import read

_KEEP_SECRET = "INSERT INTO secret VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value"
_PASSWORD = "mail-password"


class Messages:
    """Acts on messages; a message goes from state to state, and each state stays on record."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def write(self, messages: Iterable[Message], by: int, now: datetime) -> list[Stored[Message]]:
        """Store messages that wait to leave, all of them or none."""
        with self._ledger.act("message-written", by, now) as act:
            return [act.add(message) for message in messages]

    def outbox(self, *wanted: MessageStatus) -> list[Stored[Message]]:
        """Return the messages in these states, oldest first."""
        every = self._ledger.books.all(Message)
        return [each for each in every if each.record.status in wanted]

    def mark(
        self,
        stored: Stored[Message],
        status: MessageStatus,
        told: str,
        by: int,
        now: datetime,
    ) -> Stored[Message]:
        """Store what is known of a message now; raise StaleError if somebody was quicker."""
        message = replace(stored.record, status=status, told=told)
        if status is MessageStatus.SENDING:
            message = replace(message, tries=message.tries + 1, tried_at=now)
        with self._ledger.act(f"message-{status}", by, now) as act:
            return act.change(stored, message)

    def texts(self) -> list[Stored[MessageText]]:
        """Return the clinic's own texts."""
        return self._ledger.books.all(MessageText)

    def set_text(self, text: MessageText, by: int, now: datetime) -> Stored[MessageText]:
        """Store the clinic's own text for its kind, attempt, channel and language from now on."""
        before = next((each for each in self.texts() if _key(each.record) == _key(text)), None)
        with self._ledger.act("message-text-changed", by, now) as act:
            return act.change(before, text) if before else act.add(text)

    def server(self) -> Stored[MailServer] | None:
        """Return the clinic's mail server, if one was named."""
        return next(iter(self._ledger.books.all(MailServer)), None)

    def set_server(
        self, server: MailServer, password: str | None, by: int, now: datetime
    ) -> Stored[MailServer]:
        """Store the mail server, and its password apart from every record; None keeps it."""
        stored = self.server()
        with self._ledger.act("mail-server-changed", by, now) as act:
            if password is not None:
                self._ledger.db.execute(_KEEP_SECRET, (_PASSWORD, password))
            return act.change(stored, server) if stored else act.add(server)

    def password(self) -> str:
        """Return the mail server's password, or nothing."""
        sql = "SELECT value FROM secret WHERE name = ?"
        return next((str(value) for (value,) in read(self._ledger.db, sql, (_PASSWORD,))), "")


def _key(text: MessageText) -> tuple[str, int, str, str]:
    return text.kind, text.attempt, text.channel, text.language

"""The message desk: what was written to patients, and what became of it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.answers import ContactOutcome
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.contacts import ContactAttempt
from infrared_desktop.domain.records.messages import MailServer, Message, MessageStatus, MessageText
from infrared_desktop.storage.database.sqlcipher import read
from infrared_desktop.storage.desks.acts import Act, Change, Ledger
from infrared_desktop.storage.desks.striking import strike_through

_KEEP_SECRET = "INSERT INTO secret VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value"
_PASSWORD = "mail-password"
_COUNT_OPEN = (
    "SELECT count(*) FROM message v JOIN head h ON h.kind = 'message' AND h.id = v.id "
    "AND h.version = v.version WHERE v.status IN ('queued', 'sending', 'unknown', 'refused')"
)
_LEFT = (MessageStatus.TAKEN, MessageStatus.HANDED)
_CUT_OFF = "The program ended while this message was handed over: it may have left."


class Messages:
    """Acts on messages; a message goes from state to state, and each state stays on record.

    That a patient was contacted is noted in the same act as that a message left, and not before.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._open: int | None = None  # counted once for all that asks after each act
        ledger.subscribe(self._forget_count)

    def write(self, messages: Iterable[Message], by: int, now: datetime) -> list[Stored[Message]]:
        """Store messages that wait to leave, all of them or none."""
        with self._ledger.act("message-written", by, now) as act:
            return [act.add(message) for message in messages]

    def hand_over(
        self, messages: Iterable[Message], by: int, now: datetime
    ) -> list[Stored[Message]]:
        """Store messages that a person says were just sent by phone or post, or said."""
        with self._ledger.act("message-handed", by, now) as act:
            left = [replace(each, status=MessageStatus.HANDED, tried_at=now) for each in messages]
            for message in left:
                act.add(_attempt(message, act))
            return [act.add(message) for message in left]

    def get(self, number: int) -> Stored[Message]:
        """Return a message as it stands."""
        return self._ledger.books.get(Message, number)

    def outbox(self, *wanted: MessageStatus) -> list[Stored[Message]]:
        """Return the messages in these states, oldest first; the cost grows with those alone."""
        states = ",".join("?" * len(wanted))
        sql = (
            "SELECT h.id FROM message v JOIN head h ON h.kind = 'message' AND h.id = v.id "
            f"AND h.version = v.version WHERE v.status IN ({states}) ORDER BY h.id"
        )
        ids = [number for (number,) in read(self._ledger.db, sql, wanted)]
        return list(self._ledger.books.many(Message, ids).values())

    def count_open(self) -> int:
        """Return how many messages wait to leave, or for a person to decide about them."""
        if self._open is None:
            self._open = int(next(read(self._ledger.db, _COUNT_OPEN, ()))[0])
        return self._open

    def mark(
        self,
        stored: Stored[Message],
        status: MessageStatus,
        told: str,
        by: int,
        now: datetime,
        again_at: datetime | None = None,
    ) -> Stored[Message]:
        """Store what is known of a message now; raise StaleError if somebody was quicker.

        One that left for certain is noted as a contact too.
        """
        message = replace(stored.record, status=status, told=told, again_at=again_at)
        if status is MessageStatus.SENDING:
            message = replace(message, tries=message.tries + 1, tried_at=now)
        with self._ledger.act(f"message-{status}", by, now) as act:
            if status in _LEFT:
                act.add(_attempt(message, act))
            return act.change(stored, message)

    def note_cut_off(self, by: int, now: datetime) -> int:
        """Note messages whose sender ended before its work did: nobody knows whether they left.

        To be called by who is the only sender, before anything is sent.
        """
        cut_off = self.outbox(MessageStatus.SENDING)
        for stored in cut_off:
            self.mark(stored, MessageStatus.UNKNOWN, _CUT_OFF, by, now)
        return len(cut_off)

    def take_back(self, stored: Stored[Message], why: str, by: int, now: datetime) -> None:
        """Take a message back that waits, or of which a person said by mistake that it was sent."""
        current = self.get(stored.id)
        if current.record.status not in (MessageStatus.QUEUED, MessageStatus.HANDED):
            raise KnownError("This message has left, or may have: it can't be taken back.")
        withdrawn = MessageStatus.WITHDRAWN
        message = replace(current.record, status=withdrawn, told=why, again_at=None)
        with self._ledger.act("message-withdrawn", by, now) as act:
            if current.record.status is MessageStatus.HANDED:
                for attempt in self._noted_with(current):
                    strike_through(act, attempt, why)
            act.change(current, message)

    def texts(self) -> list[Stored[MessageText]]:
        """Return the clinic's own texts; an empty one lets the program's own hold again."""
        return self._ledger.books.all(MessageText)

    def set_text(self, text: MessageText, by: int, now: datetime) -> Stored[MessageText]:
        """Store the clinic's own text for its kind, attempt, channel and language from now on."""
        from infrared_desktop.domain.messages.texts import check_text  # with the first text

        check_text(text)
        before = next((each for each in self.texts() if _key(each.record) == _key(text)), None)
        with self._ledger.act("message-text-changed", by, now) as act:
            return act.change(before, text) if before else act.add(text)

    def server(self) -> Stored[MailServer] | None:
        """Return the clinic's mail server, if one was named."""
        return next(iter(self._ledger.books.all(MailServer)), None)

    def set_server(
        self, server: MailServer, password: str | None, by: int, now: datetime
    ) -> Stored[MailServer]:
        """Store the mail server, and its password apart from every record; None keeps it.

        Raise KnownError for anybody but the owner, and for what can't be a mail server.
        """
        from infrared_desktop.domain.messages.mail_servers import obstacles  # with the first server

        self._ledger.admit("mail-server-changed", by, now)  # before what else is wrong
        if wrong := next(iter(obstacles(server).values()), None):
            raise KnownError(wrong.template, **dict(wrong.values))
        stored = self.server()
        with self._ledger.act("mail-server-changed", by, now) as act:
            if password is not None:
                self._ledger.db.execute(_KEEP_SECRET, (_PASSWORD, password))
            return act.change(stored, server) if stored else act.add(server)

    def password(self) -> str:
        """Return the mail server's password, or nothing."""
        sql = "SELECT value FROM secret WHERE name = ?"
        return next((str(value) for (value,) in read(self._ledger.db, sql, (_PASSWORD,))), "")

    def _forget_count(self, change: Change) -> None:
        if "message" in change.kinds:
            self._open = None

    def _noted_with(self, stored: Stored[Message]) -> list[Stored[ContactAttempt]]:
        """Return the contacts that were noted in the same act as a message."""
        said = stored.record
        theirs = self._ledger.books.of_patient(ContactAttempt, said.patient_id)
        return [
            each
            for each in theirs
            if each.at == stored.at
            and (each.record.follow_up_key, each.record.channel)
            == (said.follow_up_key, said.channel)
        ]


def _attempt(message: Message, act: Act) -> ContactAttempt:
    """Return what is noted of a message that left: it was left, and nobody knows who read it."""
    return ContactAttempt(
        message.patient_id,
        message.follow_up_key,
        act.now,
        message.channel,
        ContactOutcome.MESSAGE_LEFT,
        batch=message.batch,
    )


def _key(text: MessageText) -> tuple[str, int, str, str]:
    return text.kind, text.attempt, text.channel, text.language

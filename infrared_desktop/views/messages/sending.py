"""The outbox at work beside the window: each message is claimed, handed over once, and noted."""

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from infrared_desktop.domain.errors import KnownError, StaleError
from infrared_desktop.domain.messages.checks import is_urgent, overtaken
from infrared_desktop.domain.messages.manners import contacts_of, full_week, quiet_words
from infrared_desktop.domain.messages.outbox_retry import again_after, by_itself
from infrared_desktop.domain.records.answers import Channel
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.messages import MailServer, Message, MessageStatus
from infrared_desktop.domain.sentences import Sentence, sentence
from infrared_desktop.exchange.mail import Delivered, MailPost
from infrared_desktop.exchange.mail_letter import as_email
from infrared_desktop.exchange.mail_route import UnreachedError
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.desks.acts import Change
from infrared_desktop.storage.files.outbox_lock import only_sender
from infrared_desktop.storage.health.clock import refuse_doubted
from infrared_desktop.views.door import Door
from infrared_desktop.views.tasks import Cancelled, Task

MakePost = Callable[[MailServer, str], MailPost]
_MAY_HAVE_LEFT = (MessageStatus.UNKNOWN, MessageStatus.SENDING)
_MOST_TURNED_AWAY = 3  # messages in a row that the server does not take yet


@dataclass
class Sent:
    """What became of the messages that waited, and why some still do."""

    counts: Counter[MessageStatus] = field(default_factory=Counter)
    held: int = 0  # left for another day by the clinic's own rule
    why: Sentence | None = None
    changes: list[Change] = field(default_factory=list)


class _Sender:
    """One run through the outbox on a connection of its own."""

    def __init__(self, clinic: Clinic, by: int, began: datetime, sent: Sent) -> None:
        self._clinic, self._by, self._began, self._sent = clinic, by, began, sent
        self._started = time.monotonic()
        self._zone = ZoneInfo(clinic.settings.timezone)
        self._rules = clinic.front_desk.rules()

    def send_all(self, task: Task, make_post: MakePost, only_again: bool) -> None:
        messages = self._clinic.messages
        self._sent.counts[MessageStatus.UNKNOWN] += messages.note_cut_off(self._by, self._now())
        waiting = [
            each
            for each in messages.outbox(MessageStatus.QUEUED)
            if each.record.channel is Channel.EMAIL
        ]
        if only_again:
            waiting = by_itself(waiting)
        if not waiting:
            return
        server = _server_of(self._clinic)
        with make_post(server, messages.password()) as post:
            turned_away = 0
            for number, stored in enumerate(waiting):
                task.step(number / len(waiting))
                if why := quiet_words(self._now().astimezone(self._zone).time(), self._rules):
                    raise KnownError(why.template, **dict(why.values))
                status = self._send(stored, post, server)
                turned_away = turned_away + 1 if status is MessageStatus.QUEUED else 0
                if turned_away == _MOST_TURNED_AWAY:
                    raise KnownError("The mail server takes no messages now. The rest still waits.")

    def _send(self, stored: Stored[Message], post: MailPost, server: MailServer) -> object:
        """Send one message, unless it was overtaken; return what became of it."""
        if self._is_held(stored):
            return None
        now, messages = self._now(), self._clinic.messages
        letter = as_email(stored.record, server, now.astimezone(self._zone))
        try:
            claimed = messages.mark(stored, MessageStatus.SENDING, "", self._by, now)
        except StaleError:
            return None  # somebody withdrew it just now
        try:
            delivered = post.deliver(claimed.record.address, letter)
        except KnownError as error:
            may_pass = isinstance(error, UnreachedError)
            self._note(claimed, Delivered(MessageStatus.QUEUED, str(error)), may_pass)
            raise
        return self._note(claimed, delivered)

    def _note(
        self, claimed: Stored[Message], delivered: Delivered, may_pass: bool = True
    ) -> MessageStatus:
        now, status = self._now(), delivered.status
        waits = status is MessageStatus.QUEUED and may_pass
        again_at = again_after(claimed.record.tries, now) if waits else None
        self._clinic.messages.mark(claimed, status, delivered.told, self._by, now, again_at)
        self._sent.counts[status] += 1
        return status

    def _is_held(self, stored: Stored[Message]) -> bool:
        """Withdraw a message that was overtaken; leave one for later whose patient had enough."""
        number, now = stored.record.patient_id, self._now()
        chart = self._clinic.people.chart(number)
        rows = self._clinic.follow_ups.of_patient(number)
        today, country = self._clinic.day(now), self._clinic.settings.country
        if why := overtaken(stored, chart, rows, country, today):
            status = MessageStatus.WITHDRAWN
            self._clinic.messages.mark(stored, status, str(why), self._by, now)
            self._sent.counts[status] += 1
            return True
        if is_urgent(stored.record.follow_up_key):
            return False
        contacts = contacts_of(chart, *_MAY_HAVE_LEFT)
        is_full = full_week(contacts, now, self._rules, self._zone) is not None
        self._sent.held += is_full
        if is_full and stored.record.again_at is not None:  # it waits for its patient's rest now
            told, waits = stored.record.told, MessageStatus.QUEUED
            self._clinic.messages.mark(stored, waits, told, self._by, now)
        return is_full

    def _now(self) -> datetime:
        return self._began + timedelta(seconds=time.monotonic() - self._started)


def send_waiting(
    task: Task, door: Door, make_post: MakePost = MailPost, only_again: bool = False
) -> Sent:
    """Send what waits; whatever ends it early is told beside what was done until then.

    With `only_again` send what is to be tried again by itself.
    """
    sent = Sent()
    with only_sender(door.folder), door.open() as (clinic, changes):
        sent.changes = changes
        try:
            refuse_doubted(clinic, door.now)
            _Sender(clinic, door.by, door.now, sent).send_all(task, make_post, only_again)
        except KnownError as error:
            sent.why = error.sentence
        except Cancelled:
            sent.why = sentence("Stopped. What had not left still waits.")
    return sent


def _server_of(clinic: Clinic) -> MailServer:
    stored = clinic.messages.server()
    if clinic.settings.practice:
        raise KnownError("This is the practice clinic: nothing leaves it.")
    if stored is None:
        raise KnownError(
            "No mail server is named yet, so nothing left. The owner names it in Clinic, Mail "
            "server."
        )
    return stored.record

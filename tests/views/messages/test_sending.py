"""Each message leaves once, or is shown as not known; never twice by us, whatever the line does."""

import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.messages.checks import visit_key
from infrared_desktop.domain.records.answers import Channel, ContactOutcome
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.messages import MailServer, Message, MessageStatus
from infrared_desktop.domain.schedule.desk_rules import DeskRules
from infrared_desktop.exchange.mail import MailPost
from infrared_desktop.exchange.mail_letter import new_message_id
from infrared_desktop.storage.clinic import Clinic, open_clinic
from infrared_desktop.storage.files.outbox_lock import only_sender
from infrared_desktop.storage.verify import verify
from infrared_desktop.views.door import Door
from infrared_desktop.views.messages.sending import Sent, send_waiting
from infrared_desktop.views.tasks import Task
from tests.clinics import CLINICIAN, NOW, RECEPTION, Template
from tests.exchange.mail_server import DROP, Inbox, running
from tests.scenes import TODAY, patient, visit

AT = NOW.replace(hour=16)  # 11:00 at the clinic
MANY = 200


@pytest.fixture
def number(clinic: Clinic) -> int:
    """Return somebody who can be written to."""
    return clinic.people.register(patient(email="a@example.org"), RECEPTION, NOW).id


def quick(server: MailServer, password: str) -> MailPost:
    return MailPost(server, password, timeout=2)


def written(clinic: Clinic, number: int, count: int = 1, key: str = "") -> list[Stored[Message]]:
    server = MailServer("localhost", 25, sender="desk@clinic.example")
    base = Message(number, key, Channel.EMAIL, NOW, "en", "Good day.", "a@example.org", "Hello")
    each = (replace(base, message_id=new_message_id(server)) for _ in range(count))
    return clinic.messages.write(each, RECEPTION, NOW)


def allow(clinic: Clinic, contacts: int = 1_000_000) -> None:
    clinic.front_desk.change_rules(DeskRules(most_contacts_a_week=contacts), CLINICIAN, NOW)


def send(clinic: Clinic, server: MailServer | None = None, at: object = AT) -> Sent:
    if server is not None:
        clinic.messages.set_server(server, None, CLINICIAN, NOW)
    door = Door(clinic.folder, clinic.ledger.key, RECEPTION, at)  # type: ignore[arg-type]
    return send_waiting(Task(), door, quick)


def states(clinic: Clinic) -> dict[str, MessageStatus]:
    every = clinic.messages.outbox(*MessageStatus)
    return {each.record.message_id: each.record.status for each in every}


def test_a_message_that_the_server_took_is_noted_as_a_contact(clinic: Clinic, number: int) -> None:
    (stored,) = written(clinic, number)
    inbox = Inbox()
    with running(inbox) as server:
        sent = send(clinic, server)
    assert sent.counts[MessageStatus.TAKEN] == 1 and sent.why is None
    message = clinic.messages.get(stored.id).record
    assert (message.status, message.tries) == (MessageStatus.TAKEN, 1)
    assert message.tried_at is not None and AT <= message.tried_at < AT + timedelta(minutes=1)
    (attempt,) = clinic.people.chart(number).attempts
    assert attempt.record.outcome is ContactOutcome.MESSAGE_LEFT
    assert attempt.record.channel is Channel.EMAIL
    assert inbox.ids == {stored.record.message_id: 1}
    assert not list(verify(clinic))


def test_nothing_is_noted_of_a_message_that_may_not_have_left(clinic: Clinic, number: int) -> None:
    written(clinic, number)
    with running(Inbox(lambda step: DROP if step == "delivered" else None)) as server:
        sent = send(clinic, server)
        assert send(clinic, server).counts.total() == 0  # it is not tried again by itself
    assert sent.counts[MessageStatus.UNKNOWN] == 1
    assert not clinic.people.chart(number).attempts


@pytest.mark.parametrize("seed", range(3))
def test_of_two_hundred_none_is_sent_twice_or_lost(clinic: Clinic, number: int, seed: int) -> None:
    """The line breaks at random steps; what waits is sent until nothing waits any more."""
    chance = Random(seed)
    allow(clinic)
    written(clinic, number, MANY)
    inbox = Inbox(lambda step: DROP if chance.random() < 0.06 else None)
    with running(inbox) as server:
        for _ in range(MANY):
            send(clinic, server)
            if MessageStatus.QUEUED not in states(clinic).values():
                break
    found = states(clinic)
    assert len(found) == MANY
    assert set(found.values()) == {MessageStatus.TAKEN, MessageStatus.UNKNOWN}
    assert set(inbox.ids.values()) == {1}
    taken = {number for number, status in found.items() if status is MessageStatus.TAKEN}
    assert taken <= inbox.ids.keys()
    assert len(clinic.people.chart(number).attempts) == len(taken)


def test_a_sender_that_is_killed_leaves_one_not_known_and_nothing_twice(
    clinic: Clinic, number: int, tmp_path: Path
) -> None:
    allow(clinic)
    written(clinic, number, 40)
    deaths = []

    def fault(step: str) -> str | None:
        if step == "delivered" and len(inbox.letters) == 15 and not deaths:
            deaths.append(step)
            sender.kill()
            sender.wait(10)
        return None

    inbox = Inbox(fault)
    with running(inbox) as server:
        clinic.messages.set_server(server, None, CLINICIAN, NOW)
        words = [str(clinic.folder), clinic.ledger.key.hex(), AT.isoformat()]
        command = [sys.executable, "-m", "tests.views.messages.sending_child", *words]
        sender = subprocess.Popen(command)
        sender.wait(60)
        assert sender.returncode != 0 and deaths
        assert list(states(clinic).values()).count(MessageStatus.SENDING) == 1
        sent = send(clinic)
    assert sent.counts == {MessageStatus.UNKNOWN: 1, MessageStatus.TAKEN: 25}
    assert len(inbox.letters) == 40 and set(inbox.ids.values()) == {1}
    assert not list(verify(clinic))


def test_two_senders_never_work_at_once(clinic: Clinic, number: int) -> None:
    written(clinic, number)
    with only_sender(clinic.folder), pytest.raises(KnownError, match="being sent already"):
        send(clinic)
    assert set(states(clinic).values()) == {MessageStatus.QUEUED}
    with only_sender(clinic.folder):
        pass


def test_what_waits_survives_a_restart(template: Template, clinic: Clinic, number: int) -> None:
    written(clinic, number, 2)
    clinic.close()
    again = open_clinic(clinic.folder, template.key, NOW)
    with closing(again), running(Inbox()) as server:
        assert send(again, server).counts[MessageStatus.TAKEN] == 2


def _asked_to_stop(clinic: Clinic, number: int) -> None:
    stored = clinic.people.get(number)
    clinic.people.edit(stored, replace(stored.record, do_not_contact=True), RECEPTION, NOW)


def _never_by_mail(clinic: Clinic, number: int) -> None:
    stored = clinic.people.get(number)
    agreed = replace(stored.record, may_contact_by=(Channel.PHONE,))
    clinic.people.edit(stored, agreed, RECEPTION, NOW)


def _moved_house(clinic: Clinic, number: int) -> None:
    stored = clinic.people.get(number)
    clinic.people.edit(stored, replace(stored.record, email="b@example.org"), RECEPTION, NOW)


@pytest.mark.parametrize(
    ("meanwhile", "said"),
    [
        (_asked_to_stop, "must not be contacted"),
        (_never_by_mail, "did not agree"),
        (_moved_house, "address has changed"),
    ],
)
def test_what_changed_since_it_was_written_keeps_it_here(
    clinic: Clinic, number: int, meanwhile: Callable[[Clinic, int], None], said: str
) -> None:
    (stored,) = written(clinic, number)
    meanwhile(clinic, number)
    inbox = Inbox()
    with running(inbox) as server:
        send(clinic, server)
    message = clinic.messages.get(stored.id).record
    assert message.status is MessageStatus.WITHDRAWN and said in message.told
    assert not inbox.letters


def test_a_reminder_of_a_visit_that_was_moved_stays_here(clinic: Clinic, number: int) -> None:
    booked = clinic.diary.book(visit(number, TODAY + timedelta(3)), RECEPTION, NOW)
    (stored,) = written(clinic, number, key=visit_key(booked.id))
    later = NOW + timedelta(minutes=5)
    clinic.diary.move(booked, replace(booked.record, day=TODAY + timedelta(4)), RECEPTION, later)
    with running(Inbox()) as server:
        send(clinic, server)
    assert "visit was changed" in clinic.messages.get(stored.id).record.told


def test_a_follow_up_that_was_settled_needs_no_message(clinic: Clinic, number: int) -> None:
    (stored,) = written(clinic, number, key="T8:1:neck_front:1")
    with running(Inbox()) as server:
        send(clinic, server)
    assert "was settled" in clinic.messages.get(stored.id).record.told


def test_nothing_leaves_in_quiet_hours(clinic: Clinic, number: int) -> None:
    written(clinic, number)
    inbox = Inbox()
    with running(inbox) as server:
        sent = send(clinic, server, NOW.replace(hour=4))  # 23:00 at the clinic
    assert "between 20:00 and 09:00" in str(sent.why)
    assert set(states(clinic).values()) == {MessageStatus.QUEUED} and not inbox.letters


def test_a_full_week_leaves_the_rest_for_later(clinic: Clinic, number: int) -> None:
    allow(clinic, 2)
    written(clinic, number, 3)
    with running(Inbox()) as server:
        sent = send(clinic, server)
        assert (sent.counts[MessageStatus.TAKEN], sent.held) == (2, 1)
        assert send(clinic).held == 1
        next_week = send(clinic, at=AT + timedelta(days=7, minutes=1))
    assert next_week.counts[MessageStatus.TAKEN] == 1


def test_a_clock_set_back_a_day_sends_nothing_twice_and_contacts_nobody_more(
    clinic: Clinic, number: int
) -> None:
    allow(clinic, 2)
    written(clinic, number, 2)
    inbox = Inbox()
    with running(inbox) as server:
        assert send(clinic, server).counts[MessageStatus.TAKEN] == 2
        written(clinic, number)
        sent = send(clinic, at=AT - timedelta(days=1))
    assert (sent.held, sent.counts.total()) == (1, 0)
    assert len(inbox.letters) == 2 and set(inbox.ids.values()) == {1}
    assert not list(verify(clinic))


def test_a_server_that_is_not_there_leaves_all_waiting(clinic: Clinic, number: int) -> None:
    written(clinic, number, 5)
    with running(Inbox()) as server:
        pass
    sent = send(clinic, server)
    assert "can't be used" in str(sent.why)
    assert set(states(clinic).values()) == {MessageStatus.QUEUED}
    (tried, *rest) = clinic.messages.outbox(MessageStatus.QUEUED)
    assert "can't be used" in tried.record.told and not any(each.record.told for each in rest)


def test_without_a_server_or_in_practice_nothing_is_tried(clinic: Clinic, number: int) -> None:
    written(clinic, number)
    assert "No mail server is named" in str(send(clinic).why)
    settings = clinic.staff.settings()
    practice = replace(settings.record, practice=True)
    clinic.staff.change_settings(settings, practice, CLINICIAN, NOW)
    inbox = Inbox()
    with running(inbox) as server:
        assert "practice clinic" in str(send(clinic, server).why)
    assert not inbox.letters


def test_a_run_that_is_stopped_ends_between_two_messages(clinic: Clinic, number: int) -> None:
    allow(clinic)
    written(clinic, number, 10)
    task = Task()
    inbox = Inbox(lambda step: task.cancel() if len(inbox.letters) == 4 else None)
    with running(inbox) as server:
        clinic.messages.set_server(server, None, CLINICIAN, NOW)
        sent = send_waiting(task, Door(clinic.folder, clinic.ledger.key, RECEPTION, AT), quick)
    assert "Stopped" in str(sent.why)
    assert sent.counts[MessageStatus.TAKEN] == len(inbox.letters) < 10
    assert list(states(clinic).values()).count(MessageStatus.QUEUED) == 10 - len(inbox.letters)


def test_the_password_is_in_no_record_and_no_error(clinic: Clinic, number: int) -> None:
    written(clinic, number)
    with running(Inbox()) as server:
        clinic.messages.set_server(replace(server, user="desk"), "open sesame", CLINICIAN, NOW)
        sent = send(clinic)
    assert sent.why is not None and "open sesame" not in str(sent.why)
    told = [each.record for each in clinic.messages.outbox(*MessageStatus)]
    assert "open sesame" not in repr((told, clinic.messages.server()))

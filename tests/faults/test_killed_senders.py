"""A sender that is killed again and again sends nothing twice, and loses nothing."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from random import Random

from infrared_desktop.domain.records.answers import Channel
from infrared_desktop.domain.records.messages import Message, MessageStatus
from infrared_desktop.domain.schedule.desk_rules import DeskRules
from infrared_desktop.exchange.mail_letter import new_message_id
from infrared_desktop.storage.clinic import Clinic, open_clinic
from infrared_desktop.storage.verify import verify
from tests.clinics import CLINICIAN, NOW, RECEPTION, Template
from tests.exchange.mail_server import Inbox, running
from tests.faults.figures import Note
from tests.faults.nursery import killed
from tests.faults.window_work import send_on
from tests.scenes import patient

MANY, LONGEST = 200, 0.8
AT = NOW.replace(hour=16)  # 11:00 at the clinic


def test_nothing_is_sent_twice_or_lost_over_kills(
    template: Template, tmp_path: Path, often: Callable[[int, int], int], figures: Note
) -> None:
    for seed in range(often(1, 8)):
        kills, sent = kill_senders(template.copy_to(tmp_path / str(seed)), Random(seed))
        figures("kill -9: messages sent", tries=kills, said=sent, lost=0, torn=0)


def kill_senders(clinic: Clinic, chance: Random) -> tuple[int, int]:
    """Send two hundred messages by senders that are killed, until nothing waits.

    Return how many were killed, and how many messages were taken.
    """
    kills = 0
    inbox = Inbox()
    with running(inbox) as server:
        clinic.messages.set_server(server, None, CLINICIAN, NOW)
        fill(clinic)
        folder, key = clinic.folder, clinic.ledger.key
        clinic.close()
        while any(status is MessageStatus.QUEUED for status in states(folder, key).values()):
            killed(send_on, folder, key, AT, life=chance.uniform(0.05, LONGEST))
            kills += 1
    found = states(folder, key)
    assert len(found) == MANY and set(inbox.ids.values()) == {1}
    taken = {number for number, status in found.items() if status is MessageStatus.TAKEN}
    doubtful = {MessageStatus.TAKEN, MessageStatus.UNKNOWN, MessageStatus.SENDING}
    assert taken <= inbox.ids.keys() and set(found.values()) <= doubtful
    return kills, len(taken)


def fill(clinic: Clinic) -> None:
    """Put messages to one person into the outbox, with no bound on a week."""
    clinic.front_desk.change_rules(DeskRules(most_contacts_a_week=0), CLINICIAN, NOW)
    number = clinic.people.register(patient(email="a@example.org"), RECEPTION, NOW).id
    server = clinic.messages.server()
    assert server is not None
    base = Message(number, "", Channel.EMAIL, NOW, "en", "Good day.", "a@example.org", "Hello")
    numbers = (new_message_id(server.record) for _ in range(MANY))
    messages = [replace(base, message_id=message_id) for message_id in numbers]
    clinic.messages.write(messages, RECEPTION, NOW)


def states(folder: Path, key: bytes) -> dict[str, MessageStatus]:
    """Return how each message stands in a clinic that is whole."""
    with closing(open_clinic(folder, key, NOW)) as clinic:
        assert not [str(found) for found in verify(clinic)]
        every = clinic.messages.outbox(*MessageStatus)
        return {each.record.message_id: each.record.status for each in every}

"""A mail server that is down and comes back: what waited leaves once, without anybody's hand."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from infrared_desktop.domain.messages.outbox_retry import DISTANCES
from infrared_desktop.domain.records.answers import Channel
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.messages import Message, MessageStatus
from infrared_desktop.domain.schedule.desk_rules import DeskRules
from infrared_desktop.storage.files.outbox_lock import only_sender
from infrared_desktop.views import tasks
from infrared_desktop.views.messages.outbox_again import OutboxAgain
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.exchange.mail_server import DROP, Inbox, running
from tests.scenes import patient
from tests.views.desk import Desk

TOGETHER = 12


@pytest.fixture
def number(desk: Desk) -> int:
    """Return somebody who can be written to."""
    desk.now = NOW.replace(hour=16)  # 11:00 at the clinic
    rules = DeskRules(most_contacts_a_week=0)
    desk.clinic.front_desk.change_rules(rules, CLINICIAN, NOW)
    return desk.clinic.people.register(patient(email="a@example.org"), RECEPTION, NOW).id


@pytest.fixture
def port(desk: Desk) -> Iterator[int]:
    """Return where the clinic's mail server is named, and nobody answers."""
    with running(Inbox()) as server:
        pass
    desk.clinic.messages.set_server(server, None, CLINICIAN, NOW)
    yield server.port
    tasks.wait_for_all()


def write(desk: Desk, number: int, count: int = 1) -> list[Stored[Message]]:
    base = Message(number, "", Channel.EMAIL, desk.now, "en", "Good day.", "a@example.org", "Hello")
    ids = (f"<{desk.now.timestamp()}.{each}@x>" for each in range(count))
    each = [replace(base, message_id=message_id) for message_id in ids]
    return desk.clinic.messages.write(each, RECEPTION, desk.now)


def states(desk: Desk) -> set[MessageStatus]:
    return {each.record.status for each in desk.clinic.messages.outbox(*MessageStatus)}


def fail_once(desk: Desk) -> None:
    """Send what waits by hand, to nobody."""
    desk.go("messages")
    desk.press("S")
    desk.qtbot.waitUntil(lambda: "can't be used" in desk.told())


def again_of(desk: Desk) -> OutboxAgain:
    """Let what waits be tried again beside this desk."""
    return OutboxAgain(desk.frame.workplace, desk.frame.banner, desk.frame.go)


def wait(desk: Desk, again: OutboxAgain, minutes: float) -> None:
    """Let time pass, and the job that begins then end."""
    desk.now += timedelta(minutes=minutes)
    again.look()
    desk.qtbot.waitUntil(lambda: not tasks._running)


def test_what_waited_while_the_server_was_down_leaves_once_when_it_is_up(
    desk: Desk, number: int, port: int
) -> None:
    write(desk, number, TOGETHER)
    fail_once(desk)
    assert "Tried again by itself at 11:02." in desk.told()
    assert "Tried again by itself at 11:02" in desk.screen.sum.text()
    again = again_of(desk)
    wait(desk, again, 1)
    assert states(desk) == {MessageStatus.QUEUED}
    inbox = Inbox()
    with running(inbox, port=port):
        wait(desk, again, 1.5)
        wait(desk, again, 3)
    assert states(desk) == {MessageStatus.TAKEN}
    assert len(inbox.ids) == TOGETHER and set(inbox.ids.values()) == {1}


def test_it_waits_longer_each_time_and_ends(desk: Desk, number: int, port: int) -> None:
    (stored,) = write(desk, number)
    desk.clinic.front_desk.change_rules(
        replace(desk.clinic.front_desk.rules(), quiet_from=NOW.time(), quiet_until=NOW.time()),
        CLINICIAN,
        NOW,
    )
    fail_once(desk)
    again = again_of(desk)
    for tries, distance in enumerate(DISTANCES, start=1):
        wait(desk, again, distance.total_seconds() / 60 - 0.5)
        assert desk.clinic.messages.get(stored.id).record.tries == tries
        wait(desk, again, 1)
        assert desk.clinic.messages.get(stored.id).record.tries == tries + 1
    assert "Tried again" not in desk.told() and "can't be used" in desk.told()
    wait(desk, again, 60 * 24)
    assert desk.clinic.messages.get(stored.id).record.tries == len(DISTANCES) + 1


def test_what_may_have_left_is_never_tried_again(desk: Desk, number: int, port: int) -> None:
    write(desk, number)
    inbox = Inbox(lambda step: DROP if step == "delivered" else None)
    with running(inbox, port=port):
        desk.go("messages")
        desk.press("S")
        desk.qtbot.waitUntil(lambda: "not known whether" in desk.told())
        again = again_of(desk)
        for _ in range(5):
            wait(desk, again, 60)
    assert states(desk) == {MessageStatus.UNKNOWN} and set(inbox.ids.values()) == {1}


def test_what_is_set_wrongly_is_not_tried_again_by_itself(
    desk: Desk, number: int, port: int
) -> None:
    write(desk, number)
    server = desk.clinic.messages.server()
    assert server is not None
    named = replace(server.record, user="desk")
    desk.clinic.messages.set_server(named, "wrong", CLINICIAN, NOW)
    with running(Inbox(), port=port):  # which asks nobody to sign in
        fail_once(desk)
    assert "Tried again" not in desk.told()


def test_what_is_written_later_waits_for_a_person(desk: Desk, number: int, port: int) -> None:
    write(desk, number)
    fail_once(desk)
    desk.now += timedelta(seconds=30)
    write(desk, number)
    inbox = Inbox()
    with running(inbox, port=port):
        wait(desk, again_of(desk), 2)
    assert len(inbox.letters) == 1 and MessageStatus.QUEUED in states(desk)


def test_quiet_hours_are_kept(desk: Desk, number: int, port: int) -> None:
    desk.now = (NOW + timedelta(days=1)).replace(hour=0, minute=59)  # 19:59 at the clinic
    write(desk, number)
    fail_once(desk)
    assert "09:00." in desk.told() and "Tried again by itself on " in desk.told()
    inbox = Inbox()
    again = again_of(desk)
    with running(inbox, port=port):
        wait(desk, again, 60)
        assert not inbox.letters
        wait(desk, again, 60 * 12 + 2)
    assert len(inbox.letters) == 1


def test_another_sender_is_left_alone(desk: Desk, number: int, port: int) -> None:
    (stored,) = write(desk, number)
    fail_once(desk)
    again = again_of(desk)
    with only_sender(desk.clinic.folder):
        wait(desk, again, 3)
    assert desk.clinic.messages.get(stored.id).record.tries == 1
    inbox = Inbox()
    with running(inbox, port=port):
        wait(desk, again, 1)
        assert not inbox.letters
        wait(desk, again, 2)
    assert len(inbox.letters) == 1


def test_a_desk_that_is_locked_tries_nothing_and_goes_on_afterwards(
    desk: Desk, number: int, port: int
) -> None:
    write(desk, number)
    fail_once(desk)
    again = again_of(desk)
    clock, desk.now = again._clock, desk.now + timedelta(minutes=3)
    inbox = Inbox()
    with running(inbox, port=port):
        clock.setInterval(1)
        desk.frame.end()
        assert not clock.isActive()
        again.look()
        desk.qtbot.wait(20)
    assert not inbox.letters and not tasks._running

"""The outbox says what is known, and lets a person decide what nobody knows."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from infrared_desktop.domain.records.answers import Channel
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.messages import Message, MessageStatus
from infrared_desktop.views import tasks
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.documents.reading import pages_of
from tests.exchange.mail_server import DROP, Inbox, running
from tests.scenes import patient
from tests.views.desk import Desk


@pytest.fixture
def number(desk: Desk) -> int:
    """Return somebody who can be written to."""
    desk.now = NOW.replace(hour=16)
    reached = patient(email="a@example.org", address="1 Lake Road")
    return desk.clinic.people.register(reached, RECEPTION, NOW).id


def put(
    desk: Desk, number: int, status: MessageStatus, channel: Channel = Channel.EMAIL
) -> Stored[Message]:
    address = "a@example.org" if channel is Channel.EMAIL else "1 Lake Road"
    message = Message(number, "", channel, NOW, "en", "Good day.", address, "Hello", "<1@x>")
    (stored,) = desk.clinic.messages.write([message], RECEPTION, NOW)
    if status is MessageStatus.QUEUED:
        return stored
    return desk.clinic.messages.mark(stored, status, "", RECEPTION, NOW)


def status(desk: Desk, stored: Stored[Message]) -> MessageStatus:
    return desk.clinic.messages.get(stored.id).record.status


def test_what_waits_is_sent_by_one_key(desk: Desk, number: int) -> None:
    stored = put(desk, number, MessageStatus.QUEUED)
    with running(Inbox()) as server:
        desk.clinic.messages.set_server(server, None, CLINICIAN, NOW)
        desk.go("messages")
        assert "1 wait to leave, 0 for a person to decide" in desk.words()
        desk.press("S")
        desk.qtbot.waitUntil(lambda: "1 taken by the mail server." in desk.told())
    assert status(desk, stored) is MessageStatus.TAKEN
    assert "Nothing waits here." in desk.words()
    desk.press("2")
    assert desk.screen.list.current_row().chip.text == "taken by the mail server"


def test_a_broken_line_is_told_as_what_it_is(desk: Desk, number: int) -> None:
    put(desk, number, MessageStatus.QUEUED)
    with running(Inbox(lambda step: DROP if step == "delivered" else None)) as server:
        desk.clinic.messages.set_server(server, None, CLINICIAN, NOW)
        desk.go("messages")
        desk.press("S")
        desk.qtbot.waitUntil(lambda: "not known whether they left" in desk.told())
    assert desk.screen.list.current_row().chip.text == "not known whether it left"
    assert "sent" not in desk.told()


@pytest.mark.parametrize(
    ("stood", "key", "stands", "attempts"),
    [
        (MessageStatus.UNKNOWN, "Y", MessageStatus.HANDED, 1),
        (MessageStatus.UNKNOWN, "A", MessageStatus.QUEUED, 0),
        (MessageStatus.UNKNOWN, "W", MessageStatus.WITHDRAWN, 0),
        (MessageStatus.REFUSED, "A", MessageStatus.QUEUED, 0),
        (MessageStatus.REFUSED, "W", MessageStatus.WITHDRAWN, 0),
        (MessageStatus.REFUSED, "Y", MessageStatus.REFUSED, 0),
        (MessageStatus.QUEUED, "W", MessageStatus.WITHDRAWN, 0),
        (MessageStatus.QUEUED, "Y", MessageStatus.QUEUED, 0),
        (MessageStatus.QUEUED, "H", MessageStatus.QUEUED, 0),
    ],
)
def test_a_person_decides_by_a_key(
    desk: Desk, number: int, stood: MessageStatus, key: str, stands: MessageStatus, attempts: int
) -> None:
    stored = put(desk, number, stood)
    desk.go("messages")
    desk.press(key)
    assert status(desk, stored) is stands
    assert len(desk.clinic.people.chart(number).attempts) == attempts


def test_a_message_whose_sender_ended_early_is_shown_as_not_known(desk: Desk, number: int) -> None:
    stored = put(desk, number, MessageStatus.SENDING)
    desk.go("messages")
    assert status(desk, stored) is MessageStatus.UNKNOWN
    assert "it may have left" in desk.words()


def test_letters_come_out_as_one_file_and_wait_until_they_are_posted(
    desk: Desk, number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    letters = [put(desk, number, MessageStatus.QUEUED, Channel.POST) for _ in range(2)]
    gone = desk.clinic.people.register(replace(patient("Brandt"), address="2"), RECEPTION, NOW).id
    stale = put(desk, gone, MessageStatus.QUEUED, Channel.POST)
    stored = desk.clinic.people.get(gone)
    desk.clinic.people.edit(stored, replace(stored.record, do_not_contact=True), RECEPTION, NOW)
    path = tmp_path / "letters.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    desk.go("messages")
    desk.screen.letters.save.trigger()
    desk.qtbot.waitUntil(lambda: "2 letters came out." in desk.words(), timeout=20_000)
    tasks.wait_for_all()
    assert len(pages_of(path.read_bytes())) == 2
    assert {status(desk, each) for each in letters} == {MessageStatus.QUEUED}
    desk.press("P")
    assert {status(desk, each) for each in letters} == {MessageStatus.HANDED}
    assert status(desk, stale) is MessageStatus.QUEUED
    assert len(desk.clinic.people.chart(number).attempts) == 2
    desk.screen.letters.made.emit((stale,))
    assert "1 letter came out. It waits here" in desk.words()


def test_nobody_is_asked_about_a_letter_that_was_posted_or_withdrawn_since(
    desk: Desk, number: int
) -> None:
    letters = [put(desk, number, MessageStatus.QUEUED, Channel.POST) for _ in range(3)]
    desk.go("messages")
    desk.screen.letters.made.emit(letters)
    desk.press("H")
    assert "2 letters came out." in desk.words()
    desk.press("W")
    assert "1 letter came out." in desk.words()
    desk.press("H")
    assert "came out" not in desk.words()
    assert not desk.clinic.messages.outbox(MessageStatus.QUEUED)


def test_the_rail_counts_what_waits(desk: Desk, number: int) -> None:
    put(desk, number, MessageStatus.UNKNOWN)
    button = desk.frame.rail._buttons["messages"]
    assert button.accessibleName() == "Messages, 1 waiting"

"""What a mail server did is told as it is known, whatever it does; nothing is told that it hid."""

import socket
import traceback
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from smtplib import SMTP
from types import SimpleNamespace
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.answers import Channel
from infrared_desktop.domain.records.messages import MailSafety, MailServer, Message, MessageStatus
from infrared_desktop.exchange.mail import Delivered, MailPost
from infrared_desktop.exchange.mail_letter import as_email, new_message_id
from infrared_desktop.exchange.mail_route import UnreachedError, server_words
from tests.exchange.mail_server import (
    DROP,
    PASSWORD,
    Inbox,
    certificate,
    only_the_clinic,
    running,
    saying,
)

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
SERVER = MailServer("mail.clinic.example", 465, sender="desk@clinic.example", sender_name="Desk")
GREETING, HELLO = b"220 here\r\n", b"250 hello\r\n"
OK, GO_ON = b"250 OK\r\n", b"354 go on\r\n"


def message(**fields: object) -> Message:
    known = {"address": "a@example.org", "subject": "A message", "message_id": "<1@example.org>"}
    text = "Good day\n.a line with a dot\n..two\nend"
    base = Message(1, "", Channel.EMAIL, NOW, "en", text)
    return replace(base, **(known | fields))  # type: ignore[arg-type]


def delivered(
    server: MailServer, password: str = "", timeout: float = 5.0, **tls: object
) -> Delivered:
    letter = as_email(message(), server, NOW)
    with MailPost(server, password, timeout=timeout, **tls) as post:  # type: ignore[arg-type]
        return post.deliver("a@example.org", letter)


def refused(server: MailServer, password: str = "", timeout: float = 5.0, **tls: object) -> str:
    with pytest.raises(KnownError) as caught:
        delivered(server, password, timeout, **tls)
    told = "".join(traceback.format_exception(caught.value))
    assert PASSWORD not in told
    assert not password or password not in told
    return str(caught.value)


def test_a_message_arrives_as_it_was_written() -> None:
    inbox = Inbox()
    with running(inbox) as server:
        found = delivered(server)
    assert found == Delivered(MessageStatus.TAKEN, "250 taken")
    (letter,) = inbox.letters
    assert letter.get_content().splitlines() == message().text.splitlines()
    assert (letter["To"], letter["Message-ID"]) == ("a@example.org", "<1@example.org>")
    assert letter["From"] == "Desk <desk@clinic.example>"


def test_a_message_goes_over_an_encrypted_line(tmp_path: Path) -> None:
    shows, trusts = certificate(tmp_path, "localhost")
    with running(Inbox(), shows) as bare:
        server = replace(bare, host="localhost", safety=MailSafety.TLS)
        assert delivered(server, context=trusts).status is MessageStatus.TAKEN


def test_many_messages_go_over_one_line() -> None:
    inbox = Inbox()
    with running(inbox) as server, MailPost(server, "") as post:
        for number in range(5):
            letter = as_email(message(message_id=f"<{number}@x>"), server, NOW)
            assert post.deliver("a@example.org", letter).status is MessageStatus.TAKEN
    assert set(inbox.ids.values()) == {1} and len(inbox.ids) == 5


@pytest.mark.parametrize(
    ("step", "answer", "status"),
    [
        ("rcpt", "550 no such box", MessageStatus.REFUSED),
        ("rcpt", "451 greylisted", MessageStatus.QUEUED),
        ("mail", "451 not now", MessageStatus.QUEUED),
        ("data", "554 looks like spam", MessageStatus.REFUSED),
        ("data", "451 disk full", MessageStatus.QUEUED),
        ("mail", DROP, MessageStatus.QUEUED),
        ("rcpt", DROP, MessageStatus.QUEUED),
        ("data", DROP, MessageStatus.UNKNOWN),
        ("delivered", DROP, MessageStatus.UNKNOWN),
        ("delivered", "299 well", MessageStatus.UNKNOWN),
    ],
)
def test_what_the_server_says_at_each_step_is_what_is_known(
    step: str, answer: str, status: MessageStatus
) -> None:
    inbox = Inbox(lambda at: answer if at == step else None)
    with running(inbox) as server:
        found = delivered(server)
    assert found.status is status
    assert len(inbox.letters) == (step == "delivered")
    if answer != DROP:
        assert answer[:3] in found.told


def test_a_line_that_breaks_before_the_text_is_tried_again_at_once() -> None:
    drops = iter([DROP, DROP])
    inbox = Inbox(lambda at: next(drops, None) if at == "rcpt" else None)
    with running(inbox) as server:
        assert delivered(server).status is MessageStatus.TAKEN
    assert len(inbox.letters) == 1


def test_a_sender_that_is_not_let_in_stops_everything() -> None:
    inbox = Inbox(lambda at: "553 who are you" if at == "mail" else None)
    with running(inbox) as server:
        assert "553 who are you" in refused(server)


def test_who_signs_in_is_let_in_and_nobody_else(tmp_path: Path) -> None:
    shows, trusts = certificate(tmp_path, "localhost")
    wants = {"authenticator": only_the_clinic, "auth_required": True, "tls_context": shows}
    with running(Inbox(), **wants) as bare:
        server = replace(bare, host="localhost", safety=MailSafety.STARTTLS, user="desk")
        assert delivered(server, PASSWORD, context=trusts).status is MessageStatus.TAKEN
        assert "user or password are wrong" in refused(server, "guess", context=trusts)
        assert "sign that it can't" in refused(server, "pässword", context=trusts)


def test_a_server_that_asks_for_nobody_is_told(tmp_path: Path) -> None:
    with running(Inbox()) as server:
        assert "leave the user empty" in refused(replace(server, user="desk"), PASSWORD)


def test_encryption_on_request_is_asked_for_and_never_given_up(tmp_path: Path) -> None:
    shows, trusts = certificate(tmp_path, "localhost")
    inbox = Inbox()
    with running(inbox, tls_context=shows) as bare:
        server = replace(bare, host="localhost", safety=MailSafety.STARTTLS)
        assert delivered(server, context=trusts).status is MessageStatus.TAKEN
    with running(inbox) as bare:
        server = replace(bare, host="localhost", safety=MailSafety.STARTTLS)
        assert "does not encrypt" in refused(server, context=trusts)
    assert len(inbox.letters) == 1


def test_a_server_that_will_not_encrypt_now_gets_nothing() -> None:
    offer = b"250-hello\r\n250 STARTTLS\r\n"
    with saying(GREETING, offer, b"454 not now\r\n") as bare:
        server = replace(bare, safety=MailSafety.STARTTLS)
        assert "454 not now" in refused(server, timeout=0.3)


def test_a_certificate_of_nobody_or_of_another_name_is_refused(tmp_path: Path) -> None:
    shows, trusts = certificate(tmp_path, "mail.other.example")
    with running(Inbox(), shows) as bare:
        server = replace(bare, host="localhost", safety=MailSafety.TLS)
        assert "certificate can't be trusted" in refused(server)
        assert "certificate can't be trusted" in refused(server, context=trusts)


def test_a_server_that_speaks_no_tls_is_told(tmp_path: Path) -> None:
    with saying(GREETING) as server:
        assert "does not encrypt" in refused(replace(server, safety=MailSafety.TLS))


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ((), "did not answer in time"),
        ((b"220-well\r\n",), "did not answer in time"),
        ((b"554 go away\r\n",), "554 go away"),
        ((GREETING,), "did not answer in time"),
        ((b"HTTP/1.1 400 Bad Request\r\n\r\n",), "turned us away"),
    ],
)
def test_a_server_that_never_greets_is_told(answers: tuple[bytes, ...], said: str) -> None:
    with saying(*answers) as server:
        assert said in refused(server, timeout=0.3)


@pytest.mark.parametrize(
    ("answers", "status"),
    [
        ((GREETING, HELLO), MessageStatus.QUEUED),
        ((GREETING, HELLO, OK), MessageStatus.QUEUED),
        ((GREETING, HELLO, OK, OK), MessageStatus.QUEUED),
        ((GREETING, HELLO, OK, OK, OK), MessageStatus.QUEUED),
        ((GREETING, HELLO, OK, OK, GO_ON), MessageStatus.UNKNOWN),
        ((GREETING, HELLO, OK, OK, GO_ON, b"yes, yes\r\n"), MessageStatus.UNKNOWN),
        ((GREETING, HELLO, OK, OK, GO_ON, b"2" * 20_000), MessageStatus.UNKNOWN),
        ((GREETING, HELLO, OK, OK, GO_ON, b"354 go on\r\n"), MessageStatus.UNKNOWN),
        ((GREETING, HELLO, OK, OK, GO_ON, OK), MessageStatus.TAKEN),
    ],
)
def test_a_server_that_falls_silent_is_never_taken_for_one_that_took_it(
    answers: tuple[bytes, ...], status: MessageStatus
) -> None:
    with saying(*answers) as server:
        assert delivered(server, timeout=0.3).status is status


@pytest.mark.parametrize(
    ("answer", "is_tried_later"), [(b"421 busy\r\n", True), (b"554 not you\r\n", False)]
)
def test_who_is_turned_away_for_now_comes_again_later_and_who_is_for_good_does_not(
    answer: bytes, is_tried_later: bool
) -> None:
    with saying(answer) as server, pytest.raises(KnownError, match="turned us away") as caught:
        delivered(server, timeout=0.3)
    assert isinstance(caught.value, UnreachedError) is is_tried_later


def test_a_name_that_nobody_knows_now_is_looked_up_again_later(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "create_connection", unknown)
    with pytest.raises(UnreachedError, match="no computer of this name is known"):
        delivered(SERVER)


def test_a_server_learns_nothing_of_this_computer_s_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "getfqdn", lambda *_: "front-desk-2.clinic.example")
    shown, trusted = certificate(tmp_path, "localhost")
    inbox = Inbox()
    with running(inbox) as server:
        delivered(server)
    with running(inbox, shown) as server:
        delivered(replace(server, host="localhost", safety=MailSafety.TLS), context=trusted)
    assert inbox.callers == ["[127.0.0.1]"] * 2


def test_an_answer_of_any_length_is_shown_as_one_short_line() -> None:
    assert server_words(250, b"a\nb\x07" + b"x" * 500) == "250 a b " + "x" * 192


def test_without_encryption_nothing_leaves_this_computer() -> None:
    far = replace(SERVER, host="mail.clinic.example", safety=MailSafety.LOCAL)
    assert "does not encrypt" in refused(far)


@pytest.mark.parametrize("check", [lambda post: post.check()])
def test_a_server_is_tried_without_a_message(check: Callable[[MailPost], None]) -> None:
    inbox = Inbox()
    with running(inbox) as server:
        check(MailPost(server, ""))
    with pytest.raises(KnownError):
        check(MailPost(server, ""))
    assert not inbox.letters


@given(st.text(), st.text(), st.text())
def test_nothing_that_is_typed_becomes_a_head_of_its_own(
    name: str, subject: str, text: str
) -> None:
    text = text.encode("utf-8", "ignore").decode()
    name, subject = (part.encode("utf-8", "ignore").decode() for part in (name, subject))
    injected = f"{name}\r\nBcc: x@example.org\r\n\r\n{subject}"
    server = replace(SERVER, sender_name=injected)
    letter = as_email(message(subject=injected, text=text), server, NOW)
    head, _, _ = letter.partition(b"\r\n\r\n")
    names = [
        line.partition(b":")[0].lower() for line in head.split(b"\r\n") if line[:1] not in b" \t"
    ]
    assert b"bcc" not in names and len(names) == len(set(names))
    assert b"to" in names and b"\n" not in letter.replace(b"\r\n", b"")


@pytest.mark.parametrize("text", ["😀 see you", "שלום, ‏אנחנו כאן", "{braces} and }{", "." * 5])
def test_every_script_arrives(text: str) -> None:
    inbox = Inbox()
    with running(inbox) as server, MailPost(server, "") as post:
        letter = as_email(message(text=text, subject=text), server, NOW)
        post.deliver("a@example.org", letter)
    assert inbox.letters[0].get_content().rstrip("\r\n") == text
    assert inbox.letters[0]["Subject"] == " ".join(text.replace("\u200f", "").split())


def test_no_two_messages_share_a_number() -> None:
    numbers = {new_message_id(SERVER) for _ in range(100)}
    assert len(numbers) == 100
    assert all(number.endswith("@clinic.example>") for number in numbers)


def test_a_message_that_was_turned_down_leaves_nothing_on_the_line_for_the_next() -> None:
    answers = iter(["550 nobody of this name"])
    inbox = Inbox(lambda step: next(answers, None) if step == "rcpt" else None)
    letter = as_email(message(), SERVER, NOW)
    with running(inbox) as server, MailPost(server, "", timeout=5.0) as post:
        assert post.deliver("gone@example.org", letter).status is MessageStatus.REFUSED
        assert post.deliver("a@example.org", letter).status is MessageStatus.TAKEN
    assert len(inbox.letters) == 1


def test_the_late_answer_to_a_message_is_never_taken_for_one_to_the_next() -> None:
    letter = as_email(message(), SERVER, NOW)
    with (
        saying(GREETING, HELLO, OK, OK, GO_ON) as server,
        MailPost(server, "", timeout=0.05) as post,
    ):
        assert post.deliver("a@example.org", letter).status is MessageStatus.UNKNOWN
        with pytest.raises(UnreachedError):  # a line of its own is opened, and nobody greets
            post.deliver("b@example.org", letter)


def test_the_answer_to_a_message_is_waited_for_longer_than_any_other() -> None:
    waits: list[float] = []
    line = SimpleNamespace(
        sock=SimpleNamespace(settimeout=waits.append),
        send=lambda _: None,
        getreply=lambda: (250, b"OK"),
    )
    post = MailPost(SERVER, "", timeout=2.0)
    assert post._hand_over(cast(SMTP, line), b"letter").status is MessageStatus.TAKEN
    assert waits == [8.0, 2.0]


def test_a_server_that_says_that_it_forwards_has_taken_the_address() -> None:
    inbox = Inbox(lambda step: "251 forwarded" if step == "rcpt" else None)
    with running(inbox) as server:
        assert delivered(server).status is MessageStatus.TAKEN

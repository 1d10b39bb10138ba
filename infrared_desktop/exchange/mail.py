"""E-mail handed to the clinic's own server, and what is known of it afterwards: no more than that.

Before a message's text goes over the line it can't have left; from then on only the server's own
answer tells. Where that fails to come, the end is unknown, and nobody tries again by himself.
"""

import re
import smtplib
import ssl
from dataclasses import dataclass
from types import TracebackType

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.messages.manners import email_of
from infrared_desktop.domain.records.messages import MailServer, MessageStatus
from infrared_desktop.exchange.mail_route import Lost, connect, server_words

_CONNECTIONS = 3  # for one message, while it is certain that it has not left
_PATIENCE = 4  # times as long is waited for the answer to a message that was handed over
_DOT = re.compile(rb"(?m)^\.")


@dataclass(frozen=True)
class Delivered:
    """What became of a message; `told` says it, with the server's own words."""

    status: MessageStatus
    told: str


class MailPost:
    """A line to the mail server for one message after the other; it is opened when it is needed."""

    def __init__(
        self,
        server: MailServer,
        password: str,
        context: ssl.SSLContext | None = None,
        timeout: float = 15.0,
    ) -> None:
        self._server, self._password = server, password
        self._context, self._timeout = context or ssl.create_default_context(), timeout
        self._client: smtplib.SMTP | None = None

    def __enter__(self) -> "MailPost":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def deliver(self, recipient: str, letter: bytes) -> Delivered:
        """Hand a letter over; raise KnownError where none can be, and this one has not left."""
        for _ in range(_CONNECTIONS):
            try:
                refused = self._announce(self._line(), recipient)
            except (Lost, OSError, smtplib.SMTPServerDisconnected) as error:
                self._drop()
                if isinstance(error.__context__, TimeoutError):
                    break
                continue
            return refused or self._hand_over(self._line(), letter)
        told = "The connection broke before the message left. It waits to be tried again."
        return Delivered(MessageStatus.QUEUED, told)

    def check(self) -> None:
        """Connect and sign in; raise KnownError with what is wrong. No message is sent."""
        try:
            self._line().noop()
        except (Lost, OSError, smtplib.SMTPServerDisconnected) as error:
            raise KnownError(
                "The mail server {host} ended the connection. No message was sent.",
                host=self._server.host,
            ) from error
        finally:
            self.close()

    def close(self) -> None:
        """Take leave of the server."""
        client, self._client = self._client, None
        if client is not None:
            try:
                client.quit()
            except (OSError, smtplib.SMTPException):
                client.close()

    def _line(self) -> smtplib.SMTP:
        if self._client is None:
            self._client = connect(self._server, self._password, self._context, self._timeout)
        return self._client

    def _drop(self) -> None:
        if self._client is not None:
            self._client.close()
        self._client = None

    def _announce(self, client: smtplib.SMTP, recipient: str) -> Delivered | None:
        """Name sender and recipient, and ask to send; return what the server has against it."""
        code, words = client.mail(email_of(self._server.sender))
        if code >= 500:
            self._drop()
            raise KnownError(
                "The mail server does not take messages from {sender}: {words} Nothing was sent.",
                sender=self._server.sender,
                words=server_words(code, words),
            )
        if code == 250:
            code, words = client.rcpt(recipient)
        if code in (250, 251):
            code, words = client.docmd("DATA")
            if code == 354:
                return None
        self._drop()  # so that nothing of this message is left on the line for the next one
        return _turned_down(code, words)

    def _hand_over(self, client: smtplib.SMTP, letter: bytes) -> Delivered:
        # Servers that look a message through take their time, and to give up early is not to know.
        _wait(client, _PATIENCE * self._timeout)
        try:
            client.send(_DOT.sub(b"..", letter).rstrip(b"\r\n") + b"\r\n.\r\n")
            code, words = client.getreply()
        except (OSError, smtplib.SMTPException):
            self._drop()
            told = "The connection broke while the message was handed over: it may have left."
            return Delivered(MessageStatus.UNKNOWN, told)
        _wait(client, self._timeout)
        if code == 250:
            return Delivered(MessageStatus.TAKEN, server_words(code, words))
        self._drop()
        if code >= 400:
            return _turned_down(code, words)
        told = f"The mail server gave an answer that says neither yes nor no: {code}"
        return Delivered(MessageStatus.UNKNOWN, told)


def _wait(client: smtplib.SMTP, seconds: float) -> None:
    if client.sock is not None:
        client.sock.settimeout(seconds)


def _turned_down(code: int, words: bytes) -> Delivered:
    told = server_words(code, words)
    if 500 <= code < 600:
        return Delivered(MessageStatus.REFUSED, told)
    return Delivered(MessageStatus.QUEUED, f"The mail server did not take it yet: {told}")

"""The way to the mail server: encrypted, its certificate checked, signed in; else a sentence."""

import re
import smtplib
import socket
import ssl

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.messages.mail_servers import is_this_computer
from infrared_desktop.domain.records.messages import MailSafety, MailServer

_NAME = "[127.0.0.1]"  # what we call ourselves: the computer's own name is nobody's business
_LONGEST = 200


class Lost(Exception):  # noqa: N818 - the line's fate, which may be tried again
    """The line broke before anything was said."""


class UnreachedError(KnownError):
    """The server was not reached, or takes nothing now: later it may."""


def connect(
    server: MailServer, password: str, context: ssl.SSLContext, timeout: float
) -> smtplib.SMTP:
    """Return a line to the server, signed in.

    Raise KnownError where to try again would not help, UnreachedError where it may help later, and
    Lost where it may at once. No error holds the password or what was sent with it.
    """
    try:
        client = _opened(server, context, timeout)
    except ssl.SSLCertVerificationError as error:
        raise _distrusted(server, error.verify_message) from None
    except ssl.SSLError:
        raise _unsafe(server) from None
    except socket.gaierror:
        raise _unreached(server, "no computer of this name is known") from None
    except TimeoutError:
        raise _unreached(server, "it did not answer in time") from None
    except smtplib.SMTPServerDisconnected as error:
        if isinstance(error.__context__, TimeoutError):
            raise _unreached(server, "it did not answer in time") from None
        raise Lost from None
    except smtplib.SMTPResponseException as error:
        told = server_words(error.smtp_code, error.smtp_error)
        fails = _unreached if error.smtp_code < 500 else _failed
        raise fails(server, f"it turned us away: {told}") from None
    except ConnectionResetError:
        raise Lost from None
    except (OSError, smtplib.SMTPException) as error:
        why = getattr(error, "strerror", None) or "it was not reached"
        raise _unreached(server, why) from None
    try:
        _sign_in(client, server, password)
    except BaseException:
        client.close()
        raise
    return client


def server_words(code: int, words: bytes | str) -> str:
    """Return a server's answer as one short line that can be shown."""
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    seen = re.sub(r"[^\x20-\x7e\xa0-￼]+", " ", text)
    return " ".join(f"{code} {seen}".split())[:_LONGEST]


def _opened(server: MailServer, context: ssl.SSLContext, timeout: float) -> smtplib.SMTP:
    if server.safety is MailSafety.LOCAL and not is_this_computer(server.host):
        raise _unsafe(server)
    where, port = server.host, server.port
    if server.safety is MailSafety.TLS:
        client: smtplib.SMTP = smtplib.SMTP_SSL(
            where, port, _NAME, timeout=timeout, context=context
        )
    else:
        client = smtplib.SMTP(where, port, _NAME, timeout=timeout)
    try:
        client.ehlo_or_helo_if_needed()
        if server.safety is MailSafety.STARTTLS:
            _encrypt(client, server, context)
    except BaseException:
        client.close()
        raise
    return client


def _encrypt(client: smtplib.SMTP, server: MailServer, context: ssl.SSLContext) -> None:
    """Go on encrypted, or not at all."""
    if not client.has_extn("starttls"):
        raise _unsafe(server)
    client.starttls(context=context)  # raises where the server says anything but yes
    client.ehlo()


def _sign_in(client: smtplib.SMTP, server: MailServer, password: str) -> None:
    if not server.user:
        return
    try:
        client.login(server.user, password)
    except UnicodeEncodeError:
        raise _failed(server, "its password has a sign that it can't be sent with") from None
    except smtplib.SMTPNotSupportedError:
        raise _failed(server, "it does not ask who signs in: leave the user empty") from None
    except smtplib.SMTPAuthenticationError as error:
        raise _failed(server, f"user or password are wrong ({error.smtp_code})") from None
    except smtplib.SMTPServerDisconnected:
        raise Lost from None
    except (OSError, smtplib.SMTPException):
        raise _failed(server, "it did not let us sign in") from None


_NOT_USED = "The mail server {host} can't be used: {why}. Nothing left; all of it still waits."


def _failed(server: MailServer, why: str) -> KnownError:
    return KnownError(_NOT_USED, host=f"{server.host}:{server.port}", why=why)


def _unreached(server: MailServer, why: str) -> UnreachedError:
    return UnreachedError(_NOT_USED, host=f"{server.host}:{server.port}", why=why)


def _unsafe(server: MailServer) -> KnownError:
    return _failed(server, "it does not encrypt as was set")


def _distrusted(server: MailServer, why: str) -> KnownError:
    return _failed(server, f"its certificate can't be trusted ({why})")

"""A real mail server on this computer, whose faults are chosen; and servers that only lie."""

import socket
import ssl
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from infrared_desktop.domain.records.messages import MailSafety, MailServer

PASSWORD = "a word of the clinic's own"
HOST = "127.0.0.1"
Fault = Callable[[str], str | None]  # a step -> the answer in its place, or DROP
DROP = "drop"


class Inbox:
    """Keeps what was delivered; `fault` may answer or drop the line at each step."""

    def __init__(self, fault: Fault = lambda step: None) -> None:
        self.fault = fault
        self.letters: list[EmailMessage] = []
        self.callers: list[str | None] = []

    @property
    def ids(self) -> Counter[str]:
        """How often each message was delivered, by its number."""
        return Counter(str(letter["Message-ID"]) for letter in self.letters)

    def _at(self, step: str, server: SMTP) -> str | None:
        answer = self.fault(step)
        if answer == DROP:
            server.transport.abort()
            return "421 gone"
        return answer

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = self._at("mail", server)
        self.callers.append(session.host_name)
        envelope.mail_from = address
        return answer or "250 OK"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = self._at("rcpt", server)
        envelope.rcpt_tos.append(address)
        return answer or "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        answer = self._at("data", server)
        if answer:
            return answer
        assert isinstance(envelope.content, bytes)
        self.letters.append(message_from_bytes(envelope.content, policy=default))  # type: ignore[arg-type]
        return self._at("delivered", server) or "250 taken"


@contextmanager
def running(
    inbox: Inbox, tls: ssl.SSLContext | None = None, port: int = 0, **choices: Any
) -> Iterator[MailServer]:
    """Run a server until the block ends; yield how it is reached."""
    port = port or _free_port()
    controller = Controller(inbox, hostname=HOST, port=port, ssl_context=tls, **choices)
    controller.start()
    try:
        yield MailServer(
            HOST,
            controller.port,
            MailSafety.LOCAL,
            sender="desk@clinic.example",
            sender_name="Desk",
        )
    finally:
        controller.stop()


def only_the_clinic(server: SMTP, session: Session, envelope: Envelope, how: str, data: Any) -> Any:
    """Let in who signs in as the clinic."""
    right = isinstance(data, LoginPassword) and data.password.decode() == PASSWORD
    return AuthResult(success=right and data.login == b"desk", handled=False)


@contextmanager
def saying(*answers: bytes) -> Iterator[MailServer]:
    """Run a server that says one answer after the other, whatever it hears, then is silent."""
    with socket.create_server((HOST, 0)) as listener:
        told = threading.Thread(target=_say, args=(listener, answers), daemon=True)
        told.start()
        yield MailServer(
            HOST, listener.getsockname()[1], MailSafety.LOCAL, sender="desk@clinic.example"
        )
    told.join(5)


def _say(listener: socket.socket, answers: tuple[bytes, ...]) -> None:
    try:
        line, _ = listener.accept()
    except OSError:
        return
    with line:
        line.settimeout(5)
        for number, answer in enumerate(answers):
            if number:
                line.recv(65536)
            line.sendall(answer)
        try:
            while line.recv(65536):
                pass
        except OSError:
            pass


def certificate(folder: Path, name: str) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """Return what a server of this name shows, and what a program that trusts it checks by."""
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem, private = folder / "server.pem", folder / "server.key"
    pem.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    shows = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    shows.load_cert_chain(pem, private)
    return shows, ssl.create_default_context(cafile=pem)


def _free_port() -> int:
    with socket.create_server((HOST, 0)) as found:
        return int(found.getsockname()[1])

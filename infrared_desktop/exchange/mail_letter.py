"""A message as an e-mail: one recipient, plain text, and a number of its own."""

from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from uuid import uuid4

from infrared_desktop.domain.messages.manners import email_of, one_line
from infrared_desktop.domain.records.messages import MailServer, Message


def new_message_id(server: MailServer) -> str:
    """Return a number that no other e-mail has, whoever sends it."""
    return f"<{uuid4().hex}@{email_of(server.sender).rpartition('@')[2] or 'localhost'}>"


def as_email(message: Message, server: MailServer, now: datetime) -> bytes:
    """Return the bytes of a message as they go over the line; it names nobody but its address.

    Whatever stands in a name or a subject stays within its own line of the head.
    """
    letter = EmailMessage(SMTP)
    name, _, domain = email_of(server.sender).rpartition("@")
    letter["From"] = Address(one_line(server.sender_name), name, domain)
    letter["To"] = Address(addr_spec=message.address)
    letter["Subject"] = one_line(message.subject)
    letter["Date"] = format_datetime(now)
    letter["Message-ID"] = message.message_id
    letter["Content-Language"] = one_line(message.language)
    letter.set_content(message.text, charset="utf-8", cte="quoted-printable")
    return letter.as_bytes()

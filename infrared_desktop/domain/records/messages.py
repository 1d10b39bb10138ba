"""Messages to patients: their texts, and what is known of each one that left by e-mail."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from infrared_desktop.domain.records.answers import Channel


class MessageStatus(StrEnum):
    """What is known of a message; it is never called sent before the server took it.

    `UNKNOWN` is a message whose end the server never confirmed: it is not tried again by itself.
    `HANDED` is one that a person says was sent by phone or post; the program did not see it.
    """

    QUEUED = "queued"
    SENDING = "sending"
    TAKEN = "taken"
    UNKNOWN = "unknown"
    REFUSED = "refused"
    HANDED = "handed"
    WITHDRAWN = "withdrawn"


class MailSafety(StrEnum):
    """How the way to the mail server is kept private."""

    TLS = "tls"
    STARTTLS = "starttls"
    LOCAL = "local"


@dataclass(frozen=True)
class Message:
    """A message word for word as it was written; `batch` joins those that were made together.

    At `again_at` one that did not get to the mail server is tried again by itself.
    """

    patient_id: int
    follow_up_key: str
    channel: Channel
    written_at: datetime
    language: str
    text: str
    address: str = ""
    subject: str = ""
    message_id: str = ""
    status: MessageStatus = MessageStatus.QUEUED
    tries: int = 0
    tried_at: datetime | None = None
    told: str = ""
    batch: str = ""
    again_at: datetime | None = None


@dataclass(frozen=True)
class MessageText:
    """The clinic's own text for a kind of follow-up, an attempt number, a channel, a language."""

    kind: str
    attempt: int
    channel: Channel
    language: str
    text: str
    subject: str = ""


@dataclass(frozen=True)
class MailServer:
    """The clinic's own mail server; its password lies apart from every record."""

    host: str
    port: int
    safety: MailSafety = MailSafety.TLS
    user: str = ""
    sender: str = ""
    sender_name: str = ""

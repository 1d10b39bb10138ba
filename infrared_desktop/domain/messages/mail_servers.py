"""What a mail server must be before letters of patients go there."""

import re
from ipaddress import ip_address

from infrared_desktop.domain.messages.manners import email_of
from infrared_desktop.domain.records.messages import MailSafety, MailServer
from infrared_desktop.domain.sentences import Sentence, sentence

USUAL_PORTS = {MailSafety.TLS: 465, MailSafety.STARTTLS: 587, MailSafety.LOCAL: 25}
_HOST = re.compile(r"[A-Za-z0-9._:-]{1,253}")


def obstacles(server: MailServer) -> dict[str, Sentence]:
    """Return a sentence for each field that cannot be stored as it is."""
    found = {}
    if not _HOST.fullmatch(server.host):
        found["host"] = sentence("Name the server as in mail.example.org.")
    elif server.safety is MailSafety.LOCAL and not is_this_computer(server.host):
        found["safety"] = sentence("Without encryption only a server on this computer is used.")
    if not 1 <= server.port <= 65535:
        found["port"] = sentence("A port is a number from 1 to 65535.")
    if not email_of(server.sender):
        found["sender"] = sentence("Give the address that the clinic writes from.")
    if any(not sign.isprintable() for sign in server.user):
        found["user"] = sentence("This has a sign that no name has.")
    return found


def is_this_computer(host: str) -> bool:
    """Say whether a host can only be the computer itself."""
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False

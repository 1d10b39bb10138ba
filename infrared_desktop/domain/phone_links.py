"""Links that a telephone opens: a call, a text message or an e-mail, written out beforehand."""

from urllib.parse import quote

from infrared_desktop.domain.records.answers import Channel


def link_of(channel: Channel, address: str, subject: str = "", text: str = "") -> str:
    """Return what the clinic's telephone opens; nothing for a letter, or without an address."""
    if not address:
        return ""
    match channel:
        case Channel.PHONE:
            return f"tel:{address}"
        case Channel.SMS:
            return f"sms:{address}?body={_quoted(text)}"
        case Channel.EMAIL:
            name, _, domain = address.rpartition("@")
            words = f"subject={_quoted(subject)}&body={_quoted(text)}"
            return f"mailto:{quote(name, safe='')}@{domain}?{words}"
    return ""


def _quoted(text: str) -> str:
    # RFC 6068 and RFC 5724: a line ends with CR LF, and a blank is never a plus.
    return quote("\r\n".join(text.splitlines()), safe="")

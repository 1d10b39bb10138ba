"""Who may be written to, by which way and when: consent, addresses, quiet hours, and the week."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime, time, tzinfo

from infrared_desktop.domain.follow_ups.contact_week import rests_until
from infrared_desktop.domain.phones import normal_phone
from infrared_desktop.domain.records.answers import Channel
from infrared_desktop.domain.records.chart import Chart
from infrared_desktop.domain.records.messages import MessageStatus
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.domain.schedule.desk_rules import DeskRules
from infrared_desktop.domain.sentences import Sentence, sentence

_WAYS = {
    Channel.PHONE: "by phone",
    Channel.SMS: "by text message",
    Channel.EMAIL: "by e-mail",
    Channel.POST: "by post",
}
# What a mail server may be handed: no space, no sign that ends a header, one @ with a domain.
_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[^\s@<>,;:()\[\]\\\"]{1,253}")


def refusal(patient: Patient, channel: Channel, country: str) -> Sentence | None:
    """Return why a patient is not written to by this way at all, or nothing."""
    if patient.do_not_contact:
        return sentence("The patient must not be contacted.")
    agreed = patient.may_contact_by
    if agreed is not None and channel not in agreed:
        ways = ", ".join(_WAYS[way] for way in agreed) or "by no way"
        text = "The patient did not agree to be contacted {way}. Agreed: {ways}."
        return sentence(text, way=_WAYS[channel], ways=ways)
    return _no_address(patient, channel, country)


def address_of(patient: Patient, channel: Channel, country: str) -> str:
    """Return what a message of this way is addressed to, as it is dialled or written."""
    match channel:
        case Channel.EMAIL:
            return email_of(patient.email)
        case Channel.POST:
            return patient.address.strip()
    return dialled(patient.phone, country) or dialled(patient.second_phone, country)


def email_of(text: str) -> str:
    """Return an address that a mail server may be handed, or nothing; a foreign domain in ASCII."""
    typed = text.strip()
    if not _EMAIL.fullmatch(typed):
        return ""
    name, _, domain = typed.rpartition("@")
    try:
        known = domain.encode("idna").decode("ascii")
    except UnicodeError:
        return ""
    labels = known.split(".")
    return f"{name}@{known}" if len(labels) > 1 and all(labels) and ".." not in name else ""


def dialled(text: str, country: str) -> str:
    """Return a number as +digits, or nothing where it is no valid number there."""
    number = normal_phone(text, country).partition(" x")[0]
    return number if re.fullmatch(r"\+\d{6,15}", number) else ""


def is_quiet(at: time, rules: DeskRules) -> bool:
    """Say whether nobody is contacted at this time of the clinic's day."""
    begins, ends = rules.quiet_from, rules.quiet_until
    if begins == ends:
        return False
    return begins <= at < ends if begins < ends else at >= begins or at < ends


def quiet_words(at: time, rules: DeskRules) -> Sentence | None:
    """Return that nobody is contacted now, and until when, or nothing."""
    if not is_quiet(at, rules):
        return None
    text = "Nobody is contacted between {begins} and {ends}, by the clinic's own rule."
    return sentence(text, begins=f"{rules.quiet_from:%H:%M}", ends=f"{rules.quiet_until:%H:%M}")


def full_week(
    contacts: Iterable[datetime], now: datetime, rules: DeskRules, zone: tzinfo
) -> Sentence | None:
    """Return that the patient was contacted as often as a week allows, or nothing.

    Contacts ahead of now, as a clock that was set back leaves them, count.
    """
    free_on = rests_until(contacts, rules.most_contacts_a_week, zone)
    if free_on is None or free_on <= now.astimezone(zone).date():
        return None
    text = "Contacted {most} times in 7 days, as often as the clinic allows. Free on {day}."
    return sentence(text, most=rules.most_contacts_a_week, day=free_on)


def contacts_of(chart: Chart, *may_have_left: MessageStatus) -> list[datetime]:
    """Return when a patient was contacted, or may have been by messages in these states."""
    messages = (
        stored.record.tried_at or stored.record.written_at
        for stored in chart.messages
        if stored.record.status in may_have_left
    )
    return [*(stored.record.attempted_at for stored in chart.attempts), *messages]


def one_line(text: str) -> str:
    """Return a name for the head of an e-mail: one line, with no sign that could end it."""
    spaced = " ".join(text.splitlines()).replace("\t", " ")
    seen = (sign for sign in spaced if unicodedata.category(sign) not in ("Cc", "Cf"))
    return " ".join("".join(seen).split())


def _no_address(patient: Patient, channel: Channel, country: str) -> Sentence | None:
    if address_of(patient, channel, country):
        return None
    written = {Channel.EMAIL: patient.email, Channel.POST: patient.address}
    typed = written.get(channel, patient.phone or patient.second_phone).strip()
    if channel is Channel.POST or not typed:
        text = "No {what} of the patient is known."
        what = {Channel.EMAIL: "e-mail address", Channel.POST: "postal address"}
        return sentence(text, what=what.get(channel, "telephone number"))
    text = "“{typed}” can't be used as it stands. Correct the patient's data first."
    return sentence(text, typed=typed[:80])

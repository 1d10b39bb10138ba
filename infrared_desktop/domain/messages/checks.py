"""Whether a message that waits may still leave: consent, address, and what it is about."""

from collections.abc import Iterable
from datetime import date

from infrared_desktop.domain.follow_ups.kinds import FollowUp, FollowUpKind
from infrared_desktop.domain.messages.manners import address_of, refusal
from infrared_desktop.domain.records.answers import Channel
from infrared_desktop.domain.records.chart import Chart, Stored
from infrared_desktop.domain.records.messages import Message
from infrared_desktop.domain.sentences import Sentence, sentence

_VISIT = "visit:"


def visit_key(visit_id: int) -> str:
    """Return the key of a message that reminds of a visit, beside those of follow-ups."""
    return f"{_VISIT}{visit_id}"


def visit_of(key: str) -> int | None:
    """Return which visit a message reminds of, if it does."""
    return int(key.removeprefix(_VISIT)) if key.startswith(_VISIT) else None


def is_urgent(key: str) -> bool:
    """Say whether a message is about a reaction: those are held back by no count."""
    return key.startswith(f"{FollowUpKind.ADVERSE_EVENT}:")


def overtaken(
    stored: Stored[Message],
    chart: Chart,
    follow_ups: Iterable[FollowUp],
    country: str,
    today: date,
) -> Sentence | None:
    """Return why a message that was written before has no place any more, or nothing."""
    message, patient = stored.record, chart.patient.record
    if why := refusal(patient, message.channel, country):
        return why
    is_email = message.channel is Channel.EMAIL
    if is_email and message.address != address_of(patient, message.channel, country):
        return sentence("The patient's address has changed since it was written.")
    number = visit_of(message.follow_up_key)
    if number is not None:
        return _visit_gone(stored, chart, number, today)
    standing = {each.key: each for each in follow_ups}
    about = standing.get(message.follow_up_key)
    if message.follow_up_key and (about is None or about.hidden is not None):
        return sentence("What it is about was settled since it was written.")
    return None


def _visit_gone(stored: Stored[Message], chart: Chart, number: int, today: date) -> Sentence | None:
    visit = next((each for each in chart.appointments if each.id == number), None)
    if visit is None or not visit.record.is_open or visit.record.day < today:
        return sentence("The visit is over, or does not take place.")
    if visit.at > stored.record.written_at:
        return sentence("The visit was changed after this was written.")
    return None

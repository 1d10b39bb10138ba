"""What a message is about: something due or a visit, with what its text may name."""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.messages.checks import is_urgent, visit_of
from infrared_desktop.domain.messages.manners import (
    address_of,
    contacts_of,
    full_week,
    quiet_words,
    refusal,
)
from infrared_desktop.domain.messages.texts import APPOINTMENT
from infrared_desktop.domain.records.answers import Channel
from infrared_desktop.domain.records.areas import Site
from infrared_desktop.domain.records.chart import Chart, Stored
from infrared_desktop.domain.records.messages import Message, MessageStatus
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.domain.sentences import Sentence
from infrared_desktop.storage.clinic import Clinic

_MAY_LEAVE = (MessageStatus.QUEUED, MessageStatus.SENDING, MessageStatus.UNKNOWN)


@dataclass(frozen=True)
class Occasion:
    """A reason to write to a patient; `attempt` is the number of the one that would be made."""

    key: str
    kind: str
    patient: Stored[Patient]
    chart: Chart
    attempt: int
    day: date
    starts: time | None = None
    sites: tuple[Site, ...] = ()

    @property
    def waiting(self) -> Stored[Message] | None:
        """A message about the same that may leave yet, or may have left."""
        return next(
            (
                stored
                for stored in reversed(self.chart.messages)
                if stored.record.follow_up_key == self.key and stored.record.status in _MAY_LEAVE
            ),
            None,
        )


def occasion_of(clinic: Clinic, number: int, key: str) -> Occasion:
    """Return what a message is about; raise KnownError where that is there no more."""
    chart = clinic.people.chart(number)
    visit_id = visit_of(key)
    if visit_id is not None:
        visit = clinic.diary.get(visit_id).record
        if not visit.is_open:
            raise KnownError("This visit is over, or does not take place: there is no reminder.")
        tried = sum(stored.record.follow_up_key == key for stored in chart.attempts)
        patient, day = chart.patient, visit.day
        return Occasion(key, APPOINTMENT, patient, chart, tried + 1, day, visit.starts, visit.sites)
    rows = clinic.follow_ups.of_patient(number)
    row = next((each for each in rows if each.key == key), None)
    if row is None:
        raise KnownError("What this message was to be about is there no more.")
    attempt = row.attempts + 1
    return Occasion(key, str(row.kind), chart.patient, chart, attempt, row.due, sites=row.sites)


def why_not(clinic: Clinic, occasion: Occasion, channel: Channel) -> Sentence | None:
    """Return why the patient is not contacted by a way at all, or nothing."""
    return refusal(occasion.patient.record, channel, clinic.settings.country)


def why_not_now(
    clinic: Clinic, occasion: Occasion, channel: Channel, now: datetime
) -> Sentence | None:
    """Return why the patient is not contacted now; a letter wakes nobody by night."""
    rules = clinic.front_desk.rules()
    zone = ZoneInfo(clinic.settings.timezone)
    local = now.astimezone(zone).time()
    if channel is not Channel.POST and (quiet := quiet_words(local, rules)):
        return quiet
    if is_urgent(occasion.key):
        return None
    return full_week(contacts_of(occasion.chart, *_MAY_LEAVE), now, rules, zone)


def address(clinic: Clinic, occasion: Occasion, channel: Channel) -> str:
    """Return what a message of this way is addressed to."""
    return address_of(occasion.patient.record, channel, clinic.settings.country)


def first_way(clinic: Clinic, occasion: Occasion) -> Channel:
    """Return the way that the patient prefers, else the first that is open."""
    preferred = occasion.patient.record.preferred_channel
    ways: list[Channel] = [*([preferred] if preferred else []), *Channel]
    opens = (way for way in ways if why_not(clinic, occasion, way) is None)
    return next(opens, ways[0])

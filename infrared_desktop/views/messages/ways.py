"""What each way of a message offers, in words: where it goes, what a key does, what to know."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from infrared_desktop.documents.letters import LANGUAGES
from infrared_desktop.domain.messages.texts import APPOINTMENT, sms_parts
from infrared_desktop.domain.phones import show_phone
from infrared_desktop.domain.records.answers import Channel
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.messages.composing import Composed
from infrared_desktop.views.messages.occasion import Occasion, address, why_not, why_not_now
from infrared_desktop.views.messages.quiet_hours import quiet_until
from infrared_desktop.views.wording import say, say_day, say_language
from infrared_desktop.views.workplace import Workplace

Note = tuple[Meaning, str]
_MISSING = {
    "phone": "The clinic's telephone is not set, and the text names it: Clinic, Name and settings",
    "areas": "No area is known here, and the text names some.",
    "time": "No time is known here, and the text names one.",
}


@dataclass(frozen=True)
class Way:
    """A way as the screen shows it; it is not open where a note says STOP."""

    address: str
    hint: str
    scan: str
    act: str
    notes: tuple[Note, ...]

    @property
    def is_open(self) -> bool:
        """Whether the patient may be contacted so, now."""
        return not any(meaning is Meaning.STOP for meaning, _ in self.notes)


def way_of(workplace: Workplace, occasion: Occasion, channel: Channel, words: Composed) -> Way:
    """Return how a way stands for a message."""
    notes = (*_against(workplace, occasion, channel), *_to_know(occasion, channel, words))
    where = address(workplace.clinic, occasion, channel)
    country = workplace.settings.country
    if channel in (Channel.PHONE, Channel.SMS):
        where = show_phone(where, country)
    hint, scan, act = _WORDS[channel]
    if channel is Channel.PHONE and occasion.kind == APPOINTMENT:
        act = "The reminder was given"
    if channel is Channel.EMAIL and workplace.clinic.messages.server() is None:
        hint, act = "No mail server is named: send it from the clinic's phone.", "It was sent"
    elif channel is Channel.EMAIL and quiet_until(workplace):
        hint, act = "It waits in the outbox until somebody sends it there.", "Into the outbox"
    if channel is Channel.PHONE and occasion.patient.record.best_time:
        best = _words("Best time to call: {time}").format(time=occasion.patient.record.best_time)
        return Way(where, best, _words(scan), _words(act), notes)
    return Way(where, _words(hint), _words(scan), _words(act), notes)


_WORDS = {
    Channel.PHONE: (
        "Read the text out, or say it in your own words.",
        "Scan it with the clinic's phone to call.",
        "Log the call",
    ),
    Channel.SMS: (
        "The program can't see whether it is sent: say so when it was.",
        "Scan it with the clinic's phone: the message opens, written out.",
        "It was sent",
    ),
    Channel.EMAIL: (
        "It leaves through the clinic's own mail server.",
        "Or scan it with the clinic's phone, and say so in the outbox.",
        "Send",
    ),
    Channel.POST: (
        "It waits in the outbox, to be printed with the other letters.",
        "",
        "To the letters",
    ),
}


def _against(workplace: Workplace, occasion: Occasion, channel: Channel) -> list[Note]:
    clinic, now = workplace.clinic, workplace.now()
    if why := why_not(clinic, occasion, channel):
        return [(Meaning.STOP, say(why))]
    why = why_not_now(clinic, occasion, channel, now)
    if why is None:
        return []
    # The outbox obeys the same rules, so an e-mail may wait there for the morning.
    by_server = channel is Channel.EMAIL and clinic.messages.server() is not None
    waits = by_server and "begins" in dict(why.values)
    return [(Meaning.CAUTION if waits else Meaning.STOP, say(why))]


def _to_know(occasion: Occasion, channel: Channel, words: Composed) -> list[Note]:
    notes: list[Note] = []
    if waiting := occasion.waiting:
        text = _words("A message about this of {day} stands in the outbox: {status}.")
        day, status = waiting.record.written_at.date(), choices.label(waiting.record.status)
        notes.append((Meaning.CAUTION, text.format(day=say_day(day), status=status)))
    if occasion.patient.record.may_contact_by is None:
        text = _words("Nobody has asked yet by which ways the patient may be contacted.")
        notes.append((Meaning.INFORMATION, text))
    notes += [(Meaning.CAUTION, _words(_MISSING.get(gap, gap))) for gap in words.missing]
    if words.language != words.wanted:
        text = _words("There is no text in the patient's language ({wanted}): this is {language}.")
        name = LANGUAGES.get(words.language, words.language)
        told = text.format(wanted=say_language(words.wanted), language=name)
        notes.append((Meaning.CAUTION, told))
    if channel is Channel.SMS and sms_parts(words.text) > 1:
        text = _words("It is sent as {count} text messages.")
        notes.append((Meaning.INFORMATION, text.format(count=sms_parts(words.text))))
    return notes


def _words(text: str) -> str:
    return QCoreApplication.translate("MessageWays", text)

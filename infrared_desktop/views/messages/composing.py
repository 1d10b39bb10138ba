"""A message's words for one patient: the text that fits, in the language that there is."""

from dataclasses import dataclass
from uuid import uuid4

from infrared_desktop.documents.letters import LANGUAGES, names_of
from infrared_desktop.domain.messages.texts import fill, find_template
from infrared_desktop.domain.records.answers import Channel
from infrared_desktop.domain.records.messages import Message
from infrared_desktop.exchange.mail_letter import new_message_id
from infrared_desktop.storage.files.message_texts import shipped_texts
from infrared_desktop.views.messages.gap_values import gap_values
from infrared_desktop.views.messages.occasion import Occasion, address
from infrared_desktop.views.workplace import Workplace


@dataclass(frozen=True)
class Composed:
    """The words as they were filled in; `wanted` is the language that the patient reads."""

    subject: str
    text: str
    language: str
    wanted: str
    missing: tuple[str, ...]


def compose(workplace: Workplace, occasion: Occasion, channel: Channel) -> Composed:
    """Fill in the text for what a message is about."""
    clinic, settings = workplace.clinic, workplace.settings
    written = occasion.patient.record.language
    wanted = _code_of(written) if written.strip() else settings.language
    own = [stored.record for stored in clinic.messages.texts()]
    languages = (wanted, settings.language)
    found = find_template(occasion.kind, occasion.attempt, channel, languages, own, shipped_texts())
    patient = occasion.patient.record
    about = (occasion.day, occasion.starts, occasion.sites)
    filled = fill(found, gap_values(patient, settings, found.language, *about))
    return Composed(filled.subject, filled.text, found.language, wanted, filled.missing)


def message_of(
    workplace: Workplace, occasion: Occasion, channel: Channel, words: Composed
) -> Message:
    """Return the message as it would be stored now."""
    clinic = workplace.clinic
    server = clinic.messages.server()
    is_email = channel is Channel.EMAIL and server is not None
    return Message(
        patient_id=occasion.patient.id,
        follow_up_key=occasion.key,
        channel=channel,
        written_at=workplace.now(),
        language=words.language,
        text=words.text,
        address=address(clinic, occasion, channel),
        subject=words.subject,
        message_id=new_message_id(server.record) if is_email and server else "",
        batch=uuid4().hex,
    )


def _code_of(written: str) -> str:
    """Return the code of a language as a patient's record names it, or what it says."""
    typed = written.strip().lower()
    for code in LANGUAGES:
        if typed == code or typed in names_of(code) or typed.startswith(f"{code}-"):
            return code
    return typed

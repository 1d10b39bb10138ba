"""What a clinic says about itself on its papers: its name and its telephone."""

from infrared_desktop.domain.people.keeping import OF_AGE
from infrared_desktop.domain.phones import is_impossible, show_phone
from infrared_desktop.domain.records.people import Settings
from infrared_desktop.domain.sentences import Sentence, sentence

LONGEST = {"clinic_name": 80, "phone": 40}  # characters that a page's head has room for


def obstacles(settings: Settings) -> dict[str, Sentence]:
    """Return a sentence for each field that cannot be stored as it is.

    A clinic's telephone is what patients call in need, so a slip is refused and not only told.
    """
    found = {
        field: sentence("At most {most} characters.", most=most)
        for field, most in LONGEST.items()
        if len(getattr(settings, field)) > most
    }
    if is_impossible(settings.phone, settings.country):
        found["phone"] = sentence("This can't be a phone number.")
    if settings.keep_until_age is not None and settings.keep_until_age < OF_AGE:
        found["keep_until_age"] = sentence("At least {age}.", age=OF_AGE)
    return found


def phone_of(settings: Settings) -> str:
    """Return the telephone as people there dial it, or nothing."""
    return show_phone(settings.phone, settings.country)


def head_of(settings: Settings) -> str:
    """Return what stands at the head of each page: the name, and the telephone if it is known."""
    return " · ".join(part for part in (settings.clinic_name, phone_of(settings)) if part)

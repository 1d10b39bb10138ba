"""What keeps a patient from being registered, as no name, and what only asks for a second look."""

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date

from infrared_desktop.domain.phones import is_impossible
from infrared_desktop.domain.records.people import Patient, age_on
from infrared_desktop.domain.sentences import Sentence, sentence

LONGEST_NAME = 500  # characters
OLDEST_YEARS = 130  # nobody has lived as long


def obstacles(patient: Patient, today: date) -> dict[str, Sentence]:
    """Return a sentence for each field that cannot be stored as it is."""
    return dict(_obstacles(patient, today))


def _obstacles(patient: Patient, today: date) -> Iterator[tuple[str, Sentence]]:
    if not patient.surname.strip() and not patient.given_name.strip():
        yield "surname", sentence("A patient needs a name.")
    for field in ("surname", "given_name"):
        if len(getattr(patient, field)) > LONGEST_NAME:
            yield field, sentence("At most {most} characters.", most=LONGEST_NAME)
    if patient.birth_date and patient.birth_date > today:
        yield "birth_date", sentence("This day is in the future.")
    elif patient.birth_date and age_on(patient.birth_date, today) > OLDEST_YEARS:
        yield "birth_date", sentence("That is more than {years} years ago.", years=OLDEST_YEARS)


def cautions(patient: Patient, country: str) -> dict[str, Sentence]:
    """Return a sentence for each field that is stored as it is, but is likely a slip."""
    words = sentence("This can't be a phone number. It is kept as typed.")
    phones = {"phone": patient.phone, "second_phone": patient.second_phone}
    return {field: words for field, text in phones.items() if is_impossible(text, country)}


def merged(mine: Patient, before: Patient, theirs: Patient) -> tuple[Patient, tuple[str, ...]]:
    """Lay what I changed over what somebody else stored meanwhile; name what both changed."""
    names = [field.name for field in fields(Patient)]
    changed = {n: getattr(mine, n) for n in names if getattr(mine, n) != getattr(before, n)}
    both = tuple(n for n in changed if getattr(theirs, n) != getattr(before, n))
    return replace(theirs, **changed), both

"""By which of a patient's data a search found the patient, so that the result explains itself."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from infrared_desktop.domain.dates import DateOrder, parse_date
from infrared_desktop.domain.people.folding import (
    birth_forms,
    fold,
    latin,
    name_forms,
    search_terms,
    typed_number,
)
from infrared_desktop.domain.phones import phone_digits
from infrared_desktop.domain.records.people import Patient


class FoundBy(StrEnum):
    """What of a patient fits what was typed; in this order where several would explain it."""

    NAME = "name"
    NUMBER = "number"
    BIRTH_DATE = "birth-date"
    PHONE = "phone"
    EMAIL = "email"
    EXTERNAL_ID = "external-id"


def found_by(
    typed: str, patient: Patient, number: int, order: DateOrder, today: date
) -> tuple[FoundBy, ...]:
    """Return what fits the words typed; nothing where they don't explain the find."""
    if typed_number(typed) == number:
        return (FoundBy.NUMBER,)
    if patient.birth_date and parse_date(typed, order, today) == patient.birth_date:
        return (FoundBy.BIRTH_DATE,)
    forms = {field: f" {' '.join(texts)} " for field, texts in _forms(patient, number)}
    for terms in (search_terms(typed), search_terms(latin(typed))):
        found = {_field_of(term, forms) for term in terms}
        if found and None not in found:
            return tuple(field for field in FoundBy if field in found)
    return ()


def _forms(patient: Patient, number: int) -> Iterator[tuple[FoundBy, tuple[str, ...]]]:
    yield FoundBy.NAME, name_forms(patient)
    yield FoundBy.NUMBER, (str(number),)
    yield FoundBy.BIRTH_DATE, birth_forms(patient)
    yield FoundBy.PHONE, (*phone_digits(patient.phone), *phone_digits(patient.second_phone))
    yield FoundBy.EMAIL, (fold(patient.email),)
    yield FoundBy.EXTERNAL_ID, (fold(patient.external_id),)


def _field_of(term: str, forms: dict[FoundBy, str]) -> FoundBy | None:
    """Return the field that has the term as a word, else as a beginning, else as a part."""
    for wanted in (f" {term} ", f" {term}", term):
        for field, text in forms.items():
            if wanted in text:
                return field
    return None

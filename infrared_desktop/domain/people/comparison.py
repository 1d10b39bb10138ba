"""Two records of what may be one person, field by field, with what differs."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from infrared_desktop.domain.people.folding import fold
from infrared_desktop.domain.phones import same_phone
from infrared_desktop.domain.records.answers import Sex
from infrared_desktop.domain.records.people import Patient

Value = str | date | Sex | None


class Sameness(StrEnum):
    """How two values stand to each other; what one record lacks is no difference."""

    SAME = "same"
    DIFFERENT = "different"
    LACKING = "lacking"


@dataclass(frozen=True)
class Compared:
    """One field of two records."""

    field: str
    one: Value
    other: Value
    sameness: Sameness


COMPARED = (
    "surname",
    "given_name",
    "birth_date",
    "sex",
    "phone",
    "second_phone",
    "email",
    "address",
    "external_id",
)


def compare(one: Patient, other: Patient) -> tuple[Compared, ...]:
    """Return the fields that either record fills, in the order of the form."""
    pairs = [(field, getattr(one, field), getattr(other, field)) for field in COMPARED]
    return tuple(
        Compared(field, mine, theirs, _sameness(field, mine, theirs))
        for field, mine, theirs in pairs
        if mine or theirs
    )


def _sameness(field: str, one: Value, other: Value) -> Sameness:
    if not one or not other:
        return Sameness.LACKING
    if field.endswith("phone"):
        same = one == other or same_phone(str(one), str(other))
    elif isinstance(one, str) and isinstance(other, str):
        same = fold(one) == fold(other)
    else:
        same = one == other
    return Sameness.SAME if same else Sameness.DIFFERENT

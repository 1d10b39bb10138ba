"""Duplicates: is this the same person, and what speaks for it?"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from infrared_desktop.domain.people.names import Names, alike, comparable, same_given
from infrared_desktop.domain.phones import phone_tail, same_phone
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.domain.sentences import Sentence, sentence


class Certainty(StrEnum):
    """How sure it is that two records are one person."""

    CERTAIN = "certain"
    LIKELY = "likely"
    POSSIBLE = "possible"


class Reason(StrEnum):
    """One thing that two records have in common."""

    SAME_NAME = "same-name"
    FULLER_NAME = "fuller-name"
    ALIKE_NAME = "alike-name"
    SAME_GIVEN_NAME = "same-given-name"
    SAME_SURNAME = "same-surname"
    SAME_BIRTH_DATE = "same-birth-date"
    CLOSE_BIRTH_DATE = "close-birth-date"
    NO_BIRTH_DATE = "no-birth-date"
    SAME_PHONE = "same-phone"
    SAME_EMAIL = "same-email"
    SAME_EXTERNAL_ID = "same-external-id"


@dataclass(frozen=True)
class Likeness:
    """Why two records may be one person; `why` says it in words."""

    certainty: Certainty
    reasons: tuple[Reason, ...]
    why: Sentence

    @property
    def is_duplicate(self) -> bool:
        """Certain or likely: an import takes such a person for one that it has."""
        return self.certainty is not Certainty.POSSIBLE

    @property
    def weight(self) -> int:
        """Order by this, greatest first."""
        return 100 * (3 - list(Certainty).index(self.certainty)) + len(self.reasons)


@dataclass(frozen=True)
class _Rule:
    certainty: Certainty
    why: Sentence
    all_of: frozenset[Reason]
    any_of: frozenset[Reason]


def _rule(certainty: Certainty, why: str, all_of: str, any_of: str = "") -> _Rule:
    """Make a rule from the reasons' codes."""
    every, some = (frozenset(map(Reason, codes.split())) for codes in (all_of, any_of))
    return _Rule(certainty, sentence(why), every, some or every)


_SURE, _LIKELY, _MAYBE = Certainty
_CONTACT = "same-phone same-email same-external-id"
_ID = "same-external-id"

# The first rule that fits decides. Twins share birth date, surname and contacts; a family shares
# phone and e-mail: without a given name in common, none of that is more than possible.
_RULES = (
    _rule(_SURE, "Same name, birth date and contact.", "same-name same-birth-date", _CONTACT),
    _rule(_LIKELY, "Same name and birth date.", "same-name same-birth-date"),
    _rule(_LIKELY, "Same birth date; one name is fuller.", "fuller-name same-birth-date"),
    _rule(
        _LIKELY,
        "Same birth date, given name and contact; other surname.",
        "same-given-name same-birth-date",
        _CONTACT,
    ),
    _rule(_LIKELY, "Same name and number elsewhere.", "same-name", _ID),
    _rule(_LIKELY, "Similar name, same number elsewhere.", "fuller-name", _ID),
    _rule(
        _LIKELY,
        "Similar name, same birth date and number elsewhere.",
        "alike-name same-birth-date",
        _ID,
    ),
    _rule(
        _LIKELY,
        "Same name and contact; a birth date is missing.",
        "same-name no-birth-date",
        _CONTACT,
    ),
    _rule(
        _LIKELY,
        "Same name and contact; the birth dates look like a slip.",
        "same-name close-birth-date",
        _CONTACT,
    ),
    _rule(_MAYBE, "Similar name, same birth date.", "alike-name same-birth-date"),
    _rule(_MAYBE, "Same name; a birth date is missing.", "same-name no-birth-date"),
    _rule(_MAYBE, "Similar name; a birth date is missing.", "fuller-name no-birth-date"),
    _rule(_MAYBE, "Same name; the birth dates look like a slip.", "same-name close-birth-date"),
    _rule(
        _MAYBE,
        "Similar name; the birth dates look like a slip.",
        "fuller-name close-birth-date",
    ),
    _rule(
        _MAYBE,
        "Same surname and birth date, other given name; perhaps twins.",
        "same-surname same-birth-date",
    ),
    _rule(_MAYBE, "Same number elsewhere.", "same-external-id"),
    _rule(_MAYBE, "Same e-mail.", "same-email"),
    _rule(_MAYBE, "Same phone.", "same-phone"),
)


def likeness(one: Patient, other: Patient) -> Likeness | None:
    """Return what makes two records look like one person, or None; the order does not matter."""
    found = {*_shared_names(one, other), *_shared_birth(one, other), *_shared_contacts(one, other)}
    for rule in _RULES:
        if rule.all_of <= found and rule.any_of & found:
            return Likeness(rule.certainty, tuple(r for r in Reason if r in found), rule.why)
    return None


def match_keys(patient: Patient) -> tuple[str, ...]:
    """Return the keys to look duplicates up by: any two that are alike share at least one."""
    names = _names(patient)
    keys = {f"n:{' '.join(words)}" for words in (names.every, names.known) if words}
    if patient.birth_date is not None:
        keys |= {f"s:{sound}|{patient.birth_date}" for sound in names.sounds}
    keys |= {f"p:{tail}" for phone in _phones(patient) if (tail := phone_tail(phone))}
    if email := _email(patient):
        keys.add(f"e:{email}")
    if patient.external_id.strip():
        keys.add(f"x:{patient.external_id.strip().casefold()}")
    return tuple(sorted(keys))


def _names(patient: Patient) -> Names:
    return comparable(patient.surname, patient.given_name)


def _shared_names(one: Patient, other: Patient) -> Iterator[Reason]:
    a, b = _names(one), _names(other)
    if not a.every or not b.every:
        return
    same_surname, given = a.surname == b.surname, same_given(a, b)
    if a.every == b.every:
        yield Reason.SAME_NAME
    elif same_surname:
        yield Reason.FULLER_NAME if given else Reason.SAME_SURNAME
    elif given:
        yield Reason.SAME_GIVEN_NAME
    if a.every != b.every and alike(a, b):
        yield Reason.ALIKE_NAME


def _shared_birth(one: Patient, other: Patient) -> Iterator[Reason]:
    a, b = one.birth_date, other.birth_date
    if a is None or b is None:
        yield Reason.NO_BIRTH_DATE
    elif a == b:
        yield Reason.SAME_BIRTH_DATE
    elif a.year == b.year:
        slips = sum(x != y for x, y in zip(a.isoformat(), b.isoformat(), strict=True))
        if slips == 1 or (a.month, a.day) == (b.day, b.month):
            yield Reason.CLOSE_BIRTH_DATE


def _shared_contacts(one: Patient, other: Patient) -> Iterator[Reason]:
    if any(same_phone(a, b) for a in _phones(one) for b in _phones(other)):
        yield Reason.SAME_PHONE
    if _email(one) and _email(one) == _email(other):
        yield Reason.SAME_EMAIL
    a, b = one.external_id.strip().casefold(), other.external_id.strip().casefold()
    if a and a == b:
        yield Reason.SAME_EXTERNAL_ID


def _phones(patient: Patient) -> tuple[str, ...]:
    return tuple(phone for phone in (patient.phone, patient.second_phone) if phone)


def _email(patient: Patient) -> str:
    return patient.email.strip().casefold()

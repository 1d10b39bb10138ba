"""Patients of the whole clinic who may be one person twice, and those told apart before."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, datetime

from infrared_desktop.domain.people.pairs import Numbers, Pair, in_order, likely_pairs, to_compare
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.database.sqlcipher import read

# Whose keys others have as well; who was joined is found by the kept number alone.
_SHARED = (
    "SELECT key, patient_id FROM match_key WHERE key IN "
    "(SELECT key FROM match_key GROUP BY key HAVING count(*) > 1)"
)
_PEOPLE = (
    "SELECT h.id, surname, given_name, birth_date, phone, second_phone, email, external_id "
    "FROM head h CROSS JOIN patient v ON v.id = h.id AND v.version = h.version "
    "WHERE h.kind = 'patient' AND h.state <> 'invalid'"
)
# The last word on each two; it stands on record for both, and one row says it.
_APART = (
    "SELECT act, at, staff_id, patient_id, record_id, reason FROM audit WHERE outcome = 'success' "
    "AND act IN ('patients-told-apart', 'told-apart-taken-back') ORDER BY seq"
)


@dataclass(frozen=True)
class ToldApart:
    """Who said when that two patients who look alike are two people, and why if they said so."""

    numbers: Numbers
    by: int
    at: datetime
    why: str = ""


@dataclass(frozen=True)
class AlikePairs:
    """Pairs who may be one person, likeliest first, and who was told apart.

    `more` pairs follow that are not named yet; `people` are all who are.
    """

    pairs: list[Pair]
    more: int
    apart: list[ToldApart]
    people: dict[int, Stored[Patient]]


def alike_pairs(clinic: Clinic, most: int) -> AlikePairs:
    """Return who may be one person among everybody, and of how many pairs at most."""
    apart, people = told_apart(clinic), _everybody(clinic)
    shared: defaultdict[str, list[tuple[int, date | None]]] = defaultdict(list)
    for key, number in read(clinic.ledger.db, _SHARED):
        if number in people:
            shared[key].append((number, people[number].birth_date))
    found = likely_pairs(people, sorted(to_compare(shared)), {each.numbers for each in apart})
    shown = [*(pair.numbers for pair in found[:most]), *(each.numbers for each in apart)]
    named = clinic.people.many({number for pair in shown for number in pair})
    return AlikePairs(found[:most], len(found[most:]), apart, named)


def _everybody(clinic: Clinic) -> dict[int, Patient]:
    """Return of everybody what they are compared by."""
    return {
        number: Patient(
            surname,
            given_name,
            date.fromisoformat(born) if born else None,
            phone=phone,
            second_phone=second_phone,
            email=email,
            external_id=external_id,
        )
        for number, surname, given_name, born, phone, second_phone, email, external_id in read(
            clinic.ledger.db, _PEOPLE
        )
    }


def apart_from(clinic: Clinic, number: int) -> dict[int, ToldApart]:
    """Return from whom a patient was told apart, by the other number."""
    return {
        other: told
        for told in told_apart(clinic)
        for one, other in (told.numbers, told.numbers[::-1])
        if one == number
    }


def told_apart(clinic: Clinic) -> list[ToldApart]:
    """Return those told apart, the latest first; who was joined since counts as the kept one."""
    kept, stands = clinic.people.kept, dict[Numbers, ToldApart]()
    for act, at, by, one, other, why in read(clinic.ledger.db, _APART):
        numbers = in_order(one, other)
        stands.pop(numbers, None)
        if act == "patients-told-apart":
            stands[numbers] = ToldApart(numbers, by, datetime.fromisoformat(at), why or "")
    here = {number for numbers in stands for number in numbers}
    here &= clinic.people.many(here).keys()  # who was erased is no pair with anybody
    found: dict[Numbers, ToldApart] = {}
    for (one, other), told in stands.items():
        if one in here and other in here and (one := kept(one)) != (other := kept(other)):
            numbers = in_order(one, other)
            found[numbers] = replace(told, numbers=numbers)
    return list(reversed(found.values()))

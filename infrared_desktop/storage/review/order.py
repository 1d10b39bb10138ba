"""What somebody wants to take along on a review copy, and whether that can be."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from infrared_desktop.domain.access.rights import Right
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.passphrases import judge_passphrase
from infrared_desktop.domain.records.chart import State, Stored
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.domain.records.review_copies import CopyScope
from infrared_desktop.storage.clinic import Clinic


@dataclass(frozen=True)
class CopyOrder:
    """What somebody wants to take along; `patients` counts for chosen ones only."""

    scope: CopyScope
    until: date
    holder_id: int
    passphrase: str
    patients: tuple[int, ...] = ()
    with_photographs: bool = True
    note: str = ""


def whom(clinic: Clinic, order: CopyOrder, today: date) -> tuple[int, ...]:
    """Return the numbers of those whom a wish means; raise KnownError for nobody.

    Charts that are closed to who reads stay here; one that was chosen by itself raises.
    """
    is_open = clinic.ledger.reading.sight()
    if order.scope is CopyScope.TOMORROW:
        visits = clinic.diary.day(today + timedelta(days=1))
        numbers = {each.record.patient_id for each in visits if each.record.is_open}
    else:
        numbers = set(order.patients)
    everybody = order.scope is CopyScope.ALL
    found = _everybody(clinic) if everybody else clinic.people.many(numbers)
    for number in sorted(numbers):
        if number not in found or found[number].state is State.INVALID:
            raise KnownError("There is no patient {number}. Nothing was written.", number=number)
        if order.scope is CopyScope.CHOSEN:
            clinic.ledger.reading.require(number)
    found = {number: each for number, each in found.items() if is_open(number)}
    if not found:
        raise KnownError("This copy would hold nobody. Nothing was written; choose patients.")
    return tuple(sorted(found))


def _everybody(clinic: Clinic) -> dict[int, Stored[Patient]]:
    known = clinic.ledger.books.all(Patient)
    return {stored.id: stored for stored in known if stored.state is not State.INVALID}


def check_holder(clinic: Clinic, order: CopyOrder, by: int, now: datetime) -> None:
    """Raise KnownError for reception: a copy shows every photograph, and nobody notes who looks."""
    clinic.ledger.admit("review-copy-made", by, now)
    clinic.ledger.doorkeeper.require(Right.TAKE_ALONG, order.holder_id)


def check_passphrase(clinic: Clinic, order: CopyOrder) -> None:
    """Raise KnownError for a passphrase that is easy to guess; a practice clinic takes any."""
    holder = clinic.staff.get(order.holder_id).record.name
    problem = judge_passphrase(order.passphrase, [clinic.settings.clinic_name, holder]).problem
    if problem is not None and not clinic.settings.practice:
        raise KnownError(problem.template, **dict(problem.values))

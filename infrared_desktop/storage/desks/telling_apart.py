"""Remember of two patients who look alike that they are two people, and take that back.

It stands in the audit log alone: no record of either says anything about the other. So does why, in
words that name neither, as they stay when one of the two is erased.
"""

from datetime import datetime

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.storage.desks.acts import Ledger
from infrared_desktop.storage.desks.erasing import refuse_names

MOST_SIGNS = 120  # of why: one line in a list


def tell_apart(ledger: Ledger, one: int, other: int, by: int, now: datetime, why: str = "") -> None:
    """Remember that two numbers are two people, so that nobody is asked again.

    Raise KnownError for a reason that says who one of them is.
    """
    _note(ledger, "patients-told-apart", one, other, by, now, " ".join(why.split())[:MOST_SIGNS])


def take_apart_back(ledger: Ledger, one: int, other: int, by: int, now: datetime) -> None:
    """Take that back: the two are shown as alike again."""
    _note(ledger, "told-apart-taken-back", one, other, by, now)


def _note(
    ledger: Ledger, act_name: str, one: int, other: int, by: int, now: datetime, why: str = ""
) -> None:
    ledger.admit(act_name, by, now)  # before what else is wrong
    kept = ledger.books.kept
    if kept(one) == kept(other):
        raise KnownError("The two are one patient by now. Nothing was changed.")
    refuse_names(why, [ledger.books.get(Patient, number).record for number in (one, other)])
    with ledger.act(act_name, by, now) as act:
        for number, alike in ((one, other), (other, one)):
            act.note("patient", alike, number, reason=why or None)
            act.patients.add(number)

"""Remember of two patients who look alike that they are two people, and take that back.

It stands in the audit log alone: no record of either says anything about the other.
"""

from datetime import datetime

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.desks.acts import Ledger


def tell_apart(ledger: Ledger, one: int, other: int, by: int, now: datetime) -> None:
    """Remember that two numbers are two people, so that nobody is asked again."""
    _note(ledger, "patients-told-apart", one, other, by, now)


def take_apart_back(ledger: Ledger, one: int, other: int, by: int, now: datetime) -> None:
    """Take that back: the two are shown as alike again."""
    _note(ledger, "told-apart-taken-back", one, other, by, now)


def _note(ledger: Ledger, act_name: str, one: int, other: int, by: int, now: datetime) -> None:
    ledger.admit(act_name, by, now)  # before what else is wrong
    kept = ledger.books.kept
    if kept(one) == kept(other):
        raise KnownError("The two are one patient by now. Nothing was changed.")
    with ledger.act(act_name, by, now) as act:
        for number, alike in ((one, other), (other, one)):
            act.note("patient", alike, number)
            act.patients.add(number)

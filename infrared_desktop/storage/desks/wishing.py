"""Wishes of patients about the whole record: which wait, and what is decided on them."""

import json
from collections.abc import Collection
from dataclasses import replace

from infrared_desktop.domain.access.deeds import DEEDS
from infrared_desktop.domain.access.rights import Right
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.patient_rights import AskedFor, Erasure, ErasureDecision
from infrared_desktop.storage.database.sqlcipher import read
from infrared_desktop.storage.desks.acts import Act, Ledger

# What is decided on a wish by itself; that it was fulfilled is told by what fulfilled it.
ANSWERS: dict[AskedFor, Collection[ErasureDecision]] = {
    AskedFor.ERASURE: (ErasureDecision.REFUSED, ErasureDecision.WAITS),
    AskedFor.RESTRICTION: (ErasureDecision.REFUSED,),
    AskedFor.COPY: (ErasureDecision.REFUSED, ErasureDecision.DONE),
    AskedFor.JOINING: (ErasureDecision.REFUSED,),
}

_THEIRS = (
    "SELECT id FROM head WHERE kind = 'erasure' AND state <> 'invalid' "
    "AND patient_id IN (SELECT value FROM json_each(?))"
)


def right_to_answer(asked_for: AskedFor) -> Right:
    """Return the right of those who decide about wishes of a kind."""
    return DEEDS[f"{asked_for}-refused"].right


def decisions(ledger: Ledger, number: int, asked_for: AskedFor) -> list[Stored[Erasure]]:
    """Return what a patient asked for of one right, and what was decided, oldest first."""
    return [each for each in wishes(ledger, number) if each.record.asked_for is asked_for]


def newest(ledger: Ledger, number: int) -> dict[AskedFor, Stored[Erasure]]:
    """Return what was said last of each right that a patient ever asked for."""
    return {each.record.asked_for: each for each in wishes(ledger, number)}


def wishes(ledger: Ledger, number: int) -> list[Stored[Erasure]]:
    """Return all that a patient asked of the whole record, and what was decided, oldest first."""
    books = ledger.books
    # A wish stays under the number that it was noted for, whoever was joined since.
    numbers = json.dumps(sorted(books.one_person(number)))
    found = books.many(Erasure, (each for (each,) in read(ledger.db, _THEIRS, (numbers,))))
    return sorted(found.values(), key=lambda stored: stored.id)


def waiting(ledger: Ledger, number: int, asked_for: AskedFor) -> Stored[Erasure] | None:
    """Return the wish that nobody has decided about."""
    last = newest(ledger, number).get(asked_for)
    return last if last and last.record.decision is ErasureDecision.ASKED else None


def require_waiting(ledger: Ledger, number: int, asked_for: AskedFor) -> Stored[Erasure]:
    """Return the wish that waits; raise KnownError where what was decided stands, or none is."""
    wish = waiting(ledger, number, asked_for)
    if wish is None:
        raise KnownError("No wish of this kind waits here. Nothing was changed.")
    return wish


def fulfil(act: Act, ledger: Ledger, numbers: Collection[int], asked_for: AskedFor) -> None:
    """Have what fulfils a wish settle it, if one waits."""
    for number in numbers:
        wish = waiting(ledger, number, asked_for)
        if wish is not None:
            act.add(replace(wish.record, decision=ErasureDecision.DONE))


def require_answer(decision: Erasure) -> None:
    """Raise ValueError for what is no decision of its own on such a wish."""
    if decision.decision not in ANSWERS[decision.asked_for]:
        raise ValueError("this is not decided by itself")

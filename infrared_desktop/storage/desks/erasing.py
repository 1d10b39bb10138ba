"""Erase a person: one act in the database, then what lies beside it (docs/decisions/0024)."""

import json
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.people.naming import says_who
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.patient_rights import Erasure
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.storage.database import removal
from infrared_desktop.storage.database.kinds import KINDS
from infrared_desktop.storage.database.sqlcipher import DatabaseError, read
from infrared_desktop.storage.desks import search
from infrared_desktop.storage.desks.acts import Act, Change, Ledger
from infrared_desktop.storage.desks.drafts import drop_draft
from infrared_desktop.storage.desks.photos import files_in
from infrared_desktop.storage.files.erased_list import Gone, add_erased
from infrared_desktop.storage.files.photo_files import Part, PhotoFiles

_DRAFTS = "SELECT key, patient_id FROM draft WHERE patient_id IN (SELECT value FROM json_each(?))"
# The audit log knows when they were registered, and outlives them.
_GONE = (
    "SELECT e.patient_id, min(a.at) FROM erasure e JOIN audit a ON a.patient_id = e.patient_id "
    "AND a.kind = 'patient' AND a.version = 1 WHERE e.decision = 'erased' GROUP BY e.patient_id"
)


def erase(
    ledger: Ledger, decision: Erasure, numbers: Collection[int], by: int, now: datetime
) -> list[Stored[Erasure]]:
    """Remove everything about a person who has these numbers; the decision on each stays.

    What lies on the disk besides follows by `finish`, at the latest when the clinic is next opened.
    """
    with ledger.act("erasure-erased", by, now) as act:
        decided = [act.add(replace(decision, patient_id=number)) for number in sorted(numbers)]
        for key, number in list(read(ledger.db, _DRAFTS, (json.dumps(sorted(numbers)),))):
            drop_draft(ledger.db, act, key, number)
        for gone in removal.remove_patients(ledger.db, numbers):
            act.note(gone.kind, gone.id, gone.patient_id)
        for number in numbers:
            search.index(ledger.db, number, {})
        removal.rewrite_index(ledger.db)
        _derive_for_nobody(act, numbers)
    ledger.recent.forget()
    _forget_names()
    ledger.tell(Change("erasure-erased", frozenset(KINDS), frozenset(numbers)))
    return decided


def _forget_names() -> None:
    """Empty what keeps names and phones for comparing and showing them sooner."""
    from infrared_desktop.domain.people.names import comparable  # imported where it is used
    from infrared_desktop.domain.phones import show_phone

    comparable.cache_clear()
    show_phone.cache_clear()


def _derive_for_nobody(act: Act, numbers: Collection[int]) -> None:
    act.patients.difference_update(numbers)
    for number in numbers:
        act.known.pop(number, None)


def finish(ledger: Ledger, folder: Path) -> bool:
    """Remove what an erasure left on the disk; say whether all of it is gone by now.

    What can't be done at this moment is tried again when the clinic is next opened.
    """
    files = files_in(folder, ledger)
    done = True
    for content in removal.to_do(ledger.db):
        try:
            if _do(ledger, folder, files, content):
                removal.is_done(ledger.db, content)
            else:
                done = False
        except (DatabaseError, KnownError):
            done = False
    with suppress(DatabaseError):
        done = removal.emptied(ledger.db) and done
    return done


def _do(ledger: Ledger, folder: Path, files: PhotoFiles, content: str) -> bool:
    if content:
        files.remove(content)
        return not any(files.path(content, part).exists() for part in Part)
    add_erased(folder, ledger.data_key, erased(ledger))
    return removal.shrink(ledger.db)


def erased(ledger: Ledger) -> Iterator[Gone]:
    """Yield who was erased from this clinic."""
    for number, at in read(ledger.db, _GONE):
        yield Gone(number, datetime.fromisoformat(at))


def refuse_names(reason: str, patients: Collection[Patient]) -> None:
    """Raise KnownError for words that stay after a patient has gone and say who it was."""
    if any(says_who(reason, patient) for patient in patients):
        raise KnownError(
            "The reason stays even when the record is gone, so it may not say who this was: leave "
            "out name, phone and e-mail. Nothing was changed yet."
        )

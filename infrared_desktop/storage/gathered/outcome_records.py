"""Reads what the results of treatment are counted from, some patients at a time; a job's work."""

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from infrared_desktop.domain.figures.outcome_cases import OutcomeCase, PatientRecords, cases_of
from infrared_desktop.domain.figures.outcomes import (
    Outcomes,
    outcomes_of,
)
from infrared_desktop.domain.records.care import Consultation, Review, Session
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.database.kinds import kind_named
from infrared_desktop.storage.database.sqlcipher import read

_AT_ONCE = 50  # patients; a step is short, so that the window is never waited for
_REVIEWED = (
    "SELECT DISTINCT patient_id FROM head WHERE kind = 'review' AND state = 'signed' "
    "AND day BETWEEN ? AND ? ORDER BY patient_id"
)
_THEIRS = (
    "SELECT id FROM head WHERE kind = ? AND state = 'signed' "
    "AND patient_id IN (SELECT value FROM json_each(?))"
)


def outcomes(
    clinic: Clinic, first: date, last: date, today: date, step: Callable[[float], None]
) -> Outcomes:
    """Count the reviews within the days; `step` is told how far it is, and may raise to end it.

    Raise KnownError for who may read no medical record.
    """
    clinic.ledger.reading.require_reading()
    days = (first.isoformat(), min(last, today).isoformat())
    patients = [number for (number,) in read(clinic.ledger.db, _REVIEWED, days)]
    found: list[OutcomeCase] = []
    for begin in range(0, len(patients), _AT_ONCE):
        step(begin / len(patients))
        for records in _records(clinic, patients[begin : begin + _AT_ONCE]):
            found += cases_of(records, first, last)
    return outcomes_of(found)


def _records(clinic: Clinic, patients: Sequence[int]) -> Iterator[PatientRecords]:
    seen, treated, reviewed = (
        _of(clinic, kind, patients) for kind in (Consultation, Session, Review)
    )
    for number in patients:
        yield PatientRecords(
            seen.get(number, ()), treated.get(number, ()), reviewed.get(number, ())
        )


def _of(clinic: Clinic, kind: type[Any], patients: Sequence[int]) -> dict[int, list[Any]]:
    wanted = (kind_named(kind).name, json.dumps(list(patients)))
    ids = [number for (number,) in read(clinic.ledger.db, _THEIRS, wanted)]
    found: dict[int, list[Any]] = {}
    for stored in clinic.ledger.books.many(kind, ids).values():
        found.setdefault(stored.record.patient_id, []).append(stored)
    return found

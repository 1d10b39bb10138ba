"""When patients were last in touch, and whose record need not be kept any more."""

import json
from dataclasses import dataclass
from datetime import date, datetime

from infrared_desktop.domain.people.keeping import Keeping, keeping, latest_before
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.patient_rights import Erasure, ErasureDecision
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.database.sqlcipher import read

# Found by a day on which the patient was there, or is to be.
_BY_DAY = (
    *("consultation", "plan", "appointment", "session", "adverse_event", "review", "history"),
    "photo",
)
# Found by when it was noted.
_BY_NOTE = ("patient", "contact_attempt", "handout", "consent", "test_spot", "message")
_KINDS = ", ".join(f"'{kind}'" for kind in _BY_DAY)
# The + keeps SQLite from the index by day, which does not know whose: it takes twice as long.
_NOT_THERE = (
    "SELECT id FROM head WHERE kind = 'patient' AND state <> 'invalid' EXCEPT "
    f"SELECT DISTINCT patient_id FROM head WHERE kind IN ({_KINDS}) AND state <> 'invalid' "
    "AND +day > ?"
)
# From the patients to their records, never through all records of a kind.
_THEIRS = "FROM json_each(?1) who CROSS JOIN head h ON h.patient_id = who.value"
_DAYS = (
    f"SELECT h.patient_id AS number, h.day AS day {_THEIRS} "
    f"WHERE h.kind IN ({_KINDS}) AND h.state <> 'invalid'"
)
_NOTED = (
    f"SELECT h.patient_id, substr(v.stored_at, 1, 10) {_THEIRS} JOIN [{{kind}}] v ON v.id = h.id "
    "AND v.version = 1 WHERE h.kind = '{kind}' AND h.state <> 'invalid'"
)
_CONTACTS = " UNION ALL ".join([_DAYS, *(_NOTED.format(kind=kind) for kind in _BY_NOTE)])
_LAST = f"SELECT number, max(day) FROM ({_CONTACTS}) GROUP BY number"


@dataclass(frozen=True)
class PastTime:
    """A patient whose record need not be kept any more."""

    patient: Stored[Patient]
    keeping: Keeping


def keeping_of(clinic: Clinic, number: int) -> Keeping:
    """Return how long a patient's record is kept; what is booked ahead counts as a contact."""
    last = _last_contacts(clinic, [number])[number]
    return keeping(clinic.settings, clinic.people.get(number).record, last)


def past_their_time(clinic: Clinic, today: date) -> list[PastTime]:
    """Return whose record need not be kept any more, the longest first; nobody without figures."""
    settings = clinic.settings
    if settings.keep_years is None and settings.keep_until_age is None:
        return []
    latest = latest_before(today, settings.keep_years or 0)
    last = _last_contacts(clinic, _not_there_since(clinic, latest))
    last = {number: day for number, day in last.items() if day <= latest}
    people = clinic.people.many(last).values()
    found = [PastTime(each, keeping(settings, each.record, last[each.id])) for each in people]
    free = [each for each in found if each.keeping.is_free(today)]
    return sorted(free, key=lambda each: (each.keeping.last_contact, each.patient.id))


def open_wishes(clinic: Clinic, today: date, by: int) -> list[Stored[Erasure]]:
    """Return the wishes that wait for somebody: just noted, or put off until a day that came."""
    ids = clinic.front_desk.wishes_waiting(today, by)
    found = clinic.ledger.books.many(Erasure, ids)
    return [found[number] for number in ids]


def erased_since(clinic: Clinic, since: datetime) -> list[Stored[Erasure]]:
    """Return the decisions by which patients were erased since a moment, the newest first."""
    made = clinic.ledger.books.all(Erasure)
    done = [each for each in made if each.record.decision is ErasureDecision.ERASED]
    return [each for each in reversed(done) if each.at >= since]


def _not_there_since(clinic: Clinic, latest: date) -> list[int]:
    """Return who was not there after a day, and is not to be: few, of whom more is asked then."""
    return [number for (number,) in read(clinic.ledger.db, _NOT_THERE, (latest.isoformat(),))]


def _last_contacts(clinic: Clinic, numbers: list[int]) -> dict[int, date]:
    """Return when patients were last in touch, by number."""
    rows = read(clinic.ledger.db, _LAST, (json.dumps(numbers),))
    return {number: date.fromisoformat(day) for number, day in rows}

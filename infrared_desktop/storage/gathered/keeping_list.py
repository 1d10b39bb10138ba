"""When patients were last in touch, and whose record need not be kept any more."""

from dataclasses import dataclass
from datetime import date, datetime

from infrared_desktop.domain.people.keeping import Keeping, anniversary, keeping
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
_DAYS = "SELECT h.patient_id AS number, h.day AS day FROM head h WHERE h.kind IN ({kinds}){whose}"
_NOTED = (
    "SELECT h.patient_id, substr(v.stored_at, 1, 10) FROM head h JOIN [{kind}] v ON v.id = h.id "
    "AND v.version = 1 WHERE h.kind = '{kind}'{whose}"
)


@dataclass(frozen=True)
class PastTime:
    """A patient whose record need not be kept any more."""

    patient: Stored[Patient]
    keeping: Keeping


def keeping_of(clinic: Clinic, number: int) -> Keeping:
    """Return how long a patient's record is kept; what is booked ahead counts as a contact."""
    sql, values = _last_contacts(number)
    (last,) = (date.fromisoformat(day) for _, day in read(clinic.ledger.db, sql, values))
    return keeping(clinic.settings, clinic.people.get(number).record, last)


def past_their_time(clinic: Clinic, today: date) -> list[PastTime]:
    """Return whose record need not be kept any more, the longest first; nobody without figures."""
    settings = clinic.settings
    if settings.keep_years is None and settings.keep_until_age is None:
        return []
    sql, _ = _last_contacts(None)
    every = ((number, date.fromisoformat(day)) for number, day in read(clinic.ledger.db, sql))
    years = settings.keep_years or 0  # whoever was there later needs no look
    last = {number: day for number, day in every if anniversary(day, years) <= today}
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


def _last_contacts(number: int | None) -> tuple[str, tuple[int, ...]]:
    """Return what asks for the last contact of one patient, or of everybody."""
    whose = " AND h.state <> 'invalid'" + ("" if number is None else " AND h.patient_id = ?1")
    kinds = ", ".join(f"'{kind}'" for kind in _BY_DAY)
    parts = [
        _DAYS.format(kinds=kinds, whose=whose),
        *(_NOTED.format(kind=kind, whose=whose) for kind in _BY_NOTE),
    ]
    sql = f"SELECT number, max(day) FROM ({' UNION ALL '.join(parts)}) GROUP BY number"
    return sql, () if number is None else (number,)

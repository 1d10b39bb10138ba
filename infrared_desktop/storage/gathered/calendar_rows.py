"""The visits of some days as a calendar outside the clinic shows them."""

from collections.abc import Sequence
from datetime import date
from uuid import NAMESPACE_OID, uuid5

from infrared_desktop.domain.messages.calendar_visits import CalendarVisit, Names, calendar_visit
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.diary import Appointment, Device, Room
from infrared_desktop.domain.records.people import Settings
from infrared_desktop.storage.clinic import Clinic


def clinic_mark(clinic: Clinic) -> str:
    """Return what no other clinic has; it stays as long as the clinic, whatever it is called."""
    founded = clinic.ledger.books.history(Settings, clinic.staff.settings().id)[0]
    return uuid5(NAMESPACE_OID, f"{founded.at.isoformat()} {founded.content_hash}").hex


def visits_between(
    clinic: Clinic, first: date, last: date, clinician_id: int | None = None
) -> list[Stored[Appointment]]:
    """Return the visits from first to last, of one person's diary only where one is named."""
    every = clinic.diary.between(first, last)
    if clinician_id is None:
        return every
    return [each for each in every if each.record.clinician_id == clinician_id]


def calendar_visits(
    clinic: Clinic, visits: Sequence[Stored[Appointment]], named: bool
) -> list[CalendarVisit]:
    """Return visits in words; patients stand in them only where they are to be named."""
    people = clinic.people.many(each.record.patient_id for each in visits) if named else {}
    books = clinic.ledger.books
    names = Names(
        {number: stored.record.display_name for number, stored in people.items()},
        {each.id: each.record.name for each in clinic.staff.all()},
        {each.id: each.record.name for each in books.all(Room)},
        {each.id: each.record.name for each in books.all(Device)},
    )
    return [calendar_visit(each, names) for each in visits]

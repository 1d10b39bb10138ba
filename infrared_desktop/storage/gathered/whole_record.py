"""Gathers the whole record of one patient, so that it can be printed."""

from collections.abc import Callable, Mapping
from datetime import datetime

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.papers.whole_record import Unfinished, Versions, WholeRecord
from infrared_desktop.domain.protocol.protocol import Protocol
from infrared_desktop.domain.records.chart import State
from infrared_desktop.domain.records.diary import Device, Room
from infrared_desktop.domain.records.people import Patient, Staff
from infrared_desktop.domain.records.signature import Signature
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.database.kinds import KINDS
from infrared_desktop.storage.desks.integrity import is_as_stored
from infrared_desktop.storage.desks.protocols import read_all


def record_to_print(clinic: Clinic, number: int, by: int, now: datetime) -> WholeRecord:
    """Return everything on a patient, and tell the audit log that it was printed."""
    note_printing(clinic, number, by, now)
    return whole_record(clinic, number)


def note_printing(
    clinic: Clinic, number: int, by: int, now: datetime, name: str = "record-printed"
) -> None:
    """Tell the audit log that a patient's record is printed, or a paper of the desk."""
    clinic.ledger.admit(name, by, now)
    if clinic.people.get(number).state is State.INVALID:
        raise KnownError("The registration of number {n} was taken back.", n=number)
    if name == "record-printed":
        clinic.ledger.reading.require(number)
    with clinic.ledger.act(name, by, now) as act:
        act.note("patient", number, number)


def whole_record(clinic: Clinic, number: int) -> WholeRecord:
    """Return everything on a patient; raise KnownError if there is no such patient.

    It is raised as well for who may not read all of it.
    """
    clinic.ledger.reading.require(number)
    chart = clinic.people.chart(number)
    kinds = [kind for kind in KINDS.values() if kind.chart_field or kind.name == "patient"]
    versions = {kind.name: clinic.ledger.books.all_of_patient(kind, number) for kind in kinds}
    versions["patient"] = _registrations(clinic, chart.patient.id)
    versions["erasure"] = tuple((wish,) for wish in clinic.rights.wishes(number))
    drafts = [draft for draft in clinic.care.drafts() if draft.patient_id == number]
    return WholeRecord(
        chart,
        clinic.settings,
        versions,
        staff=_staff(clinic),
        places=_places(clinic),
        read_protocols=_protocols(clinic),
        drafts=tuple(Unfinished(each.kind, each.staff_id, each.kept_at) for each in drafts),
        joined=tuple(clinic.rights.merges(number)),
        altered=frozenset(
            (kind, stored.id, stored.version)
            for kind, records in versions.items()
            for record in records
            for stored in record
            if not is_as_stored(clinic.ledger, stored)
        ),
        signatures={
            (signed.record.about_kind, signed.record.about_id, signed.record.about_version): (
                signed.record
            )
            for signed in clinic.ledger.books.of_patient(Signature, number)
        },
    )


def _registrations(clinic: Clinic, number: int) -> tuple[Versions, ...]:
    """Return how a patient was registered: the number that is kept first, then those joined."""
    books = clinic.ledger.books
    others = sorted(books.one_person(number) - {number})
    return tuple(tuple(books.history(Patient, each)) for each in (number, *others))


def _staff(clinic: Clinic) -> dict[int, Versions]:
    books = clinic.ledger.books
    return {s.id: tuple(books.history(Staff, s.id)) for s in books.all(Staff)}


def _places(clinic: Clinic) -> dict[str, dict[int, str]]:
    books = clinic.ledger.books
    return {
        "room": {stored.id: stored.record.name for stored in books.all(Room)},
        "device": {stored.id: stored.record.name for stored in books.all(Device)},
    }


def _protocols(clinic: Clinic) -> Callable[[], Mapping[str, Protocol]]:
    """Return what reads all protocols, the one in use first; it needs no database any more."""
    used, copies = clinic.protocol, clinic.protocols.copies()
    return lambda: {used.title: used} | read_all(copies)

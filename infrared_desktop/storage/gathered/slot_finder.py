"""Free times in an open clinic: who and what there is, and the diary day by day."""

from datetime import date, datetime

from infrared_desktop.domain.booking.booking import Slot
from infrared_desktop.domain.booking.slots import Things, Wanted, find_slots
from infrared_desktop.domain.records.answers import Role
from infrared_desktop.domain.schedule.agenda import Agenda
from infrared_desktop.storage.clinic import Clinic


def things_of(clinic: Clinic) -> Things:
    """Return who treats here, the rooms in use and the devices in service."""
    return Things(
        tuple(each.id for each in clinic.staff.clinicians()),
        tuple(each.id for each in clinic.diary.rooms()),
        tuple(each.id for each in clinic.diary.devices() if each.record.in_service),
        {role: tuple(each.id for each in clinic.staff.of_role(role)) for role in Role},
    )


def slots_of(
    clinic: Clinic, wanted: Wanted, now: datetime, limit: int, a_day: int | None = None
) -> tuple[Slot, ...]:
    """Return the first free times for a visit; a day is read only when it is looked at."""

    def agenda_on(day: date) -> Agenda:
        return clinic.diary.agenda(day, day, now)

    return find_slots(wanted, things_of(clinic), agenda_on, limit, a_day)

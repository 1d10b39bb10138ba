"""A visit as a calendar outside the clinic shows it; it names its patient only where asked."""

from collections.abc import Mapping
from dataclasses import dataclass

from infrared_desktop.domain.labels.codes import plain_label
from infrared_desktop.domain.records.answers import AppointmentStatus
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.diary import Appointment


@dataclass(frozen=True)
class CalendarVisit:
    """A stored visit with its title, its room, and who treats with which device."""

    visit: Stored[Appointment]
    title: str
    place: str = ""
    details: str = ""

    @property
    def takes_place(self) -> bool:
        """Whether it still stands; a calendar that knows it takes away what does not."""
        status = self.visit.record.status
        return self.visit.record.is_live and status is not AppointmentStatus.ENTERED_IN_ERROR


@dataclass(frozen=True)
class Names:
    """What the numbers in a visit stand for; `patients` is empty where nobody is to be named."""

    patients: Mapping[int, str]
    staff: Mapping[int, str]
    rooms: Mapping[int, str]
    devices: Mapping[int, str]


def calendar_visit(stored: Stored[Appointment], names: Names) -> CalendarVisit:
    """Return a visit in words; its note stays in the clinic, whoever is named."""
    visit = stored.record
    whom = names.patients.get(visit.patient_id, "")
    title = ": ".join(part for part in (plain_label(visit.kind).capitalize(), whom) if part)
    with_whom = names.staff.get(visit.clinician_id or 0, "")
    device = names.devices.get(visit.device_id or 0, "")
    details = "\n".join(part for part in (with_whom, device) if part)
    return CalendarVisit(stored, title, names.rooms.get(visit.room_id or 0, ""), details)

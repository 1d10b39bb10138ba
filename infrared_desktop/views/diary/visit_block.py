"""What the diary says of one visit: whom, when, how it stands, and what it is for."""

from dataclasses import dataclass
from datetime import datetime

from infrared_desktop.domain.answers import AppointmentKind
from infrared_desktop.domain.diary import Appointment
from infrared_desktop.domain.people import Patient
from infrared_desktop.views.diary.visit_rows import status_chip, visit_words
from infrared_desktop.views.look.chips import Chip


@dataclass(frozen=True)
class Block:
    """The words of a visit in the grid; `is_off` is struck through and slim."""

    hours: str
    name: str
    chip: Chip
    purpose: str
    is_off: bool
    kind: AppointmentKind = AppointmentKind.SESSION

    @property
    def spoken(self) -> str:
        """All of it, for a screen reader."""
        return ", ".join((self.hours, self.name, self.chip.text, self.purpose))


def block_of(visit: Appointment, patient: Patient, now: datetime, timezone: str) -> Block:
    """Return the words of a visit."""
    return Block(
        hours=f"{visit.starts:%H:%M}–{visit.ends:%H:%M}",
        name=patient.display_name,
        chip=status_chip(visit, now, timezone),
        purpose=visit_words(visit),
        is_off=not visit.is_live,
        kind=visit.kind,
    )

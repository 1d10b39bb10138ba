"""What the diary says of one visit: whom, when, how it stands, and what it is for."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from infrared_desktop.domain.answers import AppointmentKind
from infrared_desktop.domain.chart import Stored
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


class Blocks(Mapping[int, Block]):
    """The words of many visits by their number, each made when it is first looked at."""

    def __init__(
        self,
        visits: Iterable[Stored[Appointment]],
        patients: Mapping[int, Stored[Patient]],
        now: datetime,
        timezone: str,
    ) -> None:
        self._visits = {stored.id: stored.record for stored in visits}
        self._patients, self._now, self._timezone = patients, now, timezone
        self._made: dict[int, Block] = {}

    def __getitem__(self, number: int) -> Block:
        if number not in self._made:
            visit = self._visits[number]
            patient = self._patients[visit.patient_id].record
            self._made[number] = block_of(visit, patient, self._now, self._timezone)
        return self._made[number]

    def __iter__(self) -> Iterator[int]:
        return iter(self._visits)

    def __len__(self) -> int:
        return len(self._visits)

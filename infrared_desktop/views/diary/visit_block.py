"""What the diary says of one visit: whom, when, how it stands, what it is for, what it overlaps."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.records.answers import AppointmentKind
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.domain.schedule.overlaps import Overlap
from infrared_desktop.views.look.chips import Chip
from infrared_desktop.views.visits.rows import status_chip, visit_words


@dataclass(frozen=True)
class Block:
    """The words of a visit in the grid; `is_off` is struck through and slim.

    `clash` says with which other visit it overlaps, if with any.
    """

    hours: str
    name: str
    chip: Chip
    purpose: str
    is_off: bool
    kind: AppointmentKind = AppointmentKind.SESSION
    clash: str = ""

    @property
    def standing(self) -> str:
        """How it stands, after what it overlaps."""
        return " · ".join(part for part in (self.clash, self.chip.text) if part)

    @property
    def spoken(self) -> str:
        """All of it, for a screen reader."""
        parts = (self.hours, self.name, self.clash, self.chip.text, self.purpose)
        return ", ".join(part for part in parts if part)


def block_of(
    visit: Appointment, patient: Patient, now: datetime, timezone: str, clash: str = ""
) -> Block:
    """Return the words of a visit."""
    return Block(
        hours=f"{visit.starts:%H:%M}–{visit.ends:%H:%M}",
        name=patient.display_name,
        chip=status_chip(visit, now, timezone),
        purpose=visit_words(visit),
        is_off=not visit.is_live,
        kind=visit.kind,
        clash=clash,
    )


def clash_words(pairs: Sequence[Overlap]) -> Mapping[int, str]:
    """Return what each visit that is one of a pair overlaps, by its number."""
    others: dict[int, list[str]] = {}
    for pair in pairs:
        for one, other in ((pair.first, pair.second), (pair.second, pair.first)):
            others.setdefault(one.id, []).append(f"{other.record.starts:%H:%M}")
    text = QCoreApplication.translate("Block", "overlaps {times}")
    return {number: text.format(times=", ".join(times)) for number, times in others.items()}


class Blocks(Mapping[int, Block]):
    """The words of many visits by their number, each made when it is first looked at."""

    def __init__(
        self,
        visits: Iterable[Stored[Appointment]],
        patients: Mapping[int, Stored[Patient]],
        now: datetime,
        timezone: str,
        pairs: Sequence[Overlap] = (),
    ) -> None:
        self._visits = {stored.id: stored.record for stored in visits}
        self._patients, self._now, self._timezone = patients, now, timezone
        self._clashes = clash_words(pairs)
        self._made: dict[int, Block] = {}

    def __getitem__(self, number: int) -> Block:
        if number not in self._made:
            visit = self._visits[number]
            patient = self._patients[visit.patient_id].record
            clash = self._clashes.get(number, "")
            self._made[number] = block_of(visit, patient, self._now, self._timezone, clash)
        return self._made[number]

    def __iter__(self) -> Iterator[int]:
        return iter(self._visits)

    def __len__(self) -> int:
        return len(self._visits)

"""What a timeline gathers: the photographs of a day, the course of a medicine."""

from dataclasses import dataclass
from datetime import date

from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.history import Medicine
from infrared_desktop.domain.records.photographs import Photo


@dataclass(frozen=True)
class PhotoSet:
    """The photographs of one day in one lane, in the order in which they were taken."""

    photos: tuple[Stored[Photo], ...]

    @property
    def contents(self) -> tuple[str, ...]:
        """The SHA-256 of each picture, by which its file and its small one are found."""
        return tuple(stored.record.content for stored in self.photos)


@dataclass(frozen=True)
class MedicineCourse:
    """A medicine from its start to its stop, as the versions of the history tell it.

    Without a start of its own it begins with the version that first names it. `removed_on` is the
    day of the version that no longer names it; `version` and `row` say where it was first named.
    """

    medicine: Medicine
    version: int
    row: int
    noted_on: date
    removed_on: date | None = None
    is_new: bool = False

    @property
    def begins(self) -> date:
        """The first day that is known."""
        return self.medicine.started_on or self.noted_on

    @property
    def ends(self) -> date | None:
        """The day of the stop, or of its going from the history; None while it is taken."""
        return self.medicine.stopped_on or self.removed_on

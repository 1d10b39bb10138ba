"""What the diary shows and where its cursor stands, for the papers that are made of it."""

from dataclasses import dataclass
from datetime import date

from infrared_desktop.domain.booking.booking import Slot
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.diary import Appointment


@dataclass(frozen=True)
class Shown:
    """What the diary shows: its day, and the visit and the person that the cursor stands on."""

    day: date
    visit: Stored[Appointment] | None = None
    slot: Slot | None = None

    @property
    def clinician_id(self) -> int | None:
        """Whose column or visit the cursor stands in."""
        of_visit = self.visit.record.clinician_id if self.visit else None
        return of_visit or (self.slot.clinician_id if self.slot else None)

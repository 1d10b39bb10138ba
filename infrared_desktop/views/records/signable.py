"""What a screen says of its kind of record, so that it can be drafted, judged and signed."""

from collections.abc import Sequence
from typing import Any, ClassVar

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.chart import Chart, Stored
from infrared_desktop.domain.records.gaps import Gap
from infrared_desktop.views.lists.patient_rows import patient_line
from infrared_desktop.views.screen import STORED, Place, Screen


class Signable(Screen):
    """Says what is blank, what is missing, what stands beside it, and what comes after."""

    record_type: ClassVar[type[Any]]

    def title(self) -> str:
        """Name the kind of record."""
        raise NotImplementedError

    def signed_ones(self, chart: Chart) -> Sequence[Stored[Any]]:
        """Return the signed records of the patient."""
        raise NotImplementedError

    def blank(self, chart: Chart, place: Place) -> Any:
        """Return a new record with what is known already."""
        raise NotImplementedError

    def visit_number(self, record: Any, place: Place) -> int | None:
        """Return the visit that new work belongs to, None where the place names none."""
        return place.record

    def already_signed(self, chart: Chart, place: Place) -> Stored[Any] | None:
        """Return the record that was signed for the place's appointment, if there is one."""
        return None

    def day_of(self, record: Any) -> Any:
        """Return the day that a record is about."""
        raise NotImplementedError

    def judge(self, record: Any) -> tuple[Gap, ...]:
        """Show what the program thinks of a record, and return what is missing."""
        raise NotImplementedError

    def summary(self, record: Any) -> str:
        """Say in one line what is about to be signed."""
        raise NotImplementedError

    def after_signing(self, signed: Stored[Any]) -> None:
        """Go on once a record is signed."""

    def go_on(self) -> None:
        """Do what comes after a signed record."""

    def about_patient(self, chart: Chart) -> str:
        """Say by birth date and number whom the record is about; a subclass may say more."""
        return patient_line(chart.patient, self.workplace.today())

    def sealed(self, record: Any) -> Any:
        """Return the record with what only the signature adds to it."""
        return record

    def wanted(self, chart: Chart, place: Place) -> Stored[Any] | None:
        """Return the signed record that a place leads to, None where it leads to new work."""
        if place.about != STORED:
            return self.already_signed(chart, place)
        for stored in self.signed_ones(chart):
            if stored.id == place.record:
                return stored
        stored = self.clinic.care.find(self.record_type, place.record or 0)
        if stored.record.patient_id != chart.patient.id:
            raise KnownError("This record is another patient's. Open it from there.")
        return stored

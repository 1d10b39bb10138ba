"""A patient as one row of a list: the least that tells two people apart."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.people.found_by import FoundBy, found_by
from infrared_desktop.domain.phones import show_phone
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.storage.desks.search import MOST_COUNTED
from infrared_desktop.views.lists.rows import Row
from infrared_desktop.views.lists.searches import searches_of
from infrared_desktop.views.look.chips import Chip
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.wording import say_born
from infrared_desktop.views.workplace import Workplace

_BY = {
    FoundBy.NAME: "by name",
    FoundBy.NUMBER: "by number",
    FoundBy.BIRTH_DATE: "by birth date",
    FoundBy.PHONE: "by phone",
    FoundBy.EMAIL: "by e-mail",
    FoundBy.EXTERNAL_ID: "by number elsewhere",
}


class FoundRows:
    """The best matches, best first, as rows that are made when they are seen."""

    def __init__(self, workplace: Workplace, typed: str, limit: int) -> None:
        self._workplace, self.typed = workplace, typed
        found = workplace.clinic.people.find(typed, workplace.now(), limit)
        self._numbers, self.total = found.numbers, found.total
        searches_of(workplace).heard(typed, found.total)

    def count(self) -> int:
        """Return how many rows there are."""
        return len(self._numbers)

    def page(self, offset: int, limit: int) -> list[Row]:
        """Return the rows from an offset on, limit at most."""
        numbers = self._numbers[offset : offset + limit]
        settings, today = self._workplace.settings, self._workplace.today()
        stored = self._workplace.clinic.people.many(numbers)
        rows = []
        for number in numbers:
            patient = stored[number]
            by = found_by(self.typed, patient.record, number, settings.date_order, today)
            rows.append(patient_row(patient, today, settings.country, by))
        return rows

    @property
    def words(self) -> str:
        """Say how many are shown of how many; counting ends at a thousand."""
        if self.total >= MOST_COUNTED:
            text = _words("{shown} of {total:,} or more, best match first")
        else:
            text = _words("{shown} of {total}, best match first")
        return text.format(shown=self.count(), total=self.total)


def patient_line(stored: Stored[Patient], today: date) -> str:
    """Return birth date, age and number: what stands under a name everywhere."""
    text = _words("{born} · no. {number}")
    return text.format(born=say_born(stored.record.birth_date, today), number=f"{stored.id:04}")


def short_line(stored: Stored[Patient]) -> str:
    """Return year of birth and number: enough beside a name on a list of today."""
    born = stored.record.birth_date
    if born is None:
        return _words("birth date not known · no. {number}").format(number=f"{stored.id:04}")
    text = _words("born {year} · no. {number}")
    return text.format(year=born.year, number=f"{stored.id:04}")


def patient_row(
    stored: Stored[Patient], today: date, country: str, by: Sequence[FoundBy] = ()
) -> Row:
    """Return a row that opens a patient by number."""
    words = ", ".join(_words(_BY[each]) for each in by)
    patient = stored.record
    return Row(
        key=stored.id,
        title=patient.display_name,
        subtitle=patient_line(stored, today),
        note=show_phone(patient.phone, country) or patient.email,
        chip2=Chip(Meaning.INFORMATION, words) if words else None,
    )


def _words(text: str) -> str:
    return QCoreApplication.translate("PatientRow", text)

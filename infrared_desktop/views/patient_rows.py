"""A patient as one row of a list: the least that tells two people apart."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.chart import Stored
from infrared_desktop.domain.people import Patient
from infrared_desktop.views.rows import Row
from infrared_desktop.views.wording import say_born


def patient_line(stored: Stored[Patient], today: date) -> str:
    """Return birth date, age and number: what stands under a name everywhere."""
    text = QCoreApplication.translate("PatientRow", "{born} · no. {number}")
    return text.format(born=say_born(stored.record.birth_date, today), number=f"{stored.id:04}")


def short_line(stored: Stored[Patient]) -> str:
    """Return year of birth and number: enough beside a name on a list of today."""
    born = stored.record.birth_date
    if born is None:
        text = QCoreApplication.translate("PatientRow", "birth date not known · no. {number}")
        return text.format(number=f"{stored.id:04}")
    text = QCoreApplication.translate("PatientRow", "born {year} · no. {number}")
    return text.format(year=born.year, number=f"{stored.id:04}")


def patient_row(stored: Stored[Patient], today: date, typed: str = "") -> Row:
    """Return a row that opens a patient by number."""
    return Row(
        key=stored.id,
        title=stored.record.display_name,
        subtitle=patient_line(stored, today),
        note=stored.record.phone,
    )

"""How long a record is kept: years after the last contact, and of a child up to an age as well.

Which law holds is the clinic's to know: both figures are the owner's, and without them no time runs
(trust reference P3).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from infrared_desktop.domain.records.people import Patient, Settings, age_on

OF_AGE = 18


class NoTime(StrEnum):
    """Why no time runs for a record."""

    NOT_SET = "not_set"
    NOT_SET_FOR_CHILDREN = "not_set_for_children"
    BIRTH_DATE_UNKNOWN = "birth_date_unknown"


@dataclass(frozen=True)
class Keeping:
    """How long a record is kept; `free_on` is the first day on which it need not be any more."""

    last_contact: date
    free_on: date | None = None
    why_not: NoTime | None = None

    def is_free(self, today: date) -> bool:
        """Say whether the record need not be kept any more."""
        return self.free_on is not None and self.free_on <= today


def keeping(settings: Settings, patient: Patient, last_contact: date) -> Keeping:
    """Return how long a record is kept.

    Of who was a child at the last contact it is kept for the years and up to the age, whichever
    comes later: nobody's is kept too short.
    """
    years, age, born = settings.keep_years, settings.keep_until_age, patient.birth_date
    if years is None and age is None:
        return Keeping(last_contact, why_not=NoTime.NOT_SET)
    if born is None:
        return Keeping(last_contact, why_not=NoTime.BIRTH_DATE_UNKNOWN)
    was_child = age_on(born, last_contact) < OF_AGE
    if (age if was_child else years) is None:
        missing = NoTime.NOT_SET_FOR_CHILDREN if was_child else NoTime.NOT_SET
        return Keeping(last_contact, why_not=missing)
    ends = [anniversary(last_contact, years)] if years is not None else []
    ends += [anniversary(born, age)] if was_child and age is not None else []
    return Keeping(last_contact, max(ends))


def anniversary(day: date, years: int) -> date:
    """Return the same day in a later year; of 29 February it is 1 March where there is none."""
    if day.year + years > date.max.year:
        return date.max
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def latest_before(day: date, years: int) -> date:
    """Return the latest day whose anniversary has come by a day."""
    if day.year <= years:
        return date.min
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 2, 28)

"""What a consent has to say and how long a patient has to think it over (reference 5.3)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from infrared_desktop.domain.dates import add_months
from infrared_desktop.domain.toml.tables import Tag


class ClauseWhen(StrEnum):
    """Whom a clause is for."""

    ALWAYS = "always"
    OFF_LABEL = "off_label"
    DARK_SKIN = "dark_skin"
    FACE = "face"
    NECK = "neck"
    ARM = "arm"
    BODY = "body"
    UNDER_AGE = "under_age"
    PHOTOGRAPHS = "photographs"


@dataclass(frozen=True)
class Clause:
    """One statement that the patient agrees to."""

    code: str
    text: str
    when: ClauseWhen
    source: str
    tag: Tag


@dataclass(frozen=True)
class CoolingOff:
    """The time between information and signature in a country; "other" is for all the rest.

    `under_age_hours` counts from the first consultation to the session; None where nobody under
    age is treated. `note` is what was seen and what contradicts it, in plain words.
    """

    country: str
    hours: int
    note: str
    source: str
    tag: Tag
    under_age_hours: int | None = None


@dataclass(frozen=True)
class ConsentTerms:
    """The clauses and the waits; the wait holds for the first treatment of a plan alone.

    A consent counts for `valid_months` from the day it was signed; with 0 it never runs out.
    """

    adult_from_years: int
    dark_from_type: int
    first_treatment_only: bool
    valid_months: int
    clauses: tuple[Clause, ...]
    cooling_off: tuple[CoolingOff, ...]

    def last_day(self, signed_on: date) -> date | None:
        """Return until when a consent counts that is signed on a day; None is for good."""
        return add_months(signed_on, self.valid_months) if self.valid_months else None

    def cooling_off_in(self, country: str) -> CoolingOff:
        """Return the wait of a country by its two letters, or that of all the rest."""
        by_country = {one.country: one for one in self.cooling_off}
        return by_country.get(country.upper(), by_country[OTHER_COUNTRIES])

    def clauses_for(self, *when: ClauseWhen) -> tuple[Clause, ...]:
        """Return the clauses that hold always or in one of the cases, in the protocol's order."""
        wanted = {ClauseWhen.ALWAYS, *when}
        return tuple(one for one in self.clauses if one.when in wanted)

    def clauses_when(self, when: ClauseWhen) -> tuple[Clause, ...]:
        """Return the clauses of one case alone."""
        return tuple(one for one in self.clauses if one.when is when)


OTHER_COUNTRIES = "other"

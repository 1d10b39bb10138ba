"""The people of a clinic: patients and staff."""

from dataclasses import dataclass
from datetime import date

from infrared_desktop.domain.dates import DateOrder
from infrared_desktop.domain.records.answers import Channel, Role, Sex


@dataclass(frozen=True)
class Patient:
    """A patient's administrative data; the record's id is the patient number.

    `may_contact_by` are the ways that the patient agreed to; None is not asked.
    """

    surname: str
    given_name: str = ""
    birth_date: date | None = None
    sex: Sex | None = None
    phone: str = ""
    second_phone: str = ""
    email: str = ""
    address: str = ""
    language: str = ""
    preferred_channel: Channel | None = None
    do_not_contact: bool = False
    note: str = ""
    external_id: str = ""
    may_contact_by: tuple[Channel, ...] | None = None
    best_time: str = ""

    @property
    def wants_no_contact(self) -> bool:
        """Whether the patient asked not to be contacted, or agreed to no way of it."""
        return self.do_not_contact or self.may_contact_by == ()

    @property
    def display_name(self) -> str:
        """The name as lists show it: surname first."""
        return ", ".join(part for part in (self.surname, self.given_name) if part)


@dataclass(frozen=True)
class Staff:
    """A member of staff; an id is never used again for another person."""

    name: str
    role: Role
    active: bool = True


@dataclass(frozen=True)
class Settings:
    """What a clinic set about itself.

    The window locks after `idle_lock_min` minutes without a touch; 0 is never by itself. Records
    are kept for `keep_years` after the last contact, of children up to `keep_until_age` as well.
    """

    clinic_name: str
    country: str
    date_order: DateOrder = DateOrder.DMY
    language: str = "en"
    timezone: str = "UTC"
    practice: bool = False
    protocol: str = "titan"
    opens_at: str = "08:00"
    closes_at: str = "19:00"
    phone: str = ""
    reception_sees_photographs: bool = False
    asks_photographs: bool = False
    idle_lock_min: int = 5
    reception_reads_records: bool = False
    keep_years: int | None = None
    keep_until_age: int | None = None


def age_on(birth_date: date, day: date) -> int:
    """Return the age in whole years on a day; a 29 February birthday falls on 1 March."""
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))

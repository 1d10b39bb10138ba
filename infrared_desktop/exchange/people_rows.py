"""One row of a list made a patient, or the sentence that says why it cannot be."""

import re
from dataclasses import dataclass
from datetime import date

from infrared_desktop.domain.dates import DateOrder
from infrared_desktop.domain.people.registration import LONGEST_NAME
from infrared_desktop.domain.people.staff_names import tidied
from infrared_desktop.domain.phones import normal_phone
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.domain.sentences import Sentence, sentence
from infrared_desktop.exchange.birth_dates import read_birth_date
from infrared_desktop.exchange.columns import Mapping, sex_of
from infrared_desktop.exchange.headings import Field

LONGEST_CELL = 10_000

_PARTICLES = set(
    re.findall(r"\w+", "bin da das de del den der di do dos du ibn la le ter van von zu")
)
_COUNTRIES = {"usa": "US", "unitedstates": "US", "uk": "GB", "greatbritain": "GB", "england": "GB"}
_REGION_BEFORE_POSTCODE = {"US", "CA", "AU"}


@dataclass(frozen=True)
class Reading:
    """How the rows of one list are to be read."""

    mapping: Mapping
    order: DateOrder
    country: str
    today: date
    m_is_female: bool = False


def read_row(cells: tuple[str, ...], reading: Reading) -> Patient | Sentence:
    """Return the patient in a row, or what keeps the row from being read."""
    width = len(reading.mapping)
    if len(cells) < width or any(cell.strip() for cell in cells[width:]):
        return sentence(
            "The row has {found} columns, the heading has {expected}.",
            found=len(cells),
            expected=width,
        )
    if max(map(len, cells), default=0) > LONGEST_CELL:
        return sentence("A cell has more than {most} characters.", most=LONGEST_CELL)
    return _read_person(_Cells(cells, reading), reading)


class _Cells:
    """A row's cells by field, tidied; empty ones count as not there."""

    def __init__(self, cells: tuple[str, ...], reading: Reading) -> None:
        self._of: dict[Field, list[str]] = {}
        for field, cell in zip(reading.mapping, cells, strict=False):
            if field and (text := tidied(cell)):
                self._of.setdefault(field, []).append(text)

    def all(self, *fields: Field) -> list[str]:
        return [text for field in fields for text in self._of.get(field, [])]

    def text(self, *fields: Field, by: str = " ") -> str:
        return by.join(self.all(*fields))


def _read_person(cells: _Cells, reading: Reading) -> Patient | Sentence:
    surname, given_name = _names(cells)
    if not surname and not given_name:
        return sentence("There is no name.")
    if max(len(surname), len(given_name)) > LONGEST_NAME:
        return sentence("The name has more than {most} characters.", most=LONGEST_NAME)
    born = read_birth_date(cells.text(Field.BIRTH_DATE), reading.order, reading.today)
    if isinstance(born, Sentence):
        return born
    phone, second_phone, more_phones = _phones(cells, reading.country)
    return Patient(
        surname,
        given_name,
        born,
        sex_of(cells.text(Field.SEX), reading.m_is_female),
        phone,
        second_phone,
        cells.text(Field.EMAIL).removeprefix("mailto:"),
        _address(cells, _country(cells, reading.country)),
        cells.text(Field.LANGUAGE),
        note=" ".join([*cells.all(Field.NOTE), *more_phones]),
        external_id=cells.text(Field.EXTERNAL_ID),
    )


def _names(cells: _Cells) -> tuple[str, str]:
    surname, full = cells.text(Field.SURNAME), cells.text(Field.FULL_NAME)
    given_name = cells.text(Field.GIVEN_NAME, Field.MIDDLE_NAME)
    if full and not surname:
        surname, given = split_name(full)
        given_name = " ".join(filter(None, (given, given_name)))
    return surname, given_name


def split_name(full: str) -> tuple[str, str]:
    """Part "Lee, Ann" and "Ann de la Cruz" into surname and given name."""
    if "," in full:
        surname, _, given = full.partition(",")
        return surname.strip(), given.strip()
    words = full.split()
    start = len(words) - 1
    while start > 1 and words[start - 1].casefold() in _PARTICLES:
        start -= 1
    return " ".join(words[start:]), " ".join(words[:start])


def _phones(cells: _Cells, country: str) -> tuple[str, str, list[str]]:
    """Return the first two phones, mobile before others, and whatever more there are."""
    region = _country(cells, country)
    phones = [normal_phone(text, region) for text in cells.all(Field.MOBILE, Field.PHONE)]
    first, second, *more = [*dict.fromkeys(phones), "", ""]
    return first, second, [phone for phone in more if phone]


def _country(cells: _Cells, usual: str) -> str:
    """Return the code of the row's own country where it is told plainly, else the clinic's."""
    written = re.sub(r"\W", "", cells.text(Field.COUNTRY)).casefold()
    if written in _COUNTRIES:
        return _COUNTRIES[written]
    return written.upper() if re.fullmatch("[a-z]{2}", written) else usual


def _address(cells: _Cells, country: str) -> str:
    """Put the address on one line, in the order of the country."""
    city, region = cells.text(Field.CITY), cells.text(Field.REGION)
    postcode = cells.text(Field.POSTCODE)
    if country in _REGION_BEFORE_POSTCODE:
        place = [city, " ".join(filter(None, (region, postcode)))]
    else:
        place = [" ".join(filter(None, (postcode, city))), region]
    parts = [*cells.all(Field.STREET, Field.APARTMENT), *place, *cells.all(Field.COUNTRY)]
    return ", ".join(filter(None, parts))

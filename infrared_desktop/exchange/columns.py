"""Guess what each column of a list holds: by its heading, and by what stands in it."""

import re
from collections.abc import Callable

from infrared_desktop.domain.people.folding import fold
from infrared_desktop.domain.records.answers import Sex
from infrared_desktop.exchange.birth_dates import DATE_SHAPE
from infrared_desktop.exchange.headings import Field, field_of, hint_of
from infrared_desktop.exchange.sniffing import Table

Mapping = tuple[Field | None, ...]
"""One entry a column, in order; None leaves the column out."""

_SAMPLE_ROWS = 500
_REPEATED = {Field.MOBILE, Field.PHONE, Field.STREET, Field.APARTMENT, Field.NOTE}

_EMAIL = re.compile(r"\S+@\S+\.\w+")
_PHONE = re.compile(r"(?:\D{0,3}\d){5,}.*")
# Without a heading that says so, bare figures may be anything: a phone starts with + or 0, or is
# written in groups.
_SURE_PHONE = re.compile(r"[+0(][\d\s().\-/]{7,20}|\d{2,4}(?:[\s\-/]\d{2,4}){2,5}")
_OLD_YEAR = re.compile(r"(?:1[89]|19[0-6])\d{1,2}(?!\d)")

_SEXES = {
    Sex.FEMALE: """f female woman girl w weiblich frau femme feminin mujer femenino k kvinde kvinne
        kvinna v vrouw donna femmina feminino mulher kobieta ж жен женский 女""",
    Sex.MALE: """m male man boy mann mannlich herr homme masculin hombre masculino h mand uomo
        maschio homem mezczyzna м муж мужской 男""",
    Sex.OTHER: "o other d divers diverse x autre otro andet annen annat anders altro nonbinary",
}
_SEX_OF = {word: sex for sex, words in _SEXES.items() for word in words.split()}


def sex_of(text: str, m_is_female: bool = False) -> Sex | None:
    """Return the sex that a word or letter stands for, or None."""
    folded = fold(text).replace(" ", "")
    return Sex.FEMALE if m_is_female and folded == "m" else _SEX_OF.get(folded)


def m_is_female(cells: list[str]) -> bool:
    """Tell a Spanish column of H and M, hombre and mujer, from all others."""
    letters = {cell.strip().casefold() for cell in cells} - {""}
    return letters == {"h", "m"}


def guess_mapping(table: Table) -> Mapping:
    """Return the likeliest mapping; what no heading and no content tells is left out."""
    columns = [_cells(table, index) for index in range(len(table.header))]
    heads = zip(table.header, columns, strict=True)
    mapping = [_by_heading(heading, cells) for heading, cells in heads]
    mapping = _one_each(mapping, columns)
    for field, is_such in _BY_CONTENT.items():
        if field not in mapping:
            mapping = _add_by_content(mapping, columns, field, is_such)
    return tuple(_names_settled(mapping))


def _cells(table: Table, index: int) -> list[str]:
    cells = (
        row.cells[index].strip() for row in table.rows[:_SAMPLE_ROWS] if index < len(row.cells)
    )
    return [cell for cell in cells if cell]


def _share(cells: list[str], is_such: Callable[[str], object]) -> float:
    return sum(1 for cell in cells if is_such(cell)) / len(cells) if cells else 0


def _by_heading(heading: str, cells: list[str]) -> Field | None:
    """Return the field unless the content speaks against it: a year of birth is no birth date."""
    named, hinted = field_of(heading), hint_of(heading)
    if named and (not cells or _fitting(named, cells)):
        return named
    fits_well = hinted and (not cells or _fitting(hinted, cells) >= 0.5 * len(cells))
    return hinted if fits_well else None


def _fitting(field: Field, cells: list[str]) -> int:
    """Count the cells that can be such a field."""
    is_such = _CONTENT.get(field)
    return sum(1 for cell in cells if is_such(cell)) if is_such else len(cells)


def _one_each(mapping: list[Field | None], columns: list[list[str]]) -> list[Field | None]:
    """Where two columns hold the same field, keep the one that is better filled."""
    best: dict[Field, int] = {}
    for index, field in enumerate(mapping):
        filled = _fitting(field, columns[index]) if field else 0
        if field and (field not in best or filled > _fitting(field, columns[best[field]])):
            best[field] = index
    return [
        field if field is None or field in _REPEATED or best[field] == index else None
        for index, field in enumerate(mapping)
    ]


def _add_by_content(
    mapping: list[Field | None],
    columns: list[list[str]],
    field: Field,
    is_such: Callable[[str], object],
) -> list[Field | None]:
    for index, cells in enumerate(columns):
        if mapping[index] is None and _share(cells, is_such) >= 0.8 and _fits(field, cells):
            return [*mapping[:index], field, *mapping[index + 1 :]]
    return mapping


def _fits(field: Field, cells: list[str]) -> bool:
    """Tell birth dates from visits and the like: somebody was born before 1970."""
    return field is not Field.BIRTH_DATE or any(_OLD_YEAR.search(cell) for cell in cells)


def _names_settled(mapping: list[Field | None]) -> list[Field | None]:
    """Settle what a bare "name" is: beside a given name the surname, and the other way round."""
    has_surname, has_given = Field.SURNAME in mapping, Field.GIVEN_NAME in mapping
    if not has_surname and not has_given:
        return mapping
    settled = None if has_surname and has_given else Field.SURNAME
    if has_surname and not has_given:
        settled = Field.GIVEN_NAME
    return [settled if field is Field.FULL_NAME else field for field in mapping]


_CONTENT: dict[Field, Callable[[str], object]] = {
    Field.BIRTH_DATE: DATE_SHAPE.match,
    Field.EMAIL: _EMAIL.search,
    Field.SEX: sex_of,
    Field.MOBILE: _PHONE.match,
    Field.PHONE: _PHONE.match,
}
_BY_CONTENT: dict[Field, Callable[[str], object]] = {
    Field.EMAIL: _EMAIL.fullmatch,
    Field.BIRTH_DATE: DATE_SHAPE.match,
    Field.PHONE: lambda cell: _SURE_PHONE.fullmatch(cell) and not DATE_SHAPE.match(cell),
}

"""What stands in a row of the database, as plain values and in plain words.

It goes by the rows and not by records: a cell that holds what this program can't read leaves as
it lies, without words.
"""

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import is_dataclass
from enum import Enum
from functools import cache
from typing import Any, get_args, get_origin

from infrared_desktop.domain.labels.codes import LABELS, NUMBERED
from infrared_desktop.domain.sentences import Sentence
from infrared_desktop.domain.spreadsheets import shielded
from infrared_desktop.storage.database.rows import bare_type, field_types

Names = Mapping[str, Mapping[int, str]]  # of staff, rooms and devices, by number
Say = Callable[[Any, Names], Any]

# Numbers that stand for a degree on a scale.
SCALES = {
    "fitzpatrick_type": "Fitzpatrick",
    "glogau": "Glogau",
    "severity": "Severity",
    "gais_clinician": "Gais",
    "gais_patient": "Gais",
    "weekday": "Weekday",
    "weekdays": "Weekday",
}
_STAFF = "clinician operator assistant supervisor taken_by staff approved_by written_by holder"
# Numbers that stand for somebody or something, and where its name is found.
POINTERS = {f"{who}_id": "staff" for who in _STAFF.split()} | {
    "room_id": "room",
    "device_id": "device",
}


def plain_of(kind: Any) -> Callable[[Any], Any]:
    """Return what makes a plain JSON value of a cell, by the type of its field."""
    bare = bare_type(kind)
    if is_nested(bare):
        return _unpacked
    return _yes_or_no if bare is bool else _as_it_lies


def is_nested(bare: Any) -> bool:
    """Say whether a field's value is a list, or a record of its own."""
    return get_origin(bare) is tuple or is_dataclass(bare)


def row_type(kind: Any) -> Any:
    """Return of which records a field is a list; None where it is none."""
    bare = bare_type(kind)
    part = get_args(bare)[0] if get_origin(bare) is tuple else None
    return part if is_dataclass(part) and part is not Sentence else None


def words_of(record_type: Any, values: Mapping[str, Any], names: Names) -> dict[str, Any]:
    """Return the plain words of the fields that have some, beyond what the value itself says."""
    told = {}
    for field, say in sayers(record_type).items():
        if values.get(field) is not None:
            with suppress(LookupError, TypeError, AttributeError, ValueError):
                told[field] = say(values[field], names)
    return {field: words for field, words in told.items() if words not in ("", [])}


@cache
def sayers(record_type: Any) -> dict[str, Say]:
    """Return what says a field in words, for each field of a record type that needs it."""
    found = {name: _sayer(name, kind) for name, kind in field_types(record_type).items()}
    return {name: say for name, say in found.items() if say is not None}


def _unpacked(cell: Any) -> Any:
    if cell is not None:
        with suppress(ValueError, TypeError):
            return json.loads(cell)
    return cell


def _yes_or_no(cell: Any) -> Any:
    return bool(cell) if cell in (0, 1) else cell


def _as_it_lies(cell: Any) -> Any:
    return cell


def _sayer(name: str, kind: Any) -> Say | None:
    bare = bare_type(kind)
    if rows := row_type(kind):
        return lambda value, names: [words_of(rows, each, names) for each in value]
    if get_origin(bare) is tuple:
        one = _sayer(name, get_args(bare)[0])
        return one and (lambda value, names: "; ".join(one(each, names) for each in value))
    if bare is Sentence:
        return lambda value, _: value["template"].format(**value["values"])
    if issubclass(bare, Enum):
        return lambda value, _: LABELS[bare][value]
    if name in SCALES:
        return lambda value, _: NUMBERED[SCALES[name]][str(value)]
    if name in POINTERS:
        return lambda value, names: names[POINTERS[name]][value]
    return None


def as_cell(value: Any) -> str:
    """Return a plain value as a CSV's cell; what was not asked or not said is empty."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return shielded(value)
    if isinstance(value, int | float):
        return repr(value)
    # It begins with a bracket, so no spreadsheet takes it for a formula.
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

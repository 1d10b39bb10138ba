"""Turn records into database rows and back, by their field types; one place for all kinds."""

import dataclasses
import hashlib
import json
import re
import types
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from infrared_desktop.domain.sentences import Sentence, sentence

R = TypeVar("R")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def to_row(record: Any) -> dict[str, Any]:
    """Return a record's fields as SQLite values; nested rows become JSON text."""
    return {f.name: f.to_cell(getattr(record, f.name)) for f in _fields(type(record))}


def from_row(record_type: type[R], row: Mapping[str, Any]) -> R:
    """Rebuild a record from its row; columns that are not fields are left aside."""
    return record_type(**{f.name: f.from_cell(row[f.name]) for f in _fields(record_type)})


def to_json(record: Any) -> dict[str, Any]:
    """Return a record's fields as plain JSON values."""
    return {f.name: f.to_plain(getattr(record, f.name)) for f in _fields(type(record))}


def from_json(record_type: type[R], content: Mapping[str, Any]) -> R:
    """Rebuild a record from plain JSON values; a field that is missing keeps its default."""
    known = (f for f in _fields(record_type) if f.name in content)
    return record_type(**{f.name: f.from_plain(content[f.name]) for f in known})


def content_hash(record: Any) -> str:
    """Return the SHA-256 of what a record says beyond its defaults.

    Fields at their default are left out, so that a field which a later release adds leaves the
    hashes of older records as they are; a default, once released, therefore never changes.
    """
    text = _ENCODER.encode(_said(record))
    return hashlib.sha256(text.encode()).hexdigest()


def field_types(record_type: Any) -> dict[str, Any]:
    """Return a record type's field names and types, in order."""
    return _hints(record_type)


Convert = Callable[[Any], Any]
_ENCODER = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"))
_CELL_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


@dataclasses.dataclass(frozen=True)
class _Field:
    """One field with the ways that its values go, worked out once for each record type."""

    name: str
    default: Any
    to_plain: Convert
    to_said: Convert
    to_cell: Convert
    from_plain: Convert
    from_cell: Convert


def _read_fields(record_type: Any) -> tuple[_Field, ...]:
    kinds = field_types(record_type)
    return tuple(_field(f.name, f.default, kinds[f.name]) for f in dataclasses.fields(record_type))


def _read_hints(record_type: Any) -> dict[str, Any]:
    hints = get_type_hints(record_type)
    return {field.name: hints[field.name] for field in dataclasses.fields(record_type)}


_fields: Callable[[Any], tuple[_Field, ...]] = cache(_read_fields)
_hints: Callable[[Any], dict[str, Any]] = cache(_read_hints)


def _field(name: str, default: Any, kind: Any) -> _Field:
    to_plain, from_plain = _writer(kind, to_json), _reader(kind)
    to_cell, from_cell = to_plain, from_plain
    if _is_nested(kind):
        to_cell = _known(lambda value: _CELL_ENCODER.encode(to_plain(value)))
        from_cell = _known(lambda cell: from_plain(json.loads(cell)))
    elif _bare(kind) is bool:
        to_cell = _known(int)
    return _Field(name, default, to_plain, _writer(kind, _said), to_cell, from_plain, from_cell)


def _said(record: Any) -> dict[str, Any]:
    values = ((f, getattr(record, f.name)) for f in _fields(type(record)))
    return {f.name: f.to_said(value) for f, value in values if value != f.default}


def _known(convert: Convert) -> Convert:
    """Return a conversion that leaves an unanswered question (None) as it is."""
    return lambda value: None if value is None else convert(value)


def _same(value: Any) -> Any:
    return value


def _writer(kind: Any, nested: Convert) -> Convert:
    """Return what makes a plain JSON value of a field; `nested` does so for a whole record."""
    bare = _bare(kind)
    if get_origin(bare) is tuple:
        part = _writer(get_args(bare)[0], nested)
        return _known(lambda values: [part(value) for value in values])
    if bare is Sentence:
        return _known(_plain_sentence)
    if dataclasses.is_dataclass(bare):
        return _known(nested)
    return next((_known(write) for base, write in _WRITERS if issubclass(bare, base)), _same)


def _reader(kind: Any) -> Convert:
    """Return what makes a field's value of a plain JSON value."""
    bare = _bare(kind)
    if get_origin(bare) is tuple:
        part = _reader(get_args(bare)[0])
        return _known(lambda plain: tuple(part(value) for value in plain))
    if bare is Sentence:
        return _known(_read_sentence)
    if dataclasses.is_dataclass(bare):
        return _known(lambda plain: from_json(bare, plain))  # type: ignore[arg-type]
    if issubclass(bare, date | time):  # datetime is a date
        return _known(bare.fromisoformat)
    return _known(bare) if issubclass(bare, StrEnum | bool | float) else _same


def _is_nested(kind: Any) -> bool:
    bare = _bare(kind)
    return get_origin(bare) is tuple or dataclasses.is_dataclass(bare)


def _bare(kind: Any) -> Any:
    """Return the type without its "or None"."""
    if get_origin(kind) in (Union, types.UnionType):
        return next(part for part in get_args(kind) if part is not type(None))
    return kind


def _plain_moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


def _exact(number: float) -> float:
    # The database gives 3 and -0.0 back as 3.0 and 0.0; hashes must not tell them apart.
    return number + 0.0


_WRITERS: tuple[tuple[type, Convert], ...] = (
    (StrEnum, str),
    (datetime, _plain_moment),
    (date, date.isoformat),
    (time, lambda wall: wall.isoformat("minutes")),
    (float, _exact),
)


def _plain_sentence(told: Sentence) -> dict[str, Any]:
    values = {n: v.isoformat() if isinstance(v, date) else v for n, v in told.values}
    return {"template": told.template, "values": values}


def _read_sentence(plain: Mapping[str, Any]) -> Sentence:
    values = {name: _gap(gap) for name, gap in plain["values"].items()}
    return sentence(plain["template"], **values)


def _gap(value: Any) -> Any:
    is_day = isinstance(value, str) and _DAY.fullmatch(value)
    return date.fromisoformat(value) if is_day else value

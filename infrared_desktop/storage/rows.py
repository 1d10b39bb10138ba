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
    return {name: _to_cell(getattr(record, name)) for name in field_types(type(record))}


def from_row(record_type: type[R], row: Mapping[str, Any]) -> R:
    """Rebuild a record from its row; columns that are not fields are left aside."""
    hints = field_types(record_type)
    return record_type(**{name: _from_cell(kind, row[name]) for name, kind in hints.items()})


def to_json(record: Any) -> dict[str, Any]:
    """Return a record's fields as plain JSON values."""
    kinds = field_types(type(record))
    return {name: _exact(kind, _plain(getattr(record, name))) for name, kind in kinds.items()}


def from_json(record_type: type[R], content: Mapping[str, Any]) -> R:
    """Rebuild a record from plain JSON values; a field that is missing keeps its default."""
    hints = field_types(record_type)
    known = {name: value for name, value in content.items() if name in hints}
    return record_type(**{name: _value(hints[name], value) for name, value in known.items()})


def content_hash(record: Any) -> str:
    """Return the SHA-256 of what a record says beyond its defaults.

    Fields at their default are left out, so that a field which a later release adds leaves the
    hashes of older records as they are; a default, once released, therefore never changes.
    """
    text = json.dumps(_said(record), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _said(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_said(part) for part in value]
    if not dataclasses.is_dataclass(value) or isinstance(value, Sentence):
        return _plain(value)
    kinds = field_types(type(value))
    fields = ((field, getattr(value, field.name)) for field in dataclasses.fields(value))
    return {f.name: _exact(kinds[f.name], _said(v)) for f, v in fields if v != f.default}


def _exact(kind: Any, plain: Any) -> Any:
    # The database gives 3 and -0.0 back as 3.0 and 0.0; hashes must not tell them apart.
    return plain + 0.0 if plain is not None and _bare(kind) is float else plain


def field_types(record_type: Any) -> dict[str, Any]:
    """Return a record type's field names and types, in order."""
    return _hints(record_type)


def _read_hints(record_type: Any) -> dict[str, Any]:
    hints = get_type_hints(record_type)
    return {field.name: hints[field.name] for field in dataclasses.fields(record_type)}


_hints: Callable[[Any], dict[str, Any]] = cache(_read_hints)


def _to_cell(value: Any) -> Any:
    plain = _plain(value)
    if isinstance(plain, list | dict):
        return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
    return int(plain) if isinstance(plain, bool) else plain


def _plain(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="milliseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, Sentence):
        return {"template": value.template, "values": {n: _plain(v) for n, v in value.values}}
    return to_json(value) if dataclasses.is_dataclass(value) else value


def _from_cell(kind: Any, cell: Any) -> Any:
    nested = isinstance(cell, str) and cell[:1] in "[{" and _is_nested(kind)
    return _value(kind, json.loads(cell) if nested else cell)


@cache
def _is_nested(kind: Any) -> bool:
    bare = _bare(kind)
    return get_origin(bare) is tuple or dataclasses.is_dataclass(bare)


@cache
def _bare(kind: Any) -> Any:
    """Return the type without its "or None"."""
    if get_origin(kind) in (Union, types.UnionType):
        return next(part for part in get_args(kind) if part is not type(None))
    return kind


def _value(kind: Any, plain: Any) -> Any:
    if plain is None:
        return None
    bare = _bare(kind)
    if get_origin(bare) is tuple:
        return tuple(_value(get_args(bare)[0], part) for part in plain)
    if bare is Sentence:
        values = {name: _gap(gap) for name, gap in plain["values"].items()}
        return sentence(plain["template"], **values)
    if dataclasses.is_dataclass(bare):
        return from_json(bare, plain)  # type: ignore[arg-type]
    if issubclass(bare, date | time):  # datetime is a date
        return bare.fromisoformat(plain)
    return bare(plain) if issubclass(bare, StrEnum | bool | float) else plain


def _gap(value: Any) -> Any:
    is_day = isinstance(value, str) and _DAY.fullmatch(value)
    return date.fromisoformat(value) if is_day else value

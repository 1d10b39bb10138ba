"""Turn records into database rows and back, by their field types; one place for all kinds."""

import dataclasses
import hashlib
import json
import re
import types
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from infrared_desktop.domain.sentences import Sentence, sentence
from infrared_desktop.storage.database.making import maker

R = TypeVar("R")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def to_row(record: Any) -> dict[str, Any]:
    """Return a record's fields as SQLite values; nested rows become JSON text."""
    shape = _shape(type(record))
    return _along(shape.to_cell, _values(shape, record))


def row_reader(record_type: type[R]) -> Callable[[Sequence[Any]], R]:
    """Return what rebuilds the records of one query from their cells, what is repeated only once.

    It is forgotten with the reader, so that nothing of a patient outlives the query.
    """
    shape, make = _shape(record_type), maker(record_type)
    ways = [(shape.names.index(name), Known(convert)) for name, convert in shape.from_cell]

    def read(cells: Sequence[Any]) -> R:
        values = list(cells)
        for place, known in ways:
            values[place] = known[values[place]]
        return make(values)

    return read


class Known(dict[Any, Any]):
    """Converted values by their cells, each converted once; an unanswered question stays None."""

    def __init__(self, convert: "Convert") -> None:
        super().__init__({None: None})
        self._convert = convert

    def __missing__(self, cell: Any) -> Any:
        value = self[cell] = self._convert(cell)
        return value


def to_json(record: Any) -> dict[str, Any]:
    """Return a record's fields as plain JSON values."""
    shape = _shape(type(record))
    return _along(shape.to_plain, _values(shape, record))


def from_json(record_type: type[R], content: Mapping[str, Any]) -> R:
    """Rebuild a record from plain JSON values; a field that is missing keeps its default."""
    shape = _shape(record_type)
    if content.keys() == shape.defaults.keys():
        values = _along(shape.from_plain, dict(content))
        return maker(record_type)(map(values.__getitem__, shape.names))
    known = {name: value for name, value in content.items() if name in shape.defaults}
    return record_type(**_along(shape.from_plain, known))


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
Way = tuple[tuple[str, Convert], ...]
_ENCODER = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"))
_CELL_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_DECODE = json.JSONDecoder().decode


@dataclasses.dataclass(frozen=True)
class _Shape:
    """The fields of a record type, and for each way of their values what is converted on it.

    Worked out once for each type: a long chart has thousands of rows.
    """

    names: tuple[str, ...]
    defaults: Mapping[str, Any]
    to_plain: Way
    to_said: Way
    to_cell: Way
    from_plain: Way
    from_cell: Way


def _read_shape(record_type: Any) -> _Shape:
    kinds = field_types(record_type)
    return _Shape(
        names=tuple(kinds),
        defaults={field.name: field.default for field in dataclasses.fields(record_type)},
        to_plain=_way(kinds, _to_plain),
        to_said=_way(kinds, lambda kind: _writer(kind, _said)),
        to_cell=_way(kinds, _to_cell),
        from_plain=_way(kinds, _reader),
        from_cell=_way(kinds, _from_cell),
    )


def _read_hints(record_type: Any) -> dict[str, Any]:
    hints = get_type_hints(record_type)
    return {field.name: hints[field.name] for field in dataclasses.fields(record_type)}


_shape: Callable[[Any], _Shape] = cache(_read_shape)
_hints: Callable[[Any], dict[str, Any]] = cache(_read_hints)


def _way(kinds: Mapping[str, Any], convert_of: Callable[[Any], Convert]) -> Way:
    """Return the fields that are not the same at both ends of a way, with what converts them."""
    ways = ((name, convert_of(kind)) for name, kind in kinds.items())
    return tuple((name, convert) for name, convert in ways if convert is not _same)


def _along(way: Way, values: dict[str, Any]) -> dict[str, Any]:
    """Convert the values that a way changes; an unanswered question (None) stays as it is."""
    for name, convert in way:
        value = values.get(name)
        if value is not None:
            values[name] = convert(value)
    return values


def _values(shape: _Shape, record: Any) -> dict[str, Any]:
    return {name: getattr(record, name) for name in shape.names}


def _said(record: Any) -> dict[str, Any]:
    shape = _shape(type(record))
    values = _values(shape, record).items()
    said = {name: value for name, value in values if value != shape.defaults[name]}
    return _along(shape.to_said, said)


def _same(value: Any) -> Any:
    return value


def _to_plain(kind: Any) -> Convert:
    return _writer(kind, to_json)


def _to_cell(kind: Any) -> Convert:
    plain = _to_plain(kind)
    if _is_nested(kind):
        return lambda value: _CELL_ENCODER.encode(plain(value))
    return int if bare_type(kind) is bool else plain


def _from_cell(kind: Any) -> Convert:
    read = _reader(kind)
    return (lambda cell: read(_DECODE(cell))) if _is_nested(kind) else read


def _writer(kind: Any, nested: Convert) -> Convert:
    """Return what makes a plain JSON value of a field; `nested` does so for a whole record."""
    bare = bare_type(kind)
    if get_origin(bare) is tuple:
        part = _writer(get_args(bare)[0], nested)
        return lambda values: [part(value) for value in values]
    if bare is Sentence:
        return _plain_sentence
    if dataclasses.is_dataclass(bare):
        return nested
    return next((write for base, write in _WRITERS if issubclass(bare, base)), _same)


def _reader(kind: Any) -> Convert:
    """Return what makes a field's value of a plain JSON value."""
    bare = bare_type(kind)
    if get_origin(bare) is tuple:
        part = _reader(get_args(bare)[0])
        return lambda plain: tuple([part(value) for value in plain])
    if bare is Sentence:
        return _read_sentence
    if dataclasses.is_dataclass(bare):
        return lambda plain: from_json(bare, plain)  # type: ignore[arg-type]
    if issubclass(bare, date | time):  # datetime is a date
        return bare.fromisoformat  # type: ignore[no-any-return]
    if issubclass(bare, StrEnum):
        return cache(bare)  # an unknown code raises ValueError, each time
    return bare if issubclass(bare, bool | float) else _same


def _is_nested(kind: Any) -> bool:
    bare = bare_type(kind)
    return get_origin(bare) is tuple or dataclasses.is_dataclass(bare)


def bare_type(kind: Any) -> Any:
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

"""Write what was typed as JSON, with the records that it holds, and read it again.

Only values, enums, and dataclasses and named tuples of this program are made again: no code runs.
"""

import dataclasses
import importlib
import json
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from enum import Enum
from typing import Any

_OURS = "infrared_desktop."


def pack(value: object) -> str:
    """Return a value as text; raise TypeError for one that can't be read again."""
    # With ASCII alone, half a sign that somebody typed can be stored as well.
    return json.dumps(_plain(value), separators=(",", ":"))


def unpack(text: str) -> Any:
    """Return the value that was packed; raise ValueError, TypeError or LookupError if it can't."""
    return _value(json.loads(text))


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return ["enum", _name(type(value)), value.name]
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return ["record", _name(type(value)), *(_plain(each) for each in _fields(value))]
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return ["named", _name(type(value)), *map(_plain, value)]
    for kind, (name, write, _) in _KINDS.items():
        if type(value) is kind:
            return [name, *write(value)]
    raise TypeError(f"{type(value).__name__} can't be packed")


def _fields(record: Any) -> list[Any]:
    return [getattr(record, each.name) for each in dataclasses.fields(record)]


def _each(values: Any) -> list[Any]:
    return [_plain(each) for each in values]


_Kind = tuple[str, Callable[[Any], list[Any]], Callable[..., Any]]

# A datetime is a date too, so the type itself is asked for.
_KINDS: dict[type, _Kind] = {
    list: ("list", _each, lambda *parts: list(parts)),
    tuple: ("tuple", _each, lambda *parts: parts),
    set: ("set", _each, lambda *parts: set(parts)),
    frozenset: ("frozenset", _each, lambda *parts: frozenset(parts)),
    dict: ("dict", lambda pairs: _each(pairs.items()), lambda *pairs: dict(pairs)),
    datetime: ("datetime", lambda at: [at.isoformat()], datetime.fromisoformat),
    date: ("date", lambda day: [day.isoformat()], date.fromisoformat),
    time: ("time", lambda at: [at.isoformat()], time.fromisoformat),
    timedelta: (
        "timedelta",
        lambda span: [span.days, span.seconds, span.microseconds],
        timedelta,
    ),
    bytes: ("bytes", lambda signs: [signs.hex()], bytes.fromhex),
}
_READERS = {name: read for name, _, read in _KINDS.values()}


def _value(plain: Any) -> Any:
    if not isinstance(plain, list):
        return plain
    name, *parts = plain
    if name == "enum":
        return _class(parts[0], Enum)[parts[1]]
    if name == "named":
        return _class(parts[0], tuple)(*map(_value, parts[1:]))
    if name == "record":
        return _record(_class(parts[0], object), [_value(each) for each in parts[1:]])
    return _READERS[name](*map(_value, parts))


def _record(kind: type[Any], values: list[Any]) -> Any:
    if not dataclasses.is_dataclass(kind):
        raise TypeError(f"{kind} is no record")
    names = [each.name for each in dataclasses.fields(kind)]
    return kind(**dict(zip(names, values, strict=True)))


def _name(kind: type) -> str:
    if not kind.__module__.startswith(_OURS):
        raise TypeError(f"{kind.__name__} is not of this program")
    return f"{kind.__module__}:{kind.__qualname__}"


def _class(name: str, parent: type) -> Any:
    module, _, path = name.partition(":")
    if not module.startswith(_OURS):
        raise ValueError(f"{name} is not of this program")
    found: Any = importlib.import_module(module)
    for part in path.split("."):
        found = getattr(found, part)
    if not (isinstance(found, type) and issubclass(found, parent)):
        raise TypeError(f"{name} is not what was packed")
    return found

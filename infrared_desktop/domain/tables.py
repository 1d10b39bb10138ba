"""Frozen dataclasses out of TOML tables; an error names the file, the line and the key."""

import math
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields, is_dataclass
from datetime import date, datetime
from enum import Enum, StrEnum
from types import NoneType
from typing import Any, NoReturn, TypeVar, get_args, get_origin, get_type_hints

from infrared_desktop.domain.errors import KnownError

T = TypeVar("T")

# No figure of a protocol comes near it, and days up to here can be added to any date.
LARGEST = 100_000


class Tag(StrEnum):
    """What a figure rests on: a study or manual seen, common practice, or a clinic default."""

    STUDY = "study"
    PRACTICE = "practice"
    DEFAULT = "default"


@dataclass(frozen=True)
class Origin:
    """Where a figure comes from, and who in the clinic approved it."""

    source: str
    tag: Tag
    approved_by: str = ""
    approved_on: date | None = None


@dataclass(frozen=True)
class Table:
    """One TOML value with its place in the file, so that errors can name it."""

    file: str
    text: str
    raw: Any
    path: tuple[str, ...] = ()
    origins: dict[str, Origin] = field(default_factory=dict, compare=False)

    @property
    def key(self) -> str:
        """The dotted path of the key, as a person would look for it."""
        return ".".join(self.path)

    def under(self, key: str) -> "Table":
        """Return the value under a key of this table."""
        return self.at(self.raw[key], key)

    def at(self, raw: Any, key: str) -> "Table":
        """Return another value as lying under a key of this one."""
        return Table(self.file, self.text, raw, (*self.path, key), self.origins)

    def holding(self, raw: Any) -> "Table":
        """Return the same place with another value in it."""
        return Table(self.file, self.text, raw, self.path, self.origins)

    def fail(self, problem: str) -> NoReturn:
        """Refuse the file because of this value."""
        raise KnownError(
            "The protocol {file} can't be used: {key} (near line {line}) {problem}.",
            file=self.file,
            key=self.key or "the file",
            line=self.line,
            problem=problem,
        )

    @property
    def line(self) -> int:
        """The line nearest to the key: its own, or that of the table that holds it."""
        lines = [line.strip() for line in self.text.splitlines()]
        for depth in range(len(self.path), 0, -1):
            header, rest = ".".join(self.path[:depth]), self.path[depth:]
            starts = [number for number, line in enumerate(lines, 1) if line == f"[{header}]"]
            if rest and rest[0].isdigit():
                starts = [number for number, line in enumerate(lines, 1) if line == f"[[{header}]]"]
                starts, rest = starts[int(rest[0]) - 1 :], rest[1:]
            if starts:
                return _key_line(lines, starts[0], rest)
        return _key_line(lines, 0, self.path)


def _key_line(lines: list[str], start: int, rest: tuple[str, ...]) -> int:
    for number, line in enumerate(lines[start:], start=start + 1):
        if not rest or line.startswith("["):
            break
        if line.split("=")[0].strip() == rest[0]:
            return number
    return max(start, 1)


def read_toml(text: str, file: str) -> Table:
    """Read a TOML text; raise KnownError where it is not TOML."""
    try:
        return Table(file, text, tomllib.loads(text))
    except (ValueError, RecursionError) as error:
        raise KnownError(
            "The protocol {file} can't be read: {problem}.", file=file, problem=str(error)
        ) from error


def build(kind: type[T], table: Table) -> T:
    """Make a dataclass from a table: every key must be a field, every field needs its key."""
    raw = _mapping(table)
    hints = get_type_hints(kind)
    known = {one.name: one for one in fields(kind) if one.init}  # type: ignore[arg-type]
    for key in raw:
        if key not in known:
            table.at(None, key).fail("is not known here")
    values = {
        name: convert(hints[name], table.under(name))
        for name, one in known.items()
        if name in raw or _required(one, table)
    }
    try:
        return kind(**values)
    except ValueError as error:
        return table.fail(str(error))


def build_figures(kind: type[T], table: Table) -> T:
    """Make a dataclass whose every figure is a table of value, source and tag.

    A list of tables is no figure: each of them says by itself where it comes from.
    """
    raw = _mapping(table)
    values = {
        key: one if isinstance(one, list) else figure(table.under(key)) for key, one in raw.items()
    }
    return build(kind, table.holding(values))


def figure(table: Table) -> Any:
    """Return the value of a figure and note its origin; a figure without one is refused."""
    raw = dict(_mapping(table))
    if "value" not in raw:
        table.at(None, "value").fail("is missing")
    value = raw.pop("value")
    table.origins[table.key] = build(Origin, table.holding(raw))
    return value


def convert(wanted: Any, table: Table) -> Any:
    """Turn a TOML value into the wanted type; raise KnownError where it does not fit."""
    if get_origin(wanted) is tuple:
        return _many(get_args(wanted)[0], table)
    wanted = next((one for one in get_args(wanted) if one is not NoneType), wanted)
    if is_dataclass(wanted):
        return build(wanted, table)  # type: ignore[arg-type]
    if issubclass(wanted, Enum):
        return _member(wanted, table)
    return _CONVERTERS[wanted](table)


def _required(one: "Field[Any]", table: Table) -> bool:
    if one.default is MISSING and one.default_factory is MISSING:
        table.at(None, one.name).fail("is missing")
    return False


def _mapping(table: Table) -> Mapping[str, Any]:
    if not isinstance(table.raw, dict):
        table.fail("must be a table")
    return table.raw


def _many(item: Any, table: Table) -> tuple[Any, ...]:
    if not isinstance(table.raw, list):
        table.fail("must be a list")
    return tuple(
        convert(item, table.at(raw, str(place))) for place, raw in enumerate(table.raw, start=1)
    )


def _member(kind: type[Enum], table: Table) -> Enum:
    for member in kind:
        if member.value == table.raw:
            return member
    return table.fail("must be one of " + ", ".join(str(member.value) for member in kind))


def _truth(table: Table) -> bool:
    return table.raw if isinstance(table.raw, bool) else table.fail("must be true or false")


def _text(table: Table) -> str:
    if not isinstance(table.raw, str) or not table.raw.strip():
        table.fail("must be a text that is not empty")
    return table.raw


def _day(table: Table) -> date:
    if not isinstance(table.raw, date) or isinstance(table.raw, datetime):
        table.fail("must be a day, such as 2026-11-22")
    return table.raw


def _whole(table: Table) -> int:
    if isinstance(table.raw, bool) or not isinstance(table.raw, int):
        table.fail("must be a whole number")
    if not 0 <= table.raw <= LARGEST:
        table.fail(f"must lie between 0 and {LARGEST}")
    return table.raw


def _number(table: Table) -> float:
    raw = table.raw
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        table.fail("must be a number")
    if math.isnan(raw) or not -LARGEST <= raw <= LARGEST:
        table.fail(f"must lie between -{LARGEST} and {LARGEST}")
    return float(raw)


_CONVERTERS: dict[type, Callable[[Table], Any]] = {
    bool: _truth,
    date: _day,
    str: _text,
    int: _whole,
    float: _number,
}

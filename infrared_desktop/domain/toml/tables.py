"""Frozen dataclasses out of TOML tables; an error names the file, the line and the key."""

import tomllib
from collections.abc import Callable, Collection, Mapping
from dataclasses import MISSING as NO_DEFAULT
from dataclasses import Field, dataclass, field, fields, is_dataclass
from datetime import date
from enum import Enum, StrEnum
from functools import lru_cache, partial
from types import NoneType
from typing import Any, NoReturn, TypeVar, get_args, get_origin, get_type_hints

from infrared_desktop.domain.toml import values as toml_values
from infrared_desktop.domain.toml.flaws import MISSING, Flaw, FlawError, gather, unreadable
from infrared_desktop.domain.toml.lines import nearest_line

T = TypeVar("T")


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


_APPROVAL = ("approved_by", "approved_on")
_GROUND = ("source", "tag", *_APPROVAL)


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
        line = nearest_line(self.text, self.path)
        raise FlawError(Flaw(self.file, line, self.key or "the file", problem))


# The figures of a protocol are read right after its rules, of the same text.
@lru_cache(maxsize=1)
def parsed(text: str) -> Mapping[str, Any]:
    """Return what a TOML text says, to be read only; raise ValueError where it is not TOML."""
    return tomllib.loads(text)


def read_toml(text: str, file: str) -> Table:
    """Read a TOML text; raise KnownError where it is not TOML."""
    try:
        return Table(file, text, parsed(text))
    except (ValueError, RecursionError) as error:
        raise FlawError(unreadable(file, text, error)) from error


_HINTS: dict[Any, Mapping[str, Any]] = {}


def _hints(kind: type[Any]) -> Mapping[str, Any]:
    """Return a dataclass's type hints; reading them once halves the time of a whole protocol."""
    if kind not in _HINTS:
        _HINTS[kind] = get_type_hints(kind)
    return _HINTS[kind]


def build(kind: type[T], table: Table) -> T:
    """Make a dataclass from a table: every key must be a field, every field needs its key.

    One with a source and a tag may say as well who approved it; its origin is noted.
    """
    raw = mapping(table)
    hints = _hints(kind)
    known = {one.name: one for one in fields(kind) if one.init}  # type: ignore[arg-type]
    wanted = [name for name, one in known.items() if name in raw or is_required(one)]
    is_sourced = {"source", "tag"} <= known.keys() and kind is not Origin
    steps = [partial(_entry, hints[name], table, name) for name in wanted]
    steps += [partial(_note_origin, table)] if is_sourced else []
    allowed = {*known, *_APPROVAL} if is_sourced else known
    values = gather([*steps, partial(refuse_unknown, table, allowed)])
    return _made(kind, dict(zip(wanted, values, strict=False)), table)


def refuse_unknown(table: Table, known: Collection[str]) -> None:
    """Refuse a table with a key that is none of the known ones."""
    unknown = [key for key in mapping(table) if key not in known]
    gather(partial(table.at(None, key).fail, "is not known here") for key in unknown)


def _entry(wanted: Any, table: Table, name: str) -> Any:
    if name not in table.raw:
        table.at(None, name).fail(MISSING)
    return convert(wanted, table.under(name))


def build_figures(kind: type[T], table: Table) -> T:
    """Make a dataclass whose every figure is a table of value, source and tag.

    None may be missing, also where the dataclass has a default: that would have no source.
    A list of tables is no figure: each of them says by itself where it comes from.
    """
    raw = mapping(table)
    hints = _hints(kind)
    names = [one.name for one in fields(kind)]  # type: ignore[arg-type]
    there = [name for name in names if name in raw]
    steps: list[Callable[[], Any]] = [
        *(partial(_figure_entry, hints[name], table.under(name)) for name in there),
        partial(refuse_unknown, table, names),
        *(partial(table.at(None, name).fail, MISSING) for name in names if name not in raw),
    ]
    return _made(kind, dict(zip(there, gather(steps), strict=False)), table)


def _figure_entry(wanted: Any, table: Table) -> Any:
    is_list = isinstance(table.raw, list)
    return convert(wanted, table if is_list else table.holding(figure(table)))


def _made(kind: type[T], values: Mapping[str, Any], table: Table) -> T:
    try:
        return kind(**values)
    except ValueError as error:
        return table.fail(str(error))


def figure(table: Table) -> Any:
    """Return the value of a figure and note its origin; a figure without one is refused."""
    mapping(table)
    steps: list[Callable[[], Any]] = [
        partial(_value, table),
        partial(_note_origin, table),
        partial(refuse_unknown, table, {"value", *_GROUND}),
    ]
    return gather(steps)[0]


def _note_origin(table: Table) -> None:
    ground = {key: raw for key, raw in mapping(table).items() if key in _GROUND}
    table.origins[table.key] = build(Origin, table.holding(ground))


def _value(table: Table) -> Any:
    return table.raw["value"] if "value" in table.raw else table.at(None, "value").fail(MISSING)


def convert(wanted: Any, table: Table) -> Any:
    """Turn a TOML value into the wanted type; raise KnownError where it does not fit."""
    if get_origin(wanted) is tuple:
        return _many(get_args(wanted)[0], table)
    wanted = next((one for one in get_args(wanted) if one is not NoneType), wanted)
    if is_dataclass(wanted):
        return build(wanted, table)  # type: ignore[arg-type]
    try:
        if issubclass(wanted, Enum):
            return toml_values.member(wanted, table.raw)
        return toml_values.READERS[wanted](table.raw)
    except ValueError as error:
        return table.fail(str(error))


def is_required(one: "Field[Any]") -> bool:
    """Say whether a field has no default."""
    return one.default is NO_DEFAULT and one.default_factory is NO_DEFAULT


def mapping(table: Table) -> Mapping[str, Any]:
    """Return the keys and values of a table; refuse what is none."""
    if not isinstance(table.raw, dict):
        table.fail("must be a table")
    return table.raw


def _many(item: Any, table: Table) -> tuple[Any, ...]:
    if not isinstance(table.raw, list):
        table.fail("must be a list")
    entries = (table.at(raw, str(place)) for place, raw in enumerate(table.raw, start=1))
    return tuple(gather(partial(convert, item, entry) for entry in entries))

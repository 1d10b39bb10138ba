"""A protocol's text as single figures and texts, each with its source and who approved it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.toml.lines import KeyPath
from infrared_desktop.domain.toml.tables import parsed

_GROUND = ("source", "tag", "approved_by", "approved_on")
# What tells the entries of a list apart; it names them, so it is no figure itself.
_NAMES = ("code", "field", "handpiece", "country")


@dataclass(frozen=True)
class Figure:
    """One value of a protocol.

    `names` say where people look for it, as ("instructions", "P01", "text"); `path` is its place
    in the text and `ground` that of the table which holds its source, tag and approval.
    """

    names: tuple[str, ...]
    path: KeyPath
    ground: KeyPath
    value: Any
    source: str
    tag: str
    approved_by: str = ""
    approved_on: date | None = None

    @property
    def key(self) -> str:
        """The names as one; the same in every version of a protocol."""
        return ".".join(self.names)

    @property
    def section(self) -> str:
        """The part of the protocol that it belongs to."""
        return self.names[0]

    def says_the_same(self, other: "Figure") -> bool:
        """Say whether value, source and tag are the same."""
        mine = (self.value, self.source, self.tag)
        return mine == (other.value, other.source, other.tag)


@dataclass(frozen=True)
class FigureInput:
    """What a person types about a figure."""

    value: str
    source: str
    tag: str


def figures_of(text: str) -> tuple[Figure, ...]:
    """Return the figures of a text that is TOML, in its order; what has no source is none."""
    return tuple(_walk(parsed(text), (), ()))


def written(value: Any) -> str:
    """Write a value as people type it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(written, value))
    return f"{value:g}" if isinstance(value, float) else str(value)


def read_typed(typed: str, before: Any) -> Any:
    """Read what was typed in place of a value; raise KnownError where it is of another kind."""
    typed = typed.strip()
    if isinstance(before, bool):
        return _truth(typed)
    if isinstance(before, int | float):
        return _number(typed)
    if isinstance(before, list):
        parts = [part.strip() for part in typed.split(",") if part.strip()]
        return [read_typed(part, before[0]) if before else part for part in parts]
    if isinstance(before, date):
        return _day(typed)
    if not typed:
        raise KnownError("This needs a text.")
    return typed


def _truth(typed: str) -> bool:
    words = {"yes": True, "no": False}
    if typed.lower() not in words:
        raise KnownError("Type yes or no.")
    return words[typed.lower()]


def _number(typed: str) -> int | float:
    try:
        number = float(typed.replace(",", "."))
    except ValueError as error:
        raise KnownError("Type a number, such as 28 or 0.5.") from error
    if number != number or abs(number) == float("inf"):
        raise KnownError("Type a number, such as 28 or 0.5.")
    return int(number) if number == int(number) else number


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError as error:
        raise KnownError("Type a day such as 2026-11-22.") from error


def _walk(raw: Any, path: KeyPath, names: tuple[str, ...]) -> Iterator[Figure]:
    if isinstance(raw, dict) and "source" in raw and "tag" in raw:
        ground = {key: raw[key] for key in _GROUND if key in raw}
        inner = {key: one for key, one in raw.items() if key not in _GROUND}
        if set(inner) == {"value"}:
            yield _figure(names, (*path, "value"), path, raw["value"], ground)
            return
        yield from _leaves(_unnamed(inner), path, names, path, ground)
    elif isinstance(raw, dict | list):
        for key, name, one in _entries(raw):
            yield from _walk(one, (*path, key), (*names, name))


def _leaves(
    raw: Any, path: KeyPath, names: tuple[str, ...], ground: KeyPath, origin: Mapping[str, Any]
) -> Iterator[Figure]:
    if isinstance(raw, dict) or (isinstance(raw, list) and raw and isinstance(raw[0], dict)):
        for key, name, one in _entries(raw):
            figures = _unnamed(one) if isinstance(raw, list) else one
            yield from _leaves(figures, (*path, key), (*names, name), ground, origin)
    else:
        yield _figure(names, path, ground, raw, origin)


def _figure(
    names: tuple[str, ...], path: KeyPath, ground: KeyPath, value: Any, origin: Mapping[str, Any]
) -> Figure:
    return Figure(names, path, ground, value, **origin)


def _entries(raw: dict[str, Any] | list[Any]) -> Iterator[tuple[str, str, Any]]:
    """Yield the key of each entry, what people call it, and the entry."""
    if isinstance(raw, dict):
        yield from ((key, key, one) for key, one in raw.items())
        return
    for place, one in enumerate(raw, start=1):
        yield str(place), _name_of(one) or str(place), one


def _name_of(entry: Any) -> str:
    if not isinstance(entry, dict):
        return ""
    return " ".join(written(entry[key]) for key in _told_by(entry))


def _unnamed(entry: dict[str, Any]) -> dict[str, Any]:
    told_by = _told_by(entry)
    return {key: one for key, one in entry.items() if key not in told_by}


def _told_by(entry: Mapping[str, Any]) -> tuple[str, ...]:
    if "scale" in entry and "grade" in entry:
        return ("scale", "grade")
    return tuple(key for key in _NAMES if key in entry)[:1]

"""Plain values out of TOML: each function returns its kind or raises ValueError saying why not."""

import math
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import Enum
from typing import Any

# No figure of a protocol comes near it, and days up to here can be added to any date.
LARGEST = 100_000


def member(kind: type[Enum], raw: Any) -> Enum:
    """Return the member of an enum with a value."""
    for each in kind:
        if each.value == raw:
            return each
    raise ValueError("must be one of " + ", ".join(str(each.value) for each in kind))


def truth(raw: Any) -> bool:
    """Return yes or no."""
    if not isinstance(raw, bool):
        raise ValueError("must be true or false")
    return raw


def text(raw: Any) -> str:
    """Return a text that says something."""
    if not isinstance(raw, str) or not raw.strip():
        raise ValueError("must be a text that is not empty")
    return raw


def day(raw: Any) -> date:
    """Return a day without a time."""
    if not isinstance(raw, date) or isinstance(raw, datetime):
        raise ValueError("must be a day, such as 2026-11-22")
    return raw


def whole(raw: Any) -> int:
    """Return a whole number that is not negative."""
    if isinstance(raw, bool) or not isinstance(raw, int):
        raise ValueError("must be a whole number")
    if not 0 <= raw <= LARGEST:
        raise ValueError(f"must lie between 0 and {LARGEST}")
    return raw


def number(raw: Any) -> float:
    """Return a number."""
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        raise ValueError("must be a number")
    if math.isnan(raw) or not -LARGEST <= raw <= LARGEST:
        raise ValueError(f"must lie between -{LARGEST} and {LARGEST}")
    return float(raw)


READERS: Mapping[type, Callable[[Any], Any]] = {
    bool: truth,
    date: day,
    str: text,
    int: whole,
    float: number,
}

"""Make frozen records of all their values at once."""

import dataclasses
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, TypeVar

R = TypeVar("R")


def maker(record_type: type[R]) -> Callable[[Iterable[Any]], R]:
    """Return what makes a record of its values, in the order of its fields.

    The `__init__` of a frozen record sets one field after the other past its own guard, which for
    the thousands of a long chart takes longer than to read them. A record has no other setting up.
    """
    made: Callable[[Iterable[Any]], R] = _maker(record_type)
    return made


def _read_maker(record_type: Any) -> Callable[[Iterable[Any]], Any]:
    names = tuple(field.name for field in dataclasses.fields(record_type))
    new = object.__new__

    def make(values: Iterable[Any]) -> Any:
        record = new(record_type)
        record.__dict__.update(zip(names, values, strict=True))
        return record

    return make


_maker: Callable[[Any], Callable[[Iterable[Any]], Any]] = cache(_read_maker)

"""Any record that the types allow, for property tests."""

import types
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Any, Union, get_args, get_origin

from hypothesis import strategies as st

from infrared_desktop.domain.sentences import Sentence, sentence
from infrared_desktop.storage.database.rows import field_types

_TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=40)


def records_of(record_type: type[Any]) -> st.SearchStrategy[Any]:
    """Return a strategy for records of a type, each field filled by its own type."""
    fields = {name: _values(kind) for name, kind in field_types(record_type).items()}
    return st.builds(record_type, **fields)


def _values(kind: Any) -> st.SearchStrategy[Any]:
    if get_origin(kind) in (Union, types.UnionType):
        return st.one_of(*(_values(part) for part in get_args(kind)))
    if kind is type(None):
        return st.none()
    if get_origin(kind) is tuple:
        return st.lists(_values(get_args(kind)[0]), max_size=3).map(tuple)
    return _plain_values(kind)


def _plain_values(kind: Any) -> st.SearchStrategy[Any]:
    if kind is bool:
        return st.booleans()
    if kind is int:
        return st.integers(-(2**31), 2**31)
    if kind is float:
        return st.floats(allow_nan=False, allow_infinity=False)
    if kind is datetime:
        start = datetime(2000, 1, 1, tzinfo=UTC)
        return st.integers(0, 10**12).map(lambda ms: start + timedelta(milliseconds=ms))
    if kind is date:
        return st.dates()
    if kind is time:
        return st.integers(0, 1439).map(lambda minute: time(minute // 60, minute % 60))
    if kind is Sentence:
        return st.builds(_sentence, st.integers(0, 999), st.dates())
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return st.sampled_from(list(kind))
    return _TEXT if kind is str else records_of(kind)


def _sentence(figure: int, day: date) -> Sentence:
    return sentence("{figure} cm² since {day}", figure=figure, day=day)

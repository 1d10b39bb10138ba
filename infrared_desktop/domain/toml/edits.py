"""Single values put into a TOML text: comments, order and everything else stay as they are."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from infrared_desktop.domain.toml.lines import KeyPath, places_of


def literal(value: Any) -> str:
    """Write a value as TOML does."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(literal, value)) + "]"
    if isinstance(value, str):
        # The escapes of JSON are those of TOML; only this one letter must not stand as it is.
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return f"{value:g}" if isinstance(value, float) and value == round(value, 6) else str(value)


def with_value(text: str, path: KeyPath, value: Any) -> str:
    """Put a value in the place of the one that a key has."""
    start, end = places_of(text).spans[path]
    return text[:start] + literal(value) + text[end:]


def with_keys(text: str, tables: Mapping[KeyPath, Mapping[str, Any]], after: str) -> str:
    """Set keys of tables; those that a table has not yet come right after one that it has."""
    edits = [edit for table, keys in tables.items() for edit in _edits(text, table, keys, after)]
    # From the end, so that what was found before still stands where it was found.
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _edits(
    text: str, table: KeyPath, keys: Mapping[str, Any], after: str
) -> Iterator[tuple[int, int, str]]:
    places = places_of(text)
    missing = ""
    for key, value in keys.items():
        if (*table, key) in places.spans:
            yield *places.spans[(*table, key)], literal(value)
        else:
            parting = ", " if table in places.inline else "\n"
            missing += f"{parting}{key} = {literal(value)}"
    end = places.spans[(*table, after)][1]
    if missing and table not in places.inline:
        line_end = text.find("\n", end)
        end = len(text) if line_end < 0 else line_end
    if missing:
        yield end, end, missing

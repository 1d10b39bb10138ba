"""Single values put into a TOML text: comments, order and everything else stay as they are."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from infrared_desktop.domain.toml_lines import Path, places_of


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


def with_value(text: str, path: Path, value: Any) -> str:
    """Put a value in the place of the one that a key has."""
    start, end = places_of(text).spans[path]
    return text[:start] + literal(value) + text[end:]


def with_keys(text: str, table: Path, keys: Mapping[str, Any], after: str) -> str:
    """Set keys of a table; those that it has not yet come right after one that it has."""
    for key, value in keys.items():
        if (*table, key) in places_of(text).spans:
            text = with_value(text, (*table, key), value)
        else:
            text = _inserted(text, table, f"{key} = {literal(value)}", after)
        after = key
    return text


def _inserted(text: str, table: Path, pair: str, after: str) -> str:
    places = places_of(text)
    end = places.spans[(*table, after)][1]
    if table in places.inline:
        return f"{text[:end]}, {pair}{text[end:]}"
    line_end = text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    return f"{text[:line_end]}\n{pair}{text[line_end:]}"

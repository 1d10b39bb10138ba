"""Writes rows as JSON and as CSV, one after another, so that memory does not grow with them."""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from typing import Any

from infrared_desktop.storage.database.kinds import Kind
from infrared_desktop.storage.database.rows import field_types
from infrared_desktop.storage.leaving.cells import as_cell, row_type, sayers
from infrared_desktop.storage.leaving.folder import OpenFile, OutFolder
from infrared_desktop.storage.leaving.tables import ABOUT, Entry

_MARK = "\ufeff"  # by which spreadsheets know UTF-8
_WORDS = ".words"


class JsonRows:
    """A JSON list, one row a line."""

    def __init__(self, file: OpenFile) -> None:
        self._file, self._before = file, "[\n"

    def add(self, row: Mapping[str, Any]) -> None:
        """Write one row."""
        self._file.write(self._before + json.dumps(row, ensure_ascii=False))
        self._before = ",\n"

    def end(self) -> None:
        """Close the list."""
        self._file.write("[\n]\n" if self._before == "[\n" else "\n]\n")


class CsvRows:
    """A CSV file whose cells a spreadsheet shows as they are."""

    def __init__(self, file: OpenFile, columns: Iterable[str]) -> None:
        self._columns = list(columns)
        self._out = csv.writer(file)
        file.write(_MARK)
        self._out.writerow(self._columns)

    def add(self, row: Mapping[str, Any]) -> None:
        """Write one row; what has no column is left out."""
        self._out.writerow([as_cell(row.get(name)) for name in self._columns])


class KindFiles:
    """The files of one kind: exact as JSON, flat as CSV, and its inner rows as CSV each."""

    def __init__(self, folder: OutFolder, kind: Kind, stack: ExitStack) -> None:
        def begun(ending: str) -> OpenFile:
            return stack.enter_context(folder.begin(f"records/{kind.name}{ending}"))

        self._json = JsonRows(begun(".json"))
        self._csv = CsvRows(begun(".csv"), columns(kind))
        self._inner = {
            field: CsvRows(begun(f".{field}.csv"), inner_columns(rows))
            for field, rows in inner_types(kind).items()
        }

    def add(self, entry: Entry) -> None:
        """Write one version."""
        self._json.add(entry.as_json())
        self._csv.add({**entry.about, **_flat(entry.record, entry.words)})
        about = {name: entry.about[name] for name in ("id", "version")}
        for field, out in self._inner.items():
            for row in _inner_rows(entry.record[field], entry.words.get(field)):
                out.add({**about, **row})

    def end(self) -> None:
        """Close what has to be closed."""
        self._json.end()


def columns(kind: Kind) -> list[str]:
    """Return the columns of a kind's CSV: what is coded has its words beside it."""
    return [*ABOUT, "struck_because", *_with_words(kind.record_type)]


def inner_columns(rows: Any) -> list[str]:
    """Return the columns of the rows that stand inside a record."""
    return ["id", "version", "row", *_with_words(rows)]


def inner_types(kind: Kind) -> dict[str, Any]:
    """Return the fields of a kind that hold rows, with the type of these."""
    found = {name: row_type(of) for name, of in field_types(kind.record_type).items()}
    return {name: rows for name, rows in found.items() if rows is not None}


def write_beside(
    folder: OutFolder, name: str, columns: Iterable[str], rows: Iterable[dict[str, Any]]
) -> None:
    """Write rows that are no records as JSON and as CSV."""
    with folder.begin(f"{name}.json") as exact, folder.begin(f"{name}.csv") as flat:
        as_json, as_csv = JsonRows(exact), CsvRows(flat, columns)
        for row in rows:
            as_json.add(row)
            as_csv.add(row)
        as_json.end()


def _with_words(record_type: Any) -> Iterator[str]:
    said = sayers(record_type)
    for name, of in field_types(record_type).items():
        yield name
        if name in said and row_type(of) is None:
            yield name + _WORDS


def _flat(values: Mapping[str, Any], words: Mapping[str, Any]) -> dict[str, Any]:
    return {**values, **{name + _WORDS: said for name, said in words.items()}}


def _inner_rows(values: Any, words: Any) -> Iterator[dict[str, Any]]:
    """Yield the rows of a field with their place; what is no list of rows has none."""
    if isinstance(values, list):
        for place, row in enumerate(values, start=1):
            if isinstance(row, dict):
                yield {"row": place, **_flat(row, words[place - 1] if words else {})}

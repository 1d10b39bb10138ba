"""The list of the erased grows and is never begun anew, and only its own key adds to it."""

from datetime import UTC, datetime
from pathlib import Path

from infrared_desktop.storage.files.erased_list import Gone, add_erased, read_erased

KEY, NOW = bytes(32), datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
FIRST, SECOND = Gone(7, NOW), Gone(3, NOW)


def test_who_is_added_stands_beside_those_before(tmp_path: Path) -> None:
    for gone in (FIRST, SECOND):
        add_erased(tmp_path, KEY, [gone])
    assert read_erased(tmp_path, KEY) == {FIRST, SECOND}


def test_nothing_is_written_for_who_stands_there_already(tmp_path: Path) -> None:
    add_erased(tmp_path, KEY, [FIRST])
    written: list[Path] = []
    add_erased(tmp_path, KEY, [FIRST], write=lambda path, _: written.append(path))
    assert written == []


def test_a_list_under_another_key_names_nobody(tmp_path: Path) -> None:
    add_erased(tmp_path, KEY, [FIRST])
    assert read_erased(tmp_path, bytes(range(32))) == frozenset()

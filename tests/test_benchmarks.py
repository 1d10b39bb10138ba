"""The rows that a run of the benchmarks writes are the ones that other programs read."""

import json
from pathlib import Path

from tests.benchmarks.measure import Result, write_rows

KEYS = ["name", "value", "unit", "baseline", "ratio", "budget", "ok"]


def test_every_row_has_exactly_the_agreed_keys(tmp_path: Path) -> None:
    results = [Result("a list", 12.0004, "ms", 4.0, 12.0), Result("memory", 9, "MB", 0.0, 20)]
    write_rows(tmp_path / "rows.json", results)
    rows = json.loads((tmp_path / "rows.json").read_text(encoding="utf-8"))
    assert [list(row) for row in rows] == [KEYS, KEYS]
    assert [list(row.values()) for row in rows] == [
        ["a list", 12.0, "ms", 4.0, 3.0, 12.0, False],
        ["memory", 9, "MB", 0.0, 0.0, 20, True],
    ]

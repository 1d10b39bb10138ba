"""What the fault tests counted, and the table of it that stands at the end of a run."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest

Note = Callable[..., None]
PROPERTY = "figures"
# What may be counted of a kind of fault, in the order of the columns.
COLUMNS = (
    "tries",  # faults that were made: kills, failing writes, flipped bits, inputs
    "said",  # writes that the program had reported as saved before
    "found",  # faults that the program told of
    "harmless",  # faults after which all was as before
    "lost",  # reported as saved, and not there: none may be
    "torn",  # neither as before nor as after, or not sound: none may be
    "undetected",  # told of by nothing, and shown as data: none may be
    "control",  # undetected with the check switched off: some must be
)


@pytest.fixture
def figures(request: pytest.FixtureRequest) -> Note:
    """Return what notes how often a kind of fault was made, and how it went."""

    def note(kind: str, **counts: int) -> None:
        unknown = counts.keys() - set(COLUMNS)
        assert not unknown, unknown
        request.node.user_properties.append((PROPERTY, {"kind": kind, **counts}))

    return note


def table(reports: Iterable[Any]) -> list[str]:
    """Return the lines of the table; reports of one kind of fault are added up."""
    rows: dict[str, dict[str, int]] = {}
    for report in reports:
        for name, noted in getattr(report, "user_properties", ()):
            if name == PROPERTY and getattr(report, "when", "") == "call":
                counts = dict(noted)
                row = rows.setdefault(counts.pop("kind"), {})
                for column, count in counts.items():
                    row[column] = row.get(column, 0) + count
    if not rows:
        return []
    total = {
        column: sum(row.get(column, 0) for row in rows.values())
        for column in COLUMNS
        if column not in ("said", "control")
    }
    width = max(map(len, rows)) + 2
    head = "".ljust(width) + "".join(column.rjust(11) for column in COLUMNS)
    lines = (_line(kind, rows[kind], width) for kind in sorted(rows))
    return [head, *lines, _line("all", total, width)]


def _line(kind: str, row: dict[str, int], width: int) -> str:
    cells = (str(row[column]) if column in row else "–" for column in COLUMNS)
    return kind.ljust(width) + "".join(cell.rjust(11) for cell in cells)

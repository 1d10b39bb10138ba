"""The table at the end of a run adds up what was noted, and leaves nothing out."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from tests.faults.figures import PROPERTY, Note, table


@dataclass
class Report:
    """As much of a test's report as the table reads."""

    user_properties: list[Any] = field(default_factory=list)
    when: str = "call"


def test_the_table_adds_up_each_kind() -> None:
    one = Report([(PROPERTY, {"kind": "kill -9", "tries": 3, "lost": 0})])
    two = Report([(PROPERTY, {"kind": "kill -9", "tries": 4, "lost": 1}), ("other", 1)])
    lines = table([one, two, Report(one.user_properties, "teardown")])
    assert lines[1].split() == ["kill", "-9", "7", *"–––", "1", *"–––"]
    assert lines[2].split() == ["all", "7", "–", "0", "0", "1", "0", "0", "–"]
    assert table([Report()]) == []


def test_a_count_of_no_column_is_refused(figures: Note) -> None:
    with pytest.raises(AssertionError):
        figures("kill -9", trials=3)

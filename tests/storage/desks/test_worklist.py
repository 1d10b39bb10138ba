"""The list of a day is found without reading the rows that are not shown."""

from collections.abc import Iterable, Iterator
from typing import Any

import pytest

from infrared_desktop.domain.follow_ups.worklist import Part
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.database.sqlcipher import Database, read
from infrared_desktop.storage.desks import worklist
from infrared_desktop.storage.desks.worklist import Wanted
from tests.scenes import TODAY


@pytest.mark.parametrize("part", Part)
def test_the_order_of_a_part_is_found_in_an_index_alone(
    clinic: Clinic, part: Part, monkeypatch: pytest.MonkeyPatch
) -> None:
    plans: list[str] = []

    def explain(db: Database, sql: str, values: Iterable[Any] = ()) -> Iterator[Any]:
        plans.extend(row[3] for row in read(db, f"EXPLAIN QUERY PLAN {sql}", values))
        return read(db, sql, values)

    monkeypatch.setattr(worklist, "read", explain)
    assert list(worklist.page(clinic.ledger.db, Wanted(part, TODAY), limit=8)) == []
    searches = [step for step in plans if step.startswith("SEARCH follow_up")]
    rows = [step for step in searches if "PRIMARY KEY (patient_id=? AND key=?)" not in step]
    assert rows and all("COVERING INDEX" in step for step in rows)

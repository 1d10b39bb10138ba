"""Every kind of record survives the way into a row and back, whatever it holds."""

import dataclasses
import sqlite3
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infrared_desktop.storage.kinds import KINDS, Kind
from infrared_desktop.storage.rows import content_hash, from_json, from_row, to_json, to_row
from tests.records import records_of

ALL_KINDS = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS.keys())


@ALL_KINDS
@given(data=st.data())
def test_a_record_comes_back_as_it_went(kind: Kind, data: st.DataObject) -> None:
    record = data.draw(records_of(kind.record_type))
    row = to_row(record)
    assert all(cell is None or isinstance(cell, str | int | float) for cell in row.values())
    assert from_row(kind.record_type, _through_sqlite(row)) == record
    assert from_json(kind.record_type, to_json(record)) == record


@ALL_KINDS
@given(data=st.data())
def test_the_hash_tells_records_apart(kind: Kind, data: st.DataObject) -> None:
    one = data.draw(records_of(kind.record_type))
    other = data.draw(records_of(kind.record_type))
    assert (content_hash(one) == content_hash(other)) == (to_json(one) == to_json(other))


def test_every_record_is_frozen() -> None:
    for kind in KINDS.values():
        assert kind.record_type.__dataclass_params__.frozen, kind.name
        assert dataclasses.fields(kind.record_type)


def _through_sqlite(row: dict[str, Any]) -> dict[str, Any]:
    db = sqlite3.connect(":memory:")
    names = list(row)
    marks = ",".join("?" * len(names))
    cells = db.execute(f"SELECT {marks}", list(row.values())).fetchone()
    db.close()
    return dict(zip(names, cells, strict=True))

"""Every kind of record survives the way into a row and back, whatever it holds."""

import dataclasses
import sqlite3
from collections.abc import Iterable
from datetime import date
from typing import Any, get_args, get_origin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infrared_desktop.domain.records.answers import Answer
from infrared_desktop.domain.records.areas import Area
from infrared_desktop.domain.records.care import AreaFinding, Consultation
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.sentences import Sentence
from infrared_desktop.storage.database.kinds import KINDS, Kind
from infrared_desktop.storage.database.making import maker
from infrared_desktop.storage.database.rows import (
    bare_type,
    content_hash,
    field_types,
    from_json,
    row_reader,
    to_json,
    to_row,
)
from tests.records import records_of

ALL_KINDS = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS.keys())


@ALL_KINDS
@settings(max_examples=30)
@given(data=st.data())
def test_a_record_comes_back_as_it_went(kind: Kind, data: st.DataObject) -> None:
    record = data.draw(records_of(kind.record_type))
    row = to_row(record)
    assert all(cell is None or isinstance(cell, str | int | float) for cell in row.values())
    assert row_reader(kind.record_type)(_through_sqlite(row)) == record
    assert from_json(kind.record_type, to_json(record)) == record


@ALL_KINDS
@settings(max_examples=8)
@given(data=st.data())
def test_the_hash_tells_records_apart_by_any_field(kind: Kind, data: st.DataObject) -> None:
    one = data.draw(records_of(kind.record_type))
    other = data.draw(records_of(kind.record_type))
    for each in dataclasses.fields(one):
        changed = dataclasses.replace(one, **{each.name: getattr(other, each.name)})
        assert (content_hash(one) == content_hash(changed)) == (to_json(one) == to_json(changed))


def test_what_stands_in_several_rows_is_read_once_and_forgotten_after_the_query() -> None:
    areas = (AreaFinding(area=Area.FACE_FULL),)
    cells = list(to_row(Consultation(1, date(2026, 11, 23), 2, areas=areas)).values())
    read = row_reader(Consultation)
    one, other = read(cells), read(cells)
    assert (one == other, one.areas is other.areas) == (True, True)
    assert row_reader(Consultation)(cells).areas is not one.areas
    cells[list(to_row(one)).index("areas")] = "[{"
    for _ in range(2):
        with pytest.raises(ValueError, match="Expecting"):
            read(cells)


def test_every_record_is_frozen() -> None:
    for kind in KINDS.values():
        assert kind.record_type.__dataclass_params__.frozen, kind.name
        assert dataclasses.fields(kind.record_type)


@ALL_KINDS
@settings(max_examples=5)
@given(data=st.data())
def test_a_record_made_of_its_values_is_as_its_own_way_makes_it(
    kind: Kind, data: st.DataObject
) -> None:
    record = data.draw(records_of(kind.record_type))
    values = [getattr(record, each.name) for each in dataclasses.fields(record)]
    made = maker(kind.record_type)(values)
    assert (made, repr(made)) == (record, repr(record))
    for wrong in (values[:-1], [*values, None]):
        with pytest.raises(ValueError, match="zip"):
            maker(kind.record_type)(wrong)


def test_no_record_sets_anything_up_beyond_its_values() -> None:
    for record_type in (Stored, *_record_types()):
        assert not hasattr(record_type, "__post_init__"), record_type
        assert "__slots__" not in vars(record_type), record_type


def _record_types() -> set[Any]:
    """Return the types of all records and of the rows in them."""
    found: set[Any] = set()
    ahead = [kind.record_type for kind in KINDS.values()]
    while ahead:
        kind = bare_type(ahead.pop())
        if get_origin(kind) is tuple:
            ahead.append(get_args(kind)[0])
        elif dataclasses.is_dataclass(kind) and kind is not Sentence and kind not in found:
            found.add(kind)
            ahead += field_types(kind).values()
    return found


def _through_sqlite(row: dict[str, Any]) -> Iterable[Any]:
    db = sqlite3.connect(":memory:")
    marks = ",".join("?" * len(row))
    cells: tuple[Any, ...] = db.execute(f"SELECT {marks}", list(row.values())).fetchone()
    db.close()
    return cells


@dataclasses.dataclass(frozen=True)
class Before:
    """A record as an older release knew it."""

    name: str
    grade: float | None = None


@dataclasses.dataclass(frozen=True)
class After:
    """The same record in a release that asks one thing more."""

    name: str
    grade: float | None = None
    asked_since: tuple[str, ...] | None = None


def test_a_field_that_is_added_later_leaves_older_hashes_as_they_are() -> None:
    assert content_hash(Before("a", 2.5)) == content_hash(After("a", 2.5))
    assert content_hash(After("a")) != content_hash(After("a", asked_since=()))


def test_numbers_that_the_database_gives_back_alike_hash_alike() -> None:
    assert content_hash(Before("a", 3)) == content_hash(Before("a", 3.0))
    assert content_hash(Before("a", -0.0)) == content_hash(Before("a", 0.0))
    assert content_hash(Before("a", 0.0)) != content_hash(Before("a", None))


def test_the_hash_of_a_signed_record_never_changes() -> None:
    """Hashes are stored with signed records: if this fails, every stored record looks altered."""
    row = AreaFinding(
        Area.NECK_FRONT, laxity_grade=2.5, skin_conditions=(), suspicious_lesion=Answer.NO
    )
    record = Consultation(7, date(2026, 11, 23), 1, main_concern="Hals: schlaff", areas=(row,))
    assert (
        content_hash(record) == "8441132e70244105fcf68ca08617c6f7d3d9df658d4fd254a0b1e98b009d11a5"
    )

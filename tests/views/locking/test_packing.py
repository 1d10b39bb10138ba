"""What was typed comes back as it was, whatever the records in it; nothing else is made of it."""

import json
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from infrared_desktop.domain.records.answers import Role
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.storage.database.kinds import KINDS
from infrared_desktop.views.locking.packing import pack, unpack
from infrared_desktop.views.locking.unsaved import Unsaved
from infrared_desktop.views.screen import Place
from tests.records import records_of

SIMPLE = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.text(),
    st.dates(),
    st.datetimes(timezones=st.just(UTC)),
    st.times().map(lambda at: at.replace(fold=0)),
    st.timedeltas(),
    st.binary(),
    st.sampled_from(Role),
)
VALUES = st.recursive(
    SIMPLE,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.lists(inner, max_size=4).map(tuple),
        st.dictionaries(st.text(max_size=5), inner, max_size=4),
        st.frozensets(st.integers(), max_size=4),
    ),
    max_leaves=12,
)


@given(VALUES)
def test_any_value_comes_back_with_its_type(value: object) -> None:
    packed = pack(value)
    assert packed.isascii()
    assert (unpack(packed), type(unpack(packed))) == (value, type(value))


@pytest.mark.parametrize("kind", sorted(KINDS))
@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_record_of_any_kind_comes_back(kind: str, data: st.DataObject) -> None:
    record: Any = data.draw(records_of(KINDS[kind].record_type))
    unsaved = Unsaved(Place(kind, 1, 2, about=(kind, date(2026, 1, 2))), None, ((record,), "x"))
    assert unpack(pack(unsaved)) == unsaved


def test_moments_keep_their_kind() -> None:
    value = (date(2026, 2, 28), datetime(2026, 2, 28, tzinfo=UTC), time(9), timedelta(1))
    assert [type(each) for each in unpack(pack(value))] == [type(each) for each in value]


def test_what_can_not_be_read_again_is_refused_at_once() -> None:
    for value in (object(), Stored, lambda: None, [object()]):
        with pytest.raises(TypeError):
            pack(value)


@pytest.mark.parametrize(
    "packed",
    [
        ["record", "os:stat_result", 1],
        ["record", "subprocess:Popen", "x"],
        ["named", "infrared_desktop.views.tasks:run", "x"],
        ["enum", "infrared_desktop.domain.records.people:Settings", "x"],
        ["record", "infrared_desktop.views.tasks:Task", "x"],
        ["unknown", 1],
        ["record", "infrared_desktop.domain.records.people:Settings", 1],
    ],
)
def test_nothing_else_is_made_of_a_text(packed: list[Any]) -> None:
    with pytest.raises((ValueError, TypeError, LookupError, AttributeError)):
        unpack(json.dumps(packed))

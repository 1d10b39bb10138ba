"""How a table's columns share a line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infrared_desktop.documents.strips import _shared

WANTED = st.lists(st.floats(1, 900), min_size=1, max_size=9)


def test_what_narrow_columns_leave_goes_to_those_that_then_fit() -> None:
    widths = _shared([30, 200, 210, 105, 125], 500)
    assert (widths[0], widths[3]) == (30, 105)
    assert widths == pytest.approx([30, 136.4, 143.3, 105, 85.3], abs=0.1)


@given(WANTED, st.floats(40, 2000))
def test_columns_fill_the_line_and_none_gets_more_than_it_wants_where_room_is_short(
    wanted: list[float], room: float
) -> None:
    widths = _shared(wanted, room)
    assert sum(widths) == pytest.approx(room)
    if sum(wanted) > room:
        pairs = zip(wanted, widths, strict=True)
        assert all(0 < width <= want * (1 + 1e-9) for want, width in pairs)

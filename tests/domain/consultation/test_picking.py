"""Touching places of the body: rows come, go and change sides, and no finding is lost by it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infrared_desktop.domain.consultation.picking import Touch, row_at, touch
from infrared_desktop.domain.records.areas import Area, LaxityScale, Side, Site, is_midline
from infrared_desktop.domain.records.care import AreaFinding


def knee(side: Side | None) -> AreaFinding:
    return AreaFinding(Area.KNEE, side, size_cm2=60)


@pytest.mark.parametrize(
    ("before", "touched", "both", "what", "after"),
    [
        (None, Side.LEFT, False, Touch.ADDED, Side.LEFT),
        (None, Side.LEFT, True, Touch.ADDED, Side.BOTH),
        (Side.LEFT, Side.LEFT, False, Touch.REMOVED, None),
        (Side.LEFT, Side.RIGHT, False, Touch.ADDED, Side.RIGHT),
        (Side.LEFT, Side.RIGHT, True, Touch.CHANGED, Side.BOTH),
        (Side.LEFT, Side.LEFT, True, Touch.CHANGED, Side.BOTH),
        (Side.BOTH, Side.LEFT, False, Touch.CHANGED, Side.RIGHT),
        (Side.BOTH, Side.RIGHT, False, Touch.CHANGED, Side.LEFT),
        (Side.BOTH, Side.RIGHT, True, Touch.REMOVED, None),
    ],
)
def test_a_paired_place(
    before: Side | None, touched: Side, both: bool, what: Touch, after: Side | None
) -> None:
    rows = [] if before is None else [knee(before)]
    found = touch(rows, Site(Area.KNEE, touched), both)
    assert found.touch is what
    assert (found.finding.side if found.finding else None) is after
    if what is Touch.CHANGED:
        assert found.finding is not None and found.finding.size_cm2 == 60


def test_a_row_without_its_side_takes_the_one_that_is_touched() -> None:
    found = touch([knee(None)], Site(Area.KNEE, Side.RIGHT))
    assert (found.touch, found.finding) == (Touch.CHANGED, knee(Side.RIGHT))


def test_a_place_on_the_midline_comes_on_its_own_scale_and_goes() -> None:
    neck = touch([], Site(Area.NECK_FRONT), both=True).finding
    assert neck == AreaFinding(Area.NECK_FRONT, laxity_scale=LaxityScale.ALEXIADES)
    assert touch([neck], Site(Area.NECK_FRONT)).touch is Touch.REMOVED
    assert touch([neck], Site(Area.NECK_FRONT), both=True).touch is Touch.REMOVED


sites = st.sampled_from(
    [
        Site(area, side)
        for area in Area
        for side in ((None,) if is_midline(area) else (Side.LEFT, Side.RIGHT))
    ]
)


@given(st.lists(st.tuples(sites, st.booleans()), max_size=30))
def test_whatever_is_touched_the_rows_name_each_skin_once_and_the_rest_stays(
    touches: list[tuple[Site, bool]],
) -> None:
    rows: list[AreaFinding] = []
    for site, both in touches:
        found = touch(rows, site, both)
        others = [row for at, row in enumerate(rows) if at != found.row]
        if found.touch is Touch.ADDED:
            assert row_at(rows, site) is None and found.finding is not None
            rows = [*rows, found.finding]
        elif found.finding is None:
            rows = others
        else:
            rows[found.row] = found.finding
        assert [row for row in rows if row in others] == others
    named = [row.site for row in rows]
    assert len(named) == len(set(named))
    for area in Area:
        sides = {row.side for row in rows if row.area is area}
        assert Side.BOTH not in sides or sides == {Side.BOTH}, sides

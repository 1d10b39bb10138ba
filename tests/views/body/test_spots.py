"""Every site has its place on the figure, on the patient's own side, and arrows lead to it."""

import pytest

from infrared_desktop.domain.records.areas import Area, Side, Site, is_midline
from infrared_desktop.views.body.outlines import BACK_X, FRONT_X, SHEET
from infrared_desktop.views.body.spots import spots
from infrared_desktop.views.body.ways import DOWN, LEFT, RIGHT, UP, neighbour

ALL = spots()
ON_THE_BACK = (FRONT_X + BACK_X) / 2


def test_every_area_can_be_picked_on_each_side_that_it_has() -> None:
    wanted = {
        Site(area, side)
        for area in Area
        for side in ((None,) if is_midline(area) else (Side.LEFT, Side.RIGHT))
    }
    assert {spot.site for spot in ALL} == wanted


@pytest.mark.parametrize("spot", ALL, ids=lambda spot: str(spot.site))
def test_a_spot_is_on_the_sheet_large_enough_to_hit_and_bears_its_sign(spot: object) -> None:
    (found,) = (each for each in ALL if each is spot)
    box = found.shape.boundingRect()
    assert box.left() >= 0 and box.top() >= 0
    assert box.right() <= SHEET.width() and box.bottom() <= SHEET.height()
    assert min(box.width(), box.height()) >= 11
    assert found.shape.contains(found.centre)


def test_the_patients_left_is_at_the_viewers_right_from_before_and_at_the_left_from_behind() -> (
    None
):
    pairs = [
        (one, other)
        for one in ALL
        for other in ALL
        if one.site.area is other.site.area
        and (one.site.side, other.site.side) == (Side.LEFT, Side.RIGHT)
        and (one.centre.x() > ON_THE_BACK) is (other.centre.x() > ON_THE_BACK)
        and (one.centre.x() > 250) is (other.centre.x() > 250)
    ]
    assert len(pairs) > 12
    for left, right in pairs:
        seen_from_behind = left.centre.x() > ON_THE_BACK
        assert (left.centre.x() < right.centre.x()) is seen_from_behind, left.site


def test_no_two_spots_lie_on_each_other() -> None:
    for at, one in enumerate(ALL):
        for other in ALL[at + 1 :]:
            shared = one.shape.intersected(other.shape).boundingRect()
            assert shared.width() * shared.height() < 40, (one.site, other.site, shared)


def test_arrows_lead_from_every_spot_to_every_other() -> None:
    for start in range(len(ALL)):
        seen, edge = {start}, [start]
        while edge:
            at = edge.pop()
            for way in (LEFT, RIGHT, UP, DOWN):
                after = neighbour(ALL, at, way)
                if after not in seen:
                    seen.add(after)
                    edge.append(after)
        left_out = [str(ALL[at].site) for at in range(len(ALL)) if at not in seen]
        assert not left_out, (str(ALL[start].site), left_out)


def test_an_arrow_goes_the_way_that_it_points() -> None:
    for at, spot in enumerate(ALL):
        assert ALL[neighbour(ALL, at, RIGHT)].centre.x() >= spot.centre.x()
        assert ALL[neighbour(ALL, at, LEFT)].centre.x() <= spot.centre.x()
        assert ALL[neighbour(ALL, at, DOWN)].centre.y() >= spot.centre.y()
        assert ALL[neighbour(ALL, at, UP)].centre.y() <= spot.centre.y()

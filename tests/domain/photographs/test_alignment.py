"""Landmarks tell how a photograph lies onto another, or are refused with the reason."""

import math
from collections.abc import Sequence

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.photographs.alignment import (
    Point,
    Similarity,
    Size,
    centred,
    fit,
    turned,
)
from infrared_desktop.domain.records.photographs import Landmark

WIDE, TALL = Size(4000, 3000), Size(2448, 3264)
FACE: tuple[Point, ...] = ((0.3, 0.35), (0.7, 0.33), (0.52, 0.7))  # two eyes and the chin
SHARES = st.tuples(st.floats(0.05, 0.95), st.floats(0.05, 0.95))
CLICKS = st.floats(-1.0, 1.0)  # a hand is a pixel of the screen off, here of 1000
SIMILAR = st.builds(
    lambda turn, scale, dx, dy: Similarity(
        scale * math.cos(math.radians(turn)), scale * math.sin(math.radians(turn)), dx, dy
    ),
    st.floats(-45, 45),
    st.floats(0.3, 3),
    st.floats(-2000, 2000),
    st.floats(-2000, 2000),
)


def laid(points: Sequence[Point], by: Similarity, size: Size, onto: Size) -> list[Landmark]:
    """The landmarks of a picture that truly lies so onto another."""
    marks = []
    for x, y in points:
        u, v = by.onto(x * size.width, y * size.height)
        marks.append(Landmark(x, y, u / onto.width, v / onto.height))
    return marks


def well_placed(points: Sequence[Point], size: Size) -> bool:
    (ax, ay), (bx, by), (cx, cy) = [(x * size.width, y * size.height) for x, y in points]
    area = abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay))
    longest = max(math.dist((ax, ay), (bx, by)), math.dist((bx, by), (cx, cy)))
    longest = max(longest, math.dist((ax, ay), (cx, cy)))
    return area > 0.3 * longest**2 and longest > 0.25 * size.longer


def shortest_side(points: Sequence[Point], size: Size) -> float:
    placed = [(x * size.width, y * size.height) for x, y in points]
    return min(math.dist(placed[i - 1], placed[i]) for i in range(len(placed)))


@given(st.tuples(SHARES, SHARES, SHARES), SIMILAR)
def test_a_known_turn_scale_and_shift_are_recovered_from_three_points(
    points: tuple[Point, ...], true: Similarity
) -> None:
    assume(well_placed(points, WIDE) and true.scale * WIDE.longer > 0.3 * TALL.longer)
    # Points that come to lie nearer each other than a twentieth of the picture are refused.
    assume(true.scale * shortest_side(points, WIDE) > 0.051 * TALL.longer)
    found = fit(laid(points, true, WIDE, TALL), WIDE, TALL)
    assert found.similarity.scale == pytest.approx(true.scale, rel=1e-6)
    assert found.similarity.turn_degrees == pytest.approx(true.turn_degrees, abs=1e-6)
    assert found.similarity.onto(100, 200) == pytest.approx(true.onto(100, 200), abs=1e-3)
    assert found.miss_percent < 1e-6


@given(SIMILAR, st.lists(st.tuples(CLICKS, CLICKS, CLICKS, CLICKS), min_size=3, max_size=3))
def test_clicks_a_pixel_off_still_recover_it_to_1_percent_and_half_a_degree(
    true: Similarity, off: list[tuple[float, float, float, float]]
) -> None:
    assume(true.scale * WIDE.longer > 0.3 * TALL.longer)
    # Each picture is 1000 pixels of the screen along its longer edge; the places are as far apart
    # as the corners of the eyes and the chin are in a standard view.
    big = 1 / 1000 / math.sqrt(2)
    marks = [
        Landmark(
            mark.x + far[0] * big,
            mark.y + far[1] * big,
            mark.onto_x + far[2] * big * min(1.0, true.scale),
            mark.onto_y + far[3] * big * min(1.0, true.scale),
        )
        for mark, far in zip(laid(FACE, true, WIDE, TALL), off, strict=True)
    ]
    found = fit(marks, WIDE, TALL).similarity
    assert found.scale == pytest.approx(true.scale, rel=0.01)
    assert found.turn_degrees == pytest.approx(true.turn_degrees, abs=0.5)


@given(st.tuples(SHARES, SHARES), SIMILAR)
def test_two_points_are_enough_and_meet_exactly(
    points: tuple[Point, ...], true: Similarity
) -> None:
    assume(math.dist(*points) > 0.3 and true.scale * WIDE.longer > 0.3 * TALL.longer)
    found = fit(laid(points, true, WIDE, TALL), WIDE, TALL)
    assert found.similarity.turn_degrees == pytest.approx(true.turn_degrees, abs=1e-6)
    assert found.miss_percent == pytest.approx(0, abs=1e-6)


def test_shares_of_a_wide_and_a_tall_picture_are_not_taken_for_lengths() -> None:
    """The same square of skin has other shares on pictures of other shapes."""
    square = Landmark(0, 0, 0, 0), Landmark(0.3, 0, 0.4, 0), Landmark(0, 0.4, 0, 0.3)
    found = fit(square, Size(400, 300), Size(300, 400))
    assert found.similarity.scale == pytest.approx(1)
    assert found.miss_percent == pytest.approx(0, abs=1e-9)


@given(SIMILAR, st.permutations(range(3)))
def test_a_mirrored_order_is_refused_whichever_points_are_swapped(
    true: Similarity, order: list[int]
) -> None:
    assume(true.scale * WIDE.longer > 0.5 * TALL.longer)
    right = laid(FACE, true, WIDE, TALL)
    swaps = sum(order[i] > order[k] for i in range(3) for k in range(i + 1, 3))
    assume(swaps % 2 == 1)
    marks = [
        Landmark(mark.x, mark.y, right[place].onto_x, right[place].onto_y)
        for mark, place in zip(right, order, strict=True)
    ]
    with pytest.raises(KnownError, match="go round the other way"):
        fit(marks, WIDE, TALL)


def test_a_mirrored_photograph_is_refused() -> None:
    marks = [Landmark(x, y, 1 - x, y) for x, y in FACE]
    with pytest.raises(KnownError, match="is mirrored"):
        fit(marks, WIDE, WIDE)


def test_two_swapped_points_are_told_by_the_picture_upside_down() -> None:
    (ax, ay), (bx, by) = FACE[:2]
    with pytest.raises(KnownError, match="by 180 degrees: they seem to be swapped"):
        fit([Landmark(ax, ay, bx, by), Landmark(bx, by, ax, ay)], WIDE, WIDE)


def test_three_points_one_place_further_round_are_refused() -> None:
    marks = [Landmark(*FACE[i], *FACE[(i + 1) % 3]) for i in range(3)]
    with pytest.raises(KnownError, match="in another order"):
        fit(marks, WIDE, WIDE)


def test_points_of_other_places_are_refused() -> None:
    marks = [Landmark(*FACE[0], *FACE[0]), Landmark(*FACE[1], *FACE[1])]
    with pytest.raises(KnownError, match="the same three places"):
        fit([*marks, Landmark(*FACE[2], 0.4, 0.95)], WIDE, WIDE)


def test_points_near_each_other_or_in_a_line_are_refused() -> None:
    near = [Landmark(0.5, 0.5, 0.2, 0.2), Landmark(0.51, 0.5, 0.8, 0.2)]
    with pytest.raises(KnownError, match="too near each other"):
        fit(near, WIDE, WIDE)
    line = [Landmark(share, share, share, share) for share in (0.1, 0.5, 0.9)]
    with pytest.raises(KnownError, match="nearly in a line"):
        fit(line, WIDE, WIDE)


@pytest.mark.parametrize("count", [0, 1, 4])
def test_one_point_or_four_do_not_align(count: int) -> None:
    with pytest.raises(KnownError, match="Two or three points"):
        fit([Landmark(0.1 * n, 0.2, 0.1 * n, 0.2) for n in range(count)], WIDE, WIDE)


def test_unaligned_a_picture_lies_whole_and_in_the_middle() -> None:
    by = centred(TALL, WIDE)
    assert by.onto(0, 0) == pytest.approx(((4000 - 3000 * 2448 / 3264) / 2, 0))
    assert by.onto(2448 / 2, 3264) == pytest.approx((2000, 3000))


@given(SHARES, st.integers(-4, 4))
def test_a_share_turned_there_and_back_is_the_same(point: Point, turns: int) -> None:
    assert turned(turned(point, turns), -turns) == pytest.approx(point)


def test_turned_clockwise_once_the_upper_left_corner_is_the_upper_right_one() -> None:
    assert turned((0.0, 0.0), 1) == (1.0, 0.0)

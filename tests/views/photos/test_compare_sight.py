"""One zoom for all: what lies under the pointer stays; panes fill the room; light is matched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from infrared_desktop.domain.photographs.alignment import Similarity, Size, centred
from infrared_desktop.views.photos.compare_exposure import Laid, brighter, match
from infrared_desktop.views.photos.compare_sight import (
    fitted,
    panes,
    panned,
    placed,
    seen,
    whole,
    zoomed,
)

TALL, WIDE = Size(1200, 1600), Size(4000, 3000)
ROOM = QSizeF(400, 500)
AS_IT_IS = Similarity(1, 0, 0, 0)


@given(
    st.floats(0.3, 4),
    st.floats(-190, 190),
    st.floats(-240, 240),
)
def test_what_lies_under_the_pointer_stays_there(factor: float, x: float, y: float) -> None:
    pane = QRectF(0, 0, 400, 500)
    before = zoomed(fitted(TALL, ROOM), 3, TALL, ROOM, QPointF())
    after = zoomed(before, factor, TALL, ROOM, QPointF(x, y))
    place = pane.center() + QPointF(x, y)
    there = placed(before, pane, AS_IT_IS).inverted()[0].map(place)
    again = placed(after, pane, AS_IT_IS).map(there)
    held = not (0 < after.x < TALL.width and 0 < after.y < TALL.height)
    assert held or (again - place).manhattanLength() < 1e-3


@given(st.floats(0.2, 12), st.floats(-500, 500), st.floats(-500, 500))
def test_what_is_seen_is_what_the_pane_shows_and_never_beyond_the_picture(
    factor: float, dx: float, dy: float
) -> None:
    pane = QRectF(QPointF(30, 20), ROOM)
    near = zoomed(fitted(TALL, ROOM), factor, TALL, ROOM, QPointF())
    sight = panned(near, QPointF(dx, dy), TALL)
    there = placed(sight, pane, AS_IT_IS).inverted()[0].mapRect(pane)
    part = seen(sight, TALL, ROOM)
    assert whole(TALL).adjusted(-1e-6, -1e-6, 1e-6, 1e-6).contains(part)
    for one, other in zip(
        part.getCoords(), there.intersected(whole(TALL)).getCoords(), strict=True
    ):
        assert one == pytest.approx(other, abs=1e-3)
    assert seen(fitted(TALL, ROOM), TALL, ROOM) == whole(TALL)


@given(st.floats(-1e5, 1e5), st.floats(-1e5, 1e5))
def test_no_way_leads_out_of_the_picture(dx: float, dy: float) -> None:
    sight = panned(fitted(TALL, ROOM), QPointF(dx, dy), TALL)
    assert 0 <= sight.x <= TALL.width and 0 <= sight.y <= TALL.height


@given(st.integers(1, 6), st.sampled_from((TALL, WIDE)), st.floats(300, 2000))
def test_panes_lie_in_the_room_and_none_over_another(count: int, size: Size, width: float) -> None:
    room = QRectF(0, 0, width, 600)
    boxes = panes(count, room, size)
    assert len(boxes) == count
    assert all(room.adjusted(-1, -1, 1, 1).contains(box) for box in boxes)
    for place, box in enumerate(boxes):
        assert not any(box.intersects(other) for other in boxes[place + 1 :])


def test_tall_pictures_stand_in_one_row_where_that_shows_them_largest() -> None:
    assert len({box.top() for box in panes(6, QRectF(0, 0, 2400, 500), TALL)}) == 1
    assert len({box.top() for box in panes(6, QRectF(0, 0, 800, 600), WIDE)}) > 1


def grey(shade: int, width: int = 60, height: int = 80) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(shade, shade, shade))
    return image


@pytest.mark.parametrize(("shade", "wanted"), [(80, 120), (180, 120), (120, 120)])
def test_a_picture_is_made_as_bright_as_the_first(
    qapp: QApplication, shade: int, wanted: int
) -> None:
    size = Size(60, 80)
    made = match(Laid(grey(shade), size, AS_IT_IS), Laid(grey(wanted), size, AS_IT_IS))
    assert abs(made.image.pixelColor(30, 40).red() - wanted) <= 2
    assert (made.stops > 0) is (shade < wanted)


def test_only_what_both_show_is_measured(qapp: QApplication) -> None:
    """A dark wall that only one of them shows must not make the skin bright."""
    first, other = grey(120), grey(120, 120, 80)
    for x in range(60, 120):
        for y in range(80):
            other.setPixelColor(x, y, QColor("black"))
    laid = Laid(other, Size(120, 80), AS_IT_IS)
    assert abs(match(laid, Laid(first, Size(60, 80), AS_IT_IS)).stops) < 0.05


def test_light_is_changed_by_two_stops_at_most_and_no_shade_runs_over(qapp: QApplication) -> None:
    size = Size(60, 80)
    made = match(Laid(grey(2), size, AS_IT_IS), Laid(grey(250), size, AS_IT_IS))
    assert made.stops == 2
    assert brighter(grey(250), 2).pixelColor(5, 5).red() == 255


def test_the_unaligned_picture_is_whole_in_the_pane_of_the_first() -> None:
    pane = QRectF(0, 0, 400, 500)
    by = placed(fitted(TALL, ROOM), pane, centred(WIDE, TALL))
    corners = [by.map(QPointF(x, y)) for x in (0, WIDE.width) for y in (0, WIDE.height)]
    assert all(pane.adjusted(-1, -1, 1, 1).contains(corner) for corner in corners)

"""Which event the keyboard goes to from the one that is selected."""

from bisect import bisect_right
from enum import StrEnum

from infrared_desktop.domain.timeline.model import Item
from infrared_desktop.views.timeline.timeline_layout import LaneBox, Layout


class Step(StrEnum):
    """A step of the keyboard: in time within a lane, between lanes, or to an end."""

    EARLIER = "earlier"
    LATER = "later"
    UP = "up"
    DOWN = "down"
    LANE_FIRST = "lane_first"
    LANE_LAST = "lane_last"
    FIRST = "first"
    LAST = "last"


def stepped(layout: Layout, selected: Item | None, step: Step) -> Item | None:
    """Return the event one step on; without a selection, the latest one up to today."""
    items = layout.items
    if not items:
        return None
    if step in (Step.FIRST, Step.LAST):
        return items[0 if step is Step.FIRST else -1]
    if selected is None:
        return _latest(layout)
    row = next(row for row, box in enumerate(layout.boxes) if box.lane == selected.lane)
    if step in (Step.UP, Step.DOWN):
        row = min(max(row + (1 if step is Step.DOWN else -1), 0), len(layout.boxes) - 1)
        moved = layout.boxes[row].lane != selected.lane
        return _nearest(layout.boxes[row], selected) if moved else selected
    return _in_lane(layout.boxes[row], selected, step)


def _in_lane(box: LaneBox, selected: Item, step: Step) -> Item:
    if step in (Step.LANE_FIRST, Step.LANE_LAST):
        return box.items[0 if step is Step.LANE_FIRST else -1]
    place = next(place for place, item in enumerate(box.items) if item is selected)
    place += 1 if step is Step.LATER else -1
    return box.items[min(max(place, 0), len(box.items) - 1)]


def _nearest(box: LaneBox, selected: Item) -> Item:
    return min(box.items, key=lambda item: abs(item.day - selected.day))


def _latest(layout: Layout) -> Item:
    items = layout.items
    count = bisect_right(items, layout.timeline.today, key=lambda item: item.day)
    return items[max(count - 1, 0)]

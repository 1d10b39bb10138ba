"""Which event the keyboard goes to from the one that is selected."""

from bisect import bisect_right
from datetime import date, timedelta
from enum import StrEnum

from infrared_desktop.domain.timeline.model import Item, Span, SpanKind, Timeline
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


def stepped(
    layout: Layout, selected: Item | None, step: Step, near: date | None = None
) -> Item | None:
    """Return the event one step on; without a selection, the latest one up to today.

    From lane to lane it goes to what is nearest to a day, that of the selection unless given.
    """
    items = layout.items
    if not items:
        return None
    if step in (Step.FIRST, Step.LAST):
        return items[0 if step is Step.FIRST else -1]
    if selected is None:
        return items[latest(layout.timeline)]
    row = next(row for row, box in enumerate(layout.boxes) if box.lane == selected.lane)
    if step in (Step.UP, Step.DOWN):
        row = min(max(row + (1 if step is Step.DOWN else -1), 0), len(layout.boxes) - 1)
        moved = layout.boxes[row].lane != selected.lane
        return _nearest(layout.boxes[row], near or selected.day) if moved else selected
    return _in_lane(layout.boxes[row], selected, step)


def _in_lane(box: LaneBox, selected: Item, step: Step) -> Item:
    if step in (Step.LANE_FIRST, Step.LANE_LAST):
        return box.items[0 if step is Step.LANE_FIRST else -1]
    place = next(place for place, item in enumerate(box.items) if item is selected)
    place += 1 if step is Step.LATER else -1
    return box.items[min(max(place, 0), len(box.items) - 1)]


def _nearest(box: LaneBox, day: date) -> Item:
    """Return what is the least away from a day, or lasts over it; of several the latest.

    A plan counts from its first day alone: what is done by it stands nearer.
    """

    def away(item: Item) -> timedelta:
        lasts = isinstance(item, Span) and item.kind is not SpanKind.PLAN
        until = item.until if lasts and item.until else item.day
        return max(item.day - day, day - until, timedelta(0))

    return min(reversed(box.items), key=away)


def latest(timeline: Timeline) -> int:
    """Return the place of the latest event up to today, or of the first where all is to come."""
    return max(bisect_right(timeline.items, timeline.today, key=lambda item: item.day) - 1, 0)

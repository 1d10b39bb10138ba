"""Picking sites one by one: what becomes of the list of findings when a place is touched."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from infrared_desktop.domain.records.areas import Side, Site, scale_of
from infrared_desktop.domain.records.care import AreaFinding


class Touch(StrEnum):
    """What touching a place did."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"  # the side of a row, which keeps its findings


@dataclass(frozen=True)
class Picked:
    """The row that a touch is about, and what stands there now; nothing where it was removed."""

    row: int
    touch: Touch
    finding: AreaFinding | None = None


def row_at(rows: Sequence[AreaFinding], site: Site) -> int | None:
    """Return the row that holds a place: its own, one of both sides, or one without a side."""
    return next((at for at, row in enumerate(rows) if _holds(row, site)), None)


def touch(rows: Sequence[AreaFinding], site: Site, both: bool = False) -> Picked:
    """Add, remove or change the row of a place; `both` means both sides of the body at once.

    A place on the midline has no side. A row that has no side yet takes the one that is touched.
    Where each side has a row of its own, both are there already: the touched one goes.
    """
    both = both and sum(row.area is site.area for row in rows) < 2
    wanted = Side.BOTH if both and site.side else site.side
    at = row_at(rows, site)
    if at is None and both:
        at = next((i for i, row in enumerate(rows) if row.area is site.area), None)
    if at is None:
        fresh = AreaFinding(site.area, wanted, laxity_scale=scale_of(site.area))
        return Picked(len(rows), Touch.ADDED, fresh)
    side = _side_after(rows[at], site, wanted)
    if side is None:
        return Picked(at, Touch.REMOVED)
    return Picked(at, Touch.CHANGED, replace(rows[at], side=side))


def _holds(row: AreaFinding, site: Site) -> bool:
    return row.area is site.area and row.side in (None, Side.BOTH, site.side)


def _side_after(row: AreaFinding, site: Site, wanted: Side | None) -> Side | None:
    """Return the side that a row has after a touch; none where it goes."""
    if row.side is wanted or site.side is None:
        return None
    if row.side is Side.BOTH:
        return Side.RIGHT if site.side is Side.LEFT else Side.LEFT
    return wanted

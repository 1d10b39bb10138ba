"""The lanes of a timeline: one for each site and side, and those about no site."""

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from infrared_desktop.domain.records.areas import Area, Side, Site


class Ref(NamedTuple):
    """The record behind a mark, stable between builds: its kind and its id or key."""

    kind: str
    id: int | str


class LaneKind(StrEnum):
    """What a lane gathers: a site, or what is about no site, or the year to come."""

    SITE = "site"
    VISITS = "visits"
    PHOTOGRAPHS = "photographs"
    CONTACTS = "contacts"
    PAPERS = "papers"
    MEDICINES = "medicines"
    REMARKS = "remarks"
    LATER = "later"


_AREA_ORDER = {area: order for order, area in enumerate(Area)}
_SIDE_ORDER = {None: 0, Side.BOTH: 1, Side.LEFT: 2, Side.RIGHT: 3}
_KIND_ORDER = {kind: order for order, kind in enumerate(LaneKind, 1000)}


@dataclass(frozen=True, slots=True)
class Lane:
    """One row of the timeline; a site has a lane of its own for each side."""

    kind: LaneKind
    site: Site | None = None
    order: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Give it its place from the top: down the body, then those about no site."""
        order = _KIND_ORDER[self.kind]
        if self.site:
            order = _AREA_ORDER[self.site.area] * len(_SIDE_ORDER) + _SIDE_ORDER[self.site.side]
        object.__setattr__(self, "order", order)

    def __hash__(self) -> int:
        """Return the order, which is unique: thousands of marks are looked up by lane."""
        return self.order


@cache
def lane_at(area: Area, side: Side | None) -> Lane:
    """Return the lane of a site, always the same object."""
    return Lane(LaneKind.SITE, Site(area, side))

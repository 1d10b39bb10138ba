"""The treatment areas, their sides and their laxity scales (clinical reference 2.4 and 2.5)."""

from dataclasses import dataclass
from enum import StrEnum


class Area(StrEnum):
    """A treatment area; left and right are a side, not another area."""

    FACE_FULL = "FACE_FULL"
    FOREHEAD_BROW = "FOREHEAD_BROW"
    PERIORBITAL = "PERIORBITAL_OUTSIDE_RIM"
    MIDFACE_CHEEK = "MIDFACE_CHEEK"
    NASOLABIAL = "NASOLABIAL"
    JOWL_JAWLINE = "JOWL_JAWLINE"
    SUBMENTAL = "SUBMENTAL"
    NECK_FRONT = "NECK_ANT"
    NECK_SIDE = "NECK_LAT"
    DECOLLETE = "DECOLLETE"
    UPPER_ARM = "UPPER_ARM"
    UNDERARM = "UNDERARM"
    ABDOMEN_UPPER = "ABDOMEN_UPPER"
    ABDOMEN_LOWER = "ABDOMEN_LOWER"
    FLANK = "FLANK"
    BUTTOCK = "BUTTOCK"
    THIGH_FRONT = "THIGH_ANT"
    THIGH_BACK = "THIGH_POST"
    THIGH_INNER = "THIGH_INNER"
    KNEE = "KNEE"
    LOWER_LEG = "LOWER_LEG"


class Side(StrEnum):
    """The side of the body; midline areas have none."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"


class Region(StrEnum):
    """A part of the body whose evidence and scales are shared."""

    FACE = "face"
    NECK = "neck"
    ARM = "arm"
    BODY = "body"


class LaxityScale(StrEnum):
    """A laxity scale; only the score is stored, never a scale's published wording."""

    ALEXIADES = "alexiades"
    CLINIC = "clinic"


GRADES: dict[LaxityScale, tuple[float, ...]] = {
    # The published quantitative scale has no step at 0.5 (clinical reference 2.3, S26).
    LaxityScale.ALEXIADES: (0.0, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0),
    LaxityScale.CLINIC: (0.0, 1.0, 2.0, 3.0, 4.0),
}

_NECK = {Area.SUBMENTAL, Area.NECK_FRONT, Area.NECK_SIDE, Area.DECOLLETE}
_ARM = {Area.UPPER_ARM, Area.UNDERARM}
_FACE = {
    Area.FACE_FULL,
    Area.FOREHEAD_BROW,
    Area.PERIORBITAL,
    Area.MIDFACE_CHEEK,
    Area.NASOLABIAL,
    Area.JOWL_JAWLINE,
}
_MIDLINE = {
    Area.FACE_FULL,
    Area.SUBMENTAL,
    Area.NECK_FRONT,
    Area.DECOLLETE,
    Area.ABDOMEN_UPPER,
    Area.ABDOMEN_LOWER,
}


def region_of(area: Area) -> Region:
    """Return the region that an area belongs to."""
    if area in _FACE:
        return Region.FACE
    if area in _NECK:
        return Region.NECK
    return Region.ARM if area in _ARM else Region.BODY


def is_midline(area: Area) -> bool:
    """Say whether an area lies on the midline, so that no side is asked."""
    return area in _MIDLINE


def scales_of(area: Area) -> tuple[LaxityScale, ...]:
    """Return the scales that an area can be graded on, the usual one first.

    The Alexiades scale is for face and neck alone (clinical reference 2.5 A).
    """
    face_or_neck = region_of(area) in (Region.FACE, Region.NECK) and area is not Area.DECOLLETE
    clinic = (LaxityScale.CLINIC,)
    return (LaxityScale.ALEXIADES, *clinic) if face_or_neck else clinic


def scale_of(area: Area) -> LaxityScale:
    """Return the scale that an area is graded on unless the clinician picks another."""
    return scales_of(area)[0]


@dataclass(frozen=True, order=True)
class Site:
    """One treated place: an area with its side; sessions and windows are counted per site."""

    area: Area
    side: Side | None = None

    def __str__(self) -> str:
        return f"{self.area}:{self.side}" if self.side else str(self.area)


def overlaps(one: Site, other: Site) -> bool:
    """Say whether two sites have skin in common; the full face covers every area of the face."""
    opposite = {one.side, other.side} == {Side.LEFT, Side.RIGHT}
    return not opposite and (_holds(one.area, other.area) or _holds(other.area, one.area))


def covers(whole: Site, part: Site) -> bool:
    """Say whether all the skin of one site lies in another; a side left open means both sides."""
    return _holds(whole.area, part.area) and whole.side in (None, Side.BOTH, part.side)


def _holds(whole: Area, part: Area) -> bool:
    return whole is part or (whole is Area.FACE_FULL and part in _FACE)

"""What can be treated and how: areas, scales, and the ranges of a device's settings."""

from dataclasses import dataclass, fields
from typing import get_args, get_type_hints

from infrared_desktop.domain.records import areas
from infrared_desktop.domain.records.areas import Area, LaxityScale
from infrared_desktop.domain.records.care import AreaSettings
from infrared_desktop.domain.toml.tables import Origin, Tag


@dataclass(frozen=True)
class FluenceLimits:
    """Fluence in J/cm²: outside hard it is refused, outside soft a warning (reference 8.2)."""

    hard_low: float
    hard_high: float
    soft_low: float
    soft_high: float

    def __post_init__(self) -> None:
        if not 0 < self.hard_low <= self.soft_low < self.soft_high <= self.hard_high:
            raise ValueError("needs a soft range that lies inside the hard one")


@dataclass(frozen=True)
class Spot:
    """The window of a handpiece in millimetres."""

    handpiece: str
    width_mm: float
    height_mm: float
    source: str
    tag: Tag

    def __post_init__(self) -> None:
        if self.width_mm <= 0 or self.height_mm <= 0:
            raise ValueError("needs a width and a height of more than 0")

    @property
    def size_cm2(self) -> float:
        """The area of the window."""
        return self.width_mm * self.height_mm / 100


@dataclass(frozen=True)
class LaxityHelp:
    """What one grade of a laxity scale looks like, in the clinic's own words."""

    scale: LaxityScale
    grade: float
    label: str
    text: str
    source: str
    tag: Tag


_HINTS = get_type_hints(AreaSettings)
_NUMBERS = {
    one.name for one in fields(AreaSettings) if {int, float} & set(get_args(_HINTS[one.name]))
}


@dataclass(frozen=True)
class SettingRange:
    """The range of one number of AreaSettings: outside hard it is refused, outside soft it warns.

    An end that is None is open.
    """

    field: str
    source: str
    tag: Tag
    unit: str = ""
    hard_low: float | None = None
    hard_high: float | None = None
    soft_low: float | None = None
    soft_high: float | None = None

    def __post_init__(self) -> None:
        if self.field not in _NUMBERS:
            raise ValueError("names no number of a session's settings")
        ends = (self.hard_low, self.soft_low, self.soft_high, self.hard_high)
        told = [end for end in ends if end is not None]
        if not told or told != sorted(told):
            raise ValueError("needs ends that rise: hard_low, soft_low, soft_high, hard_high")

    def refuses(self, value: float) -> bool:
        """Say whether a value lies outside the hard range."""
        return _outside(value, self.hard_low, self.hard_high)

    def warns(self, value: float) -> bool:
        """Say whether a value lies outside the soft range."""
        return self.refuses(value) or _outside(value, self.soft_low, self.soft_high)


@dataclass(frozen=True)
class Preset:
    """What a setting of this device usually is, so that nobody types it."""

    field: str
    value: float
    source: str
    tag: Tag

    def __post_init__(self) -> None:
        if self.field not in _NUMBERS:
            raise ValueError("names no number of a session's settings")


@dataclass(frozen=True)
class AreaTerms:
    """An area that is treated, and the scales that it can be graded on, the usual one first."""

    code: Area
    scales: tuple[LaxityScale, ...]
    source: str
    tag: Tag

    def __post_init__(self) -> None:
        if not self.scales or set(self.scales) - set(areas.scales_of(self.code)):
            raise ValueError("needs a scale that is made for the area")


@dataclass(frozen=True)
class ScaleTerms:
    """A laxity scale, and whether it was validated."""

    code: LaxityScale
    name: str
    validated: bool
    source: str
    tag: Tag


def range_of_fluence(limits: FluenceLimits, origin: Origin) -> SettingRange:
    """Return the limits of fluence in the shape of every other range."""
    return SettingRange(
        "fluence_j_cm2",
        origin.source,
        origin.tag,
        "J/cm²",
        limits.hard_low,
        limits.hard_high,
        limits.soft_low,
        limits.soft_high,
    )


def _outside(value: float, low: float | None, high: float | None) -> bool:
    return (low is not None and value < low) or (high is not None and value > high)

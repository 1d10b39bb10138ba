"""The values that a timeline plots: a grade, or what a site was given, with its change."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from infrared_desktop.domain.records.areas import LaxityScale
from infrared_desktop.domain.timeline.lanes import Lane, Ref


class Measure(StrEnum):
    """What a plotted value measures: a laxity grade, fluence in J/cm², pulses, or energy in J."""

    LAXITY = "laxity"
    FLUENCE = "fluence"
    PULSES = "pulses"
    ENERGY = "energy"


_STEEP = (Measure.FLUENCE, Measure.ENERGY)


class PlotPoint(NamedTuple):
    """One plotted value, and its change on the value before at the same site.

    What a session gave changes by percent; a grade changes by `change` grades of the same scale.
    """

    lane: Lane
    day: date
    measure: Measure
    value: float
    ref: Ref
    scale: LaxityScale | None = None
    change_percent: int | None = None
    change: float | None = None

    @property
    def is_steep(self) -> bool:
        """Whether fluence or energy rose by more than a tenth, which deserves a second look."""
        percent = self.change_percent
        return percent is not None and percent > 10 and self.measure in _STEEP

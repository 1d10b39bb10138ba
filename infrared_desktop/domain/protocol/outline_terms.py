"""What an outline says: the procedure, what may be expected of it, and what else could be done."""

from dataclasses import dataclass

from infrared_desktop.domain.records.areas import Region
from infrared_desktop.domain.records.consents import Alternative
from infrared_desktop.domain.toml.tables import Tag


@dataclass(frozen=True)
class Passage:
    """One sentence about the procedure."""

    code: str
    text: str
    source: str
    tag: Tag


@dataclass(frozen=True)
class ExpectedResult:
    """What may be expected in a region (reference 5.1); without a region, everywhere.

    {very}, {fairly} and {not_satisfied} in the text are filled with the per cent of patients.
    """

    code: str
    text: str
    source: str
    tag: Tag
    region: Region | None = None
    very_satisfied_percent: int | None = None
    satisfied_percent: int | None = None
    unsatisfied_percent: int | None = None

    def __post_init__(self) -> None:
        told = [self.very_satisfied_percent, self.satisfied_percent, self.unsatisfied_percent]
        if any(one is not None for one in told) and sum(one or 0 for one in told) != 100:
            raise ValueError("needs three shares that make 100 % together")

    @property
    def values(self) -> dict[str, int]:
        """What fills the gaps of the text."""
        told = {
            "very": self.very_satisfied_percent,
            "fairly": self.satisfied_percent,
            "not_satisfied": self.unsatisfied_percent,
        }
        return {name: percent for name, percent in told.items() if percent is not None}


@dataclass(frozen=True)
class AlternativeText:
    """What else could be done instead, and what it is good for."""

    code: Alternative
    text: str
    source: str
    tag: Tag

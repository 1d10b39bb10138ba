"""A gap: a field of a record that is missing or wrong, and the gaps that most records share."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from infrared_desktop.domain.records.areas import is_midline
from infrared_desktop.domain.records.care import Located
from infrared_desktop.domain.sentences import Sentence, sentence


@dataclass(frozen=True)
class Gap:
    """A field that is missing or wrong, in which row of the areas, and why, in words."""

    field: str
    words: Sentence
    row: int | None = None


def day_gap(field: str, day: date, today: date) -> Iterator[Gap]:
    """Find a day that lies ahead."""
    if day > today:
        yield Gap(field, sentence("This day lies ahead."))


def site_gaps(rows: Sequence[Located]) -> Iterator[Gap]:
    """Find a row without its side, a site that is listed twice, or no row at all."""
    if not rows:
        yield Gap("areas", sentence("At least one area is needed."))
    seen = set()
    for place, row in enumerate(rows):
        if row.side is None and not is_midline(row.area):
            yield Gap("side", sentence("Say which side."), place)
        elif row.site in seen:
            yield Gap("area", sentence("This area is listed twice."), place)
        seen.add(row.site)

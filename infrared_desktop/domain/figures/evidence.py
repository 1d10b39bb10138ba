"""Published figures of treatment, each with its source, to stand beside the clinic's own."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass

from infrared_desktop.domain.figures.outcomes import Key, OutcomeBy
from infrared_desktop.domain.records.areas import Area, Region, region_of


@dataclass(frozen=True)
class Published:
    """What one study says (clinical reference 10): only what was seen of it.

    Where it does not say whom or what it looked at, `regions`, `phototypes` or `sessions` is empty.
    """

    result: str
    cite: str
    source: str
    device: str
    patients: int
    regions: tuple[Region, ...] = ()
    phototypes: tuple[int, ...] = ()
    sessions: tuple[int, ...] = ()
    only_part_seen: bool = False


def parse_evidence(text: str) -> tuple[Published, ...]:
    """Read the program's file of published figures."""
    return tuple(
        Published(
            **{name: value for name, value in row.items() if name not in _LISTS},
            regions=tuple(Region(each) for each in row.get("regions", ())),
            phototypes=tuple(row.get("phototypes", ())),
            sessions=tuple(row.get("sessions", ())),
        )
        for row in tomllib.loads(text)["figure"]
    )


def beside(
    published: Iterable[Published], by: OutcomeBy | None, key: Key = None
) -> tuple[Published, ...]:
    """Return the figures that speak of a group; all of them where nothing is put together.

    By device all stand beside each other: none of them was found with a device of the clinic.
    """
    return tuple(each for each in published if _speaks(each, by, key))


def _speaks(published: Published, by: OutcomeBy | None, key: Key) -> bool:
    if by is OutcomeBy.AREA:
        return isinstance(key, Area) and region_of(key) in published.regions
    if by is OutcomeBy.PHOTOTYPE:
        return key in published.phototypes
    return by is not OutcomeBy.SESSIONS or key in published.sessions


_LISTS = ("regions", "phototypes", "sessions")

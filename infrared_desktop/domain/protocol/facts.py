"""What the waiting list asks of a protocol, read from its text without the rest of it."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from infrared_desktop.domain.records.areas import Area, Site
from infrared_desktop.domain.schedule.schedule import SessionWindows

if TYPE_CHECKING:
    from infrared_desktop.domain.protocol.protocol import Protocol

_BEGINS = re.compile(r"^(?=\[)", re.MULTILINE)
_READ = ("[windows]", "[[instructions]]")


@dataclass(frozen=True)
class Lead:
    """How many hours before a session an instruction holds; without areas, for all of them."""

    hours: int
    areas: tuple[Area, ...] = ()


@dataclass(frozen=True)
class WaitingFacts:
    """The days between sessions, and what a patient must be told in time."""

    windows: SessionWindows
    leads: tuple[Lead, ...]

    def leads_for(self, sites: Iterable[Site]) -> tuple[Lead, ...]:
        """Return what holds before a session for a patient who is treated at the sites."""
        areas = {site.area for site in sites}
        return tuple(one for one in self.leads if not (one.areas and areas) or areas & {*one.areas})


def read_waiting_facts(text: str) -> WaitingFacts | None:
    """Return the facts of a sound protocol; None where they do not stand as the program writes."""
    parts = [part for part in _BEGINS.split(text) if part.startswith(_READ)]
    try:
        raw = tomllib.loads("".join(parts))
        days = {name: int(figure["value"]) for name, figure in raw["windows"].items()}
        before = [one for one in raw["instructions"] if one["phase"] == "before"]
        leads = (Lead(int(one["hours"]), tuple(map(Area, one.get("areas", ())))) for one in before)
        if days.keys() == {field.name for field in fields(SessionWindows)}:
            return WaitingFacts(SessionWindows(**days), tuple(leads))
    except (ValueError, LookupError, TypeError):
        pass
    return None


def of_protocol(protocol: "Protocol") -> WaitingFacts:
    """Return the same facts of a protocol that was read as a whole."""
    before = (one for one in protocol.instructions if one.phase == "before")
    leads = tuple(Lead(one.hours or 0, one.areas) for one in before)
    return WaitingFacts(protocol.windows, leads)

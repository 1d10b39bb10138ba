"""The whole record of one patient as it is printed: every version of everything, and who wrote it.

Unlike a chart it holds what was struck through as well, and what stood there before a change.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from infrared_desktop.domain.protocol.protocol import Protocol
from infrared_desktop.domain.records.care import Addendum
from infrared_desktop.domain.records.chart import Chart, State, Stored
from infrared_desktop.domain.records.patient_rights import Merge
from infrared_desktop.domain.records.people import Settings, Staff
from infrared_desktop.domain.records.signature import Signature

Versions = tuple[Stored[Any], ...]  # of one record, oldest first


@dataclass(frozen=True)
class Unfinished:
    """A draft: what kind of work it is, whose, and when it was kept."""

    kind: str
    staff_id: int
    kept_at: datetime


@dataclass(frozen=True)
class Reading:
    """What somebody did on a day to read a record or to take it along, and how often."""

    day: date
    staff_id: int
    words: str
    times: int


@dataclass(frozen=True)
class WholeRecord:
    """Everything on one patient; `altered` names versions that are not what was stored.

    `signatures` says by kind, id and version how each was signed. `readings` says who read it,
    where that is told.

    `versions` holds all versions of each record under the name of its kind, by id.
    """

    chart: Chart
    settings: Settings
    versions: Mapping[str, tuple[Versions, ...]]
    staff: Mapping[int, Versions] = field(default_factory=dict)
    places: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    read_protocols: Callable[[], Mapping[str, Protocol]] = dict
    drafts: tuple[Unfinished, ...] = ()
    altered: frozenset[tuple[str, int, int]] = frozenset()
    signatures: Mapping[tuple[str, int, int], Signature] = field(default_factory=dict)
    joined: tuple[Stored[Merge], ...] = ()
    readings: tuple[Reading, ...] | None = None

    @cached_property
    def protocols(self) -> Mapping[str, Protocol]:
        """All that records may have been made by, under their titles, the one in use first.

        Reading them takes a while, so it is done where the words are first asked for.
        """
        return self.read_protocols()

    def member(self, staff_id: int, at: datetime | None = None) -> Staff | None:
        """Return a member of staff as they were at a moment, or as they are now."""
        known = self.staff.get(staff_id, ())
        then = [stored for stored in known if at is None or stored.at <= at]
        return (then or known)[-1].record if known else None

    def addenda(self, kind: str, number: int) -> Iterator[Stored[Addendum]]:
        """Yield what was added to a record, oldest first."""
        for versions in self.versions.get("addendum", ()):
            newest = versions[-1]
            if (newest.record.about_kind, newest.record.about_id) == (kind, number):
                yield newest

    def why_struck(self, kind: str, stored: Stored[Any]) -> Stored[Addendum] | None:
        """Return the addendum that says why a record was struck through."""
        if stored.state is not State.INVALID:
            return None
        said = [a for a in self.addenda(kind, stored.id) if a.at == stored.at and a.by == stored.by]
        return said[-1] if said else None

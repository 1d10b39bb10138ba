"""What skin received under another area's name: the full face before the jaw, or after it.

Its fluence is compared as a hint that names the other area; size and pulses of another one mean
nothing here.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import inf

from infrared_desktop.domain.records.areas import Site, overlaps
from infrared_desktop.domain.records.care import AdverseEvent, AreaSettings, Session
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.schedule.schedule import touches
from infrared_desktop.domain.sentences import Sentence, sentence
from infrared_desktop.domain.sessions.doses import (
    Dose,
    dose_of,
    doses_before,
    last_tolerated,
    rise_percent,
)
from infrared_desktop.domain.sessions.gates import Gate, Severity


@dataclass(frozen=True)
class SkinPast:
    """Everything that was given up to a day, to be asked for each site, newest first."""

    day: date
    sessions: Sequence[Stored[Session]] = ()
    events: Sequence[Stored[AdverseEvent]] = ()

    def at(self, site: Site) -> tuple[Dose, ...]:
        """Return what the site received under its own name."""
        return doses_before(site, self.day, self.sessions, self.events)

    def nearby(self, site: Site) -> tuple[Dose, ...]:
        """Return what its skin received under other names since the site's own last dose.

        Of one session the mildest comes first, so that a hint rather says too much.
        """
        own = max((_age(dose) for dose in self.at(site)), default=(date.min, 0))
        found = [
            dose_of(stored, row, site, self.events)
            for stored in self.sessions
            for row in stored.record.areas
            if stored.record.performed_on <= self.day
            and overlaps(site, row.site)
            and not touches(site, row.site)
        ]
        found.sort(key=lambda dose: -(dose.row.fluence_j_cm2 or inf))
        found.sort(key=_age)
        return tuple(dose for dose in reversed(found) if _age(dose) > own)


def shared_skin_gates(
    rows: Iterable[AreaSettings], past: SkinPast, limit_percent: float
) -> Iterator[Gate]:
    """Tell of each site whose skin was treated last under another name, and of a rise since."""
    for site, row in {row.site: row for row in rows}.items():
        nearby = past.nearby(site)
        if nearby:
            yield Gate("same-skin", Severity.WARN, _told(site, nearby[0]), site)
            words = _rise(row, nearby, limit_percent)
            if words is not None:
                yield Gate("shared-rise", Severity.WARN, words, site)


def _age(dose: Dose) -> tuple[date, int]:
    return dose.day, dose.session_id


def _told(site: Site, last: Dose) -> Sentence:
    text = "{site}: this skin was treated last on {day} as {sites}"
    fluence = last.row.fluence_j_cm2
    text += ", with {fluence} J/cm²" if fluence is not None else ""
    text += ", and a reaction followed" if last.is_tolerated is False else ""
    text += "; size and pulses are not compared here."
    figure = "" if fluence is None else f"{fluence:g}"
    return sentence(text, site=str(site), day=last.day, sites=str(last.row.site), fluence=figure)


def _rise(row: AreaSettings, nearby: Sequence[Dose], limit: float) -> Sentence | None:
    """Compare with the last dose, or, after a reaction, with the last that was tolerated."""
    if nearby[0].is_tolerated is not False:
        text = "as {sites}; over {limit} % asks for a second look."
        return _over(row, nearby[0], limit, text, limit)
    good = last_tolerated(nearby)
    return _over(row, good, 0, "as {sites}, which was tolerated.", limit) if good else None


def _over(
    row: AreaSettings, dose: Dose, allowed: float, ending: str, limit: float
) -> Sentence | None:
    percent = rise_percent(row, dose)
    if percent is None or percent <= allowed:
        return None
    return sentence(
        "{site}: {percent} % more fluence than this skin had on {day} " + ending,
        site=str(row.site),
        percent=f"{round(percent, 1):g}",
        day=dose.day,
        sites=str(dose.row.site),
        limit=f"{limit:g}",
    )

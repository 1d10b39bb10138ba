"""What each site received last and how it was borne, for who reads a timeline before treating."""

from collections.abc import Iterator, Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.records.areas import Site
from infrared_desktop.domain.records.care import Session
from infrared_desktop.domain.records.chart import Chart, Stored
from infrared_desktop.domain.sessions.doses import Dose, doses_up_to, newest_first
from infrared_desktop.domain.timeline.model import Item
from infrared_desktop.views.records.dose_words import dose_line, reaction_words
from infrared_desktop.views.wording import say_day, say_site


def last_doses(chart: Chart, item: Item | None = None) -> tuple[str, ...]:
    """Say the last dose of each site, the newest first; of an event's own where one is selected."""
    sessions = newest_first(chart.sessions, date.max)
    if item is not None:
        site = item.lane.site
        return tuple(_told(chart, site, sessions)) if site else ()
    sites = dict.fromkeys(site for stored in sessions for site in stored.record.sites)
    return tuple(
        f"{say_site(site)}: {line}" for site in sites for line in _told(chart, site, sessions)
    )


def _told(chart: Chart, site: Site, sessions: Sequence[Stored[Session]]) -> Iterator[str]:
    """Yield the last dose, and after one that was not tolerated the last that was."""
    last: Dose | None = None
    for dose in doses_up_to(site, sessions, chart.adverse_events):
        if last is None:
            last = dose
            yield _words("last {line}, {borne}").format(
                line=_line(dose), borne=reaction_words(dose)
            )
        if dose.is_tolerated:
            if dose is not last:
                yield _words("last tolerated {line}").format(line=_line(dose))
            return


def _line(dose: Dose) -> str:
    return " · ".join(part for part in (say_day(dose.day), dose_line(dose.row)) if part)


def _words(text: str) -> str:
    return QCoreApplication.translate("LastDoses", text)

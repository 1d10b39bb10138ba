"""What skin received under another area's name: the full face before the jaw, or after it.

A dose is compared with the last one of the same area alone, as size and pulses of another one
mean nothing here; that there was another one is said, so that nobody takes the skin for untreated.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from infrared_desktop.domain.areas import Site, overlaps
from infrared_desktop.domain.care import AreaSettings
from infrared_desktop.domain.chart import Chart
from infrared_desktop.domain.gates import Gate, Severity
from infrared_desktop.domain.schedule import touches
from infrared_desktop.domain.sentences import Sentence, sentence


def shared_skin_gates(chart: Chart, sites: Iterable[Site], day: date) -> Iterator[Gate]:
    """Yield for each site the last treatment of its skin, where that bore another area's name."""
    for site in dict.fromkeys(sites):
        given = [
            (stored.record.performed_on, stored.id, touches(site, row.site), row)
            for stored in chart.sessions
            for row in stored.record.areas
            if stored.record.performed_on <= day and overlaps(site, row.site)
        ]
        last = max(given, key=lambda one: one[:3], default=None)
        if last is not None and not last[2]:
            yield Gate("same-skin", Severity.WARN, _words(site, last[3], last[0]), site)


def _words(site: Site, row: AreaSettings, day: date) -> Sentence:
    told = "{site}: this skin was treated last on {day} as {sites}"
    rest = "; that dose is not compared here."
    if row.fluence_j_cm2 is None:
        return sentence(told + rest, site=str(site), day=day, sites=str(row.site))
    text = told + ", with {fluence} J/cm²" + rest
    figure = f"{row.fluence_j_cm2:g}"
    return sentence(text, site=str(site), day=day, sites=str(row.site), fluence=figure)

"""What the consultation knew of the skin, to be read again before each session."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from infrared_desktop.domain.areas import Site
from infrared_desktop.domain.care import AreaFinding
from infrared_desktop.domain.chart import Chart
from infrared_desktop.domain.gates import Gate, Severity
from infrared_desktop.domain.planning import newest_signed
from infrared_desktop.domain.protocol import Protocol
from infrared_desktop.domain.suitability import assess

# Skin type IV to VI, and arms (clinical reference 4.2): they hold for every session.
_LASTING = ("R-TYPE", "R-AREA-ARM")


def skin_type(chart: Chart) -> int | None:
    """Return the Fitzpatrick type by the newest signed consultation, if it was asked."""
    seen = newest_signed(chart)
    return seen.record.fitzpatrick_type if seen else None


def skin_cautions(
    chart: Chart, sites: Iterable[Site], protocol: Protocol, day: date
) -> tuple[Gate, ...]:
    """Return the cautions of skin type and arms that hold at the sites, each of them once."""
    seen = newest_signed(chart)
    if seen is None:
        return ()
    areas = tuple(AreaFinding(site.area, site.side) for site in sites)
    found = assess(replace(seen.record, areas=areas), chart.patient.record, protocol, day)
    fired = {
        one.code: one
        for site in found
        for one in site.fired
        if one.code in _LASTING and one.missing is None
    }
    ordered = (fired[code] for code in _LASTING if code in fired)
    return tuple(Gate(one.code, Severity.WARN, one.evidence, title=one.title) for one in ordered)

"""The rules read again on the day of a session: what speaks against treating that day."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from infrared_desktop.domain.consultation.planning import newest_signed
from infrared_desktop.domain.consultation.suitability import Assessment, Fired, assess
from infrared_desktop.domain.protocol.protocol import Protocol
from infrared_desktop.domain.records.answers import Verdict
from infrared_desktop.domain.records.areas import Site, overlaps
from infrared_desktop.domain.records.care import AreaFinding, DayAnswer
from infrared_desktop.domain.records.chart import Chart
from infrared_desktop.domain.records.diary import Device
from infrared_desktop.domain.rules.known import known_of
from infrared_desktop.domain.rules.questions import OF_THE_HISTORY
from infrared_desktop.domain.rules.rules import Effect
from infrared_desktop.domain.sentences import Sentence, sentence
from infrared_desktop.domain.sessions.gates import Gate, Severity

_SUITABLE = (Verdict.SUITABLE, Verdict.PRECAUTIONS)


def rule_gates(
    chart: Chart,
    sites: Iterable[Site],
    protocol: Protocol,
    day: date,
    device: Device | None = None,
    day_check: Iterable[DayAnswer] = (),
) -> tuple[Gate, ...]:
    """Return what the rules say on a day at the sites, by the newest signed consultation.

    What would stop a treatment blocks, unless the clinician weighed that very rule when the
    consultation was signed and found the site suitable, or overrode it since: then it warns.
    """
    seen = newest_signed(chart)
    if seen is None:
        return ()
    rows = tuple(row for site in sites for row in _rows(seen.record.areas, site))
    known = known_of(chart, day, device, day_check)
    record = replace(seen.record, areas=tuple(dict.fromkeys(rows)))
    found = assess(record, chart.patient.record, protocol, day, known)
    pairs = zip(record.areas, found, strict=True)
    gates = [gate for row, one in pairs for gate in _gates(row, one, record.consulted_on)]
    return tuple(dict.fromkeys(gates))


def _rows(findings: Iterable[AreaFinding], site: Site) -> list[AreaFinding]:
    # A site that the consultation did not look at is judged by what is known of the patient.
    found = [row for row in findings if overlaps(row.site, site)]
    return found or [AreaFinding(site.area, site.side)]


def _gates(row: AreaFinding, found: Assessment, judged_on: date) -> Iterator[Gate]:
    for one in found.fired:
        asks_history = one.missing in OF_THE_HISTORY and not one.asked
        if one.weighs.rank <= Effect.CAUTION.rank and (one.missing is None or asks_history):
            stops = _stops(one, row)
            severity = Severity.BLOCK if stops else Severity.WARN
            words = _not_any_more(one, judged_on) if stops and _suits(row) else one.evidence
            yield Gate(one.code, severity, words, title=one.title)


def _suits(row: AreaFinding) -> bool:
    return row.verdict in _SUITABLE


def _not_any_more(one: Fired, judged_on: date) -> Sentence:
    return sentence(
        "{evidence} Found suitable on {judged_on}, not today.",
        evidence=one.evidence,
        judged_on=judged_on,
    )


def _stops(one: Fired, row: AreaFinding) -> bool:
    weighed = _suits(row) and one.code in row.program_rules
    return one.weighs.rank <= Effect.DEFER.rank and not weighed

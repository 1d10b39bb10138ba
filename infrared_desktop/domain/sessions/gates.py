"""What stands between a patient and a session on a day (clinical reference 7.2)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from infrared_desktop.domain.labels.codes import plain_label
from infrared_desktop.domain.records.answers import PlanStatus, Verdict
from infrared_desktop.domain.records.areas import Site, covers
from infrared_desktop.domain.records.care import PlanArea, Session
from infrared_desktop.domain.records.chart import Chart, State, Stored
from infrared_desktop.domain.records.diary import Device
from infrared_desktop.domain.schedule.schedule import (
    SessionWindows,
    last_session_day,
    sessions_done,
    touches,
    treats,
)
from infrared_desktop.domain.sentences import Sentence, sentence


class Severity(StrEnum):
    """What a gate asks for; the clinician decides in the end."""

    BLOCK = "block"  # goes on only with a written reason
    WARN = "warn"  # is shown, and goes on


@dataclass(frozen=True)
class Gate:
    """One thing that stands in the way; `site` is None where it concerns the whole session.

    A gate that a rule of the protocol raises brings the rule's own title.
    """

    code: str
    severity: Severity
    sentence: Sentence
    site: Site | None = None
    title: Sentence | None = None


def gates(
    chart: Chart,
    sites: Iterable[Site],
    day: date,
    windows: SessionWindows,
    device: Device | None = None,
    ignore_session_id: int | None = None,
) -> tuple[Gate, ...]:
    """Return what stands in the way of treating the sites on a day, whole-session gates first.

    Only sessions and events up to that day count; `ignore_session_id` is the session at hand.
    """
    sessions = [
        s for s in chart.sessions if s.record.performed_on <= day and s.id != ignore_session_id
    ]
    found = [*_of_device(device), *_of_events(chart, day)]
    for site in dict.fromkeys(sites):
        place = _place(chart, site, sessions)
        last = last_session_day(site, sessions)
        if last is not None:
            found += _of_interval(place, last, day, windows, _consulted_since(chart, last, day))
        found += _of_number(place)
    return tuple(found)


def verdict_gates(chart: Chart, sites: Iterable[Site], day: date) -> tuple[Gate, ...]:
    """Return a block for each site that no signed consultation up to a day found suitable."""
    return tuple(gate for site in dict.fromkeys(sites) for gate in _of_verdict(chart, site, day))


def _of_verdict(chart: Chart, site: Site, day: date) -> Iterator[Gate]:
    found = [
        (c.record.consulted_on, row.verdict)
        for c in chart.consultations
        if c.state is State.SIGNED and c.record.consulted_on <= day
        for row in c.record.areas
        if row.verdict is not None and (touches(site, row.site) or covers(row.site, site))
    ]
    if not found:
        text = sentence("{site}: no signed consultation has judged it yet.", site=str(site))
        yield Gate("not-judged", Severity.BLOCK, text, site)
        return
    newest = max(judged_on for judged_on, _ in found)
    verdicts = {verdict for judged_on, verdict in found if judged_on == newest}
    if verdicts - {Verdict.SUITABLE, Verdict.PRECAUTIONS}:
        text = sentence(
            "{site} was not found suitable by the consultation of {judged_on}.",
            site=str(site),
            judged_on=newest,
        )
        yield Gate("not-suitable", Severity.BLOCK, text, site)


@dataclass(frozen=True)
class _Place:
    """A wanted site, its row in the newest open plan, and how many sessions it had there."""

    site: Site
    row: PlanArea | None
    done: int


def _place(chart: Chart, site: Site, sessions: Iterable[Stored[Session]]) -> _Place:
    plans = (p for p in chart.plans if p.record.status is PlanStatus.OPEN)
    rows = [(p, row) for p in plans for row in p.record.areas if treats((site,), row.site)]
    if not rows:
        return _Place(site, None, 0)
    plan, row = max(rows, key=lambda pair: (pair[0].record.planned_on, pair[0].id))
    return _Place(site, row, len(sessions_done(plan.id, row.site, sessions)))


def _consulted_since(chart: Chart, last: date, day: date) -> bool:
    return any(
        last < c.record.consulted_on <= day and c.state is State.SIGNED for c in chart.consultations
    )


def _of_device(device: Device | None) -> Iterator[Gate]:
    if device is not None and not device.in_service:
        text = sentence("{device} is out of service.", device=device.name)
        yield Gate("device-out-of-service", Severity.BLOCK, text)


def _of_events(chart: Chart, day: date) -> Iterator[Gate]:
    for stored in chart.adverse_events:
        event = stored.record
        if event.severity >= 2 and event.noted_on <= day and event.closed_on is None:
            text = sentence(
                "{site}: {reaction}, severity {severity}, noted on {noted_on}, is still open.",
                reaction=plain_label(event.reaction),
                site=str(event.site),
                severity=event.severity,
                noted_on=event.noted_on,
            )
            yield Gate("adverse-event-open", Severity.BLOCK, text, event.site)


def _of_interval(
    place: _Place, last: date, day: date, windows: SessionWindows, consulted: bool
) -> Iterator[Gate]:
    def gate(code: str, severity: Severity, template: str, limit: int) -> Gate:
        text = sentence(template, site=str(place.site), last=last, limit=limit)
        return Gate(code, severity, text, place.site)

    elapsed = (day - last).days
    earliest = place.row.earliest_days if place.row else windows.earliest_days
    latest = place.row.latest_days if place.row else windows.latest_days
    under_way = place.done > 0
    if elapsed < windows.block_days:
        text = "{site} was treated on {last}, less than {limit} days before: wait longer."
        yield gate("interval-too-short", Severity.BLOCK, text, windows.block_days)
    elif elapsed < earliest:
        text = "{site} was treated on {last}: {limit} days between sessions are advised."
        yield gate("interval-short", Severity.WARN, text, earliest)
    elif under_way and elapsed > windows.lapse_days and not consulted:
        text = "{site} was last treated on {last}, over {limit} days ago: a new consultation first."
        yield gate("interval-lapsed", Severity.BLOCK, text, windows.lapse_days)
    elif under_way and elapsed > latest:
        text = "{site} was last treated on {last}: over {limit} days, the plan is drifting."
        yield gate("plan-drifting", Severity.WARN, text, latest)


def _of_number(place: _Place) -> Iterator[Gate]:
    if place.row is not None and place.done >= place.row.sessions:
        text = sentence(
            "{site} had all {planned} sessions of its plan: another one needs a reason.",
            site=str(place.site),
            planned=place.row.sessions,
        )
        yield Gate("more-than-planned", Severity.BLOCK, text, place.site)

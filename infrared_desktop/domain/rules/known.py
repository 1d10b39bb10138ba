"""What is known of a patient besides the findings: history, decisions, device and day check."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from infrared_desktop.domain.records.care import DayAnswer
from infrared_desktop.domain.records.chart import Chart
from infrared_desktop.domain.records.diary import Device
from infrared_desktop.domain.records.history import History
from infrared_desktop.domain.records.rule_decisions import RuleDecision


@dataclass(frozen=True)
class Known:
    """What rules look at besides a consultation; a history that is None was never taken."""

    history: History | None = None
    decisions: tuple[RuleDecision, ...] = ()
    device: Device | None = None
    day_check: tuple[DayAnswer, ...] = ()


def known_of(
    chart: Chart, day: date, device: Device | None = None, day_check: Iterable[DayAnswer] = ()
) -> Known:
    """Return what is known on a day; the history is the newest, as no later one is less true.

    Of two that were joined and wait to be brought together, what either says is known.
    """
    history = chart.history.record if chart.history else None
    if len(chart.histories) > 1:
        from infrared_desktop.domain.history.joining import in_sight  # of two joined numbers

        history = in_sight(chart.histories)
    decisions = (stored.record for stored in chart.rule_decisions)
    return Known(
        history=history,
        decisions=tuple(one for one in decisions if one.decided_on <= day),
        device=device,
        day_check=tuple(day_check),
    )

"""A recall or an overdue service stops a session; one that is due soon is said."""

from datetime import date, timedelta
from typing import Any

import pytest

from infrared_desktop.domain.records.diary import Device
from infrared_desktop.domain.sessions.device_gates import SOON, device_gates
from infrared_desktop.domain.sessions.gates import Severity

DAY = date(2026, 11, 22)
ONE = timedelta(days=1)


def found(**facts: Any) -> list[tuple[str, Severity]]:
    return [(gate.code, gate.severity) for gate in device_gates(Device("Titan", **facts), DAY)]


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        (DAY - ONE, [("service-overdue", Severity.BLOCK)]),
        (DAY, [("service-due", Severity.WARN)]),
        (DAY + SOON, [("service-due", Severity.WARN)]),
        (DAY + SOON + ONE, []),
        (None, []),
    ],
)
def test_a_service_is_due_then_overdue(
    due: date | None, expected: list[tuple[str, Severity]]
) -> None:
    assert found(service_due_on=due) == expected


def test_an_open_recall_blocks_and_local_rules_warn() -> None:
    assert found(recall="Z-0329-2011") == [("device-recalled", Severity.BLOCK)]
    assert found(rules_review_on=DAY - ONE) == [("rules-review-due", Severity.WARN)]
    assert found(rules_review_on=DAY) == []
    assert device_gates(None, DAY) == ()

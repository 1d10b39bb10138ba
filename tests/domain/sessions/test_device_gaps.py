"""What cannot be about a device in the register is named, with the field that it stands in."""

from datetime import date, timedelta
from typing import Any

import pytest

from infrared_desktop.domain.records.diary import Device
from infrared_desktop.domain.sessions.device_gaps import device_gaps

DAY = date(2026, 11, 22)
ONE = timedelta(days=1)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"wavelength_low_nm": 1800, "wavelength_high_nm": 1100}, "wavelength_high_nm"),
        ({"handpieces": ("S",), "handpiece_serials": ("1", "2")}, "handpiece_serials"),
        ({"last_service_on": DAY + ONE}, "last_service_on"),
        ({"last_service_on": DAY, "service_due_on": DAY}, "service_due_on"),
    ],
)
def test_what_cannot_be_is_named(facts: dict[str, Any], field: str) -> None:
    assert [gap.field for gap in device_gaps(Device("Titan", **facts), DAY)] == [field]

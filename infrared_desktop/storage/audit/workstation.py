"""Which PC this is, and how far its clock is from UTC: what each row of the audit log tells."""

import os
from datetime import datetime


def workstation() -> str:
    """Return the name that this PC goes by in the network."""
    # Windows tells it in the environment; os.uname is not there.
    if os.name == "nt":
        return os.environ.get("COMPUTERNAME", "")
    return os.uname().nodename


def utc_offset_min(moment: datetime) -> int:
    """Return how many minutes the clock of this PC is ahead of UTC at a moment."""
    offset = moment.astimezone().utcoffset()
    return round(offset.total_seconds() / 60) if offset is not None else 0

"""What the consultation knew of the skin, to be read again before each session."""

from infrared_desktop.domain.chart import Chart
from infrared_desktop.domain.planning import newest_signed


def skin_type(chart: Chart) -> int | None:
    """Return the Fitzpatrick type by the newest signed consultation, if it was asked."""
    seen = newest_signed(chart)
    return seen.record.fitzpatrick_type if seen else None

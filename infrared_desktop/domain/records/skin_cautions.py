"""What the consultations knew of the skin, to be read again before each session."""

from infrared_desktop.domain.records.chart import Chart, State


def skin_type(chart: Chart) -> int | None:
    """Return the Fitzpatrick type by the newest signed consultation that noted one.

    A skin keeps its type: a later consultation that did not ask takes nothing back.
    """
    noted = [
        seen
        for seen in chart.consultations
        if seen.state is State.SIGNED and seen.record.fitzpatrick_type is not None
    ]
    newest = max(noted, key=lambda seen: (seen.record.consulted_on, seen.id), default=None)
    return newest.record.fitzpatrick_type if newest else None

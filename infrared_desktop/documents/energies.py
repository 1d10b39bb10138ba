"""What a session's energy comes to at each area, with its arithmetic."""

from collections.abc import Sequence
from typing import Any

from infrared_desktop.documents.values import Values
from infrared_desktop.domain.care import AreaSettings, Session
from infrared_desktop.domain.doses import energy_j, spot_cm2


def energy_rows(values: Values, record: object, rows: Sequence[Any]) -> list[tuple[str, ...]]:
    """Return the energy of each row of a session; nothing for any other record."""
    if not isinstance(record, Session):
        return []
    return [(values.say("Energy"), *(_energy(values, each) for each in rows))]


def _energy(values: Values, row: AreaSettings) -> str:
    cm2 = spot_cm2(row) or _window_cm2(values, row)
    energy = energy_j(row, cm2)
    if energy is None:
        return ""
    words = values.say("{energy} J: {fluence} J/cm² × {spot} cm² × {pulses} pulses")
    return words.format(
        energy=f"{energy:.0f}",
        fluence=f"{row.fluence_j_cm2:g}",
        spot=f"{cm2:g}",
        pulses=row.pulses_total,
    )


def _window_cm2(values: Values, row: AreaSettings) -> float | None:
    """Return the handpiece's window by the protocol that the session was made by."""
    protocol = values.record.protocols.get(values.made_by)
    spot = protocol.spot(row.handpiece) if protocol and row.handpiece else None
    return spot.size_cm2 if spot else None

"""What a session's energy comes to at each area, with its arithmetic."""

from collections.abc import Sequence
from typing import Any

from infrared_desktop.documents.values import Values
from infrared_desktop.domain.records.care import AreaSettings, Session
from infrared_desktop.domain.sessions.doses import energy_j, window_cm2


def energy_rows(values: Values, record: object, rows: Sequence[Any]) -> list[tuple[str, ...]]:
    """Return the energy of each row of a session; nothing for any other record."""
    if not isinstance(record, Session):
        return []
    return [(values.say("Energy"), *(_energy(values, each) for each in rows))]


def _energy(values: Values, row: AreaSettings) -> str:
    cm2 = window_cm2(row, values.record.protocols.get(values.made_by))
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

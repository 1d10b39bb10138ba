"""What is unusual, or cannot be, about one number of a session's settings (reference 8.2)."""

from collections.abc import Iterator
from dataclasses import fields, replace

from infrared_desktop.domain.protocol.protocol import Protocol
from infrared_desktop.domain.records.care import AreaSettings
from infrared_desktop.domain.records.diary import Device
from infrared_desktop.domain.records.treatment_answers import SourceType
from infrared_desktop.domain.sentences import Sentence, sentence

_NAMES = {
    "fluence_j_cm2": "Fluence",
    "passes": "Passes",
    "pulses_per_pass": "Pulses in a pass",
    "pulses_total": "Pulses in all",
    "cooling_temp_c": "Cooling",
    "spot_w_mm": "Spot width",
    "spot_h_mm": "Spot height",
    "wavelength_low_nm": "Wavelength from",
    "wavelength_high_nm": "Wavelength to",
    "pulse_duration_ms": "Pulse duration",
    "max_skin_temp_c": "Skin temperature",
    "pain_nrs": "Worst pain",
    "pain_mean_nrs": "Mean pain",
    "size_cm2": "Size treated",
    "repetition_hz": "Repetition",
    "pulse_duration_us": "Short pulse",
    "rf_j_cm3": "Radio frequency",
    "optical_w_cm2": "Optical power",
}

# What only some sources of light have; a device whose source nobody named may have all of them.
SPECIAL = {
    SourceType.LASER: ("repetition_hz", "pulse_duration_us"),
    SourceType.INFRARED_RF: ("rf_j_cm3", "optical_w_cm2"),
    SourceType.LAMP: (),
}
_EVERY_SPECIAL = tuple(field for fields_of in SPECIAL.values() for field in fields_of)


_WHOLE = {one.name for one in fields(AreaSettings) if one.type == int | None}


def unusual(row: AreaSettings, field: str, protocol: Protocol) -> Sentence | None:
    """Say that a number lies outside the protocol's soft range; None where it does not."""
    limits, value = protocol.range_of(field), getattr(row, field)
    if limits is None or not isinstance(value, int | float) or not limits.warns(value):
        return None
    low = limits.soft_low if limits.soft_low is not None else limits.hard_low
    high = limits.soft_high if limits.soft_high is not None else limits.hard_high
    known: dict[str, Sentence | str] = {
        "name": sentence(_NAMES[field]),
        "value": f"{value:g}",
        "unit": limits.unit,
    }
    if low is None or high is None:
        end, text = (high, "at most") if low is None else (low, "at least")
        words = "{name} {value}: usual is " + text + " {end} {unit}."
        return sentence(words, **known, end=f"{end:g}")
    words = "{name} {value}: usual is {low} to {high} {unit}."
    return sentence(words, **known, low=f"{low:g}", high=f"{high:g}")


def meaningless(row: AreaSettings, device: Device | None) -> frozenset[str]:
    """Return the settings that a device cannot have; one that somebody wrote is never among them.

    A device of the Titan family is a lamp where nobody says otherwise.
    """
    source = device.source_type if device else None
    if source is None and device is not None and device.family == "titan":
        source = SourceType.LAMP
    known = _EVERY_SPECIAL if source is None else SPECIAL[source]
    absent = set(_EVERY_SPECIAL) - set(known)
    return frozenset(field for field in absent if getattr(row, field) is None)


def contradictions(row: AreaSettings) -> Iterator[tuple[str, Sentence]]:
    """Find numbers of a row that cannot both be right, each with the field to look at."""
    if _is_over(row.pulses_per_pass, row.pulses_total):
        yield "pulses_total", sentence("This is less than the pulses of one pass.")
    if _is_over(row.wavelength_low_nm, row.wavelength_high_nm):
        yield "wavelength_high_nm", sentence("This is shorter than where the light begins.")
    if _is_over(row.pain_mean_nrs, row.pain_nrs):
        yield "pain_mean_nrs", sentence("The mean can't be over the worst pain.")


def preset(row: AreaSettings, protocol: Protocol) -> AreaSettings:
    """Return a row with the window of its handpiece, and with what the device is known to do.

    What somebody wrote already stays, but for the window: that is the handpiece's own.
    """
    spot = protocol.spot(row.handpiece) if row.handpiece else None
    if spot is not None:
        row = replace(row, spot_w_mm=spot.width_mm, spot_h_mm=spot.height_mm)
    known = {one.field: one.value for one in protocol.presets if getattr(row, one.field) is None}
    whole = {name: int(value) if name in _WHOLE else value for name, value in known.items()}
    return replace(row, **whole)  # type: ignore[arg-type]


def _is_over(one: int | None, other: int | None) -> bool:
    return one is not None and other is not None and one > other

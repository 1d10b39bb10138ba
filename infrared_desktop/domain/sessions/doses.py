"""What a site received before, how it was borne, and how today's dose lies to it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from infrared_desktop.domain.protocol.protocol import Protocol
from infrared_desktop.domain.records.answers import Endpoint
from infrared_desktop.domain.records.areas import Site, overlaps
from infrared_desktop.domain.records.care import AdverseEvent, AreaSettings, Session
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.schedule.schedule import touches

# The settings of the device; what was seen on the skin is of its own day and is never carried on.
CARRIED = (
    "handpiece",
    "technique",
    "fluence_j_cm2",
    "passes",
    "pulses_per_pass",
    "pulses_total",
    "cooling_temp_c",
    "spot_w_mm",
    "spot_h_mm",
    "wavelength_low_nm",
    "wavelength_high_nm",
    "pulse_duration_ms",
    "size_cm2",
    "zone",
    "vector_lines",
    "cooling_mode",
    "repetition_hz",
    "pulse_duration_us",
    "rf_j_cm3",
    "optical_w_cm2",
)

# Signs of too much, right after the pulses (clinical reference 5.2 and 8.2).
_ALARMING = (Endpoint.BLANCHING, Endpoint.GREY_WHITE, Endpoint.BLISTER)


@dataclass(frozen=True)
class Dose:
    """What one site received in an earlier session, and the events that came of it."""

    session_id: int
    day: date
    operator_id: int
    row: AreaSettings
    events: tuple[AdverseEvent, ...] = ()

    @property
    def is_tolerated(self) -> bool | None:
        """Whether it was borne without an adverse event; None where nobody said so.

        A dose that blistered, blanched or greyed the skin is never tolerated, whatever was ticked.
        """
        if self.events or self.row.reaction is not None or alarms(self.row):
            return False
        return True if self.row.no_adverse_event else None


def alarms(row: AreaSettings) -> tuple[Endpoint, ...]:
    """Return what was seen on the skin that is a sign of too much."""
    return tuple(seen for seen in row.endpoints or () if seen in _ALARMING)


def doses_before(
    site: Site,
    day: date,
    sessions: Iterable[Stored[Session]],
    events: Sequence[Stored[AdverseEvent]],
) -> tuple[Dose, ...]:
    """Return what skin of the site received up to a day, newest first.

    Of a session with several rows that touch the site, the one of the very same site counts.
    """
    return tuple(doses_up_to(site, newest_first(sessions, day), events))


def newest_first(sessions: Iterable[Stored[Session]], day: date) -> list[Stored[Session]]:
    """Return the sessions up to a day, the newest first."""
    past = [stored for stored in sessions if stored.record.performed_on <= day]
    past.sort(key=lambda stored: (stored.record.performed_on, stored.id), reverse=True)
    return past


def doses_up_to(
    site: Site, newest: Iterable[Stored[Session]], events: Sequence[Stored[AdverseEvent]]
) -> Iterator[Dose]:
    """Yield what skin of the site received, in the order of the sessions, as it is asked for."""
    for stored in newest:
        row = _row_at(site, stored.record)
        if row is not None:
            yield dose_of(stored, row, site, events)


def dose_of(
    stored: Stored[Session],
    row: AreaSettings,
    site: Site,
    events: Iterable[Stored[AdverseEvent]],
) -> Dose:
    """Return one row of a session as a dose, with the events on the skin of a site."""
    held = stored.record
    blamed = _events_of(stored.id, site, events)
    return Dose(stored.id, held.performed_on, held.operator_id, row, blamed)


def last_tolerated(doses: Iterable[Dose]) -> Dose | None:
    """Return the newest dose that was borne without an adverse event."""
    return next((dose for dose in doses if dose.is_tolerated), None)


def carriable(doses: Sequence[Dose]) -> Dose | None:
    """Return the dose to begin from: the last, or the last tolerated where it left a mark."""
    if doses and doses[0].is_tolerated is False:
        return last_tolerated(doses)
    return doses[0] if doses else None


def carried(row: AreaSettings, taken: AreaSettings) -> AreaSettings:
    """Return a row with another's settings; what the other one does not know stays."""
    known = {name: getattr(taken, name) for name in CARRIED}
    return replace(row, **{k: v for k, v in known.items() if v not in (None, "")})


def rise_percent(row: AreaSettings, before: Dose | None) -> float | None:
    """Return by how many per cent the fluence lies over (or under) that of the last time."""
    last = before.row.fluence_j_cm2 if before else None
    if row.fluence_j_cm2 is None or not last:
        return None
    # Rounded, so that 39.6 after 36 is exactly the 10 % that it is on paper.
    return round((row.fluence_j_cm2 - last) / last * 100, 6)


def energy_rise_percent(row: AreaSettings, before: Dose | None) -> float | None:
    """Return by how many per cent the energy lies over that of the last time.

    Where one of the spots is not known, fluence times pulses is compared.
    """
    if before is None:
        return None
    spots = spot_cm2(row), spot_cm2(before.row)
    now_cm2, last_cm2 = (1.0, 1.0) if None in spots else spots
    now, last = energy_j(row, now_cm2), energy_j(before.row, last_cm2)
    return round((now - last) / last * 100, 6) if now is not None and last else None


def spot_cm2(row: AreaSettings) -> float | None:
    """Return the area of the window, or None where a side of it is not known."""
    if row.spot_w_mm is None or row.spot_h_mm is None:
        return None
    return row.spot_w_mm * row.spot_h_mm / 100


def window_cm2(row: AreaSettings, protocol: Protocol | None) -> float | None:
    """Return the area of the window: the one on record, or the handpiece's by a protocol."""
    own = spot_cm2(row)
    if own is not None or protocol is None or not row.handpiece:
        return own
    spot = protocol.spot(row.handpiece)
    return spot.size_cm2 if spot else None


def energy_j(row: AreaSettings, cm2: float | None) -> float | None:
    """Return fluence times spot times pulses in J, or None where one of them is not known."""
    if row.fluence_j_cm2 is None or row.pulses_total is None or cm2 is None:
        return None
    return row.fluence_j_cm2 * cm2 * row.pulses_total


def _row_at(site: Site, session: Session) -> AreaSettings | None:
    rows = [row for row in session.areas if touches(site, row.site)]
    return next((row for row in rows if row.site == site), rows[0] if rows else None)


def _events_of(
    session_id: int, site: Site, events: Iterable[Stored[AdverseEvent]]
) -> tuple[AdverseEvent, ...]:
    # A blister on the cheek speaks against the dose of the full face, and the other way round.
    found = (stored.record for stored in events if stored.record.session_id == session_id)
    return tuple(event for event in found if overlaps(site, event.site))

"""What a site received before, how it was borne, and how today's dose lies to it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from infrared_desktop.domain.answers import Endpoint
from infrared_desktop.domain.areas import Site
from infrared_desktop.domain.care import AdverseEvent, AreaSettings, Session
from infrared_desktop.domain.chart import Stored
from infrared_desktop.domain.schedule import touches

# The settings of the device; what was seen on the skin is of its own day and is never carried on.
CARRIED = ("handpiece", "fluence_j_cm2", "passes", "pulses_total", "cooling_temp_c")

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
    past = [stored for stored in sessions if stored.record.performed_on <= day]
    past.sort(key=lambda stored: (stored.record.performed_on, stored.id), reverse=True)
    found = ((stored, _row_at(site, stored.record)) for stored in past)
    return tuple(
        Dose(
            stored.id,
            stored.record.performed_on,
            stored.record.operator_id,
            row,
            _events_of(stored.id, site, events),
        )
        for stored, row in found
        if row is not None
    )


def last_tolerated(doses: Iterable[Dose]) -> Dose | None:
    """Return the newest dose that was borne without an adverse event."""
    return next((dose for dose in doses if dose.is_tolerated), None)


def carriable(doses: Sequence[Dose]) -> Dose | None:
    """Return the dose to begin from: the last, or the last tolerated where it left a mark."""
    if doses and doses[0].is_tolerated is False:
        return last_tolerated(doses)
    return doses[0] if doses else None


def rise_percent(row: AreaSettings, before: Dose | None) -> float | None:
    """Return by how many per cent the fluence lies over (or under) that of the last time."""
    last = before.row.fluence_j_cm2 if before else None
    if row.fluence_j_cm2 is None or not last:
        return None
    # Rounded, so that 39.6 after 36 is exactly the 10 % that it is on paper.
    return round((row.fluence_j_cm2 - last) / last * 100, 6)


def energy_rise_percent(row: AreaSettings, before: Dose | None) -> float | None:
    """Return by how many per cent fluence times pulses lies over that of the last time."""
    now, last = _delivered(row), _delivered(before.row) if before else None
    return round((now - last) / last * 100, 6) if now is not None and last else None


def _delivered(row: AreaSettings) -> float | None:
    if row.fluence_j_cm2 is None or row.pulses_total is None:
        return None
    return row.fluence_j_cm2 * row.pulses_total


def energy_kj(row: AreaSettings, spot_cm2: float | None) -> float | None:
    """Return fluence times spot times pulses in kJ, or None where one of them is not known."""
    if row.fluence_j_cm2 is None or row.pulses_total is None or spot_cm2 is None:
        return None
    return row.fluence_j_cm2 * spot_cm2 * row.pulses_total / 1000


def _row_at(site: Site, session: Session) -> AreaSettings | None:
    rows = [row for row in session.areas if touches(site, row.site)]
    return next((row for row in rows if row.site == site), rows[0] if rows else None)


def _events_of(
    session_id: int, site: Site, events: Iterable[Stored[AdverseEvent]]
) -> tuple[AdverseEvent, ...]:
    found = (stored.record for stored in events if stored.record.session_id == session_id)
    return tuple(event for event in found if touches(site, event.site))

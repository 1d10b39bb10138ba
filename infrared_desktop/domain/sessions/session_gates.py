"""Everything that stands between a patient and a session as it is written down."""

from collections.abc import Iterator
from datetime import datetime, time

from infrared_desktop.domain.papers.consent_state import ConsentRules
from infrared_desktop.domain.protocol.protocol import Protocol
from infrared_desktop.domain.records.care import Session
from infrared_desktop.domain.records.chart import Chart
from infrared_desktop.domain.records.diary import Device
from infrared_desktop.domain.sessions.consent_gates import consent_gates
from infrared_desktop.domain.sessions.day_check import day_gates, day_questions, without_told
from infrared_desktop.domain.sessions.device_gates import device_gates
from infrared_desktop.domain.sessions.dose_gates import dose_gates, recheck_gates
from infrared_desktop.domain.sessions.gates import Gate, gates, verdict_gates
from infrared_desktop.domain.sessions.handouts import instruction_gates
from infrared_desktop.domain.sessions.room_checks import room_gates
from infrared_desktop.domain.sessions.rule_gates import rule_gates
from infrared_desktop.domain.sessions.shared_skin import SkinPast, shared_skin_gates
from infrared_desktop.domain.sessions.spot_gates import spot_gates

_REACTIONS = ("adverse-event-open", "reaction-before", "test-spot-failed")


def session_gates(
    chart: Chart,
    session: Session,
    protocol: Protocol,
    device: Device | None,
    moment: datetime,
    past: SkinPast,
    country: str,
) -> tuple[Gate, ...]:
    """Return what speaks against a session, reactions first, then what blocks.

    The moment bears the clinic's own time zone; `past` gives what the skin received before, and
    the country how long a patient thinks a treatment over.
    """
    rules = ConsentRules(protocol.consent, country, protocol.title)
    sites = [row.site for row in session.areas]
    consents = consent_gates(chart, sites, _on_its_day(session, moment), rules, device)
    found = (*consents, *_all(chart, session, protocol, device, moment, past))
    return tuple(sorted(without_told(found, protocol), key=_urgency))


def _all(
    chart: Chart,
    session: Session,
    protocol: Protocol,
    device: Device | None,
    moment: datetime,
    past: SkinPast,
) -> Iterator[Gate]:
    sites, day = [row.site for row in session.areas], session.performed_on
    yield from recheck_gates(session)
    yield from day_gates(day_questions(protocol, sites), session.day_check)
    yield from room_gates(session)
    yield from device_gates(device, day)
    yield from verdict_gates(chart, sites, day)
    yield from gates(chart, sites, day, protocol.windows, device)
    yield from spot_gates(chart, sites, moment, protocol.test_spot)
    yield from instruction_gates(chart, sites, day, session.appointment_id)
    for row in session.areas:
        yield from dose_gates(row, past.at(row.site), protocol)
    yield from shared_skin_gates(session.areas, past, protocol.fluence_rise_percent)
    yield from rule_gates(chart, sites, protocol, day, device, session.day_check)


def _on_its_day(session: Session, moment: datetime) -> datetime:
    """Return the moment, or, of a session that is written down later, the end of its day."""
    if session.performed_on >= moment.date():
        return moment
    return datetime.combine(session.performed_on, time.max, moment.tzinfo)


def _urgency(gate: Gate) -> tuple[bool, str]:
    """Put reactions first, then what blocks: the skin's own answer is read before all else."""
    return gate.code not in _REACTIONS, gate.severity

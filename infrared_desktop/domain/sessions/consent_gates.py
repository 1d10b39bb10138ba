"""What a missing, unfinished or older consent has against a session (reference 5.3 and 7.2)."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from infrared_desktop.domain.papers.consent_state import (
    ConsentRules,
    ConsentStanding,
    ConsentState,
    consent_held,
    consent_states,
)
from infrared_desktop.domain.protocol.intended_uses import is_off_label
from infrared_desktop.domain.records.areas import Site
from infrared_desktop.domain.records.care import Session
from infrared_desktop.domain.records.chart import Chart
from infrared_desktop.domain.records.diary import Device
from infrared_desktop.domain.sentences import Sentence, sentence
from infrared_desktop.domain.sessions.gates import Gate, Severity

_WHY = {
    ConsentStanding.MISSING: "{sites}: there is no consent. Hand over the outline first.",
    ConsentStanding.OTHER_AREAS: "{sites}: the consent that was signed is for other areas.",
    ConsentStanding.WITHDRAWN: "{sites}: the patient took the consent back.",
    ConsentStanding.UNDER_AGE: "{sites}: in this country nobody under age is treated.",
    ConsentStanding.EXPIRED: (
        "{sites}: the consent was valid until {day}. Hand over a new outline, and have it signed."
    ),
    ConsentStanding.WAITING: (
        "{sites}: there is time to think it over. It may be signed from {day}, {time}."
    ),
    ConsentStanding.UNSIGNED: "{sites}: the outline was given, the consent is not signed yet.",
    ConsentStanding.UNCONFIRMED: (
        "{sites}: the consent waits until the clinician who is named in it confirms it."
    ),
}


def consent_gates(
    chart: Chart,
    sites: Iterable[Site],
    now: datetime,
    rules: ConsentRules,
    device: Device | None = None,
) -> tuple[Gate, ...]:
    """Return a block for the sites without a valid consent, and what a valid one leaves open."""
    states = consent_states(chart, sites, now, rules)
    return (*_of_standings(states, now), *_of_valid(states, device, rules.country))


def consent_words(state: ConsentState, sites: Iterable[Site], now: datetime) -> Sentence:
    """Say why there is no consent yet; `now` names the clinic's own clock."""
    named = ", ".join(map(str, sites))
    text = _WHY[state.standing]
    if state.last_day is not None:
        return sentence(text, sites=named, day=state.last_day)
    if state.until is None or state.standing is not ConsentStanding.WAITING:
        return sentence(text, sites=named)
    until = state.until.astimezone(now.tzinfo)
    return sentence(text, sites=named, day=until.date(), time=f"{until:%H:%M}")


def confirmed_consent(chart: Chart, session: Session) -> int | None:
    """Return the number of the newest consent that was confirmed at a session, if one was."""
    if not session.consent_reconfirmed:
        return None
    day = session.performed_on
    held = [consent_held(chart, row.site, day) for row in session.areas]
    return max((one.id for one in held if one is not None), default=None)


def worst(states: Iterable[ConsentState]) -> ConsentState | None:
    """Return the state that is farthest from a treatment, of valid ones that which ends first."""
    order = list(ConsentStanding)
    return min(
        states, key=lambda s: (order.index(s.standing), s.last_day or date.max), default=None
    )


def _of_standings(states: tuple[ConsentState, ...], now: datetime) -> Iterator[Gate]:
    for standing, code in ((one, f"consent-{one}".replace("_", "-")) for one in _WHY):
        alike = [state for state in states if state.standing is standing]
        if alike:
            last = max(alike, key=lambda state: state.until or now)
            words = consent_words(last, [state.site for state in alike], now)
            yield Gate(code, Severity.BLOCK, words)


def _of_valid(
    states: tuple[ConsentState, ...], device: Device | None, country: str
) -> Iterator[Gate]:
    valid = [state for state in states if state.standing is ConsentStanding.VALID]
    dated = [state for state in valid if state.is_dated]
    if dated:
        text = sentence(
            "{sites}: the consent was signed under {protocol}. Say what has changed since.",
            sites=", ".join(str(state.site) for state in dated),
            protocol=dated[0].consents[0].record.protocol_version,
        )
        yield Gate("consent-dated", Severity.WARN, text)
    untold = [s for s in valid if not all(c.record.off_label_explained for c in s.consents)]
    if untold and device is not None and is_off_label(device, country):
        text = sentence(
            "{sites}: it is not signed that {device} was made for another purpose.",
            sites=", ".join(str(state.site) for state in untold),
            device=device.name,
        )
        yield Gate("consent-off-label", Severity.BLOCK, text)

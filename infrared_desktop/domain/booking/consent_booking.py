"""What a visit that is being booked has to expect of the consent then (reference 5.3, 7.2)."""

from collections.abc import Iterator
from datetime import datetime

from infrared_desktop.domain.papers.consent_state import (
    ConsentRules,
    ConsentStanding,
    ConsentState,
    consent_states,
    signing_from,
)
from infrared_desktop.domain.records.chart import Chart
from infrared_desktop.domain.records.diary import TREATING, Appointment
from infrared_desktop.domain.sentences import Sentence, sentence
from infrared_desktop.domain.sessions.consent_gates import consent_words

_BY_THEN = {
    ConsentStanding.EXPIRED: "{sites}: the consent will have run out by then, on {day}.",
    ConsentStanding.WAITING: (
        "{sites}: the time to think it over ends after this session begins, on {day} at {time}."
    ),
}
_NEED_AN_OUTLINE = (
    ConsentStanding.MISSING,
    ConsentStanding.OTHER_AREAS,
    ConsentStanding.WITHDRAWN,
    ConsentStanding.EXPIRED,
)
_TOO_LATE = (
    "An outline that is handed over now can be signed from {day}, {time}: after this session "
    "begins."
)


def booking_warnings(
    chart: Chart, visit: Appointment, now: datetime, rules: ConsentRules
) -> tuple[Sentence, ...]:
    """Return what the consent would have against a treatment when it begins; none for the past.

    `now` is the clinic's own clock, and by it the visit begins.
    """
    begins = datetime.combine(visit.day, visit.starts, now.tzinfo)
    if visit.kind not in TREATING or begins < now:
        return ()
    states = [
        state
        for state in consent_states(chart, visit.sites, begins, rules)
        if state.standing is not ConsentStanding.VALID
    ]
    told = tuple(_of_standings(states, begins))
    is_bare = any(state.standing in _NEED_AN_OUTLINE for state in states)
    return (*told, *_too_late(chart, visit, now, rules, begins)) if is_bare else told


def _of_standings(states: list[ConsentState], begins: datetime) -> Iterator[Sentence]:
    for standing in ConsentStanding:
        alike = [state for state in states if state.standing is standing]
        if alike:
            last = max(alike, key=lambda state: state.until or begins)
            words = consent_words(last, [state.site for state in alike], begins)
            yield Sentence(_BY_THEN.get(standing, words.template), words.values)


def _too_late(
    chart: Chart, visit: Appointment, now: datetime, rules: ConsentRules, begins: datetime
) -> Iterator[Sentence]:
    until = signing_from(chart, now, visit.sites, now, rules)
    if until is not None and until > begins:
        here = until.astimezone(now.tzinfo)
        yield sentence(_TOO_LATE, day=here.date(), time=f"{here:%H:%M}")

"""What is missing before a session can be signed (clinical reference 8)."""

from collections.abc import Iterator
from datetime import date

from infrared_desktop.domain.labels.codes import plain_label
from infrared_desktop.domain.records.care import AreaSettings, Session
from infrared_desktop.domain.records.gaps import Gap, day_gap, site_gaps
from infrared_desktop.domain.sentences import Sentence, sentence
from infrared_desktop.domain.sessions.doses import alarms
from infrared_desktop.domain.sessions.room_checks import at_odds, unchecked
from infrared_desktop.domain.sessions.setting_checks import contradictions


def session_gaps(session: Session, blocked: bool, today: date, unasked: int = 0) -> tuple[Gap, ...]:
    """Return what a session lacks, in the order of its form; `blocked` is that a gate asks why.

    `unasked` counts the questions of the day that must be asked and were not.
    """
    return tuple(_of_session(session, blocked, today, unasked))


def _of_session(session: Session, blocked: bool, today: date, unasked: int) -> Iterator[Gap]:
    yield from day_gap("performed_on", session.performed_on, today)
    if unasked:
        text = "{count} questions must still be asked: Y, N, or ? where it is not known."
        one = "1 question must still be asked: Y, N, or ? where it is not known."
        yield Gap("day_check", sentence(text if unasked > 1 else one, count=unasked))
    if not session.eye_protection and not session.override_reason.strip():
        words = sentence(
            "Tick it, or write beside what went before why the eyes were not shielded."
        )
        yield Gap("eye_protection", words)
    for field, words in (*unchecked(session), *at_odds(session)):
        yield Gap(field, words)
    yield from site_gaps(session.areas)
    for place, row in enumerate(session.areas):
        found = (*_of_settings(row), *contradictions(row))
        yield from (Gap(field, words, place) for field, words in found)
        if is_contradicted(row) and not session.override_reason.strip():
            yield Gap("reaction", _contradiction(row), place)
    if blocked and not session.override_reason.strip():
        yield Gap("override_reason", sentence("Say why the session takes place all the same."))


def is_contradicted(row: AreaSettings) -> bool:
    """Say whether no adverse event was ticked though a sign of too much was seen."""
    return row.no_adverse_event and row.reaction is None and bool(alarms(row))


def _contradiction(row: AreaSettings) -> Sentence:
    return sentence(
        "Seen: {sign}. Name the reaction, or write under the reason why it is none.",
        sign=plain_label(alarms(row)[-1]),
    )


def _of_settings(row: AreaSettings) -> Iterator[tuple[str, Sentence]]:
    if row.fluence_j_cm2 is None:
        yield "fluence_j_cm2", sentence("The fluence is needed.")
    if row.endpoints is None:
        yield "endpoints", sentence("Say what was seen on the skin, or tick none.")
    if row.pain_nrs is None:
        yield "pain_nrs", sentence("The pain is needed, from 0 to 10.")
    if row.reaction is None and not row.no_adverse_event:
        yield "no_adverse_event", sentence("Tick that there was none, or say what there was.")
    if row.reaction is not None and row.severity is None:
        yield "severity", sentence("Say how severe it was.")

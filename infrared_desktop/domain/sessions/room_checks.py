"""What is missing or at odds about a session's room, device and team (clinical reference 8.1)."""

from collections.abc import Iterator

from infrared_desktop.domain.records.answers import Answer
from infrared_desktop.domain.records.care import Session
from infrared_desktop.domain.records.treatment_answers import Anaesthesia, CouplingGel
from infrared_desktop.domain.sentences import Sentence, sentence
from infrared_desktop.domain.sessions.gates import Gate, Severity

_CHECKS = ("window_clean", "cooling_works")


def unchecked(session: Session) -> Iterator[tuple[str, Sentence]]:
    """Find checks of the device that nobody made; without a device there is none to check."""
    for field in _CHECKS:
        if session.device_id is not None and getattr(session, field) is None:
            yield field, sentence("This was not looked at yet.")


def at_odds(session: Session) -> Iterator[tuple[str, Sentence]]:
    """Find answers that cannot both be right, each with the field to look at."""
    started, ended = session.started, session.ended
    if started is not None and ended is not None and ended < started:
        yield "ended", sentence("This is before it began, at {begun}.", begun=f"{started:%H:%M}")
    before, after = session.counter_start, session.counter_end
    if before is not None and after is not None and after < before:
        yield "counter_end", sentence("This is less than before, {before}.", before=before)
    yield from _team(session)
    if session.anaesthesia is Anaesthesia.NONE and session.anaesthesia_detail:
        yield "anaesthesia_detail", sentence("Nothing was given against pain, it says above.")
    if session.coupling_gel is CouplingGel.NONE and session.gel_lot:
        yield "gel_lot", sentence("No gel was used, it says beside it.")


def counter_words(session: Session) -> Sentence | None:
    """Say that the counter does not tell the pulses of the areas; None where it does, or may."""
    before, after = session.counter_start, session.counter_end
    pulses = [row.pulses_total for row in session.areas]
    if before is None or after is None or after < before or None in pulses or not pulses:
        return None
    counted, told = after - before, sum(each for each in pulses if each is not None)
    if counted == told:
        return None
    words = "The counter says {counted} pulses, the areas {told}."
    return sentence(words, counted=counted, told=told)


def room_gates(session: Session) -> tuple[Gate, ...]:
    """Return what the checks of the device found."""
    found = []
    if session.window_clean in (Answer.NO, Answer.UNKNOWN):
        text = sentence("The window of the handpiece may be dirty or damaged: it can burn.")
        found.append(Gate("window-not-clean", Severity.BLOCK, text))
    if session.cooling_works in (Answer.NO, Answer.UNKNOWN):
        text = sentence("The cooling may not work: without it the skin burns.")
        found.append(Gate("cooling-fails", Severity.BLOCK, text))
    return tuple(found)


def _team(session: Session) -> Iterator[tuple[str, Sentence]]:
    if session.assistant_id is not None and session.assistant_id == session.operator_id:
        yield "assistant_id", sentence("Whoever treats does not assist besides.")
    if session.supervisor_id is not None and session.supervisor_id == session.operator_id:
        yield "supervisor_id", sentence("Nobody supervises themselves.")

"""What is missing or at odds in the report of an adverse event, and in its end (reference 5.2)."""

from collections.abc import Iterator
from datetime import date

from infrared_desktop.domain.records.answers import Answer
from infrared_desktop.domain.records.areas import is_midline
from infrared_desktop.domain.records.care import AdverseEvent
from infrared_desktop.domain.records.gaps import Gap, day_gap
from infrared_desktop.domain.records.treatment_answers import EventOutcome
from infrared_desktop.domain.sentences import sentence

SERIOUS = 4  # permanent, or to be reported to an authority


def event_gaps(event: AdverseEvent, today: date, ends: bool = False) -> tuple[Gap, ...]:
    """Return what an adverse event lacks, in the order of its form; `ends` is that it is closed."""
    return tuple(_of_event(event, today, ends))


def may_need_report(event: AdverseEvent) -> bool:
    """Say whether an authority may have to be told: it is serious, or the device had a part."""
    return event.severity >= SERIOUS or event.device_incident is Answer.YES


def _of_event(event: AdverseEvent, today: date, ends: bool) -> Iterator[Gap]:
    if event.side is None and not is_midline(event.area):
        yield Gap("side", sentence("Say which side."))
    yield from day_gap("noted_on", event.noted_on, today)
    if event.severity >= SERIOUS and event.device_incident is None:
        words = sentence("It is serious: say whether the device had a part in it.")
        yield Gap("device_incident", words)
    yield from _reported(event, today, ends)
    if ends:
        yield from _closed(event, today)


def _reported(event: AdverseEvent, today: date, ends: bool) -> Iterator[Gap]:
    day = event.reported_on
    if day is None:
        if ends and may_need_report(event) and not event.care_given.strip():
            words = sentence("Give the day, or write under the care given why nobody was told.")
            yield Gap("reported_on", words)
    elif day < event.noted_on:
        yield Gap("reported_on", sentence("This lies before the reaction was noted."))
    else:
        yield from day_gap("reported_on", day, today)


def _closed(event: AdverseEvent, today: date) -> Iterator[Gap]:
    if not event.course.strip():
        yield Gap("course", sentence("Say what became of it."))
    if event.outcome is None:
        yield Gap("outcome", sentence("Say how it ended."))
    elif event.outcome is EventOutcome.PERMANENT and event.severity < SERIOUS:
        words = sentence("What is permanent is serious: the severity is to be 4 then.")
        yield Gap("outcome", words)
    if event.closed_on is None:
        yield Gap("closed_on", sentence("Say on which day it was over."))
    elif event.closed_on < event.noted_on:
        yield Gap("closed_on", sentence("This lies before the reaction was noted."))
    else:
        yield from day_gap("closed_on", event.closed_on, today)

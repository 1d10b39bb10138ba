"""The sheets that a practice patient is given, and what is asked on the day of a session.

They are drawn from a die of their own, so that more of them leaves the rest of a clinic as it was.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from infrared_desktop.documents.aftercare_sheet import aftercare_text
from infrared_desktop.documents.instruction_sheet import instruction_text
from infrared_desktop.documents.letters import Letters, language_of
from infrared_desktop.documents.sheet_lines import Style
from infrared_desktop.domain.clinic_facts import phone_of
from infrared_desktop.domain.papers.instructions import items_for
from infrared_desktop.domain.protocol.instruction_terms import Phase
from infrared_desktop.domain.records.answers import Answer
from infrared_desktop.domain.records.areas import Site
from infrared_desktop.domain.records.care import DayAnswer, Session
from infrared_desktop.domain.records.chart import State, Stored
from infrared_desktop.domain.records.consents import Handout, HandoutKind
from infrared_desktop.domain.records.diary import TREATING, Appointment
from infrared_desktop.domain.schedule.schedule import sites_of
from infrared_desktop.domain.sessions.day_check import Asked, day_questions
from infrared_desktop.domain.sessions.handouts import ended_at, starts_at
from infrared_desktop.practice.founding import SETTINGS
from infrared_desktop.practice.pen import RECEPTION
from infrared_desktop.practice.story import Story

_KEPT_ONE_BY_ONE = timedelta(days=400)
_SLIPS = ("P06", "P10", "P11", "P12", "P14")  # what patients own up to, and what only warns


def instruct(story: Story, visit: Stored[Appointment]) -> None:
    """Hand over the sheet before a visit as it is booked; now and then the desk forgets."""
    record, die = visit.record, _die(story, f"before:{visit.id}")
    if record.kind not in TREATING or not record.sites or die.random() > 0.93:
        return
    zone = story.pen.clock.zone
    at, told = starts_at(record, zone), visit.at.astimezone(zone)
    text = instruction_text(story.protocol, record.sites, _style(story), at, told)
    _give(story, HandoutKind.INSTRUCTIONS, record.sites, visit.id, text, RECEPTION, visit.at)


def care_after(story: Story, signed: Stored[Session]) -> None:
    """Hand over the sheet after a session as it is signed; now and then it is forgotten."""
    if _die(story, f"after:{signed.id}").random() > 0.95:
        return
    session, here = signed.record, signed.at.astimezone(story.pen.clock.zone)
    sites = sites_of(session)
    text = aftercare_text(story.protocol, sites, _style(story), ended_at(session, here))
    kind, visit_id = HandoutKind.AFTERCARE, session.appointment_id
    _give(story, kind, sites, visit_id, text, session.operator_id, signed.at)


def asked(story: Story, session: Session) -> Session:
    """Return a session with the answers of its day; a few questions were forgotten.

    Longer ago two answers were kept alone, and they stay.
    """
    if story.pen.clock.on - session.performed_on > _KEPT_ONE_BY_ONE:
        return session
    die = _die(story, f"day:{session.performed_on}")
    questions = day_questions(story.protocol, sites_of(session))
    given = (DayAnswer(one.code, _answer(die, one)) for one in questions)
    answers = tuple(one for one in given if one.answer is not None)
    return replace(session, day_check=answers, skin_clean=None, tan_checked=None)


def _answer(die: Random, one: Asked) -> Answer | None:
    roll = die.random()
    if roll < 0.02 and not one.must_be_asked:
        return None
    if roll < 0.06 and one.code in _SLIPS:
        return Answer.NO if one.wanted is Answer.YES else Answer.YES
    return one.wanted


def _give(
    story: Story,
    kind: HandoutKind,
    sites: tuple[Site, ...],
    visit_id: int | None,
    text: str,
    by: int,
    at: datetime,
) -> None:
    phase = Phase.BEFORE if kind is HandoutKind.INSTRUCTIONS else Phase.AFTER
    codes = tuple(one.code for one in items_for(story.protocol, phase, sites))
    language, title = _language(story), story.protocol.title
    given = Handout(story.patient_id, kind, at, language, text, sites, codes, title, visit_id)
    story.pen.add(f"{kind}-given", given, by, at, State.SIGNED)


def _language(story: Story) -> str:
    return language_of(story.pen.patient.record.language)


def _style(story: Story) -> Style:
    return Style(Letters(_language(story)), SETTINGS.date_order, phone_of(SETTINGS))


def _die(story: Story, about: str) -> Random:
    return Random(f"sheets:{about}:{story.patient_id}:{story.pen.patient.record.surname}")

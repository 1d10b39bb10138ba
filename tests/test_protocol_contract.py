"""Every code of the shipped protocols goes the whole way: form, engine, record, paper."""

from datetime import date
from typing import Any

import pytest

from infrared_desktop.documents.protocol_words import coded_words
from infrared_desktop.domain.consultation.suitability import assess
from infrared_desktop.domain.follow_ups.due import FollowUpKind
from infrared_desktop.domain.papers.instructions import items_for
from infrared_desktop.domain.protocol.instruction_terms import Phase
from infrared_desktop.domain.protocol.protocol import Protocol
from infrared_desktop.domain.records.answers import Answer, Reaction
from infrared_desktop.domain.records.areas import (
    Area,
    LaxityScale,
    Side,
    Site,
    is_midline,
    scales_of,
)
from infrared_desktop.domain.records.care import (
    AdverseEvent,
    AreaFinding,
    Consultation,
    DayAnswer,
    Session,
)
from infrared_desktop.domain.records.consents import Alternative, Handout, HandoutKind
from infrared_desktop.domain.records.rule_decisions import RuleDecision, RuleDecisionKind
from infrared_desktop.domain.sessions.day_check import day_gates, day_questions
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.desks.protocols import SHIPPED, load_protocol
from infrared_desktop.views.inputs import choices
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.domain.consultations import KNOWN, PATIENT, consultation, finding
from tests.scenes import patient

PROTOCOLS = [load_protocol(name) for name in SHIPPED]
TODAY = NOW.date()
AREAS = [(one, area.code) for one in PROTOCOLS for area in one.areas]
EFFECTS = [(one, effect.code) for one in PROTOCOLS for effect in one.side_effects]
ITEMS = [(one, item.code) for one in PROTOCOLS for item in one.instructions]
QUESTIONS = [(one, asked.code) for one in PROTOCOLS for asked in one.day_questions]
RULES = [(one, rule.code) for one in PROTOCOLS for rule in one.rules]


def ids(value: Any) -> str:
    return value.name if isinstance(value, Protocol) else str(value)


def side_of(area: Area) -> Side | None:
    return None if is_midline(area) else Side.LEFT


def plain(text: str) -> str:
    """Return a text up to its first gap, as a paper begins it too."""
    return text.split("{")[0].strip()


@pytest.fixture
def number(clinic: Clinic) -> int:
    return clinic.people.register(patient(), RECEPTION, NOW).id


@pytest.mark.parametrize(("protocol", "code"), AREAS, ids=ids)
def test_an_area_is_offered_judged_stored_and_read_back(
    protocol: Protocol, code: Area, clinic: Clinic, number: int
) -> None:
    assert dict(choices.options("Area"))[code]
    scales = protocol.scales_of(code)
    assert scales and set(scales) <= set(scales_of(code))
    assert all(dict(choices.options("LaxityScale"))[scale] for scale in scales)
    site = Site(code, side_of(code))
    found = finding(code, site.side, laxity_scale=scales[0])
    said = assess(consultation(found), PATIENT, protocol, TODAY, KNOWN)
    assert [one.site for one in said] == [site]
    record = Consultation(number, TODAY, CLINICIAN, areas=(found,))
    clinic.care.sign(record, CLINICIAN, NOW)
    assert clinic.people.chart(number).consultations[-1].record == record


@pytest.mark.parametrize(("protocol", "code"), EFFECTS, ids=ids)
def test_a_side_effect_is_offered_followed_up_stored_and_read_back(
    protocol: Protocol, code: Reaction, clinic: Clinic, number: int
) -> None:
    assert dict(choices.options("Reaction"))[code]
    effect = protocol.side_effect(code)
    assert effect.name and effect.frequency and effect.course and effect.action and effect.source
    event = AdverseEvent(Area.NECK_FRONT, patient_id=number, noted_on=TODAY, reaction=code)
    clinic.care.report(event, CLINICIAN, NOW)
    assert clinic.people.chart(number).adverse_events[-1].record == event
    kinds = {row.kind for row in clinic.follow_ups.of_patient(number)}
    assert FollowUpKind.ADVERSE_EVENT in kinds


@pytest.mark.parametrize(("protocol", "code"), ITEMS, ids=ids)
def test_an_instruction_is_on_its_sheet_asked_stored_and_printed(
    protocol: Protocol, code: str, clinic: Clinic, number: int
) -> None:
    item = next(one for one in protocol.instructions if one.code == code)
    assert (item.phase is Phase.BEFORE) == code.startswith("P")
    sites = (Site((item.areas or (Area.NECK_FRONT,))[0]),)
    assert item in items_for(protocol, item.phase, sites)
    kind = HandoutKind.INSTRUCTIONS if item.phase is Phase.BEFORE else HandoutKind.AFTERCARE
    given = Handout(number, kind, NOW, "en", item.text, sites, (code,), protocol.title)
    clinic.papers.hand_out(given, CLINICIAN, NOW)
    assert clinic.people.chart(number).handouts[-1].record == given
    assert plain(item.text) in coded_words([protocol], code, str)
    if item.question:
        check_asked(protocol, code, item.wanted, clinic, number)


@pytest.mark.parametrize(("protocol", "code"), QUESTIONS, ids=ids)
def test_a_question_of_the_day_is_asked_weighed_stored_and_printed(
    protocol: Protocol, code: str, clinic: Clinic, number: int
) -> None:
    asked = next(one for one in protocol.day_questions if one.code == code)
    check_asked(protocol, code, asked.wanted, clinic, number)
    assert plain(asked.question) in coded_words([protocol], code, str)


def check_asked(
    protocol: Protocol, code: str, wanted: Answer | None, clinic: Clinic, number: int
) -> None:
    """The wanted answer says nothing, the other one does; the answer is kept as it was given."""
    unwanted = Answer.NO if wanted is Answer.YES else Answer.YES
    questions = [
        one for one in day_questions(protocol, (Site(Area.FACE_FULL),)) if one.code == code
    ]
    assert len(questions) == 1
    assert wanted is not None and not day_gates(questions, (DayAnswer(code, wanted),))
    assert day_gates(questions, (DayAnswer(code, unwanted),))
    answered = (DayAnswer(code, unwanted, "told so"),)
    done = Session(number, TODAY, CLINICIAN, day_check=answered, protocol_version=protocol.title)
    clinic.care.sign(done, CLINICIAN, NOW)
    assert clinic.people.chart(number).sessions[-1].record == done


@pytest.mark.parametrize(("protocol", "code"), RULES, ids=ids)
def test_a_rule_is_kept_with_what_it_said_and_what_was_decided_and_printed(
    protocol: Protocol, code: str, clinic: Clinic, number: int
) -> None:
    rule = next(one for one in protocol.rules if one.code == code)
    found = AreaFinding(Area.NECK_FRONT, program_rules=(code,), program_earliest=date(2027, 1, 22))
    record = Consultation(number, TODAY, CLINICIAN, areas=(found,), protocol_version=protocol.title)
    clinic.care.sign(record, CLINICIAN, NOW)
    decided = RuleDecision(number, code, RuleDecisionKind.OVERRIDDEN, TODAY, "Talked through")
    clinic.care.decide_rule(decided, CLINICIAN, NOW)
    chart = clinic.people.chart(number)
    assert chart.consultations[-1].record == record
    assert chart.rule_decisions[-1].record == decided
    told = coded_words([protocol], code, str)
    assert code in told and rule.source in told


@pytest.mark.parametrize("protocol", PROTOCOLS, ids=ids)
def test_every_answer_that_a_form_offers_is_known_to_the_protocol(protocol: Protocol) -> None:
    assert {one.code for one in protocol.areas} == set(Area)
    assert {one.code for one in protocol.side_effects} == set(Reaction)
    assert {one.code for one in protocol.alternatives} == set(Alternative)
    assert {one.code for one in protocol.scales} == set(LaxityScale)
    assert len({one.code for one in protocol.instructions}) == 26
    codes = [one.code for one in (*protocol.instructions, *protocol.day_questions, *protocol.rules)]
    assert len(codes) == len(set(codes))

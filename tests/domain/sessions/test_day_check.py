"""The same-day check asks what the protocol says, and what its answers mean is told."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from infrared_desktop.domain.protocol.instruction_terms import Follows
from infrared_desktop.domain.records.answers import Answer
from infrared_desktop.domain.records.areas import Area, Side, Site
from infrared_desktop.domain.records.care import DayAnswer
from infrared_desktop.domain.sentences import sentence
from infrared_desktop.domain.sessions.day_check import (
    day_gates,
    day_questions,
    not_asked,
    without_told,
)
from infrared_desktop.domain.sessions.gates import Gate, Severity
from infrared_desktop.storage.desks.protocols import load_protocol

TITAN = load_protocol("titan")
NECK, ARM = Site(Area.NECK_FRONT), Site(Area.UPPER_ARM, Side.LEFT)
ASKED = day_questions(TITAN, (NECK,))
GOOD = tuple(DayAnswer(one.code, one.wanted) for one in ASKED)
some_answers = st.lists(
    st.builds(
        DayAnswer, st.sampled_from([one.code for one in ASKED]), st.none() | st.sampled_from(Answer)
    ),
    unique_by=lambda one: one.code,
).map(tuple)


def severities(*answers: DayAnswer) -> dict[str, Severity]:
    return {gate.code: gate.severity for gate in day_gates(ASKED, answers)}


def test_every_question_of_the_protocol_is_asked_once_and_what_is_looked_at_comes_last() -> None:
    codes = [one.code for one in ASKED]
    of_items = {one.code for one in TITAN.instructions if one.question}
    assert sorted(codes) == sorted({one.code for one in TITAN.day_questions} | of_items)
    looked_at = [one.looked_at for one in ASKED]
    assert looked_at == sorted(looked_at)
    assert "Were you in the sun or on a sunbed in the last 14 days?" in [
        str(a.words) for a in ASKED
    ]


def test_a_question_about_other_areas_is_not_asked() -> None:
    lenses = replace(TITAN.day_questions[0], code="D-LENSES", areas=(Area.FACE_FULL,))
    protocol = replace(TITAN, day_questions=(lenses,))
    assert "D-LENSES" in [one.code for one in day_questions(protocol, (Site(Area.FACE_FULL), ARM))]
    assert "D-LENSES" not in [one.code for one in day_questions(protocol, (ARM,))]


def test_a_wrong_answer_blocks_or_warns_as_the_protocol_says() -> None:
    assert severities(*GOOD) == {}
    assert severities() == {}
    assert severities(DayAnswer("D-TAN", Answer.YES)) == {"D-TAN": Severity.BLOCK}
    assert severities(DayAnswer("P10", Answer.YES)) == {"P10": Severity.WARN}
    assert severities(DayAnswer("D-CONSENT", Answer.NO)) == {"D-CONSENT": Severity.BLOCK}
    assert severities(DayAnswer("P13", Answer.UNKNOWN)) == {"P13": Severity.BLOCK}


def test_a_gate_says_the_question_the_answer_and_what_to_do() -> None:
    (gate,) = day_gates(ASKED, (DayAnswer("D-TAN", Answer.YES),))
    assert str(gate.title) == "Is there a tan, a sunburn or self-tanner on the area?"
    assert str(gate.sentence).startswith("Answered: yes. Put the day of the last sun")


def test_a_rule_that_tells_of_a_question_itself_is_not_said_twice() -> None:
    drunk = day_gates(ASKED, (DayAnswer("D-SOBER", Answer.NO), DayAnswer("D-TAN", Answer.YES)))
    rule = Gate("C42", Severity.BLOCK, sentence("Not sober."))
    assert [gate.code for gate in without_told((*drunk, rule), TITAN)] == ["D-TAN", "C42"]
    assert without_told(drunk, TITAN) == drunk


def test_what_blocks_must_be_asked_and_the_rest_may_stay_unasked() -> None:
    left = not_asked(ASKED, ())
    assert {one.code for one in left} == {
        one.code for one in ASKED if one.follows is not Follows.WARN
    }
    assert not_asked(ASKED, GOOD) == ()


@given(some_answers)
def test_each_given_answer_is_either_as_wanted_or_a_gate(answers: tuple[DayAnswer, ...]) -> None:
    gates = {gate.code for gate in day_gates(ASKED, answers)}
    left = {one.code for one in not_asked(ASKED, answers)}
    given_codes = {one.code for one in answers if one.answer is not None}
    assert gates <= given_codes
    assert not left & given_codes
    for one in ASKED:
        answer = next((a.answer for a in answers if a.code == one.code), None)
        assert (one.code in gates) == (answer is not None and answer is not one.wanted)

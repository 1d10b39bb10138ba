"""The questions of the same-day check, what must be asked, and what its answers mean."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from infrared_desktop.domain.durations import spoken
from infrared_desktop.domain.labels.codes import plain_label
from infrared_desktop.domain.protocol.instruction_terms import (
    CONSENT_ASKED,
    DayQuestion,
    Follows,
    Instruction,
    Phase,
)
from infrared_desktop.domain.protocol.protocol import Protocol
from infrared_desktop.domain.records.answers import Answer
from infrared_desktop.domain.records.areas import Area, Site
from infrared_desktop.domain.records.care import DayAnswer
from infrared_desktop.domain.rules.exposure_conditions import DayAnswerWrong
from infrared_desktop.domain.sentences import Sentence, sentence
from infrared_desktop.domain.sessions.gates import Gate, Severity
from infrared_desktop.domain.toml.tables import Tag

_STOP, _WAIT = "No session today.", "Find another day, or say why not."


@dataclass(frozen=True)
class Asked:
    """One question as it is put on the day; what is `looked_at` the clinician answers."""

    code: str
    words: Sentence
    wanted: Answer
    follows: Follows
    source: str
    tag: Tag
    advice: str = ""
    looked_at: bool = False

    @property
    def must_be_asked(self) -> bool:
        """Whether a session can't be signed before it was asked."""
        return self.follows is not Follows.WARN


def day_questions(protocol: Protocol, sites: Iterable[Site]) -> tuple[Asked, ...]:
    """Return what is asked of a patient who is treated at the sites, then what is looked at."""
    areas = tuple(site.area for site in sites)
    items = protocol.instructions_for(Phase.BEFORE, *areas)
    found = [
        *(_of_day(one) for one in protocol.day_questions if _is_for(one, areas)),
        *(_of_item(one) for one in items if one.question),
    ]
    return tuple(sorted(found, key=lambda one: one.looked_at))


def not_asked(questions: Iterable[Asked], answers: Iterable[DayAnswer]) -> tuple[Asked, ...]:
    """Return the questions that must be asked and were not."""
    given = _given(answers)
    return tuple(one for one in questions if one.must_be_asked and given.get(one.code) is None)


def day_gates(questions: Iterable[Asked], answers: Iterable[DayAnswer]) -> tuple[Gate, ...]:
    """Return what the answers have against a session; nothing for what was not asked.

    An answer that is not known counts as one that is not wanted.
    """
    given = _given(answers)
    return tuple(
        _gate(one, answer)
        for one in questions
        if (answer := given.get(one.code)) not in (None, one.wanted)
    )


def is_reconfirmed(answers: Iterable[DayAnswer]) -> bool:
    """Say whether the patient answered that the consent still holds on the day."""
    return _given(answers).get(CONSENT_ASKED) is Answer.YES


def without_told(gates: Sequence[Gate], protocol: Protocol) -> tuple[Gate, ...]:
    """Leave out a question that a rule which stands among the gates tells of in its own words."""
    codes = {gate.code for gate in gates}
    told = {
        question.code
        for rule in protocol.rules
        if rule.code in codes and isinstance(rule.condition, DayAnswerWrong)
        for question in rule.condition.questions
    }
    return tuple(gate for gate in gates if gate.code not in told)


def _is_for(question: DayQuestion, areas: Sequence[Area]) -> bool:
    return not question.areas or not areas or any(area in question.areas for area in areas)


def _of_day(one: DayQuestion) -> Asked:
    words = sentence(one.question)
    about = (one.source, one.tag, one.advice, one.looked_at)
    return Asked(one.code, words, one.wanted, one.follows, *about)


def _of_item(one: Instruction) -> Asked:
    assert one.wanted is not None
    gaps = {"time": spoken(one.hours)} if one.hours and "{time}" in one.question else {}
    words = sentence(one.question, **gaps)
    return Asked(one.code, words, one.wanted, one.follows, one.source, one.tag)


def _given(answers: Iterable[DayAnswer]) -> Mapping[str, Answer | None]:
    return {one.code: one.answer for one in answers}


def _gate(one: Asked, answer: Answer | None) -> Gate:
    severity = Severity.BLOCK if one.must_be_asked else Severity.WARN
    otherwise = _STOP if one.follows is Follows.STOP else _WAIT
    words = sentence(
        "Answered: {label}. {advice}",
        label=plain_label(answer) if answer else "",
        advice=sentence(one.advice or otherwise),
    )
    return Gate(one.code, severity, words, title=one.words)

"""What is missing or cannot be before a consultation is signed (clinical reference 2 and 4.1)."""

from collections.abc import Iterator, Sequence

from infrared_desktop.domain.consultation.bdd import is_asked_for, is_made
from infrared_desktop.domain.consultation.suitability import Assessment, required_reason
from infrared_desktop.domain.records.answers import Verdict
from infrared_desktop.domain.records.areas import GRADES, Area, Region, Side, is_midline, region_of
from infrared_desktop.domain.records.care import AreaFinding, Consultation
from infrared_desktop.domain.records.gaps import Gap, day_gap
from infrared_desktop.domain.records.rule_decisions import RuleDecisionKind
from infrared_desktop.domain.rules.known import Known
from infrared_desktop.domain.rules.questions import (
    NAMES,
    OF_A_SITE,
    OF_THE_HISTORY,
    OF_THE_PATIENT,
    Question,
)
from infrared_desktop.domain.sentences import Sentence, sentence

# The patient has to be told that little benefit was shown (clinical reference 4.2, R-AREA-ARM).
MUST_BE_TOLD = ("R-AREA-ARM",)
_TREATED = (Verdict.SUITABLE, Verdict.PRECAUTIONS)


def gaps(
    consultation: Consultation, assessments: Sequence[Assessment], known: Known, country: str = ""
) -> tuple[Gap, ...]:
    """Return what keeps a consultation from being signed, in the order of the form.

    The assessments are those of this consultation, made with what is known. The values `area` and
    `side` are codes.
    """
    found = [*_of_patient(consultation, country)]
    found += [Gap(one, sentence(f"{NAMES[one]} missing")) for one in _unasked(assessments, known)]
    for row, (finding, assessment) in enumerate(zip(consultation.areas, assessments, strict=True)):
        if any(_overlap(finding, earlier) for earlier in consultation.areas[:row]):
            found.append(Gap("area", _at(finding, ": recorded twice"), row))
        found += _of_grade(finding, row)
        found += [
            Gap(question, _at(finding, f": {NAMES[question]} missing"), row)
            for question in _unanswered_at(finding, assessment)
        ]
        found += _of_telling(finding, assessment, row)
    return (*found, *_of_talk(consultation))


def is_undressed(area: Area) -> bool:
    """Say whether the area is one for which a chaperone is offered (clinical reference 2.1)."""
    return region_of(area) is Region.BODY or area is Area.UNDERARM


def _of_patient(consultation: Consultation, country: str) -> Iterator[Gap]:
    for question in OF_THE_PATIENT:
        if _is_blank(getattr(consultation, question)):
            yield _missing(question)
    if consultation.last_exposure is not None:
        yield from day_gap("last_exposure", consultation.last_exposure, consultation.consulted_on)
    event = consultation.event_deadline
    if event is not None and event < consultation.consulted_on:
        yield Gap("event_deadline", sentence("This day is past."))
    if is_asked_for(country) and not is_made(consultation):
        yield _missing(Question.BDD)
    elif is_asked_for(country) and consultation.bdd_tool is None:
        yield _missing(Question.BDD_TOOL)
    if consultation.bdd_score is not None and not is_made(consultation):
        yield Gap(Question.BDD, sentence("There is a score: say what came of the screen."))


def _of_talk(consultation: Consultation) -> Iterator[Gap]:
    if consultation.alternatives_discussed is None:
        yield _missing(Question.ALTERNATIVES)
    undressed = any(is_undressed(finding.area) for finding in consultation.areas)
    if undressed and consultation.chaperone is None:
        yield _missing(Question.CHAPERONE)


def _of_grade(finding: AreaFinding, row: int) -> Iterator[Gap]:
    grade = finding.laxity_grade
    if grade is not None and grade not in GRADES[finding.laxity_scale]:
        words = sentence("This scale has no grade {grade}.", grade=grade)
        yield Gap(Question.GRADE, words, row)


def _of_telling(finding: AreaFinding, assessment: Assessment, row: int) -> Iterator[Gap]:
    if finding.verdict not in _TREATED:
        return
    for one in assessment.fired:
        untold = RuleDecisionKind.ACKNOWLEDGED in one.ways
        if one.code in MUST_BE_TOLD and untold:
            words = ": the patient has to be told, and to accept, that little benefit was shown"
            yield Gap(one.code, _at(finding, words), row)


def _missing(question: Question) -> Gap:
    return Gap(question, sentence(f"{NAMES[question]} missing"))


def _unasked(assessments: Sequence[Assessment], known: Known) -> list[Question]:
    """Return what the history still has to tell; what was asked in vain is no gap."""
    fired = [one for found in assessments for one in found.fired]
    unasked = {one.missing for one in fired if one.missing and not one.asked}
    if known.history is None:
        unasked.add(Question.HISTORY)
    return [question for question in OF_THE_HISTORY if question in unasked]


def _unanswered_at(finding: AreaFinding, assessment: Assessment) -> list[Question]:
    # An empty tuple of skin conditions is an answer: there are none.
    blank = [one for one in OF_A_SITE if getattr(finding, one) is None]
    if finding.side is None and not is_midline(finding.area):
        blank.insert(0, Question.SIDE)
    if required_reason(assessment, finding.verdict) and _is_blank(finding.verdict_reason):
        blank.append(Question.REASON)
    if finding.verdict is Verdict.PRECAUTIONS and not finding.precautions:
        blank.append(Question.PRECAUTIONS)
    if finding.verdict is Verdict.REFERRED and _is_blank(finding.alternative_offered):
        blank.append(Question.OFFERED)
    return blank


def _overlap(one: AreaFinding, other: AreaFinding) -> bool:
    sides = {one.side, other.side}
    return one.area is other.area and (len(sides) == 1 or Side.BOTH in sides)


def _is_blank(answer: object) -> bool:
    return answer is None or answer == () or (isinstance(answer, str) and not answer.strip())


def _at(finding: AreaFinding, tail: str) -> Sentence:
    if finding.side is None:
        return sentence("{area}" + tail, area=finding.area)
    return sentence("{area}, {side}" + tail, area=finding.area, side=finding.side)

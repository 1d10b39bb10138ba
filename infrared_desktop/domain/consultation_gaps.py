"""What is missing before a consultation can be signed (clinical reference 2 and 4.1)."""

from collections.abc import Sequence

from infrared_desktop.domain.areas import Side, is_midline
from infrared_desktop.domain.care import AreaFinding, Consultation
from infrared_desktop.domain.known import Known
from infrared_desktop.domain.questions import (
    NAMES,
    OF_A_SITE,
    OF_THE_HISTORY,
    OF_THE_PATIENT,
    Question,
)
from infrared_desktop.domain.record_gaps import Gap
from infrared_desktop.domain.sentences import Sentence, sentence
from infrared_desktop.domain.suitability import Assessment, required_reason


def gaps(
    consultation: Consultation, assessments: Sequence[Assessment], known: Known
) -> tuple[Gap, ...]:
    """Return what is missing before a consultation can be signed, in the order of the form.

    The assessments are those of this consultation, made with what is known. The values `area` and
    `side` are codes.
    """
    found = [
        Gap(question, sentence(f"{NAMES[question]} missing"))
        for question in OF_THE_PATIENT
        if _is_blank(getattr(consultation, question))
    ]
    found += [Gap(one, sentence(f"{NAMES[one]} missing")) for one in _unasked(assessments, known)]
    for row, (finding, assessment) in enumerate(zip(consultation.areas, assessments, strict=True)):
        if any(_overlap(finding, earlier) for earlier in consultation.areas[:row]):
            found.append(Gap("area", _at(finding, ": recorded twice"), row))
        found += [
            Gap(question, _at(finding, f": {NAMES[question]} missing"), row)
            for question in _unanswered_at(finding, assessment)
        ]
    return tuple(found)


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

"""Which questions applied to a record: paper names as not asked only what could be asked."""

from collections.abc import Iterable, Iterator

from infrared_desktop.documents.captions import CAPTIONS
from infrared_desktop.domain.consultation.gaps import is_undressed
from infrared_desktop.domain.protocol.protocol import Protocol
from infrared_desktop.domain.records.answers import Verdict
from infrared_desktop.domain.records.care import (
    AdverseEvent,
    AreaFinding,
    AreaSettings,
    Consultation,
)
from infrared_desktop.domain.results.event_gaps import may_need_report
from infrared_desktop.domain.rules.questions import Question
from infrared_desktop.domain.rules.site_conditions import AnswerIsYes

# The older check of a session, which its form shows only where it was answered; what the program
# kept by itself; and the side, which is part of a place's name.
_NO_QUESTIONS = {
    "side",
    "program_verdict",
    "program_earliest",
    "skin_clean",
    "tan_checked",
    "valid_until",
}


def open_questions(record: object, protocol: Protocol | None) -> Iterator[str]:
    """Yield the fields of a record that could have been answered, and were not."""
    beside_the_point = {*_NO_QUESTIONS, *_not_asked_of(record, protocol)}
    for name in CAPTIONS[type(record)]:
        if getattr(record, name) is None and name not in beside_the_point:
            yield name


def _not_asked_of(record: object, protocol: Protocol | None) -> Iterable[str]:
    match record:
        case AreaFinding():
            return _of_finding(record, protocol)
        case AreaSettings(no_adverse_event=True):
            return ("reaction", "severity")
        case AreaSettings(reaction=None):
            return ("severity",)
        case Consultation() if not any(is_undressed(row.area) for row in record.areas):
            return ("chaperone",)
        case AdverseEvent() if not may_need_report(record):
            return ("reported_on",)
    return ()


def _of_finding(finding: AreaFinding, protocol: Protocol | None) -> Iterator[str]:
    if finding.verdict is not Verdict.PRECAUTIONS:
        yield "precautions"
    if protocol is not None and not _asks_of_rim(finding, protocol):
        yield "inside_orbital_rim"


def _asks_of_rim(finding: AreaFinding, protocol: Protocol) -> bool:
    asking = (rule.condition for rule in protocol.rules)
    return any(
        isinstance(one, AnswerIsYes)
        and one.question is Question.ORBITAL_RIM
        and (not one.asked_in or finding.area in one.asked_in)
        for one in asking
    )

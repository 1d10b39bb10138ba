"""Where a follow-up is settled: each kind leads to the screen that does what it asks for."""

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.access.rights import Right
from infrared_desktop.domain.follow_ups.due import FollowUp, FollowUpKind
from infrared_desktop.views.screen import STORED, Place
from infrared_desktop.views.workplace import Workplace

_WORDS = {
    FollowUpKind.ADVERSE_EVENT: "See to the reaction",
    FollowUpKind.TEST_SPOT: "Read the test spot",
    FollowUpKind.VISIT_OUTCOME: "Go to the visit",
    FollowUpKind.MAKE_PLAN: "Make the plan",
    FollowUpKind.SETTLE_PLAN: "Settle the plan",
}
# Those that are settled in the medical record; who does not read it books with who does.
_OF_THE_RECORD = _WORDS.keys() - {FollowUpKind.VISIT_OUTCOME}


def settling_words(workplace: Workplace, follow_up: FollowUp) -> str:
    """Return the name of what settles a follow-up."""
    words = "Book" if _is_closed(workplace, follow_up) else _WORDS.get(follow_up.kind, "Book")
    return QCoreApplication.translate("FollowUpPlaces", words)


def place_to_settle(workplace: Workplace, follow_up: FollowUp) -> Place:
    """Return where a follow-up is settled; most are by a booking."""
    if _is_closed(workplace, follow_up):
        return _booking(follow_up)
    patient = follow_up.patient_id
    match follow_up.kind:
        case FollowUpKind.ADVERSE_EVENT:
            return Place("reaction", patient, _number(follow_up))
        case FollowUpKind.TEST_SPOT:
            return Place("test_spot", patient, _number(follow_up))
        case FollowUpKind.VISIT_OUTCOME:
            visit = workplace.clinic.diary.get(_number(follow_up))
            return Place("diary", record=visit.id, about=visit.record.day)
        case FollowUpKind.MAKE_PLAN:
            return Place("plan", patient)
        case FollowUpKind.SETTLE_PLAN:
            return Place("plan", patient, follow_up.plan_id, about=STORED)
        case _:
            return _booking(follow_up)


def _booking(follow_up: FollowUp) -> Place:
    return Place("booking", follow_up.patient_id, follow_up.plan_id, follow_up.key)


def _is_closed(workplace: Workplace, follow_up: FollowUp) -> bool:
    return follow_up.kind in _OF_THE_RECORD and not workplace.may(Right.READ_RECORD)


def _number(follow_up: FollowUp) -> int:
    """Return the number of the record that a follow-up's key names."""
    return int(follow_up.key.split(":")[1])

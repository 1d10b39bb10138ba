"""Where a follow-up is settled: each kind leads to the screen that does what it asks for."""

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.follow_ups.due import FollowUp, FollowUpKind
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.views.screen import STORED, Place

_WORDS = {
    FollowUpKind.ADVERSE_EVENT: "See to the reaction",
    FollowUpKind.TEST_SPOT: "Read the test spot",
    FollowUpKind.VISIT_OUTCOME: "Go to the visit",
    FollowUpKind.MAKE_PLAN: "Make the plan",
    FollowUpKind.SETTLE_PLAN: "Settle the plan",
}


def settling_words(follow_up: FollowUp) -> str:
    """Return the name of what settles a follow-up."""
    return QCoreApplication.translate("FollowUpPlaces", _WORDS.get(follow_up.kind, "Book"))


def place_to_settle(clinic: Clinic, follow_up: FollowUp) -> Place:
    """Return where a follow-up is settled; most are by a booking."""
    patient = follow_up.patient_id
    match follow_up.kind:
        case FollowUpKind.ADVERSE_EVENT:
            return Place("reaction", patient, _number(follow_up))
        case FollowUpKind.TEST_SPOT:
            return Place("test_spot", patient, _number(follow_up))
        case FollowUpKind.VISIT_OUTCOME:
            visit = clinic.diary.get(_number(follow_up))
            return Place("diary", record=visit.id, about=visit.record.day)
        case FollowUpKind.MAKE_PLAN:
            return Place("plan", patient)
        case FollowUpKind.SETTLE_PLAN:
            return Place("plan", patient, follow_up.plan_id, about=STORED)
        case _:
            return Place("booking", patient, follow_up.plan_id, follow_up.key)


def _number(follow_up: FollowUp) -> int:
    """Return the number of the record that a follow-up's key names."""
    return int(follow_up.key.split(":")[1])

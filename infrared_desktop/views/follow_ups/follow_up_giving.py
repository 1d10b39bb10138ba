"""To whom a follow-up can be given: a person, a role, or nobody in particular."""

from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.follow_ups.kinds import FollowUp
from infrared_desktop.domain.records.answers import Role
from infrared_desktop.domain.records.contacts import FollowUpDecision
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.desks.worklist import whose
from infrared_desktop.views.inputs import choices

NOBODY = "nobody"


def takers(clinic: Clinic) -> list[tuple[str, str]]:
    """Return the codes and names of those to whom a follow-up can be given."""
    people = [stored for stored in clinic.staff.all() if stored.record.active]
    staff = [(f"staff:{stored.id}", stored.record.name) for stored in people]
    roles = [(f"role:{role}", choices.label(role)) for role in Role]
    return [*staff, *roles, (NOBODY, _nobody())]


def taker_words(decision: FollowUpDecision, clinic: Clinic) -> str:
    """Say to whom a decision gives a follow-up."""
    if decision.staff_id is not None:
        return clinic.staff.get(decision.staff_id).record.name
    return choices.label(decision.role) if decision.role is not None else _nobody()


def taker_of(follow_up: FollowUp) -> str:
    """Return the code of whose a follow-up is now."""
    return whose(follow_up.role, follow_up.staff_id) or NOBODY


def given_to(decision: FollowUpDecision, code: str) -> FollowUpDecision:
    """Return a decision that gives a follow-up to the one of this code."""
    kind, _, value = code.partition(":")
    if kind == "staff":
        return replace(decision, staff_id=int(value))
    return replace(decision, role=Role(value)) if kind == "role" else decision


def _nobody() -> str:
    return QCoreApplication.translate("FollowUpGiving", "nobody in particular")

"""A plan that is saved as a step that Ctrl+Z takes back."""

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.records.care import Plan
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.views.workplace import Workplace


def keep_plan(workplace: Workplace, stored: Stored[Plan] | None, plan: Plan) -> Stored[Plan]:
    """Store a plan or its next version; raise KnownError if that can't be."""
    care = workplace.clinic.care
    if stored is None:
        kept = care.plan(plan, workplace.by, workplace.now())
    else:
        kept = care.change_plan(stored, plan, workplace.by, workplace.now())

    def take_back() -> None:
        plans = workplace.clinic.people.chart(plan.patient_id).plans
        newest = next(each for each in plans if each.id == kept.id)
        if stored is None:
            why = _words("Taken back after it was saved.")
            care.invalidate(newest, why, workplace.by, workplace.now())
        else:
            care.change_plan(newest, stored.record, workplace.by, workplace.now())

    workplace.can_take_back(_words("plan saved"), take_back)
    return kept


def _words(text: str) -> str:
    return QCoreApplication.translate("PlanUndo", text)

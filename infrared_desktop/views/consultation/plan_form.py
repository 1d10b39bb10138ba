"""The inputs of a plan, and which of them are asked."""

from PySide6.QtWidgets import QLabel, QWidget

from infrared_desktop.domain.consultation.planning import needs_reason
from infrared_desktop.domain.records.answers import PlanStatus
from infrared_desktop.domain.records.care import Plan
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.views.consultation.plan_areas import PlanAreasEditor
from infrared_desktop.views.forms.binder import Binder
from infrared_desktop.views.forms.forms import load_form
from infrared_desktop.views.inputs.choice_field import ChoiceField
from infrared_desktop.views.inputs.fields import ComboField
from infrared_desktop.views.inputs.number_field import IntField
from infrared_desktop.views.inputs.text_field import TextField


class PlanForm(QWidget):
    """Edits a plan; how it stands is asked of a stored one, why only where a reason is needed."""

    areas: PlanAreasEditor
    clinician_id: ComboField
    maintenance_months: IntField
    status: ChoiceField
    status_label: QLabel
    reason: TextField
    reason_label: QLabel

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "plan")
        # Maintenance is due every 6 to 24 months (clinical reference 7.4).
        self.maintenance_months.setProperty("minimum", 6.0)
        self.maintenance_months.setProperty("maximum", 24.0)
        self.binder = Binder(self, Plan)

    def offer(self, clinic: Clinic) -> None:
        """Offer those who treat."""
        # Else a code of the plan before, which a combo never loses, would be offered.
        self.clinician_id.set_value(None)
        self.clinician_id.set_options(
            [(str(each.id), each.record.name) for each in clinic.staff.clinicians()]
        )

    def dress(self, plan: Plan, stored: bool) -> None:
        """Show what is asked of this plan."""
        self.status.setVisible(stored)
        self.status_label.setVisible(stored)
        closed = plan.status is not PlanStatus.OPEN
        asked = closed or needs_reason(plan) or bool(plan.reason)
        self.reason.setVisible(asked)
        self.reason_label.setVisible(asked)

    def check(self, plan: Plan) -> bool:
        """Show what is wrong or missing; a long plan, or one that is closed, needs a reason."""
        if not self.binder.check():
            return False
        closed = plan.status is not PlanStatus.OPEN
        if plan.reason or not (closed or needs_reason(plan)):
            return True
        long, ended = (
            self.tr("More than 3 sessions need a reason."),
            self.tr("Say why the plan ends here."),
        )
        self.binder.set_error("reason", ended if closed else long)
        self.reason.setFocus()
        return False

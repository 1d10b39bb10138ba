"""The forms of ui/ in which a follow-up is answered."""

from PySide6.QtWidgets import QLabel, QWidget

from infrared_desktop.views.forms.forms import load_form
from infrared_desktop.views.inputs.date_field import DateField
from infrared_desktop.views.inputs.fields import ComboField


class AttemptForm(QWidget):
    """How somebody was tried to be reached, and how it ended."""

    outcome: ComboField

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "attempt")

    def leave_open(self) -> None:
        """Choose no outcome for anybody: Enter alone must not note what did not happen."""
        self.outcome.set_value(None)


class FollowUpDecisionForm(QWidget):
    """What is decided about a follow-up, and why."""

    until: DateField
    until_label: QLabel

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "follow_up_decision")
        self.until.setPlaceholderText(self.tr("a day, or +2w"))

"""The inputs of a wish: what the patient would take; what is left open does not matter."""

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QWidget

from infrared_desktop.domain.records.waiting import Wish
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.views.forms.binder import Binder
from infrared_desktop.views.forms.forms import load_form
from infrared_desktop.views.inputs.fields import ComboField
from infrared_desktop.views.inputs.promoted import register
from infrared_desktop.views.inputs.ticks_field import TicksField

_DAYS = 7


class WeekdaysField(TicksField):
    """Ticks weekdays, Monday is 0."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        short = QLocale.FormatType.ShortFormat
        self.set_options([(str(n), QLocale().dayName(n + 1, short)) for n in range(_DAYS)])


register(WeekdaysField)


class WishForm(QWidget):
    """Edits a wish."""

    changed = Signal(str)
    kind: ComboField
    clinician_id: ComboField

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "wish")
        # A wish always has a kind: there is nothing to choose in "none".
        self.kind.removeItem(0)
        self.binder = Binder(self, Wish)
        self.binder.changed.connect(self.changed)

    def show_wish(self, clinic: Clinic, wish: Wish) -> None:
        """Show a wish, with who treats here to choose from."""
        self.clinician_id.set_value(None)
        self.clinician_id.set_options(
            [
                (str(each.id), each.record.name)
                for each in clinic.staff.bookable(clinic.front_desk.rules())
            ]
        )
        self.binder.show(wish)

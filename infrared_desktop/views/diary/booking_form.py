"""The inputs of a booking, and what they offer for a patient, a kind and a day."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from infrared_desktop.domain.records.answers import PlanStatus
from infrared_desktop.domain.records.areas import Site
from infrared_desktop.domain.records.care import Plan
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.diary import TREATING, Appointment, Device
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.views.forms.binder import Binder
from infrared_desktop.views.forms.forms import load_form
from infrared_desktop.views.inputs.fields import ComboField
from infrared_desktop.views.inputs.sites_field import SitesField
from infrared_desktop.views.wording import say_day, say_site


class BookingForm(QWidget):
    """Edits an appointment; what does not belong to its kind is not shown."""

    changed = Signal(str)
    kind: ComboField
    plan_id: ComboField
    clinician_id: ComboField
    room_id: ComboField
    device_id: ComboField
    sites: SitesField
    plan_id_label: QLabel
    sites_label: QLabel
    device_id_label: QLabel

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "booking")
        # A visit always has a kind: there is nothing to choose in "none".
        self.kind.removeItem(0)
        for field in (self.kind, self.plan_id, self.clinician_id, self.room_id, self.device_id):
            field.setSizeAdjustPolicy(
                ComboField.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
        self.binder = Binder(self, Appointment)
        self.binder.changed.connect(self.changed)

    def offer(self, clinic: Clinic, plans: Iterable[Stored[Plan]]) -> None:
        """Offer who treats, the rooms, the devices and the patient's plans."""
        for field in (self.plan_id, self.clinician_id, self.room_id, self.device_id):
            # Else a code of the patient before, which a combo never loses, would be offered.
            field.set_value(None)
        self.clinician_id.set_options(
            [
                (str(each.id), each.record.name)
                for each in clinic.staff.bookable(clinic.front_desk.rules())
            ]
        )
        rooms, devices = clinic.diary.rooms(), clinic.diary.devices()
        self.room_id.set_options([(str(room.id), room.record.name) for room in rooms])
        self.device_id.set_options([(str(d.id), self._device_words(d.record)) for d in devices])
        self.plan_id.set_options([(str(plan.id), self._plan_words(plan.record)) for plan in plans])

    def show_visit(self, visit: Appointment, sites: Iterable[Site]) -> None:
        """Show a visit with the sites that it can be for."""
        self.sites.set_value(())
        self.sites.offer(sites)
        self.binder.show(visit)
        self.dress()

    def dress(self) -> None:
        """Show what belongs to the kind."""
        treats = self.binder.values()["kind"] in TREATING
        self._show(treats and bool(self.sites.offered()), self.sites, self.sites_label)
        self._show(treats or self.device_id.get_value() is not None, self.device_id)
        self.device_id_label.setVisible(not self.device_id.isHidden())
        self.ask_plan(False)

    def ask_plan(self, asked: bool) -> None:
        """Show the choice of plans where it is asked for; two are always told apart."""
        self._show(asked or self.plan_id.count() > 2, self.plan_id, self.plan_id_label)

    def _show(self, shown: bool, *widgets: QWidget) -> None:
        for widget in widgets:
            widget.setVisible(shown)

    def _device_words(self, device: Device) -> str:
        out = self.tr("{name} (out of service)")
        return device.name if device.in_service else out.format(name=device.name)

    def _plan_words(self, plan: Plan) -> str:
        sites = " + ".join(say_site(row.site) for row in plan.areas)
        words = self.tr("{day}: {sites}").format(day=say_day(plan.planned_on), sites=sites)
        return (
            words
            if plan.status is PlanStatus.OPEN
            else self.tr("{plan} (closed)").format(plan=words)
        )

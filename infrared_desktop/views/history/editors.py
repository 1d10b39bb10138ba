"""The five groups of a medical history: conditions, medicines, allergies, implants, treatments."""

from collections.abc import Mapping, Sequence

from infrared_desktop.domain.history.medicine_names import NAMES, kind_meant, kind_of_name, names_of
from infrared_desktop.domain.records.areas import is_midline
from infrared_desktop.domain.records.history import (
    Allergy,
    HealthEntry,
    Implant,
    Medicine,
    PastTreatment,
)
from infrared_desktop.domain.records.history_answers import (
    ON_SKIN,
    Allergen,
    HealthCondition,
    ImplantKind,
    MedicineKind,
    TreatmentKind,
)
from infrared_desktop.views.history.rows import HistoryRows
from infrared_desktop.views.inputs.promoted import register


class ConditionsEditor(HistoryRows):
    """Edits what the patient suffers from."""

    record_type = HealthEntry
    form = "history_condition"
    kind_choices = "HealthCondition"

    def heading(self) -> str:
        """Name the group."""
        return self.tr("Conditions")

    def of_kind(self, code: str) -> HealthEntry:
        """Make a row of a condition."""
        return HealthEntry(HealthCondition(code))


class MedicinesEditor(HistoryRows):
    """Edits what the patient takes or took."""

    record_type = Medicine
    form = "history_medicine"
    kind_choices = "MedicineKind"
    other_field = "name"
    names_medicines = True

    def heading(self) -> str:
        """Name the group."""
        return self.tr("Medicines")

    def of_kind(self, code: str) -> Medicine:
        """Make a row of a kind of medicine."""
        return Medicine(MedicineKind(code))

    def names(self) -> Mapping[str, Sequence[str]]:
        """Find a kind by the substances and brands that it stands for."""
        return {str(kind): names_of(kind) for kind in NAMES}

    def code_of(self, name: str) -> str | None:
        """Return the kind that a substance or brand stands for."""
        return kind_of_name(name)

    def _show_current(self) -> None:
        super()._show_current()
        self._show_place()

    def _on_field(self, field: str) -> None:
        super()._on_field(field)
        self._show_place()

    def _show_place(self) -> None:
        """Ask where it is put of what is put on the skin; keep in sight what was answered."""
        row = self.current_record()
        if not isinstance(row, Medicine):
            return
        placed = row.area is not None or row.side is not None
        self.binder.show_input("area", placed or kind_meant(row) in ON_SKIN)
        has_side = row.area is not None and not is_midline(row.area)
        self.binder.show_input("side", has_side or row.side is not None)


class AllergiesEditor(HistoryRows):
    """Edits what the patient is allergic to."""

    record_type = Allergy
    form = "history_allergy"
    kind_choices = "Allergen"
    names_medicines = True

    def heading(self) -> str:
        """Name the group."""
        return self.tr("Allergies")

    def of_kind(self, code: str) -> Allergy:
        """Make a row of an allergen."""
        return Allergy(Allergen(code))


class ImplantsEditor(HistoryRows):
    """Edits what lies in or on the body."""

    record_type = Implant
    form = "history_implant"
    kind_choices = "ImplantKind"

    def heading(self) -> str:
        """Name the group."""
        return self.tr("Implants and piercings")

    def of_kind(self, code: str) -> Implant:
        """Make a row of a kind of implant."""
        return Implant(ImplantKind(code))


class TreatmentsEditor(HistoryRows):
    """Edits what was done elsewhere or before."""

    record_type = PastTreatment
    form = "history_treatment"
    kind_choices = "TreatmentKind"
    other_field = "product"

    def heading(self) -> str:
        """Name the group."""
        return self.tr("Earlier treatments")

    def of_kind(self, code: str) -> PastTreatment:
        """Make a row of a kind of treatment."""
        return PastTreatment(TreatmentKind(code))


register(ConditionsEditor, MedicinesEditor, AllergiesEditor, ImplantsEditor, TreatmentsEditor)

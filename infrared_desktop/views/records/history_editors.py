"""The five groups of a medical history: conditions, medicines, allergies, implants, treatments."""

from infrared_desktop.domain.history import (
    Allergy,
    HealthEntry,
    Implant,
    Medicine,
    PastTreatment,
)
from infrared_desktop.domain.history_answers import (
    Allergen,
    HealthCondition,
    ImplantKind,
    MedicineKind,
    TreatmentKind,
)
from infrared_desktop.views.forms.forms import register
from infrared_desktop.views.records.history_rows import HistoryRows


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

    def heading(self) -> str:
        """Name the group."""
        return self.tr("Medicines")

    def of_kind(self, code: str) -> Medicine:
        """Make a row of a kind of medicine."""
        return Medicine(MedicineKind(code))


class AllergiesEditor(HistoryRows):
    """Edits what the patient is allergic to."""

    record_type = Allergy
    form = "history_allergy"
    kind_choices = "Allergen"

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

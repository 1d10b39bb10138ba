"""The medical history: one record per patient, a new version whenever it is changed or confirmed.

Everywhere None means not asked, and an empty tuple means that the patient has none.
"""

from dataclasses import dataclass
from datetime import date

from infrared_desktop.domain.records.answers import Answer
from infrared_desktop.domain.records.areas import Area, Side
from infrared_desktop.domain.records.history_answers import (
    Allergen,
    HealthCondition,
    ImplantKind,
    MedicineKind,
    Pregnancy,
    Smoking,
    SunHabit,
    TreatmentKind,
    WeightTrend,
)


@dataclass(frozen=True)
class HealthEntry:
    """A condition; `in_area` is that it is active or lies where a treatment is wanted.

    `cleared_on` is the day of a letter or an examination that says it is no obstacle any more.
    """

    condition: HealthCondition
    detail: str = ""
    since: date | None = None
    controlled: Answer | None = None
    in_area: Answer | None = None
    cleared_on: date | None = None


@dataclass(frozen=True)
class Medicine:
    """A medicine; without `stopped_on` it is still taken.

    `area` is where it is put on the skin; without one it counts everywhere.
    """

    kind: MedicineKind
    name: str = ""
    dose: str = ""
    started_on: date | None = None
    stopped_on: date | None = None
    prescribed: Answer | None = None
    area: Area | None = None
    side: Side | None = None


@dataclass(frozen=True)
class Allergy:
    """An allergy, and what it did."""

    allergen: Allergen
    detail: str = ""


@dataclass(frozen=True)
class Implant:
    """An implant or a piercing; without an area nobody knows where, so it counts everywhere."""

    kind: ImplantKind
    area: Area | None = None
    side: Side | None = None
    detail: str = ""
    cleared_on: date | None = None


@dataclass(frozen=True)
class PastTreatment:
    """An earlier treatment; without an area nobody knows where, so it counts everywhere."""

    kind: TreatmentKind
    area: Area | None = None
    side: Side | None = None
    done_on: date | None = None
    product: str = ""
    provider: str = ""
    reaction: str = ""


@dataclass(frozen=True)
class History:
    """A patient's medical history (clinical reference 2.6).

    `taken_on` is the day of the last change, `confirmed_on` the last day on which the patient was
    asked and nothing had changed.
    """

    patient_id: int
    taken_on: date
    confirmed_on: date | None = None
    pregnancy: Pregnancy | None = None
    last_period_on: date | None = None
    delivered_on: date | None = None
    conditions: tuple[HealthEntry, ...] | None = None
    medicines: tuple[Medicine, ...] | None = None
    allergies: tuple[Allergy, ...] | None = None
    implants: tuple[Implant, ...] | None = None
    treatments: tuple[PastTreatment, ...] | None = None
    smoking: Smoking | None = None
    cigarettes_per_day: int | None = None
    alcohol_units_per_week: int | None = None
    sun_habit: SunHabit | None = None
    sunscreen_spf: int | None = None
    height_cm: int | None = None
    weight_kg: float | None = None
    weight_trend: WeightTrend | None = None
    note: str = ""

    @property
    def known_on(self) -> date:
        """The last day on which the patient was asked."""
        return max(self.taken_on, self.confirmed_on or self.taken_on)

"""The register of conditions: the name that a protocol uses, and the condition behind it."""

from collections.abc import Mapping

from infrared_desktop.domain.rules.exposure_conditions import (
    DayAnswerWrong,
    ElectronicImplant,
    ImplantInField,
    MedicineWithin,
    TreatedBefore,
)
from infrared_desktop.domain.rules.history_conditions import (
    Delivered,
    InHistory,
    PregnancyIs,
    Smokes,
    Stale,
    Uncontrolled,
    WeightIs,
)
from infrared_desktop.domain.rules.other_conditions import RecordedOther
from infrared_desktop.domain.rules.patient_conditions import (
    AgeOver,
    AgeUnder,
    EventBefore,
    SkinTypeFrom,
    Tanned,
    Unrealistic,
)
from infrared_desktop.domain.rules.rules import Condition
from infrared_desktop.domain.rules.site_conditions import (
    ActiveSkinCondition,
    AnswerIsYes,
    Grade,
    GradeFrom,
    RegionIs,
    SizeOverLimit,
    SizesOverLimit,
)

CONDITIONS: Mapping[str, type[Condition]] = {
    "active_skin_condition": ActiveSkinCondition,
    "age_over": AgeOver,
    "age_under": AgeUnder,
    "answer_is_yes": AnswerIsYes,
    "day_answer_wrong": DayAnswerWrong,
    "delivered": Delivered,
    "electronic_implant": ElectronicImplant,
    "event_before": EventBefore,
    "grade": Grade,
    "grade_from": GradeFrom,
    "history_stale": Stale,
    "implant_in_field": ImplantInField,
    "in_history": InHistory,
    "medicine_within": MedicineWithin,
    "pregnancy_is": PregnancyIs,
    "recorded_other": RecordedOther,
    "region": RegionIs,
    "size_over_limit": SizeOverLimit,
    "sizes_over_limit": SizesOverLimit,
    "skin_type_from": SkinTypeFrom,
    "smokes": Smokes,
    "tanned": Tanned,
    "treated_before": TreatedBefore,
    "uncontrolled": Uncontrolled,
    "unrealistic": Unrealistic,
    "weight_is": WeightIs,
}

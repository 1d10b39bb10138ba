"""The register of conditions: the name that a protocol uses, and the condition behind it."""

from collections.abc import Mapping

from infrared_desktop.domain.patient_conditions import (
    AgeOver,
    AgeUnder,
    EventBefore,
    SkinTypeFrom,
    Tanned,
    Unrealistic,
)
from infrared_desktop.domain.rules import Condition
from infrared_desktop.domain.site_conditions import (
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
    "event_before": EventBefore,
    "grade": Grade,
    "grade_from": GradeFrom,
    "region": RegionIs,
    "size_over_limit": SizeOverLimit,
    "sizes_over_limit": SizesOverLimit,
    "skin_type_from": SkinTypeFrom,
    "tanned": Tanned,
    "unrealistic": Unrealistic,
}

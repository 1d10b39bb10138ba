"""The questions that rules and a signature need answered; each value is a field of a record."""

from enum import StrEnum


class Question(StrEnum):
    """A question by the name of the field that holds its answer."""

    MAIN_CONCERN = "main_concern"
    EXPECTATION = "expectation"
    SKIN_TYPE = "fitzpatrick_type"
    TAN = "current_tan"
    BDD = "bdd_outcome"
    BDD_TOOL = "bdd_tool"
    ALTERNATIVES = "alternatives_discussed"
    CHAPERONE = "chaperone"
    BIRTH_DATE = "birth_date"
    AREA = "areas"
    SIDE = "side"
    GRADE = "laxity_grade"
    SIZE = "size_cm2"
    LESION = "suspicious_lesion"
    SKIN = "skin_conditions"
    TATTOO = "tattoo"
    ORBITAL_RIM = "inside_orbital_rim"
    VERDICT = "verdict"
    REASON = "verdict_reason"
    BENEFIT = "expected_benefit"
    PRECAUTIONS = "precautions"
    OFFERED = "alternative_offered"
    HISTORY = "history"
    PREGNANCY = "pregnancy"
    DELIVERED = "delivered_on"
    CONDITIONS = "conditions"
    MEDICINES = "medicines"
    IMPLANTS = "implants"
    TREATMENTS = "treatments"
    SMOKING = "smoking"
    WEIGHT = "weight_trend"
    DAY_CHECK = "day_check"


NAMES = {
    Question.MAIN_CONCERN: "Concern in the patient's words",
    Question.EXPECTATION: "Expectation",
    Question.SKIN_TYPE: "Skin type",
    Question.TAN: "Tan",
    Question.BDD: "Screen for body dysmorphic disorder",
    Question.BDD_TOOL: "Tool of that screen",
    Question.ALTERNATIVES: "Alternatives discussed",
    Question.CHAPERONE: "Chaperone",
    Question.BIRTH_DATE: "Birth date",
    Question.AREA: "At least one area",
    Question.SIDE: "Side",
    Question.GRADE: "Laxity grade",
    Question.SIZE: "Size of the area",
    Question.LESION: "Suspicious lesion",
    Question.SKIN: "Skin conditions",
    Question.TATTOO: "Tattoo or permanent make-up",
    Question.ORBITAL_RIM: "Eyelids, eye socket or lips",
    Question.VERDICT: "Your decision",
    Question.REASON: "Reason for deciding otherwise",
    Question.BENEFIT: "Expected benefit",
    Question.PRECAUTIONS: "Precautions",
    Question.OFFERED: "To whom, or what instead",
    Question.HISTORY: "Medical history",
    Question.PREGNANCY: "Pregnancy and breastfeeding",
    Question.DELIVERED: "Day of the last delivery",
    Question.CONDITIONS: "Health conditions",
    Question.MEDICINES: "Medicines",
    Question.IMPLANTS: "Implants and piercings",
    Question.TREATMENTS: "Earlier treatments",
    Question.SMOKING: "Smoking",
    Question.WEIGHT: "Whether the weight holds",
    Question.DAY_CHECK: "Check on the day",
}

# What must be answered before a consultation is signed (clinical reference 2.2 to 2.5 and 4.1).
OF_THE_PATIENT = (
    Question.MAIN_CONCERN,
    Question.EXPECTATION,
    Question.SKIN_TYPE,
    Question.TAN,
    Question.AREA,
)
OF_A_SITE = (
    Question.GRADE,
    Question.SIZE,
    Question.LESION,
    Question.SKIN,
    Question.TATTOO,
    Question.VERDICT,
    Question.BENEFIT,
)
# What the medical history has to tell before a consultation is signed (clinical reference 2.6).
OF_THE_HISTORY = (
    Question.HISTORY,
    Question.PREGNANCY,
    Question.DELIVERED,
    Question.CONDITIONS,
    Question.MEDICINES,
    Question.IMPLANTS,
    Question.TREATMENTS,
    Question.SMOKING,
    Question.WEIGHT,
)

"""The coded answers of the forms; a code is stored, its wording is a matter of the views."""

from enum import StrEnum


class Answer(StrEnum):
    """A three-valued answer; a question that was not asked has no answer at all (None)."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Sex(StrEnum):
    """Sex as the clinic records it."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"


class Role(StrEnum):
    """What a member of staff may do; rights hang on it."""

    RECEPTION = "reception"
    CLINICIAN = "clinician"
    OWNER = "owner"


class Channel(StrEnum):
    """A way of reaching a patient."""

    PHONE = "phone"
    SMS = "sms"
    EMAIL = "email"
    POST = "post"


class VisitKind(StrEnum):
    """Why a consultation takes place (clinical reference 2.1)."""

    FIRST = "first"
    REPEAT = "repeat"
    MAINTENANCE = "maintenance-assessment"
    RECHECK = "pre-session-recheck"


class Concern(StrEnum):
    """What troubles the patient in one area (clinical reference 2.2)."""

    SAGGING = "sagging"
    FINE_WRINKLES = "fine_wrinkles"
    JOWL = "jowl"
    SUBMENTAL = "submental_laxity"
    CREPEY = "crepey_texture"
    POST_PARTUM = "post_partum_looseness"
    OTHER = "other"


class Expectation(StrEnum):
    """How much change the patient hopes for (clinical reference 2.2)."""

    SUBTLE = "subtle"
    MODERATE = "moderate"
    DRAMATIC = "dramatic"


class BddOutcome(StrEnum):
    """Outcome of a screen for body dysmorphic disorder; the tool's wording is never stored."""

    NEGATIVE = "negative"
    POSITIVE = "positive"
    REFERRED = "referred"
    CLEARED = "cleared"
    NOT_DONE = "not_done"


class Tan(StrEnum):
    """Tan at the consultation (clinical reference 2.3)."""

    NONE = "none"
    NATURAL = "natural"
    SUNBED = "sunbed"
    SELF_TAN = "self_tan"
    SUNBURN = "sunburn"
    UNKNOWN = "unknown"


class SkinCondition(StrEnum):
    """An active skin condition in the area (clinical reference 2.3)."""

    OPEN_WOUND = "open_wound"
    INFECTION = "infection"
    HERPES = "herpes"
    ECZEMA = "eczema"
    PSORIASIS = "psoriasis"
    DERMATITIS = "dermatitis"
    ACNE = "acne"
    RASH = "rash"


class Verdict(StrEnum):
    """Whether an area can be treated (clinical reference 4.1)."""

    SUITABLE = "suitable"
    PRECAUTIONS = "suitable_with_precautions"
    DEFERRED = "deferred"
    NOT_SUITABLE = "not_suitable"
    REFERRED = "referred"


class Benefit(StrEnum):
    """The benefit that the clinician expects (clinical reference 4.1)."""

    NONE = "none"
    SUBTLE = "subtle"
    MODERATE = "moderate"
    GOOD = "good"


class Endpoint(StrEnum):
    """What was seen on the skin right after the pulses (clinical reference 8.2)."""

    NONE = "none"
    MILD_ERYTHEMA = "mild_erythema"
    WARM = "warm"
    OEDEMA = "oedema"
    CONTRACTION = "visible_contraction"
    BLANCHING = "blanching"
    GREY_WHITE = "grey_white"
    BLISTER = "blister"


class Reaction(StrEnum):
    """An adverse event, by the codes of clinical reference 5.2."""

    DISCOMFORT = "AE01"
    ERYTHEMA = "AE02"
    OEDEMA = "AE03"
    BLANCHING = "AE04"
    TENDERNESS = "AE05"
    BLISTER = "AE06"
    BURN = "AE07"
    CRUST = "AE08"
    HYPERPIGMENTATION = "AE09"
    HYPOPIGMENTATION = "AE10"
    SCAR = "AE11"
    BRUISING = "AE12"
    HERPES = "AE13"
    INFECTION = "AE14"
    NUMBNESS = "AE15"
    CONTOUR = "AE16"
    EYE_INJURY = "AE17"
    ACNE_FLARE = "AE18"
    HAIR_CHANGE = "AE19"
    DISSATISFACTION = "AE20"
    OTHER = "AE99"


class Relatedness(StrEnum):
    """How likely an adverse event comes from the treatment (clinical reference 5.2)."""

    UNRELATED = "unrelated"
    POSSIBLE = "possible"
    PROBABLE = "probable"
    DEFINITE = "definite"


class Satisfaction(StrEnum):
    """The patient's satisfaction, five points (clinical reference 9)."""

    VERY_DISSATISFIED = "very_dissatisfied"
    DISSATISFIED = "dissatisfied"
    NEUTRAL = "neutral"
    SATISFIED = "satisfied"
    VERY_SATISFIED = "very_satisfied"


class GoalMet(StrEnum):
    """Whether the patient's own goal was met (clinical reference 9)."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class Timepoint(StrEnum):
    """Which review after the last session this is (clinical reference 9)."""

    MONTH_1 = "month_1"
    MONTH_3 = "month_3"
    MONTH_6 = "month_6"
    MONTH_12 = "month_12"
    OTHER = "other"


class ReviewDecision(StrEnum):
    """What a review decides (clinical reference 9)."""

    FINISH = "finish"
    FURTHER_SESSION = "further_session"
    MAINTENANCE = "maintenance"
    REFER = "refer"
    DISCHARGE = "discharge"


class AppointmentKind(StrEnum):
    """What an appointment is for (clinical reference 7.1)."""

    CONSULTATION = "consultation"
    TEST_SPOT = "test_spot"
    SESSION = "session"
    AFTERCARE_CALL = "aftercare_call"
    REVIEW = "review"
    MAINTENANCE = "maintenance_session"
    UNSCHEDULED_AE = "unscheduled_AE"


class AppointmentStatus(StrEnum):
    """Where a visit stands; the codes are those of FHIR R4 appointmentstatus, and in_treatment."""

    BOOKED = "booked"
    ARRIVED = "arrived"
    IN_TREATMENT = "in_treatment"
    FULFILLED = "fulfilled"
    NO_SHOW = "noshow"
    CANCELLED = "cancelled"
    ENTERED_IN_ERROR = "entered-in-error"


class NextStepKind(StrEnum):
    """What comes after a visit; no visit closes without one."""

    BOOKED = "booked"
    FOLLOW_UP = "follow_up"
    WAITING = "waiting"
    DECLINED = "declined"
    FINISHED = "finished"


class ContactOutcome(StrEnum):
    """How an attempt to reach a patient ended."""

    REACHED_BOOKED = "reached_booked"
    REACHED = "reached"
    NO_ANSWER = "no_answer"
    MESSAGE_LEFT = "message_left"
    WRONG_NUMBER = "wrong_number"
    ASKED_TO_STOP = "asked_to_stop"


class FollowUpDecisionKind(StrEnum):
    """What a person decided about a follow-up."""

    SNOOZED = "snoozed"
    NOT_NEEDED = "not_needed"
    DECLINED = "declined"
    REOPENED = "reopened"
    MOVED = "moved"
    ASSIGNED = "assigned"


class PlanStatus(StrEnum):
    """Whether a plan still asks for sessions."""

    OPEN = "open"
    FINISHED = "finished"
    ABANDONED = "abandoned"

"""The words for every coded answer, in the order in which a form offers them.

Long because it is one table: each code of domain/answers.py and domain/areas.py in plain words.
"""

from enum import Enum

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain import answers as a
from infrared_desktop.domain.areas import Area, LaxityScale, Region, Side
from infrared_desktop.domain.follow_up_kinds import FollowUpKind, HiddenReason
from infrared_desktop.domain.people import DateOrder
from infrared_desktop.domain.schedule import Resource

_LABELS: dict[type[Enum], dict[str, str]] = {
    a.Answer: {"yes": "yes", "no": "no", "unknown": "unknown"},
    a.Sex: {"female": "female", "male": "male", "other": "other"},
    a.Role: {"reception": "reception", "clinician": "clinician", "owner": "owner"},
    a.Channel: {"phone": "phone", "sms": "text message", "email": "e-mail", "post": "letter"},
    a.VisitKind: {
        "first": "first visit",
        "repeat": "repeat",
        "maintenance-assessment": "maintenance",
        "pre-session-recheck": "re-check",
    },
    a.Concern: {
        "sagging": "sagging",
        "fine_wrinkles": "fine wrinkles",
        "jowl": "jowls",
        "submental_laxity": "under the chin",
        "crepey_texture": "crepey skin",
        "post_partum_looseness": "loose after birth",
        "other": "other",
    },
    a.Expectation: {"subtle": "subtle", "moderate": "moderate", "dramatic": "like surgery"},
    a.BddOutcome: {
        "negative": "negative",
        "positive": "positive",
        "referred": "referred",
        "cleared": "cleared",
        "not_done": "not done",
    },
    a.Tan: {
        "none": "none",
        "natural": "natural",
        "sunbed": "sunbed",
        "self_tan": "self-tan",
        "sunburn": "sunburn",
    },
    a.SkinCondition: {
        "open_wound": "open wound",
        "infection": "infection",
        "herpes": "cold sore",
        "eczema": "eczema",
        "psoriasis": "psoriasis",
        "dermatitis": "dermatitis",
        "acne": "acne",
        "rash": "rash",
    },
    a.Verdict: {
        "suitable": "suitable",
        "suitable_with_precautions": "with care",
        "deferred": "defer",
        "not_suitable": "not suitable",
        "referred": "refer",
    },
    a.Benefit: {"none": "none", "subtle": "subtle", "moderate": "moderate", "good": "good"},
    a.Endpoint: {
        "none": "nothing seen",
        "mild_erythema": "mild redness",
        "warm": "warm skin",
        "oedema": "swelling",
        "visible_contraction": "visible tightening",
        "blanching": "blanching",
        "grey_white": "grey or white skin",
        "blister": "blister",
    },
    a.Reaction: {
        "AE01": "discomfort",
        "AE02": "redness",
        "AE03": "swelling",
        "AE04": "blanching",
        "AE05": "tenderness",
        "AE06": "blister",
        "AE07": "burn",
        "AE08": "crust",
        "AE09": "darker patch",
        "AE10": "lighter patch",
        "AE11": "scar",
        "AE12": "bruise",
        "AE13": "cold sore",
        "AE14": "infection",
        "AE15": "numbness",
        "AE16": "change of contour",
        "AE17": "eye injury",
        "AE18": "acne flare",
        "AE19": "change of hair",
        "AE20": "not satisfied",
        "AE99": "other",
    },
    a.Relatedness: {
        "unrelated": "unrelated",
        "possible": "possible",
        "probable": "probable",
        "definite": "definite",
    },
    a.Satisfaction: {
        "very_dissatisfied": "very dissatisfied",
        "dissatisfied": "dissatisfied",
        "neutral": "neutral",
        "satisfied": "satisfied",
        "very_satisfied": "very satisfied",
    },
    a.GoalMet: {"yes": "yes", "partly": "partly", "no": "no"},
    a.Timepoint: {
        "month_1": "1 month",
        "month_3": "3 months",
        "month_6": "6 months",
        "month_12": "12 months",
        "other": "other",
    },
    a.ReviewDecision: {
        "finish": "finished",
        "further_session": "one more session",
        "maintenance": "maintenance",
        "refer": "refer",
        "discharge": "discharge",
    },
    a.AppointmentKind: {
        "consultation": "consultation",
        "test_spot": "test spot",
        "session": "session",
        "aftercare_call": "after-care call",
        "review": "review",
        "maintenance_session": "maintenance session",
        "unscheduled_AE": "unplanned, reaction",
    },
    a.AppointmentStatus: {
        "booked": "expected",
        "arrived": "arrived",
        "in_treatment": "in treatment",
        "fulfilled": "done",
        "noshow": "did not come",
        "cancelled": "cancelled",
        "entered-in-error": "entered in error",
    },
    a.NextStepKind: {
        "booked": "booked",
        "follow_up": "follow-up due",
        "waiting": "waiting for the patient",
        "declined": "declined",
        "finished": "finished",
    },
    a.ContactOutcome: {
        "reached_booked": "reached, booked",
        "reached": "reached",
        "no_answer": "no answer",
        "message_left": "message left",
        "wrong_number": "wrong number",
        "asked_to_stop": "asked not to be contacted",
    },
    a.FollowUpDecisionKind: {
        "snoozed": "later",
        "not_needed": "not needed",
        "declined": "declined",
        "reopened": "open again",
    },
    a.PlanStatus: {"open": "open", "finished": "finished", "abandoned": "given up"},
    FollowUpKind: {
        "adverse_event": "reaction",
        "T1": "after-care call",
        "T2": "72-hour check",
        "T3": "two-week contact",
        "T4": "review, 1 month",
        "T5": "review, 3 months",
        "T6": "review, 6 months",
        "T7": "maintenance",
        "T8": "book a session",
        "no_show": "did not come",
        "visit_outcome": "outcome missing",
        "next_step": "agreed next step",
        "make_plan": "make a plan",
        "settle_plan": "settle the plan",
    },
    HiddenReason: {
        "booked": "booked",
        "kept": "done",
        "declined": "declined",
        "unreachable": "not reached, closed",
        "not_needed": "not needed",
        "superseded": "replaced by a later one",
        "do_not_contact": "must not be contacted",
        "upcoming": "not due yet",
        "snoozed": "put off",
        "waiting_to_retry": "tried lately",
    },
    Area: {
        "FACE_FULL": "Face, full",
        "FOREHEAD_BROW": "Forehead and brow",
        "PERIORBITAL_OUTSIDE_RIM": "Around the eye",
        "MIDFACE_CHEEK": "Cheek",
        "NASOLABIAL": "Nasolabial fold",
        "JOWL_JAWLINE": "Jaw line",
        "SUBMENTAL": "Under the chin",
        "NECK_ANT": "Neck, front",
        "NECK_LAT": "Neck, side",
        "DECOLLETE": "Décolleté",
        "UPPER_ARM": "Upper arm",
        "UNDERARM": "Underarm",
        "ABDOMEN_UPPER": "Abdomen, upper",
        "ABDOMEN_LOWER": "Abdomen, lower",
        "FLANK": "Flank",
        "BUTTOCK": "Buttock",
        "THIGH_ANT": "Thigh, front",
        "THIGH_POST": "Thigh, back",
        "THIGH_INNER": "Thigh, inner",
        "KNEE": "Knee",
        "LOWER_LEG": "Lower leg",
    },
    Side: {"left": "left", "right": "right", "both": "both"},
    Region: {"face": "face", "neck": "neck", "arm": "arm", "body": "body"},
    LaxityScale: {"alexiades": "Alexiades", "clinic": "clinic scale"},
    Resource: {
        "patient": "patient",
        "clinician": "clinician",
        "room": "room",
        "device": "device",
    },
    DateOrder: {"dmy": "day month year", "mdy": "month day year", "ymd": "year month day"},
}
_NUMBERED: dict[str, dict[str, str]] = {
    "Fitzpatrick": {"1": "I", "2": "II", "3": "III", "4": "IV", "5": "V", "6": "VI"},
    "Severity": {"1": "mild", "2": "moderate", "3": "severe", "4": "serious"},
    "Gais": {
        "1": "very much improved",
        "2": "much improved",
        "3": "improved",
        "4": "no change",
        "5": "worse",
    },
}
_BY_NAME = {kind.__name__: labels for kind, labels in _LABELS.items()} | _NUMBERED


def options(name: str) -> tuple[tuple[str, str], ...]:
    """Return the (code, label) pairs of a set of choices, named after its enum."""
    if name not in _BY_NAME:
        raise KeyError(f"no choices are called {name}")
    return tuple((code, _translated(label)) for code, label in _BY_NAME[name].items())


def label(value: Enum | None) -> str:
    """Return the words for a coded answer; nothing for a question that was not asked."""
    return "" if value is None else _translated(_LABELS[type(value)][value.value])


def _translated(text: str) -> str:
    return QCoreApplication.translate("choices", text)

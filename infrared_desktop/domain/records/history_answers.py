"""The coded answers of the medical history (clinical reference 2.6)."""

from enum import StrEnum


class Pregnancy(StrEnum):
    """Where a patient stands with pregnancy and breastfeeding."""

    NOT_APPLICABLE = "n/a"
    NO = "no"
    POSSIBLE = "possible"
    PREGNANT = "pregnant"
    BREASTFEEDING = "breastfeeding"
    TRYING = "trying"


class HealthCondition(StrEnum):
    """A condition that a rule of clinical reference 3 asks about."""

    SKIN_CANCER = "skin_cancer"
    CANCER = "other_cancer"
    RADIOTHERAPY = "radiotherapy"
    HERPES = "herpes"
    BLEEDING_DISORDER = "bleeding_disorder"
    KELOID = "keloid"
    VITILIGO = "vitiligo"
    HYPERPIGMENTATION = "post_inflammatory_hyperpigmentation"
    MELASMA = "melasma"
    IMMUNOSUPPRESSION = "immunosuppression"
    AUTOIMMUNE = "autoimmune"
    DIABETES = "diabetes"
    THYROID = "thyroid"
    ENDOCRINE = "other_endocrine"
    REDUCED_SENSATION = "reduced_heat_sensation"
    CANNOT_REPORT_PAIN = "cannot_report_pain"
    EPILEPSY = "photosensitive_epilepsy"
    PORPHYRIA = "porphyria"
    PHOTODERMATOSIS = "photodermatosis"
    XERODERMA = "xeroderma_pigmentosum"
    HERNIA = "hernia_or_diastasis"
    OTHER = "other"


class MedicineKind(StrEnum):
    """What a medicine means for a treatment with infrared light."""

    ISOTRETINOIN = "isotretinoin"
    TOPICAL_RETINOID = "topical_retinoid"
    EXFOLIANT = "exfoliant"
    PDT_AGENT = "pdt_agent"
    AMIODARONE = "amiodarone"
    MINOCYCLINE = "minocycline"
    ST_JOHNS_WORT = "st_johns_wort"
    PHOTOSENSITISER = "photosensitiser"
    GOLD = "gold"
    ANTICOAGULANT = "anticoagulant"
    NSAID = "nsaid"
    IMMUNOSUPPRESSANT = "immunosuppressant"
    CANCER_TREATMENT = "cancer_treatment"
    STEROID = "steroid"
    HERBAL = "herbal"
    OTHER = "other"


# What is put on the skin counts where it is put; all else is in the whole body.
ON_SKIN = (MedicineKind.TOPICAL_RETINOID, MedicineKind.EXFOLIANT)


class Allergen(StrEnum):
    """What a patient is allergic to."""

    GEL = "gel"
    LATEX = "latex"
    LIDOCAINE = "lidocaine"
    METAL = "metal"
    OTHER = "other"


class ImplantKind(StrEnum):
    """What lies in or on the body."""

    PACEMAKER = "pacemaker"
    DEFIBRILLATOR = "defibrillator"
    NEUROSTIMULATOR = "neurostimulator"
    METAL_PLATE = "metal_plate"
    DENTAL = "dental_metal"
    BREAST = "breast_implant"
    PIERCING = "piercing"
    OTHER = "other"


class TreatmentKind(StrEnum):
    """An aesthetic treatment or an operation that the patient had elsewhere or before."""

    FILLER = "hyaluronic_filler"
    BOTULINUM = "botulinum_toxin"
    NON_ABLATIVE = "non_ablative_light"
    ABLATIVE = "ablative_fractional_laser"
    RESURFACING = "deep_peel_or_resurfacing"
    PEEL = "light_or_medium_peel"
    FACIAL_SURGERY = "facial_surgery"
    THREADS = "threads"
    PERMANENT_FILLER = "permanent_filler"
    FAT = "fat_transfer"
    OTHER = "other"


class Smoking(StrEnum):
    """Whether the patient smokes."""

    NEVER = "never"
    EX = "ex"
    CURRENT = "current"


class SunHabit(StrEnum):
    """How much sun the skin gets."""

    AVOIDS = "avoids"
    ORDINARY = "ordinary"
    MUCH = "much"
    SUNBED = "sunbed"


class WeightTrend(StrEnum):
    """Whether the weight holds."""

    STABLE = "stable"
    CHANGING = "changing"
    LOSS_PLANNED = "loss_planned"

"""The coded answers of consultation, session and review beyond the first ones."""

from enum import StrEnum


class BddTool(StrEnum):
    """A screen for body dysmorphic disorder; only its name and score are stored."""

    BDDQ = "BDDQ"
    BDDQ_AS = "BDDQ-AS"
    COPS = "COPS"
    DCQ = "DCQ"


class Chaperone(StrEnum):
    """Whether a chaperone was offered."""

    NOT_NEEDED = "not_needed"
    PRESENT = "present"
    DECLINED = "declined"


class Thickness(StrEnum):
    """How thick the skin is (clinical reference 2.3)."""

    THIN = "thin"
    AVERAGE = "average"
    THICK = "thick"


class Amount(StrEnum):
    """How much there is of something that a hand can feel."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"


class Precaution(StrEnum):
    """What is done besides, so that an area can be treated (clinical reference 4.1)."""

    TEST_SPOT = "test_spot"
    LOWER_FLUENCE = "lower_fluence"
    ANTIVIRAL = "antiviral"
    PHOTOGRAPH = "photograph"
    SHIELD = "shield"
    LETTER = "letter"


class Technique(StrEnum):
    """How the handpiece is led (clinical reference 8.2)."""

    STATIONARY = "stationary"
    MOBILE = "mobile"
    VECTOR = "vector"
    STAMPING = "stamping"


class Anaesthesia(StrEnum):
    """What was given against pain (clinical reference 8.1)."""

    NONE = "none"
    TOPICAL = "topical"
    COLD_AIR = "cold_air"
    ORAL = "oral"


class CouplingGel(StrEnum):
    """What lay between window and skin (clinical reference 8.1)."""

    NONE = "none"
    WATER = "water_based"
    ULTRASOUND = "ultrasound"


class CoolingMode(StrEnum):
    """How the skin is cooled while it is treated (clinical reference 8.2)."""

    CONTACT = "contact"
    AIR = "air"
    NONE = "none"


class Eyewear(StrEnum):
    """What protects the patient's eyes (clinical reference 8.1)."""

    GOGGLES = "goggles"
    ADHESIVE = "adhesive_shields"
    CORNEAL = "corneal_shields"


class Improvement(StrEnum):
    """How much an area improved in quarters (clinical reference 9, S4)."""

    NONE = "none"
    MINIMAL = "minimal"
    MODERATE = "moderate"
    EXCELLENT = "excellent"


class EventOutcome(StrEnum):
    """What became of an adverse event."""

    RESOLVED = "resolved"
    RESOLVED_WITH_TRACE = "resolved_with_trace"
    PERMANENT = "permanent"


class SourceType(StrEnum):
    """What makes a device's light (clinical reference 8.3)."""

    LAMP = "lamp"
    LASER = "laser"
    INFRARED_RF = "infrared_rf"

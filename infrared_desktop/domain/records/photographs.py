"""The photographs of a patient: what each shows, how it was taken, and what left the clinic."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from infrared_desktop.domain.records.answers import Answer
from infrared_desktop.domain.records.areas import Area, Side, Site


class PhotoView(StrEnum):
    """From where a photograph was taken (clinical reference 2.7); left is the patient's left."""

    FRONT = "front"
    OBLIQUE_LEFT = "oblique_left"
    OBLIQUE_RIGHT = "oblique_right"
    LATERAL_LEFT = "lateral_left"
    LATERAL_RIGHT = "lateral_right"
    CHIN_DOWN = "lateral_chin_down"
    CHIN_UP = "lateral_chin_up"
    BACK = "back"
    SEATED = "seated"
    ARMS_OUT = "arms_out"
    CLOSE_UP = "close_up"


class Timepoint(StrEnum):
    """When in the course a photograph belongs (clinical reference 2.7, S46)."""

    BASELINE = "baseline"
    AFTER = "immediately_after"
    WEEKS_2 = "2_weeks"
    MONTH_1 = "1_month"
    MONTHS_3 = "3_months"
    MONTHS_6 = "6_months"
    MONTHS_12 = "12_months"
    REACTION = "reaction"


class Purpose(StrEnum):
    """What a photograph may be used for; each is agreed to apart (clinical reference 2.6)."""

    RECORD = "record"
    EDUCATION = "education"
    MARKETING = "marketing"


class DatedBy(StrEnum):
    """Who says on which day a photograph was taken; a camera's clock can be wrong."""

    CAMERA = "camera"
    PERSON = "person"
    IMPORT = "import"


@dataclass(frozen=True)
class Photo:
    """One photograph; `content` is the SHA-256 of the bytes as they came, which are kept.

    Width and height are those of the upright picture; `quarter_turns` are made by a person on top
    of what the camera said. `camera` names make and model, never a serial number or a place.
    `purposes` are what the clinic means to use it for; the patient's consent bounds that.
    """

    patient_id: int
    content: str
    taken_on: date
    dated_by: DatedBy
    media_type: str
    size_bytes: int
    width_px: int
    height_px: int
    taken_at: datetime | None = None
    taken_by_id: int | None = None
    area: Area | None = None
    side: Side | None = None
    view: PhotoView | None = None
    timepoint: Timepoint | None = None
    appointment_id: int | None = None
    adverse_event_id: int | None = None
    distance_cm: int | None = None
    focal_mm: float | None = None
    light_setup: str = ""
    make_up_free: Answer | None = None
    neutral_expression: Answer | None = None
    quarter_turns: int = 0
    camera: str = ""
    purposes: tuple[Purpose, ...] = (Purpose.RECORD,)
    note: str = ""

    @property
    def site(self) -> Site | None:
        """The treated place that it shows, if somebody said which."""
        return Site(self.area, self.side) if self.area else None

    @property
    def is_day_known(self) -> bool:
        """Whether a camera or a person vouches for the day; else it is that of the import."""
        return self.dated_by is not DatedBy.IMPORT


@dataclass(frozen=True)
class Landmark:
    """One point of the skin on two photographs, in shares of each picture's width and height."""

    x: float
    y: float
    onto_x: float
    onto_y: float


@dataclass(frozen=True)
class Alignment:
    """How a photograph is laid onto an earlier one; no landmarks means that it was undone."""

    patient_id: int
    photo_id: int
    onto_id: int
    landmarks: tuple[Landmark, ...] = ()


class ExportKind(StrEnum):
    """As what a photograph left the clinic."""

    COPY = "copy"
    ORIGINAL = "original"
    SHEET = "sheet"
    REVIEW_COPY = "review_copy"


class CopySize(StrEnum):
    """How large a copy is that leaves; the original is the file byte for byte, as it came."""

    WHOLE = "whole"
    SCREEN = "screen"
    SMALL = "small"
    ORIGINAL = "original"


@dataclass(frozen=True)
class PhotoExport:
    """A photograph that left the clinic: what for, to whom, under which consent and stamp."""

    patient_id: int
    photo_id: int
    content: str
    kind: ExportKind
    purpose: Purpose
    exported_at: datetime
    recipient: str
    stamp: str = ""
    consent_id: int | None = None


@dataclass(frozen=True)
class CallBack:
    """What a recipient said when a copy was called back; with it, the call-back is finished."""

    patient_id: int
    export_id: int
    said: str

"""The captions of photographs, their exports and remarks on paper; a table."""

from typing import Any

from infrared_desktop.domain.records.photographs import CallBack, Photo, PhotoExport
from infrared_desktop.domain.records.review_copies import Remark

PHOTO_CAPTIONS: dict[type[Any], dict[str, str]] = {
    Photo: {
        "taken_on": "Taken on",
        "dated_by": "Day by",
        "taken_at": "By the camera's clock",
        "taken_by_id": "Taken by",
        "area": "Area",
        "side": "Side",
        "view": "View",
        "timepoint": "Point in the course",
        "appointment_id": "Visit",
        "adverse_event_id": "Reaction",
        "distance_cm": "Distance (cm)",
        "focal_mm": "Focal length (mm)",
        "light_setup": "Light",
        "make_up_free": "Without make-up",
        "neutral_expression": "Neutral expression",
        "quarter_turns": "Turned by quarters",
        "camera": "Camera",
        "purposes": "Meant for",
        "width_px": "Width (pixels)",
        "height_px": "Height (pixels)",
        "size_bytes": "Size (bytes)",
        "media_type": "Kind of file",
        "content": "Hash of the picture",
        "note": "Note",
    },
    PhotoExport: {
        "photo_id": "Photograph",
        "kind": "Left as",
        "purpose": "For",
        "exported_at": "Left",
        "recipient": "To",
        "stamp": "Stamp on it",
        "consent_id": "Under consent",
        "content": "Hash of the picture",
    },
    CallBack: {"export_id": "Photograph that left", "said": "What the recipient said"},
    Remark: {
        "written_at": "Written",
        "written_by_id": "By",
        "text": "Text",
        "about_kind": "About",
        "about_id": "Its number",
        "status": "Status",
        "copy_id": "Written on the review copy",
    },
}

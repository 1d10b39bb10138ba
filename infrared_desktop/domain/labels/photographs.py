"""The plain words of the codes of photographs, exports, review copies and wishes; a table."""

from enum import Enum

from infrared_desktop.domain.records import photographs as p
from infrared_desktop.domain.records.patient_rights import AskedFor, ErasureDecision
from infrared_desktop.domain.records.review_copies import CopyScope, RemarkStatus

PHOTO_LABELS: dict[type[Enum], dict[str, str]] = {
    p.PhotoView: {
        "front": "front",
        "oblique_left": "oblique, left",
        "oblique_right": "oblique, right",
        "lateral_left": "side, left",
        "lateral_right": "side, right",
        "lateral_chin_down": "side, chin down",
        "lateral_chin_up": "side, chin up",
        "back": "back",
        "seated": "seated",
        "arms_out": "arms held out",
        "close_up": "close-up",
    },
    p.Timepoint: {
        "baseline": "before treatment",
        "immediately_after": "right after",
        "2_weeks": "after 2 weeks",
        "1_month": "after 1 month",
        "3_months": "after 3 months",
        "6_months": "after 6 months",
        "12_months": "after 12 months",
        "reaction": "reaction",
    },
    p.Purpose: {"record": "record", "education": "teaching", "marketing": "publicity"},
    p.DatedBy: {
        "camera": "the camera's clock",
        "person": "set by hand",
        "import": "day of the import",
    },
    p.ExportKind: {
        "copy": "copy",
        "original": "original file",
        "sheet": "before-and-after sheet",
        "review_copy": "review copy",
    },
    p.CopySize: {
        "whole": "whole",
        "screen": "2048 pixels",
        "small": "1024 pixels",
        "original": "as taken",
    },
    CopyScope: {
        "chosen": "chosen patients",
        "tomorrow": "tomorrow's patients",
        "all": "all patients",
    },
    AskedFor: {
        "erasure": "to be erased",
        "restriction": "to have the chart kept closed",
        "copy": "to have a copy of everything",
        "joining": "to be one patient, not two",
    },
    ErasureDecision: {
        "asked": "asked for",
        "withdrawn": "taken back",
        "refused": "refused",
        "waits": "not yet, the record must be kept",
        "erased": "erased",
        "done": "done",
    },
    RemarkStatus: {"draft": "draft", "taken_up": "taken up", "dismissed": "dismissed"},
}

"""What people began and did not finish: what it is, whose it is, and where it goes on."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.chart import Stored
from infrared_desktop.domain.diary import Device
from infrared_desktop.domain.people import Patient
from infrared_desktop.storage.drafts import Draft
from infrared_desktop.views.screen import Place
from infrared_desktop.views.workplace import Workplace

_WORK = {
    "consultation": "unfinished consultation",
    "session": "unfinished session",
    "review": "unfinished review",
    "adverse_event": "unfinished report of a reaction",
    "patient": "unfinished registration",
    "history": "unfinished history",
    "consent": "unfinished consent",
    "protocol_copy": "unfinished change of the protocol",
    "device": "unfinished change of a device",
    "test_spot": "unfinished test spot",
}


def work_words(draft: Draft) -> str:
    """Return what is unfinished."""
    if draft.kind == "adverse_event" and draft.appointment_id is not None:
        return _words("unfinished follow-up of a reaction")
    return _words(_WORK[draft.kind])


def whose_words(draft: Draft, people: Mapping[int, Stored[Patient]]) -> str:
    """Return what is unfinished with whom; somebody being registered has no number yet."""
    if draft.kind == "protocol_copy":
        return work_words(draft)
    if draft.kind == "device":
        return " – ".join(part for part in (work_words(draft), draft.record(Device).name) if part)
    known = people.get(draft.patient_id)
    patient = known.record if known else draft.record(Patient)
    return " – ".join(part for part in (work_words(draft), patient.display_name) if part)


def place_of(draft: Draft) -> Place:
    """Return where a draft goes on."""
    if draft.kind == "patient":
        return Place("patient_form")
    if draft.kind == "protocol_copy":
        return Place("protocol")
    if draft.kind == "device":
        return Place("devices", record=draft.appointment_id)
    if draft.kind == "adverse_event":
        return Place("reaction", draft.patient_id, draft.appointment_id)
    if draft.kind in ("history", "consent"):
        return Place(draft.kind, draft.patient_id)
    return Place(draft.kind, draft.patient_id, draft.appointment_id)


def others_drafts(workplace: Workplace, patient: int, kind: str = "") -> list[Draft]:
    """Return what other people have begun with a patient, newest first."""
    return [
        draft
        for draft in workplace.clinic.care.drafts()
        if draft.patient_id == patient and draft.staff_id != workplace.by
        if not kind or draft.kind == kind
    ]


def _words(text: str) -> str:
    return QCoreApplication.translate("Unfinished", text)

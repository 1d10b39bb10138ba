"""Where the record behind a mark of the timeline is opened."""

from infrared_desktop.domain.records.review_copies import RemarkStatus
from infrared_desktop.domain.timeline.model import Ref
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.views.screen import STORED, Place

_STORED = ("consultation", "session", "review", "plan", "handout", "consent", "history_version")
_BY_NUMBER = {"adverse_event": "reaction", "test_spot": "test_spot", "photo": "photos"}


def place_of_ref(clinic: Clinic, patient: int, ref: Ref) -> Place | None:
    """Return the place that shows what a mark stands for; None where nothing more is known."""
    if ref.kind == "follow_up":
        return Place("follow_ups", about=(patient, str(ref.id)))
    if ref.kind == "medicine":
        return Place("history", patient)
    if not isinstance(ref.id, int):
        return None
    if ref.kind in _STORED:
        return Place(ref.kind, patient, ref.id, about=STORED)
    if ref.kind in _BY_NUMBER:
        return Place(_BY_NUMBER[ref.kind], patient, ref.id)
    if ref.kind == "message":
        return Place("messages", record=ref.id)
    if ref.kind == "remark":
        return _place_of_remark(clinic, patient, ref.id)
    if ref.kind == "withdrawal":
        backs = clinic.people.chart(patient).withdrawals
        taken_back = next(each.record.consent_id for each in backs if each.id == ref.id)
        return Place("consent", patient, taken_back, about=STORED)
    if ref.kind == "absence":
        missed = clinic.people.chart(patient).absences
        visit = next((each.record.appointment_id for each in missed if each.id == ref.id), None)
        return place_of_ref(clinic, patient, Ref("appointment", visit)) if visit else None
    if ref.kind == "appointment":
        return Place("diary", record=ref.id, about=clinic.diary.get(ref.id).record.day)
    return None


def _place_of_remark(clinic: Clinic, patient: int, number: int) -> Place | None:
    """Lead to where a draft is decided about, and from any other to what it is about."""
    remarks = clinic.people.chart(patient).remarks
    remark = next((each.record for each in remarks if each.id == number), None)
    if remark is not None and remark.status is RemarkStatus.DRAFT:
        return Place("review_copies", record=number)
    if remark is None or remark.about_id is None:
        return None
    return place_of_ref(clinic, patient, Ref(remark.about_kind, remark.about_id))

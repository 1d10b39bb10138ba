"""Where the record behind a mark of the timeline is opened."""

from infrared_desktop.domain.timeline_model import Ref
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.views.screen import STORED, Place

_STORED = ("consultation", "session", "review", "plan", "handout", "consent", "history_version")
_BY_NUMBER = {"adverse_event": "reaction", "test_spot": "test_spot"}


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

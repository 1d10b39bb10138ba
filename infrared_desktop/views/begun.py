"""What people began and did not finish: what it is, whose it is, and where it goes on."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.consents import Consent
from infrared_desktop.domain.records.diary import Device
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.storage.desks.drafts import Draft
from infrared_desktop.views.screen import STORED, Place
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


def confirm_words(patient: Stored[Patient] | None) -> str:
    """Return that a consent waits to be confirmed, and whose it is."""
    name = patient.record.display_name if patient else ""
    return " – ".join(part for part in (_words("consent to confirm"), name) if part)


def left_words(workplace: Workplace, most: int) -> tuple[int, list[str]]:
    """Return how much waits for this person, and the first of it in words."""
    drafts = workplace.clinic.care.drafts(workplace.by)
    waiting = workplace.clinic.papers.to_confirm(workplace.by)
    whose = [*(c.record.patient_id for c in waiting), *(draft.patient_id for draft in drafts)]
    people = workplace.clinic.people.many(set(whose[:most]))
    told = [confirm_words(people.get(c.record.patient_id)) for c in waiting[:most]]
    told += [whose_words(draft, people) for draft in drafts[: most - len(told)]]
    return len(whose), told


def first_left(workplace: Workplace) -> Place | None:
    """Return where this person goes on: the consent that waits longest, or the newest draft."""
    waiting = workplace.clinic.papers.to_confirm(workplace.by)
    drafts = workplace.clinic.care.drafts(workplace.by)
    places = [*map(place_to_confirm, waiting[:1]), *map(place_of, drafts[:1])]
    return next(iter(places), None)


def place_to_confirm(consent: Stored[Consent]) -> Place:
    """Return where a consent is confirmed."""
    return Place("consent", consent.record.patient_id, consent.id, STORED)


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

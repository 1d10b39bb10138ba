"""How a patient may be reached: the ways that were agreed to, and why others are not offered."""

from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.messages.manners import quiet_words
from infrared_desktop.domain.records.answers import Channel
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.wording import say


def agreed_ways(patient: Patient) -> tuple[Channel, ...]:
    """Return the ways by which a patient may be contacted; all of them where nobody asked."""
    agreed = patient.may_contact_by
    return tuple(Channel) if agreed is None else tuple(c for c in Channel if c in agreed)


def way_options(patient: Patient) -> list[tuple[str, str]]:
    """Return the codes and names of the agreed ways."""
    return [(way.value, choices.label(way)) for way in agreed_ways(patient)]


def consent_words(patient: Patient) -> str:
    """Say which ways were not agreed to; nothing where all were, or the patient said stop."""
    if patient.do_not_contact:
        return ""
    if patient.may_contact_by is None:
        return _words("Nobody asked yet by which ways the patient may be contacted.")
    refused = [choices.label(way) for way in Channel if way not in patient.may_contact_by]
    if not refused:
        return ""
    return _words("Not agreed to, so not offered: {ways}.").format(ways=", ".join(refused))


def quiet_now(clinic: Clinic, now: datetime) -> str:
    """Say that nobody is contacted at this hour; nothing at other hours."""
    at = now.astimezone(ZoneInfo(clinic.settings.timezone)).time()
    told = quiet_words(at, clinic.front_desk.rules())
    return say(told) if told is not None else ""


def no_way_words() -> str:
    """Say that there is no way left to reach the patient."""
    return _words("The patient agreed to no way of being contacted. E changes that.")


def _words(text: str) -> str:
    return QCoreApplication.translate("FollowUpContact", text)

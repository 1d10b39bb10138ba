"""Registering and editing a patient as steps that Ctrl+Z takes back."""

from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.phones import normal_phone, show_phone
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.views.workplace import Workplace


def keep_patient(
    workplace: Workplace, before: Stored[Patient] | None, patient: Patient
) -> Stored[Patient]:
    """Register a patient, or store the next version; raise StaleError if another came between."""
    people, by, now = workplace.clinic.people, workplace.by, workplace.now()
    if before is None:
        stored = people.register(patient, by, now)
        words = _words("the registration of {name}").format(name=patient.display_name)
        workplace.can_take_back(words, lambda: _unregister(workplace, stored))
    else:
        stored = people.edit(before, patient, by, now)
        words = _words("the edit of {name}").format(name=patient.display_name)
        workplace.can_take_back(
            words, lambda: people.edit(stored, before.record, workplace.by, workplace.now())
        )
    return stored


def kept_words(patient: Patient) -> str:
    """Say that a registration waits as a draft."""
    named = _words("The registration of {name} is kept as a draft. Ctrl+N goes on with it.")
    unnamed = _words("The registration is kept as a draft. Ctrl+N goes on with it.")
    return named.format(name=patient.display_name) if patient.display_name else unnamed


def saved_words(patient: Patient) -> str:
    """Say that an edit is stored."""
    return _words("Saved: {name}. Ctrl+Z takes it back.").format(name=patient.display_name)


def slip_words() -> str:
    """Say that a patient was stored with a number that nobody can call."""
    return _words("Saved, but a phone number can't be right. E corrects it.")


def readable(patient: Patient, country: str) -> Patient:
    """Write the phones as people read them."""
    first, second = (show_phone(text, country) for text in (patient.phone, patient.second_phone))
    return replace(patient, phone=first, second_phone=second)


def tidied(patient: Patient, country: str) -> Patient:
    """Write the phones in the one spelling that is stored."""
    first, second = (normal_phone(text, country) for text in (patient.phone, patient.second_phone))
    return replace(patient, phone=first, second_phone=second)


def _unregister(workplace: Workplace, stored: Stored[Patient]) -> None:
    if workplace.clinic.people.take_back([stored], workplace.by, workplace.now()):
        raise KnownError(
            "Work was done on number {number} since, so the registration stays.", number=stored.id
        )


def _words(text: str) -> str:
    return QCoreApplication.translate("PatientSteps", text)

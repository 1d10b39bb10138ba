"""The fields of a patient in words: what each is called, and what it says."""

from datetime import date
from typing import Any

from PySide6.QtCore import QCoreApplication

from infrared_desktop.documents.captions import CAPTIONS
from infrared_desktop.domain.phones import show_phone
from infrared_desktop.domain.records.answers import Channel, Sex
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.wording import say_day, say_language

NOTHING = "–"


def label_of(name: str) -> str:
    """Return what a field is called, as on paper."""
    return QCoreApplication.translate("Paper", CAPTIONS[Patient][name])


def said_in(name: str, value: Any, country: str) -> str:
    """Return a value of a field as it is read; that nothing is said is said."""
    if isinstance(value, bool):
        return _words("yes") if value else _words("no")
    if isinstance(value, tuple):
        return ", ".join(map(choices.label, value)) or _words("in no way")
    if isinstance(value, Sex | Channel):
        return choices.label(value)
    if isinstance(value, date):
        return say_day(value)
    if not value:
        return NOTHING
    if name == "language":
        return say_language(value)
    return show_phone(value, country) if name.endswith("phone") else str(value)


def _words(text: str) -> str:
    return QCoreApplication.translate("PatientFields", text)

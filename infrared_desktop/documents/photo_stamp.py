"""The words of the stamp on a copy that leaves: whose it is, what for, since when, which number."""

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.photographs.exports import Handing
from infrared_desktop.domain.records.people import Patient, Settings
from infrared_desktop.domain.records.photographs import Purpose

_FOR = {
    Purpose.RECORD: "for the medical record of the recipient",
    Purpose.EDUCATION: "for teaching alone",
    Purpose.MARKETING: "for publicity, with the patient's consent",
}


def stamp_words(handing: Handing, patient: Patient, settings: Settings, born: str, day: str) -> str:
    """Return what the register keeps as the stamp; it names the patient on the record's copies.

    The number of the entry is not known before it is entered: `numbered` adds it.
    """
    assert handing.purpose is not None
    words = "the patient's own copy" if handing.to_patient else _FOR[handing.purpose]
    whom = [patient.display_name, born] if handing.purpose is Purpose.RECORD else []
    return " · ".join([settings.clinic_name, *whom, _words(words), day])


def numbered(stamp: str, number: str) -> str:
    """Return the stamp as it stands on the copy."""
    return f"{stamp} · {number}"


def _words(text: str) -> str:
    return QCoreApplication.translate("PhotoStamp", text)

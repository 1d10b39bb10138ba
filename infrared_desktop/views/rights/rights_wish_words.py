"""What the page of one wish says: what is wished, what it would mean, and who decides."""

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.records.patient_rights import AskedFor

_TITLES = {
    AskedFor.COPY: "A wish to have everything",
    AskedFor.RESTRICTION: "A wish for a closed chart",
    AskedFor.JOINING: "A wish to be one patient, not two",
}
_MEANS = {
    AskedFor.COPY: (
        "The patient gets the whole record as a PDF and as open files, with who read it."
    ),
    AskedFor.RESTRICTION: (
        "The record is then kept but not used: it opens to who treated the patient, and others "
        "say why. Nothing is deleted."
    ),
    AskedFor.JOINING: (
        "Two numbers of one person are then read as one. Nothing is rewritten, and it can be "
        "taken back."
    ),
}
_TO_SAY = {
    AskedFor.COPY: "Say below how they want it, and by when.",
    AskedFor.RESTRICTION: "If they said why, write it down as well.",
    AskedFor.JOINING: "Say below which other name, number or birth date they gave.",
}
_LEADING = {
    AskedFor.COPY: "To the file&s …  Ctrl+S",
    AskedFor.RESTRICTION: "Restrict this &chart …  Ctrl+S",
    AskedFor.JOINING: "&Join the two …  Ctrl+S",
}
_OPEN_AGAIN = (
    "The chart is kept closed at the patient's wish. If they want it to be used again, it is "
    "lifted by who closed it, who treated them, or the owner."
)


def title_words(asked_for: AskedFor, is_closed: bool) -> str:
    """Name the wish; of a chart that is closed, the wish is to have it used again."""
    if asked_for is AskedFor.RESTRICTION and is_closed:
        return _words("A wish to have the chart used again")
    return _words(_TITLES[asked_for])


def leading_words(asked_for: AskedFor, is_closed: bool) -> str:
    """Name the way to where the wish is fulfilled."""
    if asked_for is AskedFor.RESTRICTION and is_closed:
        return _words("&Lift the restriction …  Ctrl+S")
    return _words(_LEADING[asked_for])


def to_say_words(asked_for: AskedFor) -> str:
    """Say what is to be written down of the wish."""
    return _words(_TO_SAY[asked_for])


def lead_words(asked_for: AskedFor, is_closed: bool, decides: bool) -> str:
    """Say what it means, and who decides."""
    is_lifting = asked_for is AskedFor.RESTRICTION and is_closed
    means = _words(_OPEN_AGAIN if is_lifting else _MEANS[asked_for])
    if decides:
        return means
    who = _words(
        "Nothing is changed by noting it: a clinician or the owner decides, and finds the wish "
        "under Clinic, Wishes and keeping."
    )
    return f"{means} {who}"


def _words(text: str) -> str:
    return QCoreApplication.translate("RightsWish", text)

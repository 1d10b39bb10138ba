"""What is done on a patient's page: its name, its key, and other words that people look for."""

from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence, QShortcut

from infrared_desktop.domain.access.rights import Right, refusal_of
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.views.screen import Screen
from infrared_desktop.views.screens import NEEDS, may_open
from infrared_desktop.views.workplace import Workplace


class PatientAct(NamedTuple):
    """An act, the place that it leads to, what else it may be called, and what fits on a button.

    One that is not `on_bar` is found by its key, in the palette and on the sheet of keys.
    """

    text: str
    key: str
    place: str
    also: str = ""
    short: str = ""
    on_bar: bool = True


def treats(workplace: Workplace) -> bool:
    """Say whether the person treats, so that a record begins with findings and not a booking."""
    return workplace.may(Right.SIGN)


def patient_acts(workplace: Workplace) -> tuple[PatientAct, ...]:
    """Return the acts that the person may do, in the order of their buttons."""
    return tuple(act for act in _all_acts() if may_open(act.place, workplace))


def say_who_can(page: Screen) -> None:
    """Have the key of each act that is not the person's say who can; offer none of them."""
    for act in _all_acts():
        if not may_open(act.place, page.workplace):
            shortcut = QShortcut(QKeySequence(act.key), page)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            error = KnownError(refusal_of(NEEDS[act.place]))
            shortcut.activated.connect(partial(page.tell_error, error))


def _all_acts() -> tuple[PatientAct, ...]:
    return (*_usual_acts(), *_picture_acts(), *_other_acts(), *_taking_along(), *_rights())


def _usual_acts() -> tuple[PatientAct, ...]:
    return (
        PatientAct(_words("Consultation"), "V", "consultation", _words("findings skin type")),
        PatientAct(_words("History"), "H", "history", _words("medical allergies medicines")),
        PatientAct(_words("Plan"), "L", "plan"),
        PatientAct(_words("Consent"), "C", "consent", _words("outline sign signature")),
        PatientAct(_words("Book"), "B", "booking", _words("appointment visit")),
        PatientAct(_words("Session"), "S", "session", _words("treatment settings")),
        PatientAct(_words("Review"), "W", "review", _words("result check")),
        PatientAct(_words("Test spot"), "D", "test_spot"),
    )


def _picture_acts() -> tuple[PatientAct, ...]:
    return (
        PatientAct(
            _words("Photographs"),
            "P",
            "photos",
            _words("pictures camera before after images take in import"),
            _words("Photos"),
        ),
        PatientAct(
            _words("Hand photographs out"),
            "Ctrl+Shift+H",
            "photo_export",
            _words("export copy image picture send"),
            on_bar=False,
        ),
        PatientAct(
            _words("Photographs that left"),
            "Ctrl+Shift+L",
            "photo_register",
            _words("register export withdrawal call back copies"),
            on_bar=False,
        ),
    )


def _other_acts() -> tuple[PatientAct, ...]:
    return (
        PatientAct(
            _words("Would come sooner"),
            "K",
            "wish",
            _words("waiting list earlier cancellation wish"),
        ),
        PatientAct(
            _words("Book all sessions of the plan"),
            "Ctrl+Shift+B",
            "series",
            _words("series course"),
            on_bar=False,
        ),
        PatientAct(
            _words("Report a reaction"),
            "R",
            "reaction",
            _words("blister burn redness swelling pain side effect adverse event"),
            _words("Reaction"),
        ),
        PatientAct(
            _words("Hand out a sheet"),
            "I",
            "handout",
            _words("instructions aftercare leaflet"),
            _words("Sheet"),
        ),
        PatientAct(
            _words("Edit the person"),
            "E",
            "patient_form",
            _words("name phone address e-mail"),
            _words("Edit"),
        ),
    )


def _taking_along() -> tuple[PatientAct, ...]:
    return (
        PatientAct(
            _words("Take along on a review copy"),
            "Ctrl+Shift+R",
            "review_copies",
            _words("laptop offline travel home"),
            on_bar=False,
        ),
        PatientAct(
            _words("Everything about this patient"),
            "Ctrl+Shift+E",
            "leaving",
            _words("export open files csv json access request who read it"),
            on_bar=False,
        ),
    )


def _rights() -> tuple[PatientAct, ...]:
    return (
        PatientAct(
            _words("Restrict this chart, or lift that"),
            "Ctrl+Shift+K",
            "restriction",
            _words("keep closed restriction object gdpr hide lock patient wish"),
            on_bar=False,
        ),
        PatientAct(
            _words("Rights of the patient"),
            "Ctrl+Shift+G",
            "patient_rights",
            _words("gdpr access restrict delete forget duplicate wish privacy"),
            on_bar=False,
        ),
        PatientAct(
            _words("Join with another number"),
            "Ctrl+Shift+J",
            "join",
            _words("merge duplicate same person twice"),
            on_bar=False,
        ),
        PatientAct(
            _words("Part joined numbers again"),
            "Ctrl+Shift+U",
            "part",
            _words("unmerge undo merge duplicate two people split"),
            on_bar=False,
        ),
    )


def _words(text: str) -> str:
    return QCoreApplication.translate("PatientActs", text)

"""Every place of the window as it can be gone to on the day after `eventful_day`, and its acts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QPushButton, QWidget

from infrared_desktop.domain.records.patient_rights import AskedFor
from infrared_desktop.views.screen import STORED, Place, Screen
from tests.eventful_day import ONE, OTHER, THIRD, TODAY

# How each place is gone to; what is not here is gone to by its name alone.
WAYS: dict[str, tuple[Place, ...]] = {
    "patient": (Place("patient", ONE), Place("patient", THIRD)),
    "patient_form": (Place("patient_form"), Place("patient_form", ONE)),
    "restricted": (Place("restricted", OTHER, about=Place("patient", OTHER)),),
    "restriction": (Place("restriction", ONE),),
    "patient_rights": (Place("patient_rights", ONE),),
    "join": (Place("join", ONE),),
    "part": (Place("part", ONE),),
    "erasure": (Place("erasure", ONE),),
    "rights_wish": (
        Place("rights_wish", ONE, about=AskedFor.COPY),
        Place("rights_wish", OTHER, about=AskedFor.COPY),
    ),
    "consultation": (Place("consultation", THIRD), Place("consultation", ONE, 1, STORED)),
    "plan": (Place("plan", ONE, 1, STORED),),
    "diary": (Place("diary", about=TODAY),),
    "booking": (Place("booking"), Place("booking", ONE, 1)),
    "series": (Place("series", ONE, 1),),
    "session": (Place("session", ONE), Place("session", ONE, 1, STORED)),
    "review": (Place("review", ONE),),
    "reaction": (Place("reaction", ONE), Place("reaction", OTHER, 2)),
    "history": (Place("history", ONE), Place("history", THIRD)),
    "history_version": (Place("history_version", ONE, 1),),
    "consent": (Place("consent", THIRD),),
    "handout": (Place("handout", THIRD),),
    "test_spot": (Place("test_spot", ONE), Place("test_spot", ONE, 1)),
    "wish": (Place("wish", ONE),),
    "message": (Place("message", OTHER),),
    "photos": (Place("photos", ONE),),
    "compare": (Place("compare", ONE, 1, 2),),
    "photo_export": (Place("photo_export", ONE, about=(1, 2)),),
    "review_copies": (Place("review_copies"), Place("review_copies", ONE)),
    "leaving": (Place("leaving"), Place("leaving", ONE)),
}
# Buttons of inputs fill a field in: what stores the form is the act. Those of the bar and of the
# board are actions as well; which of them are shown depends on the room that there is.
_NO_ACTS = re.compile(r"Field$|Editor$|^ActionBar$|^QTabBar$|^ClaimBar$|^QLineEdit$")


@dataclass(frozen=True)
class Act:
    """What can be done on a screen, by its words without their key and figures."""

    words: str
    part: QAction | QAbstractButton
    is_offered: bool


def ways_to(name: str) -> Iterator[tuple[str, Place]]:
    """Yield how a place is gone to, each under a title of its own."""
    for number, place in enumerate(WAYS.get(name, (Place(name),)), start=1):
        yield (name if number == 1 else f"{name} {number}"), place


def acts_on(screen: Screen) -> Iterator[Act]:
    """Yield each action of a screen, found by key and Ctrl+K, and each button that acts."""
    for action in screen.actions():
        yield Act(_words(action.text()), action, action.isEnabled())
    for button in screen.findChildren(QPushButton):
        words = _words(button.text() or button.accessibleName())
        if words not in ("", "Close the message") and not button.isCheckable() and _acts(button):
            shown = button.isEnabled() and button.isVisibleTo(screen)
            yield Act(f"{words} []", button, shown)


def _acts(button: QAbstractButton) -> bool:
    above: QWidget | None = button.parentWidget()
    return above is None or not _NO_ACTS.search(type(above).__name__)


def _words(text: str) -> str:
    plain = re.split(r"  +", text.replace("&", ""))[0]
    return re.sub(r"\d+", "#", plain).strip()

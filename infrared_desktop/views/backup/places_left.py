"""Give up a place of backups, and remember it no more once what lies there is deleted."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.backup.standing import (
    forget_given_up,
    forget_place,
    given_up,
    usual_place,
)
from infrared_desktop.views.entry.second_look import look_again
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.screen import Screen


def remove_place(screen: Screen, place: Path) -> None:
    """Back up to a place no more; of one that was given up before, ask to remember it no more."""
    clinic = screen.clinic
    if place == usual_place(clinic.folder):
        words = _words("Backups beside the clinic are always made. Nothing was changed.")
        screen.tell(Meaning.INFORMATION, words)
    elif any(each.place == place for each in given_up(clinic.folder, clinic.ledger.key)):
        why = _words(
            "{place} is named here no more, nor when somebody is erased. Do this once the backups "
            "that lie there are deleted, or the stick is destroyed."
        )
        look_again(
            screen, screen.workplace, why.format(place=place), lambda: _forget(screen, place)
        )
    else:
        _give_up(screen, place)


def _give_up(screen: Screen, place: Path) -> None:
    told = _words(
        "No more backups go to {place}. Those that lie there stay, and an erasure names the place "
        "until you remove it here."
    )
    _change(screen, place, is_kept=True, told=told)


def _forget(screen: Screen, place: Path) -> None:
    _change(screen, place, is_kept=False, told=_words("{place} is named here no more."))


def _change(screen: Screen, place: Path, is_kept: bool, told: str) -> None:
    clinic, workplace = screen.clinic, screen.workplace
    forget = forget_place if is_kept else forget_given_up
    try:
        with clinic.ledger.act("backup-place-changed", workplace.by, workplace.now()):
            forget(clinic.folder, clinic.ledger.key, place)
    except KnownError as error:
        screen.tell_error(error)
        return
    screen.reload()
    screen.tell(Meaning.INFORMATION, told.format(place=place))


def _words(text: str) -> str:
    return QCoreApplication.translate("Backups", text)

"""What somebody who sits down is told first: how the last run ended, and what is not as it was."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTimer

from infrared_desktop.domain.access.deeds import Group
from infrared_desktop.domain.access.rights import Right
from infrared_desktop.storage.files.folder import ERASED
from infrared_desktop.views import crash
from infrared_desktop.views.frame import Frame
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.messages.outbox_again import OutboxAgain
from infrared_desktop.views.screen import Place

_LATER_MS = 2_000  # Today comes first


def say_first(frame: Frame, folder: Path) -> None:
    """Say it above the first screen."""
    if not frame.workplace.settings.practice:
        OutboxAgain(frame.workplace, frame.banner, frame.go)
    if told := crash.words_on_hard_crash(folder):
        frame.banner.tell_after(Meaning.INFORMATION, told)
    if frame.workplace.may(Right.ERASE) and (folder / ERASED).exists():
        _tell_of_who_is_back(frame)
    _tell_of_wishes(frame)
    if frame.workplace.may(Right.AUDIT):
        _tell_of_opened_charts(frame)
    QTimer.singleShot(_LATER_MS, frame, lambda: _look_out(frame))


def _tell_of_who_is_back(frame: Frame) -> None:
    """Tell who erases that a restore brought somebody back."""
    count = len(frame.workplace.clinic.rights.back_again())
    if not count:
        return
    words, place = QCoreApplication.translate, Place("keeping")
    one = words("FirstWords", "One patient who was erased is back since a restore.")
    many = words("FirstWords", "{n} patients who were erased are back since a restore.")
    text, action = one if count == 1 else many.format(n=count), words("FirstWords", "Show whom")
    frame.banner.tell_after(Meaning.CAUTION, text, action, lambda: frame.go(place), key="Ctrl+G")


def _tell_of_wishes(frame: Frame) -> None:
    """Tell who decides about them that wishes wait for a decision."""
    place = frame.workplace
    if not (count := len(place.clinic.front_desk.wishes_waiting(place.today(), place.by))):
        return
    from infrared_desktop.views.rights.due_words import late_words  # see docs/decisions/0009

    words, going = QCoreApplication.translate, Place("keeping")
    one = words("FirstWords", "A patient's wish about their record waits for a decision.")
    many = words("FirstWords", "{n} wishes of patients about their record wait for a decision.")
    text, action = one if count == 1 else many.format(n=count), words("FirstWords", "Show them")
    late = late_words(place)
    meaning = Meaning.CAUTION if late else Meaning.DUE
    told = f"{text} {late}".strip()
    frame.banner.tell_after(meaning, told, action, lambda: frame.go(going), key="Ctrl+G")


def _look_out(frame: Frame) -> None:
    from infrared_desktop.views.health.lookout import Lookout  # see docs/decisions/0009

    if frame.workplace.clinic.is_open:
        Lookout(frame)


def _tell_of_opened_charts(frame: Frame) -> None:
    """Tell the owner how many restricted charts others opened or let be used, and lead to why."""
    reading, by = frame.workplace.clinic.ledger.reading, frame.workplace.by
    text = " ".join(
        filter(None, (_opened(reading.opened_by_others(by)), _lifted(reading.lifted_by_others(by))))
    )
    if not text:
        return
    place = Place("audit", about=Group.RESTRICTED)
    action = QCoreApplication.translate("FirstWords", "Show why")
    frame.banner.tell_after(Meaning.CAUTION, text, action, lambda: frame.go(place), key="Ctrl+G")


def _opened(count: int) -> str:
    words = QCoreApplication.translate
    one = words("FirstWords", "A restricted chart was opened with a reason since you were here.")
    many = words(
        "FirstWords", "{n} restricted charts were opened with a reason since you were here."
    )
    return "" if not count else one if count == 1 else many.format(n=count)


def _lifted(count: int) -> str:
    words = QCoreApplication.translate
    one = words("FirstWords", "The restriction of a chart was lifted since you were here.")
    many = words("FirstWords", "The restrictions of {n} charts were lifted since you were here.")
    return "" if not count else one if count == 1 else many.format(n=count)

"""After a consent was taken back: how many photographs left under it, and the way to their list."""

from functools import partial

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.photographs.exports import left_under, to_call_back
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.papers.consent_steps import ConsentSteps
from infrared_desktop.views.screen import Place


def tell_what_left(screen: ConsentSteps, done: str = "") -> None:
    """Say on a consent that was taken back what left under it; `done` is said in any case."""
    chart, signed = screen.chart, screen.signed
    if chart is None or signed is None or screen.withdrawal() is None:
        return
    left = left_under([signed.id], chart.photo_exports)
    if not left:
        if done:
            screen.banner.tell(Meaning.CAUTION, done)
        return
    words = _words("{count} copies of photographs left under it.").format(count=len(left))
    open_ones = set(to_call_back(chart, screen.workplace.today())).intersection(left)
    if not open_ones:
        told = " ".join(filter(None, (done, words, _words("None is to be called back."))))
        screen.banner.tell(Meaning.INFORMATION, told)
        return
    go = partial(screen.going.emit, Place("photo_register", chart.patient.id, about=signed.id))
    text = _words("To be called back: {count}.")
    told = " ".join(filter(None, (done, words, text.format(count=len(open_ones)))))
    screen.banner.tell(Meaning.CAUTION, told, _words("Call them back"), go, "Ctrl+L")


def _words(text: str) -> str:
    return QCoreApplication.translate("WithdrawnPhotos", text)

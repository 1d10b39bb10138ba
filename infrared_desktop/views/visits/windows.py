"""The window of a session in words: which one it is, and when it may take place."""

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.schedule.schedule import Window
from infrared_desktop.views.wording import say_day


def window_words(window: Window) -> str:
    """Say which session it is, and when it may take place."""
    if window.previous is None:
        text = _words("Session {number} of {planned}: from {earliest}, by {latest}.")
    else:
        text = _words(
            "Session {number} of {planned}: {earliest} to {latest}, best {best}. "
            "Last session {previous}."
        )
    return text.format(
        number=window.session_no,
        planned=window.planned,
        earliest=say_day(window.earliest),
        latest=say_day(window.latest),
        best=say_day(window.best),
        previous=say_day(window.previous) if window.previous else "",
    )


def _words(text: str) -> str:
    return QCoreApplication.translate("SessionWindow", text)

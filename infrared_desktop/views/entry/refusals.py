"""What the window shows when there is no way into the clinic just now."""

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.views.look.panel import EmptyState
from infrared_desktop.views.wording import say


def open_elsewhere() -> EmptyState:
    """Say that another window has this clinic open."""
    return EmptyState(
        "lock",
        _words("This clinic is open in another window already."),
        _words("Nothing was changed. Go to that window, or close it and start again."),
    )


def not_opened(error: KnownError) -> EmptyState:
    """Say why the clinic could not be opened, and offer to try again."""
    sentence = _words("This clinic could not be opened.")
    return EmptyState("warning", sentence, say(error.sentence), _words("&Try again"))


def _words(text: str) -> str:
    return QCoreApplication.translate("Refusals", text)

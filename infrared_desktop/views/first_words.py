"""What somebody who sits down is told first: how the last run ended, and what is not as it was."""

from pathlib import Path

from infrared_desktop.views import crash
from infrared_desktop.views.frame import Frame
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.messages.outbox_again import OutboxAgain


def say_first(frame: Frame, folder: Path) -> None:
    """Say it above the first screen."""
    if not frame.workplace.settings.practice:
        OutboxAgain(frame.workplace, frame.banner, frame.go)
    if told := crash.words_on_hard_crash(folder):
        frame.tell(Meaning.INFORMATION, told)

"""Remove what a restore or an upgrade kept: after a second look, told to the audit log first."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.backup.set_aside import SetAside, note_removal, remove
from infrared_desktop.views import tasks
from infrared_desktop.views.backup.backup_rows import at_words, size_words
from infrared_desktop.views.entry.second_look import look_again
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.screen import Screen


def ask_to_remove(screen: Screen, kept: SetAside, then: Callable[[], object]) -> None:
    """Say what goes for good and ask who sits here, then remove it beside the window."""
    at = at_words(kept.at, screen.workplace.settings.timezone)
    words = _words(
        "What was there before the restore of {at} is removed for good ({size}). That restore "
        "can't be undone any more. The clinic and its backups stay."
    )
    if not kept.is_of_restore:
        words = _words(
            "The copy from before the upgrade of {at} is removed for good ({size}). The clinic and "
            "its backups stay."
        )
    why = words.format(at=at, size=size_words(kept.size))
    look_again(screen, screen.workplace, why, lambda: _remove(screen, kept, then))


def _remove(screen: Screen, kept: SetAside, then: Callable[[], object]) -> None:
    workplace = screen.workplace
    try:
        note_removal(workplace.clinic, kept.path, workplace.by, workplace.now())
    except KnownError as error:
        screen.tell_error(error)
        return

    def done(_: None) -> None:
        then()
        text = _words("{size} were removed for good.")
        screen.tell(Meaning.INFORMATION, text.format(size=size_words(kept.size)))

    def failed(error: KnownError) -> None:
        then()
        screen.tell_error(error)

    task = tasks.run(lambda _: remove(kept.path), done, failed, called=_words("Removing"))
    screen.destroyed.connect(task.drop)


def _words(text: str) -> str:
    return QCoreApplication.translate("Backups", text)

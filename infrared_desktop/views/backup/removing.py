"""Remove what a restore, an upgrade or damage left: a second look, the audit log, the disk."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.backup.set_aside import Aside, SetAside, note_removal, remove
from infrared_desktop.views import tasks
from infrared_desktop.views.backup.backup_rows import at_words, size_words
from infrared_desktop.views.entry.second_look import look_again
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.screen import Screen


def ask_to_remove(screen: Screen, kept: SetAside, then: Callable[[], object]) -> None:
    """Say what goes for good and ask who sits here, then remove it beside the window."""
    at = at_words(kept.at, screen.workplace.settings.timezone)
    why = _what_goes(kept.why).format(at=at, size=size_words(kept.size))
    look_again(screen, screen.workplace, why, lambda: _remove(screen, kept, then))


def _what_goes(why: Aside) -> str:
    if why is Aside.UPGRADE:
        return _words(
            "The copy from before the upgrade of {at} is removed for good ({size}). The clinic and "
            "its backups stay."
        )
    if why is Aside.TYPED:
        return _words(
            "What somebody typed on {at} and could not save any more is removed for good ({size}). "
            "Its person has not read it yet: ask first. The clinic and its backups stay."
        )
    return _words(
        "What was there before the restore of {at} is removed for good ({size}). That restore "
        "can't be undone any more. The clinic and its backups stay."
    )


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

    tasks.run(screen, lambda _: remove(kept.path), done, failed, called=_words("Removing"))


def _words(text: str) -> str:
    return QCoreApplication.translate("Backups", text)

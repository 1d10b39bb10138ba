"""What the window shows where a clinic does not open, and while one is put back."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow, QWidget

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.files.damage import DamageError
from infrared_desktop.views.backup.restore_steps import Restoring

if TYPE_CHECKING:
    from infrared_desktop.start import Options
    from infrared_desktop.views.locking.locker import Locker


class Entrance(Protocol):
    """The window, as far as a rescue knows it."""

    options: "Options"
    locker: "Locker"

    def leave_clinic(self) -> None: ...
    def show_way_in(self) -> None: ...


class Rescue(QObject):
    """Leads from one page to the next; `show` puts a page into the window."""

    def __init__(
        self,
        window: QMainWindow,
        show: Callable[[QWidget], None],
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(window)
        self._entrance, self._show, self._now = cast(Entrance, window), show, now

    def begin(self, about: object = None) -> None:
        """Begin with an error that kept the clinic shut, with a restore, or with a choice."""
        match about:
            case DamageError():
                self._tell_damage(about)
            case KnownError():
                self._tell(about)
            case Restoring():
                self._restore(about)
            case _:
                self._choose()

    def _tell(self, error: KnownError) -> None:
        from infrared_desktop.views.entry.refusals import not_opened

        page = not_opened(error)
        page.acted.connect(self._entrance.show_way_in)
        self._show(page)
        page.action_button.setFocus()

    def _tell_damage(self, error: DamageError) -> None:
        from infrared_desktop.views.backup.damaged_page import DamagedPage

        self._entrance.leave_clinic()
        page = DamagedPage(self._entrance.options.folder, error)
        page.restoring.connect(self._choose)
        page.trying.connect(self._entrance.show_way_in)
        page.read.hide()
        self._show(page)

    def _choose(self) -> None:
        from infrared_desktop.views.backup.choosing_page import ChoosingPage

        page = ChoosingPage(self._entrance.options.folder)
        page.agreed.connect(self._restore)
        page.left.connect(self._entrance.show_way_in)
        self._show(page)

    def _restore(self, order: Restoring) -> None:
        from infrared_desktop.views.backup.restoring_page import RestoringPage

        self._entrance.leave_clinic()
        page = RestoringPage(order, self._now())
        page.done.connect(self._start_afresh)
        page.left.connect(self._start_afresh)
        self._show(page)
        page.cancel.setFocus()

    def _start_afresh(self) -> None:
        self._entrance.locker.start_afresh()

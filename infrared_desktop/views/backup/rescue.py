"""What the window shows where a clinic does not open, and while one is put back."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import QObject, SignalInstance
from PySide6.QtWidgets import QMainWindow, QWidget

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.access.seat import keep_way, who_sits
from infrared_desktop.storage.database.full_disk import DiskError, still_shut
from infrared_desktop.storage.database.migrations import OutdatedError
from infrared_desktop.storage.desks.doorkeeper import RefusedError
from infrared_desktop.storage.files.damage import DamageError, forget_damage
from infrared_desktop.storage.files.vault import Unlocked
from infrared_desktop.views import tasks
from infrared_desktop.views.backup.restore_steps import Restoring

if TYPE_CHECKING:
    from infrared_desktop.start import Options
    from infrared_desktop.views.backup.damaged_page import DamagedPage
    from infrared_desktop.views.locking.locker import Locker


class Entrance(Protocol):
    """The window, as far as a rescue knows it."""

    options: "Options"
    locker: "Locker"
    copy_chosen: SignalInstance

    def enter(self, unlocked: Unlocked) -> None: ...
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

    def begin(self, about: object = None, unlocked: Unlocked | None = None) -> None:
        """Begin with an error that kept the clinic shut, with a restore, or with a choice."""
        if unlocked is not None and not isinstance(about, OutdatedError | RefusedError):
            keep_way(self._entrance.options.folder, unlocked.staff_id, "window")
        match about:
            case OutdatedError() if unlocked is not None:
                self._bring_up_to_date(unlocked)
            case DamageError():
                self._tell_damage(about)
            case DiskError():
                self._tell(still_shut(about))
            case KnownError():
                self._tell(about)
            case Restoring():
                self._restore(about)
            case _:
                self._choose()

    def _tell(self, error: KnownError) -> None:
        from infrared_desktop.views.entry.refusals import not_opened

        page = not_opened(error, self._entrance.options.folder)
        page.acted.connect(self._entrance.show_way_in)
        self._show(page)
        page.action_button.setFocus()

    def _bring_up_to_date(self, unlocked: Unlocked) -> None:
        from infrared_desktop.views.backup.upgrading_page import UpgradingPage

        page = UpgradingPage(self._entrance.options.folder, unlocked.key, self._now())
        page.done.connect(partial(self._entrance.enter, unlocked))
        page.failed.connect(self.begin)
        self._show(page)

    def _tell_damage(self, error: DamageError) -> None:
        from infrared_desktop.views.backup.damaged_page import DamagedPage

        is_typed = self._entrance.locker.keep_as_text()
        with suppress(KnownError):  # what stands in the window can't be stored
            self._entrance.leave_clinic()
        page = DamagedPage(self._entrance.options.folder, error, is_typed)
        page.restoring.connect(self._choose)
        page.trying.connect(self._entrance.show_way_in)
        page.checking.connect(partial(self._check_again, page))
        page.reading.connect(partial(self._read, page))
        self._show(page)

    def _check_again(self, page: "DamagedPage", unlocked: Unlocked) -> None:
        """Read all of a file in which damage showed; nobody works in it before it is whole."""
        from infrared_desktop.storage.rescue.checking import check_again

        folder = self._entrance.options.folder

        def go_on(_: object) -> None:
            forget_damage(folder)
            self._entrance.show_way_in()

        def job(task: tasks.Task) -> None:
            check_again(folder, unlocked.key, task.heed)

        tasks.run(page, job, go_on, page.key.refuse)

    def _read(self, page: "DamagedPage", unlocked: Unlocked) -> None:
        """Open what still reads beside the window, which shows it in the place of this one."""
        from infrared_desktop.storage.rescue.reading import DamagedClinic, Reading, open_damaged

        folder = self._entrance.options.folder

        def show(clinic: DamagedClinic) -> None:
            try:
                people = [person for person in clinic.staff.all() if person.record.active]
                sitting = who_sits(people, unlocked) or people[0]  # the recovery key is nobody's
            except KnownError as error:
                clinic.close()
                page.key.refuse(error)
                return
            keep_way(folder, sitting.id, "damaged-file")
            self._entrance.copy_chosen.emit(Reading(clinic, sitting))

        tasks.run(page, lambda _: open_damaged(folder, unlocked.key), show, page.key.refuse)

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
        page.done.connect(partial(self._start_afresh, "put back"))
        page.left.connect(self._start_afresh)
        self._show(page)
        page.cancel.setFocus()

    def _start_afresh(self, why: str = "") -> None:
        self._entrance.locker.start_afresh(why)

"""The one window: it shows the way in first, then the place of work."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.start import Options
from infrared_desktop.storage.folder import holds_clinic
from infrared_desktop.views import tasks

if TYPE_CHECKING:
    from infrared_desktop.storage.vault import Unlocked
    from infrared_desktop.views.frame import Frame
    from infrared_desktop.views.workplace import Clock


class Window(QMainWindow):
    """Holds one page at a time: unlock, first start, making the practice clinic, or the frame."""

    def __init__(self, options: Options, clock: "Clock | None" = None) -> None:
        super().__init__()
        self._options, self._clock = options, clock
        self.frame: Frame | None = None
        title = self.tr("Infrared Desktop – practice") if options.practice else "Infrared Desktop"
        self.setWindowTitle(title)
        self.setMinimumSize(960, 600)
        self.resize(1366, 768)
        self.show_way_in()

    def show_way_in(self) -> None:
        """Show how to get into the clinic of this folder."""
        if self._options.practice:
            self._show_practice()
        elif holds_clinic(self._options.folder):
            self._show_unlock()
        else:
            self._show_founding()

    def refuse_second_start(self) -> None:
        """Say that another window has this clinic open already."""
        from infrared_desktop.views.panel import EmptyState

        self._show(
            EmptyState(
                "lock",
                self.tr("This clinic is open in another window already."),
                self.tr("Nothing was changed. Go to that window, or close it and start again."),
            )
        )

    def enter(self, unlocked: "Unlocked") -> None:
        """Open the clinic with its key and show the place of work."""
        from infrared_desktop.storage.clinic import open_clinic
        from infrared_desktop.views.workplace import Workplace, system_clock

        clock = self._clock or system_clock
        try:
            clinic = open_clinic(self._options.folder, unlocked.key, clock())
        except KnownError as error:
            self._show_refusal(error)
            return
        people = clinic.staff.all()
        who = next((s for s in people if s.id == unlocked.staff_id), people[0])
        clinic.note("unlocked", who.id, clock())
        self._work_at(Workplace(clinic, who, clock))

    def lock(self) -> None:
        """Close the clinic, so that nothing of it stays on the screen, and show the way in."""
        self._leave_clinic()
        self.show_way_in()

    def shut(self) -> None:
        """End what still runs and close the clinic."""
        tasks.wait_for_all()
        self._leave_clinic()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.frame is None or self.frame.leave():
            event.accept()
        else:
            event.ignore()

    def _work_at(self, workplace: Any) -> None:
        from infrared_desktop.views.frame import Frame

        self.frame = Frame(workplace)
        self.frame.locking.connect(self.lock)
        self._show(self.frame)
        self.frame.start()

    def _leave_clinic(self) -> None:
        if self.frame is None:
            return
        frame, self.frame = self.frame, None
        frame.leave()
        tasks.drop_all()
        frame.workplace.close()

    def _show(self, page: QWidget) -> None:
        old = self.takeCentralWidget()
        if old is not None:
            old.deleteLater()
        self.setCentralWidget(page)

    def _show_unlock(self) -> None:
        from infrared_desktop.views.unlock import UnlockPage

        page = UnlockPage(self._options.folder)
        page.unlocked.connect(self.enter)
        self._show(page)

    def _show_founding(self) -> None:
        from infrared_desktop.views.founding import FoundingPage
        from infrared_desktop.views.workplace import Workplace, system_clock

        clock = self._clock or system_clock
        page = FoundingPage(self._options.folder, clock)
        page.founded.connect(lambda made: self._work_at(Workplace(made[0], made[1], clock)))
        self._show(page)

    def _show_practice(self) -> None:
        from infrared_desktop.views.practice_page import PracticePage

        page = PracticePage(self._options.folder)
        page.unlocked.connect(self.enter)
        self._show(page)

    def _show_refusal(self, error: KnownError) -> None:
        from infrared_desktop.views.panel import EmptyState
        from infrared_desktop.views.wording import say

        sentence = self.tr("This clinic could not be opened.")
        page = EmptyState("warning", sentence, say(error.sentence), self.tr("Try again"))
        page.acted.connect(self.show_way_in)
        self._show(page)

    @property
    def folder(self) -> Path:
        """The clinic folder of this window."""
        return self._options.folder

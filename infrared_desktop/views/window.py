"""The one window: it shows the way in first, then the place of work."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.start import Options
from infrared_desktop.storage.files.folder import holds_clinic, is_away
from infrared_desktop.views import crash, garbage, tasks
from infrared_desktop.views.enter_key import EnterKey

if TYPE_CHECKING:
    from datetime import datetime

    from infrared_desktop.domain.records.chart import Stored
    from infrared_desktop.domain.records.people import Settings, Staff
    from infrared_desktop.storage.clinic import Clinic
    from infrared_desktop.storage.files.vault import Unlocked
    from infrared_desktop.views.frame import Frame
    from infrared_desktop.views.locking.claim import Claim
    from infrared_desktop.views.locking.locker import Locker
    from infrared_desktop.views.workplace import Clock, Workplace

_QUITTING_MS = 2_000


class Window(QMainWindow):
    """Holds one page at a time: unlock, first start, making the practice clinic, or the frame."""

    copy_chosen = Signal(object)  # a review copy's path, or what still reads of a damaged clinic
    tried_again = Signal()  # where another window had the clinic
    claim: "Claim | None" = None  # with it a lock ends the process, and another one follows

    def __init__(self, options: Options, clock: "Clock | None" = None, taken: bool = False) -> None:
        super().__init__()
        self.options, self._clock = options, clock
        self.frame: Frame | None = None
        self._clinic: Clinic | None = None
        self._name(options.practice)
        self.setMinimumSize(960, 600)
        self.resize(1366, 768)
        EnterKey(self)
        crash.listen(self.tell_known)
        if taken:
            self.show_taken()
        elif options.locked_by is not None:
            self.show_locked(options.locked_by, options.locked_why, options.locked_waits)
        else:
            self.show_way_in()

    def show_taken(self) -> None:
        """Show that the folder is away, or that another window has it, on this PC or on which."""
        from infrared_desktop.views.entry.refusals import no_way_in

        page = no_way_in(self.options.folder)
        page.acted.connect(self.tried_again)
        self._show(page)

    def show_way_in(self) -> None:
        """Show how to get into the clinic of this folder."""
        if is_away(self.options.folder) and self.options.locked_by is None:
            self.show_taken()
        elif self.options.practice:
            self._show_practice()
        elif holds_clinic(self.options.folder) or self.options.locked_by is not None:
            self._show_unlock()
        else:
            self._show_founding()

    def enter(self, unlocked: "Unlocked") -> None:
        """Open the clinic with its key and show the place of work, once it is known for whom."""
        from infrared_desktop.storage.access.seat import who_sits
        from infrared_desktop.storage.clinic import open_clinic
        from infrared_desktop.views.entry.practice_page import REAL_CLINIC

        folder = self.options.folder
        try:
            clinic = self._clinic = open_clinic(folder, unlocked.key, self._now())
            clinic.ledger.admit("unlocked", unlocked.staff_id, self._now())
            if self.options.practice and not clinic.settings.practice:
                raise KnownError(REAL_CLINIC, folder=str(folder))
            people = [person for person in clinic.staff.all() if person.record.active]
            if person := who_sits(people, unlocked):
                self._begin(clinic, person, unlocked.staff_id)
            else:
                self._ask_who(clinic, people)
        except KnownError as error:
            self.leave_clinic()
            self.rescue(error, unlocked)

    def tell_known(self, error: KnownError) -> bool:
        """Show the sentence of an error that no screen caught; say whether there is a place."""
        from infrared_desktop.views.look.theme import Meaning
        from infrared_desktop.views.wording import say

        if self.frame is not None:
            self.frame.tell(Meaning.STOP, say(error.sentence))
        return self.frame is not None

    def lock(self) -> None:
        """Lock what is open, as F12 does."""
        self.locker.lock()

    @cached_property
    def locker(self) -> "Locker":
        """What locks this window, and knows what waits; imported once somebody is inside."""
        from infrared_desktop.views.locking.locker import Locker

        return Locker(self)

    def show_locked(self, person: str, why: str = "", waits: str = "") -> None:
        """Show the way in after a lock; `person` worked here, or is to work here next."""
        now = self.options._replace(locked_by=person, locked_why=why, locked_waits=waits)
        self.options = now
        if self.options.practice:
            self._show_locked_practice()
        else:
            self.show_way_in()

    def shut(self) -> bool:
        """Cancel what still runs and close the clinic; say whether all ended in two seconds."""
        self.leave_clinic(_QUITTING_MS)
        return tasks.wait_for_all(0)

    def closeEvent(self, event: QCloseEvent) -> None:
        event.setAccepted(self.locker.lets_close())

    def _now(self) -> "datetime":
        from infrared_desktop.views.workplace import system_clock

        return (self._clock or system_clock)()

    def _begin(self, clinic: "Clinic", person: "Stored[Staff]", slot: int) -> None:
        from infrared_desktop.storage.access.seat import note_entry
        from infrared_desktop.views.workplace import Workplace, clock_of, system_clock

        clock = clock_of(clinic, self._clock or system_clock)
        again = bool(self.options.locked_by)
        note_entry(clinic.ledger, clinic.folder, person.id, bool(slot), clock(), again)
        self._work_at(Workplace(clinic, person, clock))

    def _work_at(self, workplace: "Workplace") -> None:
        from infrared_desktop.views.first_words import say_first
        from infrared_desktop.views.frame import Frame
        from infrared_desktop.views.reminders.inside import begin_reminding
        from infrared_desktop.views.warm_up import WarmUp

        self._dress(workplace.settings)
        self._clinic = workplace.clinic
        workplace.parting.connect(self.rescue)
        frame = Frame(workplace)
        self._sit_down(frame)
        WarmUp(frame)
        begin_reminding(self, frame)
        say_first(frame, self.options.folder)
        garbage.leave_alone()

    def _sit_down(self, frame: "Frame") -> None:
        """Show the place of work, and watch over it from now on."""
        self.frame = frame
        self._show(frame)
        frame.start()
        self.locker.begin(frame)

    def _dress(self, settings: "Settings") -> None:
        from infrared_desktop.views.look.theme import wear_practice

        wear_practice(settings.practice)
        self._name(settings.practice)

    def _name(self, practice: bool) -> None:
        title = self.tr("Infrared Desktop – practice") if practice else "Infrared Desktop"
        self.setWindowTitle(title)

    def leave_clinic(self, patience_ms: int | None = None) -> None:
        """Close the clinic, and cancel what still runs."""
        self.locker.end()
        frame, self.frame = self.frame, None
        clinic, self._clinic = self._clinic, None
        if frame is not None:
            frame.leave()
        tasks.drop_all(patience_ms)
        if frame is not None:
            frame.end()
            garbage.look_again()
        elif clinic is not None:
            clinic.close()

    def _ask_who(self, clinic: "Clinic", people: "list[Stored[Staff]]") -> None:
        from infrared_desktop.views.entry.who_page import WhoPage

        page = WhoPage(people)
        page.chosen.connect(lambda person: self._begin(clinic, person, 0))
        self.locker.wait_for_choice(clinic)
        self._show(page)

    def _show(self, page: QWidget) -> None:
        if (old := self.takeCentralWidget()) is not None:
            old.hide()  # else a page replaced at once would still show, as a window of its own
            old.deleteLater()
        self.setCentralWidget(page)
        page.show()

    def _show_unlock(self) -> None:
        from infrared_desktop.views.entry.unlock import UnlockPage

        options = self.options
        told = options.locked_why, options.locked_waits
        page = UnlockPage(options.folder, options.locked_by or "", *told)
        page.unlocked.connect(self.enter)
        page.damaged.connect(self.rescue)
        page.review.chosen.connect(self.copy_chosen)
        self._show(page)

    def _show_founding(self) -> None:
        from infrared_desktop.views.entry.founding import FoundingPage
        from infrared_desktop.views.workplace import Workplace

        page = FoundingPage(self.options.folder, self._now)
        page.founded.connect(lambda made: self._work_at(Workplace(made[0], made[1], self._now)))
        page.restoring.connect(self.rescue)
        page.review.chosen.connect(self.copy_chosen)
        self._show(page)

    def _show_practice(self) -> None:
        from infrared_desktop.views.entry.practice_page import PracticePage

        page = PracticePage(self.options.folder, self.options.locked_by or "", self._now)
        page.unlocked.connect(self.enter)
        page.refused.connect(self.rescue)
        self._show(page)

    def _show_locked_practice(self) -> None:
        from infrared_desktop.views.entry.practice_page import LockedPractice

        options = self.options
        page = LockedPractice(options.locked_by or "", options.locked_why, options.locked_waits)
        page.lock.acted.connect(self.show_way_in)
        self._show(page)
        page.lock.action_button.setFocus()

    def rescue(self, about: object = None, unlocked: "Unlocked | None" = None) -> None:
        """Show what can be done where a clinic does not open, or is to be put back."""
        from infrared_desktop.views.backup.rescue import Rescue

        Rescue(self, self._show, self._now).begin(about, unlocked)

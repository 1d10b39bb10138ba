"""The first start: a few calm steps, and nothing is written before the last one."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QPushButton, QStackedWidget, QWidget

from infrared_desktop.documents.recovery_sheet import RecoverySheet
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.files.drive import refuse_network
from infrared_desktop.storage.files.key_file import KeyCost
from infrared_desktop.storage.files.vault import new_recovery_key
from infrared_desktop.views import tasks
from infrared_desktop.views.entry.entry_card import EntryCard, centre
from infrared_desktop.views.entry.founding_pages import ClinicPage, PersonPage
from infrared_desktop.views.entry.passphrase_page import PassphrasePage
from infrared_desktop.views.entry.recovery_key_page import RecoveryCheckPage, RecoveryKeyPage
from infrared_desktop.views.entry.review_way import ReviewButton
from infrared_desktop.views.entry.step_page import StepPage
from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.theme import GRID, Meaning
from infrared_desktop.views.wording import locale_of, say, say_day

if TYPE_CHECKING:
    from infrared_desktop.views.workplace import Clock

_WIDTH = 640


class FoundingPage(QWidget):
    """Asks what a new clinic needs, then makes it beside the window and opens it."""

    founded = Signal(object)  # (Clinic, Stored[Staff])
    restoring = Signal()

    def __init__(self, folder: Path, clock: "Clock", cost: KeyCost | None = None) -> None:
        super().__init__()
        self._folder, self._clock, self._cost = folder, clock, cost or KeyCost()
        self._key = new_recovery_key()
        self._today = clock().astimezone().date()
        self.clinic = ClinicPage(self._today)
        self.person = PersonPage()
        self.passphrase = PassphrasePage(self._own_words)
        self.recovery = RecoveryKeyPage(self._key, folder, self._sheet)
        told = self.tr("The clinic will lie in {folder}. Nothing is written before.")
        self.asked_back = RecoveryCheckPage(self._key, told.format(folder=folder))
        self.steps = QStackedWidget()
        self.back = QPushButton(self.tr("&Back"))
        self.next = QPushButton()
        self.count, self.banner = QLabel(), Banner()
        self._lay_out()
        self._show_step(0)
        self._may_lie_here()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._step().enter()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go_on()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self.card = EntryCard(_WIDTH)
        pages = (self.clinic, self.person, self.passphrase, self.recovery, self.asked_back)
        for page in pages:
            self.steps.addWidget(page)
            page.settled.connect(self._go_on)
            page.answered.connect(self.next.setFocus)
        self.review = ReviewButton()
        self.from_backup = QPushButton(self.tr("Restore a &backup …"))
        self.from_backup.setProperty("kind", "quiet")
        self.count.setProperty("role", "caption")
        self.next.setProperty("kind", "primary")
        for button, act in (
            (self.back, self._go_back),
            (self.next, self._go_on),
            (self.from_backup, self.restoring.emit),
        ):
            button.setAutoDefault(True)
            button.clicked.connect(act)
        self.card.body.addWidget(self.banner)
        self.card.body.addWidget(self.steps)
        self.card.buttons.addWidget(self.count)
        self.card.buttons.addWidget(self.review)
        self.card.buttons.addWidget(self.from_backup)
        self.card.buttons.addStretch()
        self.card.buttons.addWidget(self.back)
        self.card.buttons.addWidget(self.next)
        QWidget.setTabOrder(self.next, self.back)
        centre(self, self.card, above=6 * GRID)

    def _step(self) -> StepPage:
        page = self.steps.currentWidget()
        assert isinstance(page, StepPage)
        return page

    def _show_step(self, index: int) -> None:
        self.steps.setCurrentIndex(index)
        self.banner.settle()
        self.card.tell(self._step().title, self._step().lead)
        words = self.tr("Step {number} of {count}")
        self.count.setText(words.format(number=index + 1, count=self.steps.count()))
        self.back.setVisible(index > 0)
        for way in (self.review, self.from_backup):
            way.setVisible(index == 0)
        self._dress_next(busy=False)
        self._step().enter()

    def _go_back(self) -> None:
        self._show_step(self.steps.currentIndex() - 1)

    def _go_on(self) -> None:
        if not self.next.isEnabled() or not self._may_lie_here() or not self._step().check():
            return
        if self._is_last():
            self._make()
        else:
            self._show_step(self.steps.currentIndex() + 1)

    def _may_lie_here(self) -> bool:
        """Say before anybody types five steps for nothing that no clinic can be made here."""
        try:
            refuse_network(self._folder)
        except KnownError as error:
            self.banner.tell(Meaning.STOP, say(error.sentence))
            return False
        return True

    def _is_last(self) -> bool:
        return self.steps.currentIndex() == self.steps.count() - 1

    def _dress_next(self, busy: bool) -> None:
        self.steps.setEnabled(not busy)
        self.back.setEnabled(not busy)
        self.next.setEnabled(not busy)
        last = self.tr("Making the clinic …") if busy else self.tr("&Make the clinic")
        self.next.setText(last if self._is_last() else self.tr("Ne&xt"))

    def _make(self) -> None:
        self._dress_next(busy=True)
        folder, now = self._folder, self._clock()
        clinic, person = self.clinic.settings(), self.person.staff()
        passphrase, key, cost = self.passphrase.passphrase(), self._key, self._cost

        def job(_: object) -> bytes:
            from infrared_desktop.storage.founding import Founding, found_clinic

            made = found_clinic(folder, Founding(clinic, person, passphrase, key, cost), now)
            made.close()
            return made.ledger.key

        tasks.run(self, job, self._open, self._tell_failure)

    def _open(self, key: bytes) -> None:
        from infrared_desktop.storage.clinic import open_clinic

        try:
            clinic = open_clinic(self._folder, key, self._clock())
        except KnownError as error:
            self._tell_failure(error)
            return
        self.founded.emit((clinic, clinic.staff.all()[0]))

    def _tell_failure(self, error: KnownError) -> None:
        self._dress_next(busy=False)
        self.banner.tell(Meaning.STOP, say(error.sentence))
        self.next.setFocus()

    def _own_words(self) -> tuple[str, ...]:
        return self.clinic.form.clinic_name.get_value(), self.person.form.name.get_value()

    def _sheet(self) -> RecoverySheet:
        settings = self.clinic.settings()
        made_on = say_day(self._today, locale=locale_of(settings.language, settings.country))
        return RecoverySheet(settings.clinic_name, self._key, made_on, settings.country)

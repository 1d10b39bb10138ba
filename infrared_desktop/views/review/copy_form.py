"""What is asked before patients are taken along: whom, until when, and the copy's passphrase."""

from datetime import timedelta
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.passphrases import Strength, judge_passphrase
from infrared_desktop.domain.records.review_copies import USUAL_DAYS, CopyScope, CopyWish
from infrared_desktop.storage.review.order import CopyOrder
from infrared_desktop.views import tasks
from infrared_desktop.views.entry.passphrase_page import PassphraseForm
from infrared_desktop.views.forms.binder import Binder
from infrared_desktop.views.forms.forms import load_form
from infrared_desktop.views.inputs.field_errors import show_error
from infrared_desktop.views.inputs.text_field import TextField
from infrared_desktop.views.lists.patient_picker import PatientPicker
from infrared_desktop.views.look.theme import GRID
from infrared_desktop.views.look.words_label import words_label
from infrared_desktop.views.review.chosen_people import ChosenPeople
from infrared_desktop.views.wording import say
from infrared_desktop.views.workplace import Workplace


class WishForm(QWidget):
    """The inputs of a wish, but for the passphrase; who is chosen stands as chips below."""

    patients: TextField
    patients_label: QLabel

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        load_form(self, "review_copy")
        self.binder = Binder(self, CopyWish)
        self.picker, self.chosen = PatientPicker(workplace, card=True), ChosenPeople(workplace)
        self.picker.panel.set_title(self.tr("Find whom you take along"))
        self.picker.panel.set_footer(self.tr("Enter takes this patient along"))
        self.binder.changed.connect(lambda _: self.follow())
        self.picker.picked.connect(self._take)
        self.chosen.dropped.connect(self._drop)

    def show_wish(self, wish: CopyWish) -> None:
        """Show a wish, and begin to find people."""
        self.binder.show(wish)
        self.picker.start()
        self.follow()

    def wish(self) -> CopyWish:
        """Return what is asked for as yet."""
        return self.binder.record(CopyWish())

    def follow(self) -> None:
        """Show whom the numbers mean, where they count."""
        wish = self.wish()
        counts = wish.scope is CopyScope.CHOSEN
        for part in (self.picker, self.chosen, self.patients, self.patients_label):
            part.setVisible(counts)
        self.chosen.show_numbers(wish.readable() if counts else ())

    def _take(self, number: int) -> None:
        self._write(self.wish().with_one(number))
        self.picker.start()

    def _drop(self, number: int) -> None:
        self._write(self.wish().without(number))
        self.picker.search.setFocus()

    def _write(self, numbers: str) -> None:
        self.patients.set_value(numbers)
        self.binder.set_error("patients", "")
        self.follow()


class CopyForm(QWidget):
    """Asks for a copy; `wished` brings what to make once nothing is missing."""

    wished = Signal(object)  # CopyOrder
    left = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace, self._judging = workplace, False
        self.wish, self.secret = WishForm(workplace), PassphraseForm()
        # Alt+P leads to the people of the rail.
        self.secret.passphrase_label.setText(self.tr("Passphrase of this cop&y"))
        self.make, self.cancel = QPushButton(self.tr("&Make the copy …")), QPushButton()
        self.cancel.setText(self.tr("Cancel"))
        self.make.setProperty("kind", "primary")
        self._lay_out()
        self.make.clicked.connect(self.ask)
        self.cancel.clicked.connect(self.left)
        self.secret.passphrase.textChanged.connect(self._on_typed)
        self.secret.again.textChanged.connect(lambda: show_error(self.secret.again, ""))

    def begin(self, patient: int | None = None) -> None:
        """Ask anew, for one patient if somebody came from there."""
        until = self._workplace.today() + timedelta(days=USUAL_DAYS)
        chosen = str(patient) if patient else ""
        self.wish.show_wish(CopyWish(CopyScope.CHOSEN, chosen, until))
        for field in (self.secret.passphrase, self.secret.again):
            field.clear()
        self.wish.picker.search.setFocus()

    def ask(self) -> None:
        """Check what is asked for; say beside the inputs what is missing."""
        if not self.wish.binder.check() or not self._is_sure():
            return
        wish = self.wish.wish()
        try:
            chosen = wish.numbers() if wish.scope is CopyScope.CHOSEN else ()
        except KnownError as error:
            self.wish.binder.set_error("patients", say(error.sentence))
            return
        if wish.scope is CopyScope.CHOSEN and not chosen:
            self.wish.binder.set_error("patients", self.tr("Write whom you take along."))
            self.wish.picker.search.setFocus()
            return
        if wish.until is None:
            self.wish.binder.set_error("until", self.tr("Needed."))
            return
        self.wished.emit(
            CopyOrder(
                wish.scope,
                wish.until,
                self._workplace.by,
                self.secret.passphrase.text(),
                chosen,
                wish.with_photographs,
            )
        )

    def is_begun(self) -> bool:
        """Say whether something is chosen or typed that would be lost."""
        return bool(self.secret.passphrase.text()) or len(self.wish.wish().readable()) > 1

    def _on_typed(self) -> None:
        show_error(self.secret.passphrase, "")
        if not self._judging:
            self._judge()

    def _judge(self) -> None:
        """Say how strong the passphrase is; it is judged beside the window, one at a time."""
        typed, work = self.secret.passphrase.text(), self._workplace
        own = (work.settings.clinic_name, work.staff.record.name)
        self._judging = bool(typed)
        if not typed:
            self.secret.meter.tell(None)
            return
        tasks.run(
            self,
            lambda _: judge_passphrase(typed, own),
            partial(self._on_judged, typed),
            lambda _: None,
        )

    def _on_judged(self, typed: str, strength: Strength) -> None:
        self._judging = False
        if typed == self.secret.passphrase.text():
            self.secret.meter.tell(strength)
        else:
            self._judge()

    def _is_sure(self) -> bool:
        if self.secret.again.text() != self.secret.passphrase.text():
            show_error(self.secret.again, self.tr("This is not the same as above."))
            self.secret.again.setFocus()
            return False
        return True

    def _lay_out(self) -> None:
        words = words_label("muted")
        words.setText(
            self.tr(
                "The copy has a passphrase of its own. Who knows it reads all that is on the copy, "
                "so send it another way than the file. Without it nobody can open the copy."
            )
        )
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        buttons.addStretch()
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.make)
        box = QVBoxLayout()
        box.setSpacing(2 * GRID)
        for part in (self.wish, self.wish.chosen, words, self.secret):
            box.addWidget(part)
        box.addStretch()
        box.addLayout(buttons)
        beside = QHBoxLayout(self)
        beside.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        beside.setSpacing(3 * GRID)
        beside.addWidget(self.wish.picker, 1)
        beside.addLayout(box, 1)

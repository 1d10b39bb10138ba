"""Your passphrase: everybody changes their own here, with the current one."""

from PySide6.QtWidgets import QPushButton, QVBoxLayout

from infrared_desktop.storage.access.key_ring import KeyRing
from infrared_desktop.views.actions import add_action
from infrared_desktop.views.clinic.staff_words import why_no_key
from infrared_desktop.views.entry.own_passphrase import PassphraseDialog
from infrared_desktop.views.entry.second_look import look_again
from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.panel import EmptyState
from infrared_desktop.views.look.record_header import RecordHeader
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.screen import Place, Screen
from infrared_desktop.views.workplace import Workplace


class OwnKeyScreen(Screen):
    """Says what a passphrase is for, and changes the one of who sits here."""

    section = "clinic"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.header, self.banner = RecordHeader(), Banner()
        self.header.set_words(self.tr("Your passphrase"), workplace.staff.record.name)
        self.card = EmptyState(
            "key",
            self.tr("It opens the clinic for you alone, and all that you record bears your name."),
            self.tr("Change it whenever somebody may have seen it. It never runs out by itself."),
            self.tr("&Change my passphrase …"),
        )
        self.change: QPushButton = self.card.action_button
        self.card.acted.connect(self._look)
        add_action(self, self.tr("Change my passphrase"), "Ctrl+Return", self._look)
        add_action(self, self.tr("Go back"), "Esc", self.going_back.emit)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(self.header)
        box.addWidget(self.banner)
        box.addWidget(self.card, 1)
        self.setFocusProxy(self.change)

    def open(self, place: Place) -> None:
        """Show the page."""
        self.banner.settle()

    def _look(self) -> None:
        if told := why_no_key(self.workplace):
            self.banner.tell(Meaning.INFORMATION, told)
            return
        words = self.tr("You choose a new passphrase. First type the one that you have.")
        self.looking = look_again(self, self.workplace, words, self._ask)

    def _ask(self) -> None:
        clinic, person = self.clinic, self.workplace.staff
        ring, name = KeyRing(clinic.folder, clinic.ledger.key), person.record.name
        self.asking = PassphraseDialog(
            self,
            self.tr("Your new passphrase"),
            self.tr("Four or five words that nobody expects are good."),
            (name, self.workplace.settings.clinic_name),
            lambda typed: ring.give(person.id, name, typed),
            self._tell_log,
        )
        self.asking.kept.connect(self._tell)
        self.asking.open()
        self.asking.inputs.enter()

    def _tell_log(self) -> None:
        by, now = self.workplace.by, self.workplace.now()
        self.clinic.staff.note_key("passphrase-changed", by, by, now)

    def _tell(self) -> None:
        words = self.tr("Changed. From now on only the new passphrase opens.")
        self.banner.tell(Meaning.SUITABLE, words)

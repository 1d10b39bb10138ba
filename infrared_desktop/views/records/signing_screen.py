"""How a record on a screen is signed: what is missing, the question, and what comes after."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.gaps import Gap
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.records.gap_menu import GapMenu
from infrared_desktop.views.records.record_page import RecordPage
from infrared_desktop.views.records.record_screen import RecordScreen
from infrared_desktop.views.records.signature import Signature
from infrared_desktop.views.workplace import Workplace


class SigningScreen(RecordScreen):
    """Leads to what is missing; asks once more, and signs with the second yes."""

    def __init__(self, workplace: Workplace, page: RecordPage, side: QWidget) -> None:
        super().__init__(workplace, page, side)
        self.signature, self.menu = Signature(workplace, self.banner), GapMenu(self)
        self.signature.given.connect(self._sign_now)
        self.header.signing.connect(self._sign)
        self.header.completing.connect(self._list_gaps)
        self.header.going_on.connect(self.go_on)
        self.menu.chosen.connect(self.show_gap)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.signature.is_asked():
            self.signature.withdraw()
        else:
            super().keyPressEvent(event)

    def on_changed(self, field: str = "") -> None:
        """Take over what a person changed; what was asked was about the record before."""
        self.signature.withdraw()
        super().on_changed(field)

    def show_gap(self, gap: Gap) -> None:
        """Go to the input of an answer that is missing, and say so beside it."""
        self.page.show_gap(gap)

    def _go_to_gap(self) -> None:
        if self.gaps and self.signed.stored is None:
            self.show_gap(self.gaps[0])

    def _list_gaps(self) -> None:
        if len(self.gaps) > 1:
            self.menu.show_below(self.header.missing, self.gaps, self.page.gap_words)
        else:
            self._go_to_gap()

    def _sign(self) -> None:
        if self.signature.is_asked():
            self._sign_now()
        elif not self.signature.may_sign():
            return
        elif problem := self.page.rows.problem():
            self.banner.tell(Meaning.CAUTION, problem)
        elif self.gaps:
            self._go_to_gap()
        elif self.page.binder.check():
            self.signature.ask(self.summary(self.record()), self.record())

    def _sign_now(self) -> None:
        record = self.sealed(self.record())
        try:
            signed = self.clinic.care.sign(
                record, self.workplace.by, self.workplace.now(), self.keeper.visit
            )
        except KnownError as error:
            self.tell_here(error)
            return
        self.show_record(signed.record, self.clinic.people.chart(record.patient_id), signed)
        self.banner.tell(Meaning.SUITABLE, self.tr("Signed."))
        self.after_signing(signed)

    def _make_actions(self) -> None:
        self.add_action(self.tr("Sign"), "Ctrl+Return", self._sign)
        super()._make_actions()
        text = self.tr("Go to the first answer that is missing")
        self.add_action(text, "F8", self._go_to_gap)

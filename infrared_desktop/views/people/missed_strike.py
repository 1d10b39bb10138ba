"""Strike a visit that was noted as missed by mistake: choose which one, and say why."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QBoxLayout, QMenu

from infrared_desktop.domain.absences import Absence
from infrared_desktop.domain.chart import Stored
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.views.actions import add_action
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.screen import Screen
from infrared_desktop.views.wording import say_day

if TYPE_CHECKING:
    from infrared_desktop.views.records.addendum import AddendumCard


class MissedStrike(QObject):
    """Gives a patient's page the act; its card is made when it is first asked for."""

    def __init__(self, page: Screen) -> None:
        super().__init__(page)
        self._page = page
        self._wrong: Stored[Absence] | None = None
        self.menu = QMenu(page)
        self.card: AddendumCard | None = None
        text, also = self.tr("Strike a missed visit"), self.tr("no-show cancelled late mistake")
        add_action(page, text, "", self.choose, also)

    def choose(self) -> None:
        """List what is noted as missed, the newest first."""
        page, number = self._page, getattr(self._page, "number", 0)
        noted = page.clinic.people.chart(number).absences
        self.menu.clear()
        for each in sorted(noted, key=lambda one: one.record.day, reverse=True):
            action = self.menu.addAction(_words(each.record))
            action.triggered.connect(lambda _=False, one=each: self.ask(one))
        if not noted:
            page.tell(Meaning.INFORMATION, self.tr("No visit is noted as missed."))
            return
        self.menu.popup(page.mapToGlobal(QPoint(0, 0)))
        self.menu.setActiveAction(self.menu.actions()[0])

    def ask(self, noted: Stored[Absence]) -> None:
        """Ask why it is wrong; without a reason nothing is struck."""
        self._wrong = noted
        if self.card is None:
            # A form, and all that loads one, stay out of memory until it is asked for.
            from infrared_desktop.views.records.addendum import AddendumCard

            self.card = AddendumCard()
            self.card.striking.connect(self._strike)
            box = self._page.layout()
            assert isinstance(box, QBoxLayout)
            box.insertWidget(1, self.card)
        self.card.ask_strike(f"{_words(noted.record)}. ")

    def _strike(self, reason: str) -> None:
        page, noted = self._page, self._wrong
        assert noted is not None and self.card is not None
        try:
            page.clinic.absences.strike(noted, reason, page.workplace.by, page.workplace.now())
        except KnownError as error:
            page.tell_error(error)
            return
        self.card.close_card()
        page.setFocus()
        page.tell(Meaning.SUITABLE, self.tr("Struck through. It no longer counts as missed."))


def _words(noted: Absence) -> str:
    day = say_day(noted.day, "ddd d MMM yyyy")
    return f"{day}, {noted.starts:%H:%M}: {choices.label(noted.kind)}"

"""Strike one of a patient's records from their page: choose which one, and say why."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QBoxLayout, QMenu

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.chart import Chart, Stored
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.screen import Screen

if TYPE_CHECKING:
    from infrared_desktop.views.records.addendum import AddendumCard


class RecordStrike(QObject):
    """Asks which record is wrong, and why; its card is made when it is first asked for."""

    def __init__(self, page: Screen) -> None:
        super().__init__(page)
        self.page = page
        self._wrong: Stored[Any] | None = None
        self.menu = QMenu(page)
        self.card: AddendumCard | None = None

    def records(self, chart: Chart) -> Sequence[Stored[Any]]:
        """Return what can be struck, the newest first."""
        raise NotImplementedError

    def words(self, stored: Stored[Any]) -> str:
        """Name a record with its day."""
        raise NotImplementedError

    def none(self) -> str:
        """Say that there is nothing to strike."""
        raise NotImplementedError

    def done(self) -> str:
        """Say what it means that one is struck."""
        raise NotImplementedError

    def store(self, stored: Stored[Any], reason: str) -> None:
        """Strike a record; raise KnownError where it can't be struck."""
        raise NotImplementedError

    def choose(self) -> None:
        """List what can be struck."""
        page = self.page
        found = self.records(page.clinic.people.chart(getattr(page, "number", 0)))
        self.menu.clear()
        for each in found:
            action = self.menu.addAction(self.words(each).replace("&", "&&"))
            action.triggered.connect(lambda _=False, one=each: self.ask(one))
        if not found:
            page.tell(Meaning.INFORMATION, self.none())
            return
        self.menu.popup(page.mapToGlobal(QPoint(0, 0)))
        self.menu.setActiveAction(self.menu.actions()[0])

    def ask(self, stored: Stored[Any]) -> None:
        """Ask why it is wrong; without a reason nothing is struck."""
        self._wrong = stored
        if self.card is None:
            # A form, and all that loads one, stay out of memory until it is asked for.
            from infrared_desktop.views.records.addendum import AddendumCard

            self.card = AddendumCard()
            self.card.striking.connect(self._strike)
            box = self.page.layout()
            assert isinstance(box, QBoxLayout)
            box.insertWidget(1, self.card)
        self.card.ask_strike(f"{self.words(stored)}. ")

    def give_up(self) -> bool:
        """Put the card away, with a warning first where something is typed; say if it was there."""
        if self.card is None or self.card.isHidden():
            return False
        self.card.give_up()
        return True

    def _strike(self, reason: str) -> None:
        assert self._wrong is not None and self.card is not None
        try:
            self.store(self._wrong, reason)
        except KnownError as error:
            self.page.tell_error(error)
            return
        self.card.close_card()
        self.page.setFocus()
        self.page.tell(Meaning.SUITABLE, self.done())

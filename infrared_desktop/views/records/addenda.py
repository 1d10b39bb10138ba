"""What was added to a signed record: each with its author, moment and reason."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from infrared_desktop.domain.records.care import Addendum
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.views.look.theme import GRID
from infrared_desktop.views.records.seal import alarm_words
from infrared_desktop.views.wording import say_day, say_moment
from infrared_desktop.views.workplace import Workplace


class Addenda(QWidget):
    """Lists addenda, oldest first; hidden where there are none."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._cards: list[QFrame] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(GRID)
        self.show_addenda(())

    def show_addenda(self, addenda: Sequence[Stored[Addendum]]) -> None:
        """Show other addenda; one that is not what was signed says so."""
        for card in self._cards:
            self._box.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = [self._card(stored) for stored in addenda]
        for card in self._cards:
            self._box.addWidget(card)
        self.setVisible(bool(addenda))

    def words(self) -> list[str]:
        """Return what each addendum says."""
        return [card.accessibleName() for card in self._cards]

    def _card(self, stored: Stored[Addendum]) -> QFrame:
        card = QFrame()
        card.setProperty("role", "sunken")
        box = QVBoxLayout(card)
        box.setContentsMargins(2 * GRID, 12, 2 * GRID, 12)
        box.setSpacing(4)
        wrong = alarm_words(self._workplace, stored)
        texts = [self._head(stored), stored.record.text, self._reason(stored)]
        roles = ["caption", "", "caption"]
        if wrong:
            texts, roles = [wrong, *texts], ["error", *roles]
        for role, text in zip(roles, texts, strict=True):
            label = QLabel(text)
            if wrong and text != wrong:
                font = label.font()
                font.setStrikeOut(True)
                label.setFont(font)
            label.setProperty("role", role)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            box.addWidget(label)
        card.setAccessibleName("\n".join(texts))
        return card

    def _head(self, stored: Stored[Addendum]) -> str:
        clinic = self._workplace.clinic
        return self.tr("Addendum · signed by {name} on {day} {at}").format(
            name=clinic.staff.get(stored.by).record.name,
            day=say_day(clinic.day(stored.at)),
            at=say_moment(stored.at, clinic.settings.timezone),
        )

    def _reason(self, stored: Stored[Addendum]) -> str:
        return self.tr("Reason: {reason}").format(reason=stored.record.reason)

"""Everybody who may be the person being registered, with the two compared side by side."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal

from infrared_desktop.domain.people.duplicates import Likeness
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.storage.desks.people import Alike
from infrared_desktop.views.lists.likeness_chip import likeness_chip
from infrared_desktop.views.lists.patient_rows import patient_line
from infrared_desktop.views.lists.row_delegate import CARD_HEIGHT
from infrared_desktop.views.lists.row_list import RowList
from infrared_desktop.views.lists.rows import Row
from infrared_desktop.views.look.panel import EmptyState, Panel
from infrared_desktop.views.people.compare_panel import ComparePanel
from infrared_desktop.views.screen import Place
from infrared_desktop.views.screens import may_open
from infrared_desktop.views.wording import say
from infrared_desktop.views.workplace import Workplace

_SHOWN_AT_ONCE = 3


class AlikePanel(Panel):
    """A list of likely duplicates; the current one stands compared below it."""

    opened = Signal(int)
    joining = Signal(object)  # Place

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(_words("May be the same person"))
        self._workplace = workplace
        self._typed = Patient("")
        self._edited: int | None = None
        self._stored: dict[int, Stored[Patient]] = {}
        self.list = RowList(card=True)
        self.list.setAccessibleName(_words("May be the same person"))
        self.compare = ComparePanel(workplace.settings.country)
        self.nobody = EmptyState()
        self.body.addWidget(self.list)
        self.body.addWidget(self.compare)
        self.body.addStretch()
        self.body.addWidget(self.nobody)
        self.list.opened.connect(lambda key: self.opened.emit(int(str(key))))
        self.list.current_changed.connect(self._show_pair)
        self.compare.opened.connect(self.opened)
        self.compare.joining.connect(self._join)

    def show_alike(self, typed: Patient, alike: Sequence[Alike], number: int | None) -> None:
        """Show who is like the person typed, likeliest first; one who is on record has a number."""
        self._typed, self._edited = typed, number
        self._stored = {stored.id: stored for stored, _ in alike}
        self.list.set_rows([self._row(stored, like) for stored, like in alike])
        self.list.setFixedHeight(min(len(alike), _SHOWN_AT_ONCE) * CARD_HEIGHT + 2)
        self.list.setVisible(bool(alike))
        self.nobody.setVisible(not alike)
        asked = typed.surname or typed.given_name or typed.phone or typed.email
        self.nobody.tell(
            "search" if asked else "people",
            _words("No likely match yet.") if asked else _words("Nothing to compare yet."),
            _words("Names, birth date, phones and e-mail are compared while you type."),
        )
        self.set_footer(_words("Enter opens that one instead") if alike else "")
        self._show_pair(self.list.current_key())

    def _show_pair(self, key: object) -> None:
        stored = self._stored.get(int(str(key))) if key is not None else None
        if stored is None:
            self.compare.hide()
        else:
            may_join = self._edited is not None and may_open("join", self._workplace)
            self.compare.show_pair(self._typed, stored, may_join)

    def _join(self, other: int) -> None:
        self.joining.emit(Place("join", self._edited, about=other))

    def _row(self, stored: Stored[Patient], like: Likeness) -> Row:
        line = patient_line(stored, self._workplace.today())
        return Row(
            key=stored.id,
            title=stored.record.display_name,
            subtitle=line,
            note=say(like.why),
            chip2=likeness_chip(like),
        )


def _words(text: str) -> str:
    return QCoreApplication.translate("AlikePanel", text)

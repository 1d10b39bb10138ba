"""Who sits here, at the right of the top bar, and what that person does about the seat: a menu."""

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.files.key_file import staff_names
from infrared_desktop.views.actions import ALSO
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.screen import Place
from infrared_desktop.views.screens import may_open
from infrared_desktop.views.workplace import Workplace

_WIDEST = 280


class UserMenu(QPushButton):
    """Says who works here in which role; a click, Enter or F11 opens what can be done.

    Where somebody `only_reads`, a copy or a damaged clinic, that is to hide and to lock.
    """

    going = Signal(object)  # Place
    switching = Signal(str)  # the name of who is to sit here next

    def __init__(
        self, workplace: Workplace, hide_and_lock: Sequence[QAction], only_reads: bool = False
    ) -> None:
        super().__init__()
        self._workplace, self._hide_and_lock = workplace, hide_and_lock
        self._only_reads = only_reads
        self._switches: list[QAction] = []
        self._log: list[QAction] = []
        who = workplace.staff.record
        self._words = f"{who.name} · {choices.label(who.role)}"
        text = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideMiddle, _WIDEST)
        self.setText(f"{text}  ▾".replace("&", "&&"))
        self.setProperty("kind", "quiet")
        self.setAutoDefault(False)
        self.setAccessibleName(self.tr("Who sits here: {who}").format(who=self._words))
        self.setToolTip(self.tr("Who sits here, and who next (F11)"))
        self.clicked.connect(self._open)

    def acts(self) -> list[QAction]:
        """Return what leads from here and from nowhere else, as it is now."""
        for act in (*self._switches, *self._log):
            act.deleteLater()
        self._switches, self._log = [*self._to_others()], [*self._to_log()]
        return [*self._switches, *self._log]

    def menu_now(self) -> QMenu:
        """Return the menu as it is now."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(self.accessibleName())
        self.acts()
        menu.addActions(self._switches)
        if self._switches:  # else the first entry, which Enter does, would be a line
            menu.addSeparator()
        menu.addActions(self._hide_and_lock)
        menu.addSeparator()
        menu.addActions([*self._to_keys(menu), *self._log])
        return menu

    def _open(self) -> None:
        menu = self.menu_now()
        corner = self.mapToGlobal(QPoint(self.width(), self.height()))
        menu.popup(corner - QPoint(menu.sizeHint().width(), 0))
        menu.setActiveAction(menu.actions()[0])

    def _to_others(self) -> Iterator[QAction]:
        """Yield the way to everybody else who has a key; a clinic that only reads has one seat."""
        place = self._workplace
        if self._only_reads:
            return
        try:
            names = staff_names(place.clinic.folder)
        except KnownError:  # the page of the staff says what is wrong with the keys
            names = []
        for name in names:
            if name != place.staff.record.name:
                text = self.tr("Switch to {name}").format(name=name.replace("&", "&&"))
                act = QAction(text, self)
                act.setProperty(ALSO, self.tr("user person change log out"))
                act.triggered.connect(partial(self.switching.emit, name))
                yield act

    def _to_keys(self, menu: QMenu) -> Iterator[QAction]:
        if self._only_reads:
            return
        yield self._lead(self.tr("&Change my passphrase …"), Place("own_key"), menu)
        if may_open("staff", self._workplace):
            yield self._lead(self.tr("Sta&ff and keys"), Place("staff"), menu)

    def _to_log(self) -> Iterator[QAction]:
        place = self._workplace
        if self._only_reads or not may_open("audit", place):
            return
        from infrared_desktop.storage.audit.reading import Asked  # not needed to see Today

        begun = datetime.combine(place.today(), time(), ZoneInfo(place.settings.timezone))
        mine = Asked(place.by, since=begun, before=begun + timedelta(days=1))
        yield self._lead(self.tr("What I did &today"), Place("audit", about=mine), self)

    def _lead(self, text: str, place: Place, owner: "QMenu | UserMenu") -> QAction:
        act = QAction(text, owner)
        act.triggered.connect(lambda: self.going.emit(place))
        return act

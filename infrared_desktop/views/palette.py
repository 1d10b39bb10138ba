"""Find a patient or an action from anywhere: the field in the top bar and its list of results."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget
from shiboken6 import isValid

from infrared_desktop.domain.people.folding import fold
from infrared_desktop.views.actions import ALSO
from infrared_desktop.views.lists.find_field import FindField
from infrared_desktop.views.lists.patient_rows import FoundRows
from infrared_desktop.views.lists.row_delegate import CARD_HEIGHT
from infrared_desktop.views.lists.row_list import RowList
from infrared_desktop.views.lists.rows import Row
from infrared_desktop.views.look.theme import GRID
from infrared_desktop.views.people.patient_acts import patient_acts
from infrared_desktop.views.screen import Place
from infrared_desktop.views.workplace import Workplace

_SHOWN = 8


class Palette(FindField):
    """The search field; its results hang below it while something is typed."""

    going = Signal(object)  # Place

    def __init__(
        self, workplace: Workplace, actions: Callable[[], Sequence[QAction]], parent: QWidget
    ) -> None:
        results = Results(workplace, parent)
        super().__init__(results.list, parent)
        self.results = results
        self._workplace, self._actions = workplace, actions
        self._before: QWidget | None = None
        self.setPlaceholderText(self.tr("Find a patient or an action  (Ctrl+K)"))
        self.setAccessibleName(self.tr("Find a patient or an action"))
        self.results.list.opened.connect(self._take)
        self.taken.connect(self._take)
        self.textEdited.connect(self._search)

    def start(self) -> None:
        """Take the focus, ready to type; Esc gives it back."""
        if not self.hasFocus():
            self._before = self.window().focusWidget()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
            return
        self.finish()
        self._give_back()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if not self.results.isAncestorOf(self.window().focusWidget() or self):
            self.results.hide()

    def _search(self, text: str) -> None:
        if not text.strip():
            self.results.put_away()
            return
        found = FoundRows(self._workplace, text, _SHOWN)
        hits = [_action_row(action) for action in self._actions() if _fits(action, text)]
        self.results.offer(found, hits, below=self)

    def _take(self, key: object) -> None:
        self.finish()
        if isinstance(key, QAction):
            key.trigger()
            if self.hasFocus():  # it led nowhere else
                self._give_back()
        else:
            self.going.emit(Place("patient", int(str(key))))

    def _give_back(self) -> None:
        before = self._before
        if before is not None and isValid(before) and before.isVisible():  # its page may be gone
            before.setFocus()

    def finish(self) -> None:
        """Put the results away and forget what was typed."""
        self.results.put_away()
        self.clear()

    def forget(self) -> None:
        """Keep nothing of what was typed before, which a cleared line could bring back."""
        self.finish()
        self.setText("")
        self._before = None


class Results(QFrame):
    """The list that hangs below the field, with a count of what is not shown."""

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workplace, self._over = workplace, parent
        self.setProperty("role", "panel")
        self.list = RowList(card=True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.count = QLabel()
        self.count.setProperty("role", "caption")
        self.count.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.setSpacing(0)
        box.addWidget(self.list)
        box.addWidget(self.count)
        self.hide()

    def offer(self, found: FoundRows, actions: Sequence[Row], below: QWidget) -> None:
        """Show patients and actions below a widget, the first one chosen."""
        rows = [*found.page(0, _SHOWN), *actions]
        self.list.set_rows(rows)
        self.list.select_row(0)
        self.list.setVisible(bool(rows))
        self.count.setText(self._words(found, bool(rows)))
        corner = below.mapTo(self._over, QPoint(0, below.height() + 4))
        height = min(len(rows) * CARD_HEIGHT + 44, self._over.height() - corner.y() - GRID)
        self.setGeometry(corner.x(), corner.y(), max(below.width(), 480), height)
        self.show()
        self.raise_()

    def put_away(self) -> None:
        """Hide the list and forget what it found: Enter must not open what nobody asked for."""
        self.list.set_rows(())
        self.hide()

    def _words(self, found: FoundRows, anything: bool) -> str:
        if not anything:
            return self._elsewhere(found.typed)
        keys = self.tr("Enter opens · Esc closes")
        return f"{found.words} · {keys}" if found.total > found.count() else keys

    def _elsewhere(self, text: str) -> str:
        """Say where that is done, if it is done on a patient's page, or how to register."""
        for act in patient_acts(self._workplace):
            if _holds(f"{act.text} {act.also}", text):
                words = self.tr("{act}: find the patient first, then press {key}.")
                return words.format(act=act.text, key=act.key)
        return self.tr("Nobody and nothing by that name. Ctrl+N registers a new patient.")


def _fits(action: QAction, text: str) -> bool:
    return _holds(f"{_plain(action)} {action.property(ALSO) or ''}", text)


def _holds(words: str, text: str) -> bool:
    folded = fold(words)
    return all(part in folded for part in fold(text).split())


def _action_row(action: QAction) -> Row:
    keys = action.shortcut().toString()
    return Row(key=action, title=_plain(action), note=keys)


def _plain(action: QAction) -> str:
    return action.text().replace("&", "")

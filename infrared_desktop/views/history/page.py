"""The form of a medical history: one page that scrolls with the keys and says what is amiss."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from infrared_desktop.domain.history.gaps import HistoryGap
from infrared_desktop.domain.history.row_gaps import Weight
from infrared_desktop.domain.records.history import History
from infrared_desktop.views.forms.binder import Binder
from infrared_desktop.views.forms.forms import load_form
from infrared_desktop.views.history import editors  # noqa: F401 - registers the groups
from infrared_desktop.views.history.rows import HistoryRows, say_gap
from infrared_desktop.views.look.panel import Panel
from infrared_desktop.views.look.sight import Sight
from infrared_desktop.views.look.theme import GRID

GROUPS = ("conditions", "medicines", "allergies", "implants", "treatments")


class HistoryPage(Panel):
    """Edits a history; whatever has the keys is scrolled into sight."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self.page = QWidget()
        self.sight = Sight(self.page)
        self.body.addWidget(self.sight)
        self.fields = QWidget(self.page)
        load_form(self.fields, "history")
        self.binder: Binder[History] = Binder(self.fields, History)
        self.groups = [self._group(name) for name in GROUPS]
        self.first = self.binder.input("pregnancy")
        self._base: History | None = None
        self._contested: dict[str, str] = {}
        self._lay_out()
        self.binder.changed.connect(lambda _: self.changed.emit())
        for place, group in enumerate(self.groups):
            group.none_ticked.connect(lambda at=place: self._go_on_after(at))
            group.told.connect(self._show_soon)
        QApplication.instance().focusChanged.connect(self._follow)  # type: ignore[union-attr]

    def show_history(self, record: History) -> None:
        """Show a history from its beginning."""
        self._base, self._contested = record, {}
        self.binder.show(record)
        self.sight.verticalScrollBar().setValue(0)

    def show_contested(self, told: Mapping[str, str]) -> None:
        """Say beside answers what somebody else wrote there, and go to the first."""
        self._contested = dict(told)
        for name, words in told.items():
            self.binder.set_caution(name, words)
        if told:
            self.go_to_field(next(iter(told)))

    def record(self) -> History:
        """Return the history as it stands in the form."""
        assert self._base is not None
        return self.binder.record(self._base)

    def show_gaps(self, gaps: Sequence[HistoryGap]) -> None:
        """Say beside each answer what is wrong or odd about it."""
        told = {gap.field: gap for gap in gaps if gap.row is None and gap.weight is not Weight.OPEN}
        for name in self.binder.values():
            if name not in GROUPS:
                say_gap(self.binder, name, told.get(name))
            if name not in told and name in self._contested:
                self.binder.set_caution(name, self._contested[name])
        for name, group in zip(GROUPS, self.groups, strict=True):
            group.show_gaps([gap for gap in gaps if gap.field == name and gap.row is not None])

    def unreadable(self) -> str:
        """Go to the first input that cannot be read and return what is wrong, or nothing."""
        filled = (group.binder for group in self.groups if group.get_value())
        for binder in (self.binder, *filled):
            for field, words in binder.problems().items():
                if field not in GROUPS:
                    self._go(binder.input(field))
                    binder.set_error(field, words)
                    return words
        return ""

    def go_to(self, gap: HistoryGap) -> None:
        """Go to the answer that a gap is about."""
        self.go_to_field(gap.field, gap.row, gap.inner)

    def go_to_field(self, field: str, row: int | None = None, inner: str = "") -> None:
        """Go to the input of a field; of a group to where a row is added, or to one in a row."""
        target = self.binder.input(field)
        if isinstance(target, HistoryRows) and row is not None:
            target.go_to(row, inner)
            return
        self._go(self.input_of(field))

    def input_of(self, field: str) -> QWidget:
        """Return the input of a field; of a group that with which a row is added."""
        target = self.binder.input(field)
        return target.finder if isinstance(target, HistoryRows) else target

    def tick_none(self) -> None:
        """Tick "none of these" in the group that has the keys, or in the first not asked yet."""
        self.group_with_keys().tick_none()

    def group_with_keys(self) -> HistoryRows:
        """Return the group that has the keys, else the first not asked yet, else the first."""
        here = QApplication.focusWidget()
        mine = (group for group in self.groups if here is not None and group.isAncestorOf(here))
        asks = (group for group in self.groups if group.get_value() is None)
        return next(mine, None) or next(asks, self.groups[0])

    def _go_on_after(self, place: int) -> None:
        left = [group for group in self.groups[place + 1 :] if group.get_value() is None]
        self._go(left[0].finder if left else self.binder.input("smoking"))

    def _go(self, target: QWidget) -> None:
        target.setFocus()
        self._show_soon(target)

    def _show_soon(self, target: QWidget) -> None:
        # The words beside it push things aside: look once they have their place.
        QTimer.singleShot(0, self, lambda: self._follow(None, target))

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.page.isAncestorOf(now):
            # Qt's own way looks at the cursor of a text alone, not at the words below it.
            below = now.mapTo(self.page, now.rect().bottomLeft())
            self.sight.ensureVisible(0, below.y(), 0, 7 * GRID)

    def _group(self, name: str) -> HistoryRows:
        group = self.binder.input(name)
        assert isinstance(group, HistoryRows)
        return group

    def _lay_out(self) -> None:
        box = QVBoxLayout(self.page)
        box.setContentsMargins(2 * GRID, 12, 2 * GRID, 12)
        box.addWidget(self.fields)
        box.addStretch(1)
        self.sight.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # Words that come or go move what is being written: keep it in sight.
        bar = self.sight.verticalScrollBar()
        bar.rangeChanged.connect(lambda *_: self._follow(None, QApplication.focusWidget()))

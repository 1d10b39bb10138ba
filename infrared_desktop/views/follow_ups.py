"""The follow-up list: what is due and why, what is hidden and why, and what was done about it."""

from collections import Counter
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QTabBar, QVBoxLayout

from infrared_desktop.domain.answers import FollowUpDecisionKind
from infrared_desktop.domain.follow_ups import HiddenReason, hidden_reason
from infrared_desktop.domain.worklist import worklist
from infrared_desktop.storage.acts import Change
from infrared_desktop.storage.follow_ups import Listed
from infrared_desktop.views import choices
from infrared_desktop.views.chips import Chip
from infrared_desktop.views.follow_up_detail import FollowUpDetail
from infrared_desktop.views.follow_up_rows import Key, follow_up_row
from infrared_desktop.views.panel import EmptyState, Panel
from infrared_desktop.views.row_list import RowList
from infrared_desktop.views.rows import Row
from infrared_desktop.views.screen import Place, Screen
from infrared_desktop.views.theme import GRID, Meaning
from infrared_desktop.views.wording import say_day
from infrared_desktop.views.workplace import Workplace


class Tab(StrEnum):
    """What the list shows."""

    DUE = "due"
    UPCOMING = "upcoming"
    HIDDEN = "hidden"


class FollowUpsScreen(Screen):
    """Worked by keyboard, with the phone at the ear."""

    section = "follow_ups"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._listed: dict[Key, Listed] = {}
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(self.tr("Which follow-ups"))
        for _ in Tab:
            self.tabs.addTab("")
        self.list = RowList(card=True)
        self.list.setAccessibleName(self.tr("Follow-ups"))
        self.panel = Panel(
            footer=self.tr("Enter opens · L logs a call · Z puts off · N not needed · B books")
        )
        self.nothing = EmptyState()
        self.sum = QLabel()
        self.sum.setProperty("role", "muted")
        self.reasons = QLabel()
        self.reasons.setProperty("role", "caption")
        self.reasons.setWordWrap(True)
        self.reasons.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        self.detail = FollowUpDetail(workplace)
        self._lay_out()
        self._make_actions()
        self.tabs.currentChanged.connect(lambda _: self.reload())
        self.list.current_changed.connect(lambda _: self._show_detail())
        self.list.opened.connect(self._open)
        self.detail.answered.connect(self._on_answered)
        self.detail.refused.connect(self.tell_error)
        self.setFocusProxy(self.list)

    def open(self, place: Place) -> None:
        """Show the list, at a follow-up if one is named."""
        self.reload()
        if place.about is not None:
            self._go_to(place.about)

    def reload(self, change: Change | None = None) -> None:
        """Show the list as it stands."""
        today = self.workplace.today()
        rows = [*self.clinic.follow_ups.due(today), *self.clinic.follow_ups.hidden(today)]
        self._listed = {_key(row): row for row in rows}
        shown, hidden = worklist((row.follow_up for row in rows), today)
        upcoming = [f for f in hidden if hidden_reason(f, today) is HiddenReason.UPCOMING]
        rest = [f for f in hidden if hidden_reason(f, today) is not HiddenReason.UPCOMING]
        tabs = dict(zip(Tab, (shown, upcoming, rest), strict=True))
        self._name_tabs({tab: len(found) for tab, found in tabs.items()})
        text = self.tr("{shown} shown + {hidden} hidden = {total} in all")
        self.sum.setText(text.format(shown=len(shown), hidden=len(hidden), total=len(rows)))
        tab = list(Tab)[self.tabs.currentIndex()]
        found = [self._listed[(f.patient_id, f.key)] for f in tabs[tab]]
        self._show_rows(tab, found)

    def _show_rows(self, tab: Tab, found: list[Listed]) -> None:
        today = self.workplace.today()
        self.list.set_rows([self._row(listed, tab) for listed in found])
        reasons = Counter(hidden_reason(listed.follow_up, today) for listed in found)
        counted = [f"{choices.label(why)}: {n}" for why, n in reasons.most_common() if why]
        self.reasons.setText(self.tr("Why hidden: ") + " · ".join(counted))
        self.reasons.setVisible(tab is Tab.HIDDEN and bool(counted))
        self.nothing.tell("check", *self._empty_words(tab))
        self.list.setVisible(bool(found))
        self.nothing.setVisible(not found)
        self._show_detail()

    def _row(self, listed: Listed, tab: Tab) -> Row:
        today = self.workplace.today()
        row = follow_up_row(listed, today)
        if tab is Tab.DUE:
            return row
        why = hidden_reason(listed.follow_up, today)
        words = choices.label(why)
        if tab is Tab.UPCOMING or listed.follow_up.hidden is None:
            words = self.tr("from {day}").format(day=say_day(listed.follow_up.show_on))
        chip = Chip(Meaning.INFORMATION, f"{choices.label(listed.follow_up.kind)} · {words}")
        return Row(key=row.key, title=row.title, note=row.note, chip2=chip)

    def _empty_words(self, tab: Tab) -> tuple[str, str]:
        if tab is Tab.DUE:
            return self.tr("Nothing is due today."), self.tr("Ctrl+2 shows all patients.")
        return self.tr("There is nothing here."), ""

    def _show_detail(self) -> None:
        listed = self._current()
        chart = self.clinic.people.chart(listed.patient.id) if listed else None
        self.detail.show_listed(listed, chart)

    def _current(self) -> Listed | None:
        key = self.list.current_key()
        return self._listed.get(key) if isinstance(key, tuple) else None

    def _go_to(self, key: Key) -> None:
        for number in range(self.tabs.count()):
            self.tabs.setCurrentIndex(number)
            self.list.select_key(key)
            if self.list.current_key() == key:
                return

    def _open(self, key: object) -> None:
        if isinstance(key, tuple):
            self.going.emit(Place("patient", key[0]))

    def _book(self) -> None:
        listed = self._current()
        if listed is not None:
            follow_up = listed.follow_up
            place = Place("booking", listed.patient.id, follow_up.plan_id, follow_up.key)
            self.going.emit(place)

    def _on_answered(self, words: str) -> None:
        self.tell(Meaning.SUITABLE, self.tr("Noted: {words}").format(words=words))
        self.list.setFocus()

    def _name_tabs(self, counts: dict[Tab, int]) -> None:
        words = {
            Tab.DUE: self.tr("Due"),
            Tab.UPCOMING: self.tr("Upcoming"),
            Tab.HIDDEN: self.tr("Hidden"),
        }
        for number, tab in enumerate(Tab):
            self.tabs.setTabText(number, f"{words[tab]} {counts[tab]}")

    def _make_actions(self) -> None:
        decide = self.detail.start_decision
        offers = (
            (self.tr("Log a call"), "L", self.detail.start_attempt),
            (self.tr("Put off"), "Z", lambda: decide(FollowUpDecisionKind.SNOOZED)),
            (self.tr("Not needed"), "N", lambda: decide(FollowUpDecisionKind.NOT_NEEDED)),
            (self.tr("Open again"), "O", lambda: decide(FollowUpDecisionKind.REOPENED)),
            (self.tr("Book"), "B", self._book),
        )
        for text, key, act in offers:
            action = QAction(text, self)
            action.setShortcut(QKeySequence(key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda _=False, act=act: act())
            self.addAction(action)

    def _lay_out(self) -> None:
        title = QLabel(self.tr("Follow-ups"))
        title.setProperty("role", "title")
        head = QHBoxLayout()
        head.setSpacing(2 * GRID)
        head.addWidget(title)
        head.addWidget(self.sum)
        head.addStretch()
        self.panel.body.addWidget(self.tabs)
        self.panel.body.addWidget(self.reasons)
        self.panel.body.addWidget(self.list, 1)
        self.panel.body.addWidget(self.nothing, 1)
        panels = QHBoxLayout()
        panels.setSpacing(2 * GRID)
        panels.addWidget(self.panel, 3)
        panels.addWidget(self.detail, 2)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * GRID)
        box.addLayout(head)
        box.addLayout(panels, 1)


def _key(listed: Listed) -> Key:
    return (listed.follow_up.patient_id, listed.follow_up.key)

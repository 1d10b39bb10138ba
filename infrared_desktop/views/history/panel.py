"""Beside a history: what is on record to be confirmed, what changes, what to ask, all versions."""

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from infrared_desktop.domain.history.changes import change_said, changes, version_said
from infrared_desktop.domain.history.gaps import HistoryGap
from infrared_desktop.domain.history.words import TITLES, Fact, fact_said, facts
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.history import History
from infrared_desktop.domain.sentences import sentence
from infrared_desktop.views.history.asks import HistoryAsks, words_label
from infrared_desktop.views.history.lines import HistoryLines, Line
from infrared_desktop.views.look.chips import Chip, ChipLabel
from infrared_desktop.views.look.panel import Panel
from infrared_desktop.views.look.sight import Sight
from infrared_desktop.views.look.theme import GRID
from infrared_desktop.views.wording import say, say_day, say_moment
from infrared_desktop.views.workplace import Workplace


class HistoryPanel(Panel):
    """Shows what speaks for confirming or for saving; it stores nothing itself."""

    confirming = Signal()
    going_to = Signal(object)  # HistoryGap, or the name of a field

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self._workplace = workplace
        self.state = ChipLabel(parent=self)
        self.asks, self.lead = HistoryAsks(), words_label("", "small")
        self.confirm = QPushButton(self.tr("Nothing has changed  Ctrl+↵"))
        self.confirm.setAccessibleName(self.tr("Nothing has changed"))
        self.confirm.setProperty("kind", "primary")
        self.confirm.setAutoDefault(True)
        self.changed, self.to_ask, self.rest, self.versions = (HistoryLines() for _ in range(4))
        self._asked: tuple[str, ...] = ()
        self._arrange()
        self.confirm.clicked.connect(self.confirming)
        self.asks.changed.connect(self._show_confirm)
        self.asks.done.connect(self.confirm.setFocus)
        self.asks.to_change.connect(lambda field: self.going_to.emit(field))

    def show_stored(
        self, versions: Sequence[Stored[History]], asked: Sequence[str], age: Chip, confirmed: bool
    ) -> None:
        """Show what is on record, and ask about it unless that was done today."""
        self.state.set_chip(age)
        told = {fact.field: fact for fact in facts(versions[-1].record)} if versions else {}
        self._asked = () if confirmed else tuple(name for name in asked if name in told)
        self.asks.ask([told[name] for name in self._asked])
        for one, following in pairwise((self.sight, *self.asks.answers.values(), self.confirm)):
            QWidget.setTabOrder(one, following)
        self.rest.tell(self.tr("Also on record"), self._rest_lines(told))
        lines: list[Line] = [(line, None) for line in self._version_lines(versions)]
        self.versions.tell(self.tr("Versions, newest first"), lines)
        self._confirmed = confirmed

    def show_work(
        self, stored: History | None, record: History, gaps: Sequence[HistoryGap]
    ) -> None:
        """Show what would be saved, and what is still to ask or to mend."""
        found = changes(stored, record)
        heading = self.tr("What you changed") if stored else self.tr("What you wrote")
        self.changed.tell(heading, [(change_said(each, say), None) for each in found])
        self.to_ask.tell(
            self.tr("Still to ask or to mend"),
            [(self._gap_line(gap), partial(self.going_to.emit, gap)) for gap in gaps],
        )
        self._is_new, self._is_changed = stored is None, bool(found)
        writes = self._is_new or self._is_changed
        self.set_title(self.tr("What you write") if writes else self.tr("Still the same?"))
        self.asks.setVisible(not writes and bool(self._asked))
        self.rest.setVisible(not writes)
        self._show_confirm()

    def may_confirm(self) -> bool:
        """Say whether all that must be asked was asked, and nothing has changed."""
        return not self.confirm.isHidden() and self.confirm.isEnabled()

    def first(self) -> QWidget | None:
        """Return where the first question is answered, if one is asked."""
        return next(iter(self.asks.answers.values()), None) if self.asks.isVisibleTo(self) else None

    def _show_confirm(self) -> None:
        writes = self._is_new or self._is_changed
        self.confirm.setVisible(not writes and not self._confirmed)
        self.confirm.setEnabled(self.asks.is_settled())
        self.lead.setText(self._lead_words(writes))

    def _lead_words(self, writes: bool) -> str:
        if self._is_new:
            return self.tr("No history was taken yet. Ctrl+0 answers a group with none of these.")
        if writes:
            return self.tr("Save it with Ctrl+S: it becomes a new version, the old one is kept.")
        if self._confirmed:
            return self.tr("Written or confirmed today. Write in the form what changes since.")
        return self.tr("Ask each of these; then confirm that nothing has changed.")

    def _rest_lines(self, told: Mapping[str, Fact]) -> list[Line]:
        """Say what is not asked item by item, and last what was never asked."""
        rest = [each for name, each in told.items() if name not in self._asked]
        lines = [f"{say(each.title)}: {fact_said(each, say)}" for each in rest if each.asked]
        never = ", ".join(say(each.title) for each in rest if not each.asked)
        if never:
            lines.append(self.tr("Not asked: {titles}").format(titles=never))
        return [(line, None) for line in lines]

    def _gap_line(self, gap: HistoryGap) -> str:
        return f"{say(sentence(TITLES[gap.field]))}: {say(gap.words)}"

    def _version_lines(self, versions: Sequence[Stored[History]]) -> list[str]:
        lines = []
        for place, stored in enumerate(versions):
            before = versions[place - 1].record if place else None
            brought = version_said(before, stored.record, say)
            lines.append("\n".join([self._version_head(stored), *(f"– {one}" for one in brought)]))
        return lines[::-1]

    def _version_head(self, stored: Stored[History]) -> str:
        clinic = self._workplace.clinic
        return self.tr("{number}: {name}, {day} {at}").format(
            number=stored.version,
            name=clinic.staff.get(stored.by).record.name,
            day=say_day(clinic.day(stored.at)),
            at=say_moment(stored.at, clinic.settings.timezone),
        )

    def _arrange(self) -> None:
        self.add_to_head(self.state)
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(2 * GRID, 12, 2 * GRID, 12)
        box.setSpacing(GRID)
        parts = (self.lead, self.asks, self.confirm, self.changed, self.to_ask, self.rest)
        for part in (*parts, self.versions):
            box.addWidget(part)
        box.addStretch(1)
        self.sight = Sight(page)
        self.sight.setAccessibleName(self.tr("What is on record"))
        self.body.addWidget(self.sight)

"""The list of follow-ups: its three parts with their counts, narrowed to a name, row by row."""

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QTabBar, QVBoxLayout, QWidget

from infrared_desktop.domain.follow_ups.worklist import Claim, Part
from infrared_desktop.storage.desks.follow_ups import Listed
from infrared_desktop.storage.desks.worklist import Wanted
from infrared_desktop.views.follow_ups.follow_up_claims import ClaimBar
from infrared_desktop.views.follow_ups.follow_up_rows import FollowUpSource, Key
from infrared_desktop.views.follow_ups.follow_up_search import FollowUpSearch
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.lists.row_list import RowList
from infrared_desktop.views.look.panel import EmptyState, Panel
from infrared_desktop.views.look.theme import GRID
from infrared_desktop.views.workplace import Workplace


class FollowUpList(QWidget):
    """Shows one part of the list at a time; only the rows that are seen are read."""

    current_changed = Signal()
    opened = Signal(object)  # Key

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace, self._desk = workplace, workplace.clinic.follow_ups
        self.day = workplace.today()
        self.counts: Mapping[Part, int] = dict.fromkeys(Part, 0)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(self.tr("Which follow-ups"))
        for _ in Part:
            self.tabs.addTab("")
        self.claims = ClaimBar(workplace)
        self.search = FollowUpSearch(workplace)
        self.rows = RowList(card=True)
        self.rows.setAccessibleName(self.tr("Follow-ups"))
        self.reasons, self.nothing = QLabel(), EmptyState()
        self._lay_out()
        self.tabs.currentChanged.connect(lambda _: self._change_part())
        self.claims.currentChanged.connect(lambda _: self._change_part())
        self.search.narrowed.connect(self.reload)
        self.search.finished.connect(self._go_to_found)
        self.rows.current_changed.connect(lambda _: self.current_changed.emit())
        self.rows.opened.connect(self.opened.emit)

    @property
    def part(self) -> Part:
        """The part that is shown."""
        return list(Part)[self.tabs.currentIndex()]

    def current(self) -> Listed | None:
        """Return the follow-up of the current row as it is stored now."""
        number = self.rows.currentIndex().row()
        found = self._desk.page(self._wanted(self.part), number, 1) if number >= 0 else []
        return found[0] if found else None

    def reload(self) -> None:
        """Show the part as it stands, at the same row, or at the one that took its place."""
        self.day = self._workplace.today()
        self.counts = {part: self._desk.count(self._wanted(part)) for part in Part}
        self._name_tabs()
        self.claims.show_counts(lambda claim: self._desk.count(self._claimed(Part.DUE, claim)))
        self._say_reasons()
        with QSignalBlocker(self.rows):
            self._show_rows(self.counts[self.part])
        self._say_nothing(self.counts[self.part])
        self.current_changed.emit()

    def go_to(self, key: Key) -> None:
        """Show the row of a follow-up, on whatever part it stands."""
        with QSignalBlocker(self.search), QSignalBlocker(self.claims):
            self.search.forget()
            self.claims.setCurrentIndex(0)
        self.day = self._workplace.today()
        places = [self._desk.place(self._wanted(part), *key) for part in Part]
        number = next((at for at, place in enumerate(places) if place is not None), None)
        if number is not None:
            with QSignalBlocker(self.tabs):
                self.tabs.setCurrentIndex(number)
        self.reload()
        if number is not None:
            self.rows.select_row(places[number] or 0)

    def go_on(self, key: Key) -> None:
        """Move to the row below a follow-up, unless it went away and another took its place."""
        if self.rows.current_key() == key:
            last = self.counts[self.part] - 1
            self.rows.select_row(min(self.rows.currentIndex().row() + 1, last))

    def set_still(self, still: bool) -> None:
        """Keep the row while a form about it is open."""
        for each in (self.tabs, self.claims, self.search, self.rows):
            each.setEnabled(not still)

    def shown(self) -> Wanted:
        """Return what is shown now, narrowed as it is."""
        return self._wanted(self.part)

    def _wanted(self, part: Part) -> Wanted:
        return self._claimed(part, self.claims.claim)

    def _claimed(self, part: Part, claim: Claim | None) -> Wanted:
        return Wanted(part, self.day, self.search.patients, claim)

    def _show_rows(self, count: int) -> None:
        kept, at = self.rows.current_key(), max(self.rows.currentIndex().row(), 0)
        wanted = self._wanted(self.part)
        self.rows.set_source(FollowUpSource(self._desk, wanted, count))
        self.rows.select_row(min(at, count - 1))
        if isinstance(kept, tuple) and self.rows.current_key() != kept:
            place = self._desk.place(wanted, *kept)
            if place is not None:
                self.rows.select_row(place)

    def _go_to_found(self) -> None:
        """Go to the rows, on the first part that has the person where this one has not."""
        if self.search.patients and not self.counts[self.part]:
            having = [at for at, part in enumerate(Part) if self.counts[part]]
            self.tabs.setCurrentIndex(having[0] if having else self.tabs.currentIndex())
        self.rows.setFocus()

    def _change_part(self) -> None:
        with QSignalBlocker(self.rows):
            self.rows.select_row(0)
        self.reload()
        # Hidden rows would leave the keys to the rail.
        (self.rows if self.counts[self.part] else self.tabs).setFocus()

    def _name_tabs(self) -> None:
        words = (self.tr("Due"), self.tr("Upcoming"), self.tr("Hidden"))
        for number, (part, text) in enumerate(zip(Part, words, strict=True)):
            self.tabs.setTabText(number, f"{text} {self.counts[part]:,}")

    def _say_reasons(self) -> None:
        hidden = self.part is Part.HIDDEN
        counts = self._desk.reasons(self._wanted(Part.HIDDEN)) if hidden else {}
        people = self._desk.people_by_reason(self._wanted(Part.HIDDEN)) if hidden else {}
        told = " · ".join(
            self.tr("{reason}: {rows} of {people} people").format(
                reason=choices.label(why), rows=f"{rows:,}", people=f"{people[why]:,}"
            )
            for why, rows in sorted(counts.items(), key=lambda each: each[1], reverse=True)
        )
        self.reasons.setText(self.tr("Why hidden: {reasons}").format(reasons=told))
        self.reasons.setVisible(bool(told))

    def _say_nothing(self, count: int) -> None:
        if not count:
            self.nothing.tell("check", *self._empty_words())
        self.rows.setVisible(bool(count))
        self.nothing.setVisible(not count)

    def _empty_words(self) -> tuple[str, str]:
        if self.search.patients is not None:
            advice = self.tr("The other tabs say how many they hold. Esc shows everybody again.")
            return self.tr("Nobody by that name stands here."), advice
        if self.claims.claim is not None:
            advice = self.tr("W shows what the others have to do.")
            return self.tr("Nothing of this is theirs."), advice
        if self.part is Part.DUE:
            advice = self.tr("Later follow-ups show up on their day; 2 shows them now.")
            return self.tr("Nothing is due."), advice
        return self.tr("There is nothing here."), self.tr("1 shows what is due.")

    def _lay_out(self) -> None:
        self.reasons.setProperty("role", "caption")
        self.reasons.setWordWrap(True)
        self.reasons.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        keys = self.tr(
            "Enter opens the patient · / finds a name · 1 2 3 change the list · W changes whose"
        )
        panel = Panel(footer=keys)
        narrowing = QHBoxLayout()
        narrowing.setContentsMargins(0, 0, GRID, 0)
        narrowing.addWidget(self.search, 1)
        narrowing.addWidget(self.claims)
        panel.body.addWidget(self.tabs)
        panel.body.addLayout(narrowing)
        panel.body.addWidget(self.reasons)
        panel.body.addWidget(self.rows, 1)
        panel.body.addWidget(self.nothing, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(panel)

"""The follow-up screen: the list beside one follow-up in full, and the keys that answer it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from infrared_desktop.domain.follow_ups.worklist import Part
from infrared_desktop.domain.records.answers import FollowUpDecisionKind
from infrared_desktop.storage.desks.acts import Change
from infrared_desktop.views.actions import add_action
from infrared_desktop.views.follow_ups.follow_up_desk import FollowUpDesk
from infrared_desktop.views.follow_ups.follow_up_detail import FollowUpDetail
from infrared_desktop.views.follow_ups.follow_up_list import FollowUpList
from infrared_desktop.views.follow_ups.follow_up_places import place_to_settle, settling_words
from infrared_desktop.views.follow_ups.follow_up_reports import FollowUpReports
from infrared_desktop.views.follow_ups.follow_up_rows import key_of
from infrared_desktop.views.look.theme import GRID, Meaning
from infrared_desktop.views.messages.entrance import offer_message
from infrared_desktop.views.messages.quick_letter import offer_letter
from infrared_desktop.views.screen import Place, Screen
from infrared_desktop.views.workplace import Workplace


class FollowUpsScreen(Screen):
    """Worked by keyboard, with the phone at the ear."""

    section = "follow_ups"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.list, self.detail = FollowUpList(workplace), FollowUpDetail(workplace)
        self.sum, self.desk = QLabel(), FollowUpDesk(self, self.list.shown)
        self._reports = FollowUpReports(self, self.list, self.detail.answers)
        self._keys: list[QAction] = []
        self._lay_out()
        self._make_answers()
        self._make_ways()
        self._connect()
        self.setFocusProxy(self.list.rows)

    def open(self, place: Place) -> None:
        """Show the list, at a follow-up if the place is about its key."""
        if isinstance(place.about, tuple):
            self.list.go_to(place.about)
        else:
            self.list.reload()

    def here(self, place: Place) -> Place:
        """Come back to the list as it stands: a row that was settled gave its place to the next."""
        return Place("follow_ups")

    def leave(self) -> bool:
        """Stay while a form is open, so that no note of a call is lost."""
        if self.detail.answers.is_asking:
            words = self.tr(
                "This is not saved yet. Esc goes back to it: save it there with Enter, "
                "or cancel it with Esc."
            )
            self.tell(Meaning.CAUTION, words)
            return False
        return True

    def take_back_typed(self) -> bool:
        """Let Ctrl+Z be the open form's own: what is stored waits until the form is put away."""
        answers = self.detail.answers
        if answers.is_asking and not answers.take_back_typed():
            self.tell_untyped()
        return answers.is_asking

    def open_form(self) -> tuple[tuple[int, str], str] | None:
        """Return about which follow-up a form is open, and for what it asks."""
        answers, listed = self.detail.answers, self.detail.listed
        if listed is None or not answers.is_asking:
            return None
        return key_of(listed), answers.asks_for

    def open_form_again(self, form: tuple[tuple[int, str], str] | None) -> None:
        """Ask again for the attempt, the decision or the reason of a strike."""
        if form is not None:
            key, asked = form
            self.list.go_to(key)
            ask = {"attempt": self._attempt, "strike": self._strike}
            ask.get(asked, partial(self._decide, FollowUpDecisionKind.SNOOZED))()

    def reload(self, change: Change | None = None) -> None:
        """Show the list as it stands."""
        self.list.reload()

    def tick(self) -> None:
        """Begin the new day at midnight."""
        if self.list.day != self.workplace.today():
            self.list.reload()

    def _show_detail(self) -> None:
        listed = self.list.current()
        chart = self.clinic.people.chart(listed.patient.id) if listed else None
        self.detail.show_listed(listed, chart)
        self._say_sum()
        self._set_keys()

    def _set_keys(self) -> None:
        """Let single keys act only on a row, and only while no form is typed into."""
        asking, listed = self.detail.answers.is_asking, self.detail.listed
        for action in self._keys:
            action.setEnabled(not asking)
        if listed is not None:
            words = settling_words(self.workplace, listed.follow_up)
            self._settle_action.setText(words)
            self._settle_button.setText(f"{words}  B")
            self._reopen_button.setVisible(self.list.part is not Part.DUE)

    def _say_sum(self) -> None:
        counts = self.list.counts
        due, total = counts[Part.DUE], sum(counts.values())
        text = self.tr("{due} due + {rest} upcoming or hidden = {total} in all")
        self.sum.setText(text.format(due=f"{due:,}", rest=f"{total - due:,}", total=f"{total:,}"))

    def _open_patient(self, key: tuple[int, str]) -> None:
        self.going.emit(Place("patient", key[0]))

    def _settle(self) -> None:
        if self.detail.listed is not None:
            follow_up = self.detail.listed.follow_up
            self.going.emit(place_to_settle(self.workplace, follow_up))

    def _edit(self) -> None:
        if self.detail.listed is not None:
            self.going.emit(Place("patient_form", self.detail.listed.patient.id))

    def _attempt(self) -> None:
        if self.detail.listed is not None and self.detail.chart is not None:
            self.detail.answers.ask_attempt(self.detail.listed, self.detail.chart)

    def _strike(self) -> None:
        if self.detail.listed is not None and self.detail.chart is not None:
            self.detail.answers.ask_strike(self.detail.listed, self.detail.chart)

    def _decide(self, kind: FollowUpDecisionKind) -> None:
        if self.detail.listed is not None and self.detail.chart is not None:
            self.detail.answers.ask_decision(self.detail.listed, self.detail.chart, kind)

    def _on_asking(self) -> None:
        asking = self.detail.answers.is_asking
        self.list.set_still(asking)
        self._set_keys()
        if not asking:
            self.list.rows.setFocus()

    def _make_answers(self) -> None:
        kind = FollowUpDecisionKind
        action, button = self._offer(self.tr("Book"), "B", self._settle)
        button.setProperty("kind", "primary")
        self._settle_action, self._settle_button = action, button
        self._offer(self.tr("Log a call"), "L", self._attempt)
        write = offer_message(self, self._about)
        self._keys += [write, offer_letter(self, self._about, self._pass_on)]
        self.detail.add_offer(self.tr("Write  Ctrl+M"), write.trigger)
        self._offer(self.tr("Put off"), "Z", lambda: self._decide(kind.SNOOZED))
        self._offer(self.tr("Move"), "M", lambda: self._decide(kind.MOVED))
        self._offer(self.tr("Give to"), "G", lambda: self._decide(kind.ASSIGNED))
        self._offer(self.tr("Not needed"), "N", lambda: self._decide(kind.NOT_NEEDED))
        self._offer(self.tr("Strike a call"), "X", self._strike)
        self._offer(self.tr("Correct the contact"), "E", self._edit)
        reopen = self.tr("Open again")
        _, self._reopen_button = self._offer(reopen, "O", lambda: self._decide(kind.REOPENED))

    def _pass_on(self) -> None:
        if self.detail.listed is not None:
            self.list.go_on(key_of(self.detail.listed))

    def _about(self) -> tuple[int, str] | None:
        return key_of(self.detail.listed) if self.detail.listed else None

    def _make_ways(self) -> None:
        turn = self.list.tabs.setCurrentIndex
        self._key(self.tr("Show what is due"), "1", lambda: turn(0))
        self._key(self.tr("Show what is upcoming"), "2", lambda: turn(1))
        self._key(self.tr("Show what is hidden, and why"), "3", lambda: turn(2))
        self._key(self.tr("Show all, my role's, or mine"), "W", self.list.claims.turn)
        words = self.tr("Take back what was noted together last")
        self._key(words, "U", self.detail.answers.ask_take_back)
        self._key(self.tr("Find a name in this list"), "/", self.list.search.start)

    def _offer(self, text: str, key: str, act: Callable[[], object]) -> tuple[QAction, QPushButton]:
        return self._key(text, key, act), self.detail.add_offer(f"{text}  {key}", act)

    def _key(self, text: str, key: str, act: Callable[[], object]) -> QAction:
        action = add_action(self, text, key, act)
        self._keys.append(action)
        return action

    def _connect(self) -> None:
        self.list.current_changed.connect(self._show_detail)
        self.list.opened.connect(self._open_patient)
        answers = self.detail.answers
        answers.asking_changed.connect(self._on_asking)

    def _lay_out(self) -> None:
        title = QLabel(self.tr("Follow-ups"))
        title.setProperty("role", "title")
        self.sum.setProperty("role", "muted")
        head = QHBoxLayout()
        head.setSpacing(2 * GRID)
        head.addWidget(title)
        head.addWidget(self.sum)
        head.addStretch()
        head.addWidget(self.desk.button())
        panels = QHBoxLayout()
        panels.setSpacing(2 * GRID)
        panels.addWidget(self.list, 3)
        panels.addWidget(self.detail, 2)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * GRID)
        box.addLayout(head)
        box.addWidget(self.desk.banner)
        box.addLayout(panels, 1)

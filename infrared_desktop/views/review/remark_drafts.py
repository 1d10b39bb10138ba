"""The remarks that came back and wait for somebody: signed as an addendum, or put aside."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.chart import Chart, State, Stored
from infrared_desktop.domain.records.review_copies import Remark
from infrared_desktop.storage.database.kinds import KINDS
from infrared_desktop.views.actions import add_action
from infrared_desktop.views.lists.row_list import RowList
from infrared_desktop.views.lists.rows import Row
from infrared_desktop.views.look.panel import Panel
from infrared_desktop.views.look.theme import GRID, Meaning
from infrared_desktop.views.look.words_label import words_label
from infrared_desktop.views.review.remark_words import SIGNED, about_words
from infrared_desktop.views.screen import Place, Screen
from infrared_desktop.views.wording import say_day


class RemarkDrafts(Panel):
    """The drafts, oldest first, with all the words of the current one below them."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(self.tr("Remarks that came back"))
        self._screen, self._clinic = screen, screen.workplace.clinic
        self.list, self.words = RowList(card=True), words_label("")
        self.none = QLabel(self.tr("No remark waits for anybody."))
        self.none.setProperty("role", "muted")
        self.list.setAccessibleName(self.tr("Remarks that came back"))
        self.menu = QMenu(self)
        add_action(screen, self.tr("Sign the remark as an addendum"), "A", self.take_up)
        self.sign = QPushButton(self.tr("Sign as an addendum  A"))
        self.aside = QPushButton(self.tr("Put aside  Del"))
        self._lay_out()
        self.list.current_changed.connect(lambda _: self._tell())
        self.list.opened.connect(lambda _: self._open())
        self.sign.clicked.connect(self.take_up)
        self.aside.clicked.connect(self.put_aside)
        shortcut = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.list)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(self.put_aside)

    def reload(self) -> None:
        """Read the drafts anew."""
        self._drafts = {each.id: each for each in self._clinic.review_copies.drafts()}
        self.list.set_rows([self._row(each) for each in self._drafts.values()])
        for part in (self.list, self.sign, self.aside, self.words):
            part.setVisible(bool(self._drafts))
        self.none.setVisible(not self._drafts)
        self.set_hint(str(len(self._drafts)) if self._drafts else "")
        self._tell()

    def take_up(self) -> None:
        """Sign the current remark; one about no record asks which it adds to."""
        stored = self._current()
        if stored is None:
            return
        if stored.record.about_id is not None:
            self._sign(stored)
            return
        self.menu.clear()
        for about, words in self._choices(stored.record):
            self.menu.addAction(words, partial(self._tie, stored, about))
        if self.menu.isEmpty():
            words = self.tr("There is no signed record that this remark could add to.")
            self._screen.tell(Meaning.INFORMATION, words)
        else:
            self.menu.popup(self.sign.mapToGlobal(QPoint(0, self.sign.height())))

    def put_aside(self) -> None:
        """Put the current remark aside; Ctrl+Z brings it back."""
        stored, work = self._current(), self._screen.workplace
        if stored is None:
            return
        desk = self._clinic.review_copies
        try:
            aside = desk.dismiss(stored, work.by, work.now())
        except KnownError as error:
            self._screen.tell_error(error)
            return
        words = self.tr("that a remark was put aside")
        work.can_take_back(words, lambda: desk.reopen(aside, work.by, work.now()))

    def _tie(self, stored: Stored[Remark], about: tuple[str, int]) -> None:
        work = self._screen.workplace
        try:
            if stored.record.written_by_id != work.by:
                raise KnownError("Whoever wrote a remark signs it. Nothing was changed.")
            tied = self._clinic.review_copies.tie(stored, about, work.by, work.now())
        except KnownError as error:
            self._screen.tell_error(error)
            return
        self._sign(tied)

    def _sign(self, stored: Stored[Remark]) -> None:
        work = self._screen.workplace
        day = say_day(self._clinic.day(stored.record.written_at))
        reason = self.tr("remarked on a review copy on {day}").format(day=day)
        try:
            self._clinic.review_copies.take_up(stored, reason, work.by, work.now())
        except KnownError as error:
            self._screen.tell_error(error)
            return
        words = self.tr("The remark is signed as an addendum and stands with its record.")
        self._screen.tell(Meaning.SUITABLE, words)

    def _choices(self, remark: Remark) -> Iterator[tuple[tuple[str, int], str]]:
        chart = self._chart(remark)
        for kind in SIGNED:
            for stored in getattr(chart, KINDS[kind].chart_field):
                if stored.state is State.SIGNED:
                    yield (kind, stored.id), about_words(chart, kind, stored.id)

    def _row(self, stored: Stored[Remark]) -> Row:
        remark = stored.record
        name = self._clinic.people.get(remark.patient_id).record.display_name
        by = self._clinic.staff.get(remark.written_by_id).record.name
        day = say_day(self._clinic.day(remark.written_at))
        note = self.tr("{by}, {day}: {text}").format(by=by, day=day, text=_first_line(remark.text))
        return Row(key=stored.id, title=name, note=note)

    def _tell(self) -> None:
        stored = self._current()
        if stored is None:
            self.words.setText("")
            return
        remark = stored.record
        about = about_words(self._chart(remark), remark.about_kind, remark.about_id)
        head = self.tr("About: {record}").format(record=about)
        self.words.setText(f"{head}\n{remark.text}" if about else remark.text)

    def _chart(self, remark: Remark) -> Chart:
        return self._clinic.people.chart(remark.patient_id)

    def _open(self) -> None:
        stored = self._current()
        if stored is not None:
            self._screen.going.emit(Place("patient", stored.record.patient_id))

    def _current(self) -> Stored[Remark] | None:
        key = self.list.current_key()
        return self._drafts.get(key) if isinstance(key, int) else None

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        buttons.addStretch()
        buttons.addWidget(self.aside)
        buttons.addWidget(self.sign)
        below = QVBoxLayout()
        below.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        below.setSpacing(GRID)
        below.addWidget(self.words)
        below.addLayout(buttons)
        self.none.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, GRID)
        self.body.addWidget(self.none)
        self.body.addWidget(self.list, 1)
        self.body.addStretch()
        self.body.addLayout(below)


def _first_line(text: str) -> str:
    return next(iter(text.strip().splitlines()), "")

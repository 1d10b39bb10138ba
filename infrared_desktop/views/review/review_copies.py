"""Review copies at the front desk: who took whom along, and the remarks that came back."""

from datetime import timedelta
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.review_copies import USUAL_DAYS, ReviewCopy
from infrared_desktop.start import REVIEW_SUFFIX
from infrared_desktop.storage.desks.acts import Change
from infrared_desktop.storage.review.making import MadeCopy
from infrared_desktop.storage.review.order import CopyOrder
from infrared_desktop.storage.review.remarks import SUFFIX, read_returned
from infrared_desktop.views.actions import add_action
from infrared_desktop.views.lists.row_list import RowList
from infrared_desktop.views.look.panel import Panel
from infrared_desktop.views.look.theme import GRID, Meaning
from infrared_desktop.views.look.work_strip import WorkStrip
from infrared_desktop.views.review.copy_form import CopyForm
from infrared_desktop.views.review.copy_words import copy_row
from infrared_desktop.views.review.copy_work import CopyWork
from infrared_desktop.views.review.remark_drafts import RemarkDrafts
from infrared_desktop.views.save_place import ask_for_place
from infrared_desktop.views.screen import Place, Screen
from infrared_desktop.views.wording import say, say_day
from infrared_desktop.views.workplace import Workplace


class ReviewCopiesScreen(Screen):
    """The register of copies, and what somebody has to decide about remarks."""

    section = "clinic"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.copies, self.drafts = RowList(card=True), RemarkDrafts(self)
        self.form, self.work, self.strip = CopyForm(workplace), CopyWork(workplace), WorkStrip()
        self.copies.setAccessibleName(self.tr("Copies that left"))
        self.none = QLabel(self.tr("No copy left the clinic yet."))
        self.none.setProperty("role", "muted")
        self.none.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, GRID)
        self.pages = QStackedWidget()
        self._acts = [
            add_action(self, self.tr("Take patients with me"), "N", self.begin),
            add_action(self, self.tr("Take remarks in"), "I", self.take_in),
            add_action(self, self.tr("Give leave for 14 more days"), "L", self.give_leave),
        ]
        self._lay_out()
        self._connect()

    def open(self, place: Place) -> None:
        """Show the register, at a remark if a place is one; with a patient, ask for a copy."""
        self.reload()
        if place.patient:
            self.begin(place.patient)
        elif self.pages.currentIndex() == 0:
            self._show_lists()
            self.drafts.list.select_key(place.record)

    def reload(self, change: Change | None = None) -> None:
        """Read the register and the drafts anew."""
        if change is not None and not {"review_copy", "remark", "addendum"} & set(change.kinds):
            return
        copies = sorted(self.clinic.review_copies.all(), key=lambda each: -each.id)
        self.copies.set_rows([copy_row(each, self.workplace) for each in copies])
        self.copies.setVisible(bool(copies))
        self.none.setVisible(not copies)
        self._acts[2].setEnabled(bool(copies))
        self.drafts.reload()

    def leave(self) -> bool:
        """Stay while a passphrase is typed for a copy that is not made yet."""
        if self.pages.currentIndex() == 0 or not self.form.is_begun():
            return True
        self.tell(Meaning.CAUTION, self.tr("The copy is not made yet. Make it, or cancel it."))
        return False

    def begin(self, patient: int | None = None) -> None:
        """Ask whom somebody takes along."""
        if self.work.is_on:
            self.tell(Meaning.INFORMATION, self.tr("A copy is being made already."))
            return
        self.pages.setCurrentIndex(1)
        self.setFocusProxy(self.form.wish.picker.search)
        self.form.begin(patient)

    def take_in(self) -> None:
        """Ask for the file of remarks, and take it in."""
        kinds = self.tr("Remarks (*{suffix})").format(suffix=SUFFIX)
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Take remarks in"), "", kinds)
        if name:
            self.take_in_from(Path(name))

    def take_in_from(self, path: Path) -> None:
        """Take the remarks of a file in as drafts, once."""
        work = self.workplace
        try:
            found = read_returned(self.clinic, path)
            desk = self.clinic.review_copies
            taken = desk.take_in(found.remarks, work.by, work.now()) if found.remarks else []
        except KnownError as error:
            self.tell_error(error)
            return
        known = len(found.remarks) - len(taken)
        words = self.tr("Remarks taken in: {taken}. Known already: {known}.")
        told = [words.format(taken=len(taken), known=known), *map(say, found.refused)]
        self.tell(Meaning.CAUTION if found.refused else Meaning.SUITABLE, " ".join(told))

    def give_leave(self) -> None:
        """Let the current copy open for two more weeks, and show the code to read out."""
        stored = self._current()
        if stored is None:
            return
        today = self.workplace.today()
        until = max(today, stored.record.until) + timedelta(days=USUAL_DAYS)
        desk, by, now = self.clinic.review_copies, self.workplace.by, self.workplace.now()
        try:
            code = desk.give_leave(stored, until, today, by, now)
        except KnownError as error:
            self.tell_error(error)
            return
        words = self.tr("Read this code out: {code}. It opens the copy until {day}.")
        self.tell(Meaning.SUITABLE, words.format(code=code, day=say_day(until)))

    def make(self, order: CopyOrder) -> None:
        """Ask where the copy goes, and begin to make it."""
        name = f"review-{self.workplace.today()}{REVIEW_SUFFIX}"
        kinds = self.tr("Review copies (*{suffix})").format(suffix=REVIEW_SUFFIX)
        out = ask_for_place(self, self.tr("Take patients with me"), name, kinds)
        if out is not None:
            self.strip.begin(self.tr("Making the copy …"), measured=True)
            self.form.make.setEnabled(False)
            self.work.make(order, out)

    def _on_made(self, made: MadeCopy) -> None:
        self._end_work()
        self.form.begin()
        self._show_lists()
        words = self.tr("The copy was made and checked: {count} patients, in {name}.")
        text = words.format(count=len(made.copy.record.patients), name=made.path.name)
        lacks = self.tr(
            "Photographs that are damaged here and so not on it: {count}. Under Clinic, Health, F "
            "fetches them from the backups; then make it anew."
        )
        lacking = f" {lacks.format(count=len(made.lacking))}" if made.lacking else ""
        self.tell(Meaning.CAUTION if lacking else Meaning.SUITABLE, text + lacking)

    def _on_failed(self, error: KnownError) -> None:
        self._end_work()
        self.tell_error(error)

    def _on_stopped(self) -> None:
        self._end_work()
        self.tell(Meaning.INFORMATION, self.tr("The copy was given up. Nothing of it is left."))

    def _end_work(self) -> None:
        self.strip.hide()
        self.form.make.setEnabled(True)

    def _current(self) -> Stored[ReviewCopy] | None:
        key = self.copies.current_key()
        found = (each for each in self.clinic.review_copies.all() if each.id == key)
        return next(found, None)

    def _show_lists(self) -> None:
        self.pages.setCurrentIndex(0)
        has_drafts = self.drafts.list.isVisibleTo(self.drafts)
        first = self.drafts.list if has_drafts else self.copies
        self.setFocusProxy(first)
        first.setFocus()

    def _connect(self) -> None:
        self.form.wished.connect(self.make)
        self.form.left.connect(self._give_up_form)
        self.strip.cancelled.connect(self.work.cancel)
        self.work.progressed.connect(self.strip.progress)
        self.work.made.connect(self._on_made)
        self.work.failed.connect(self._on_failed)
        self.work.stopped.connect(self._on_stopped)

    def _give_up_form(self) -> None:
        self.form.begin()
        self._show_lists()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(GRID)
        title = QLabel(self.tr("Review copies"))
        title.setProperty("role", "title")
        head.addWidget(title)
        head.addStretch()
        for action in (self._acts[2], self._acts[1], self._acts[0]):
            button = QPushButton(f"{action.text()}  {action.shortcut().toString()}")
            button.clicked.connect(partial(action.trigger))
            head.addWidget(button)
        button.setProperty("kind", "primary")
        left = Panel(self.tr("Copies that left"))
        left.body.addWidget(self.none)
        left.body.addWidget(self.copies, 1)
        left.body.addStretch()
        lists = QWidget()
        beside = QHBoxLayout(lists)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(2 * GRID)
        beside.addWidget(self.drafts, 1)
        beside.addWidget(left, 1)
        asking = Panel(self.tr("Take patients with me"))
        asking.body.addWidget(self.form)
        for page in (lists, asking):
            self.pages.addWidget(page)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * GRID)
        box.addLayout(head)
        box.addWidget(self.strip)
        box.addWidget(self.pages, 1)

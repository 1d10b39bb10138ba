"""Wishes and keeping: what is to be decided, and who was erased and is still in backups."""

from datetime import timedelta

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from infrared_desktop.domain.access.rights import Right
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.patient_rights import Erasure
from infrared_desktop.storage.backup.still_held import StillHeld
from infrared_desktop.storage.desks.acts import Change
from infrared_desktop.storage.gathered.keeping_list import PastTime, erased_since
from infrared_desktop.views.actions import add_action
from infrared_desktop.views.lists.row_list import RowList
from infrared_desktop.views.look.panel import EmptyState, Panel
from infrared_desktop.views.look.record_header import RecordHeader
from infrared_desktop.views.look.sight import Sight
from infrared_desktop.views.look.theme import GRID
from infrared_desktop.views.look.words_label import words_label
from infrared_desktop.views.rights.erasing_words import longest_held
from infrared_desktop.views.rights.erasing_work import ErasingWork
from infrared_desktop.views.rights.keeping_rows import rows_to_decide
from infrared_desktop.views.screen import Place, Screen
from infrared_desktop.views.wording import say, say_day
from infrared_desktop.views.workplace import Workplace

_BACKUPS_LAST = timedelta(days=366)
_AT_ONCE = 500  # of whose time is over; the next follow as these are decided about


class KeepingScreen(Screen):
    """Nobody is ever erased by a list: each row leads to one patient, about whom is decided.

    Whose time is over and who was erased is for the owner; who treats sees the wishes.
    """

    section = "clinic"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.erases = workplace.may(Right.ERASE)
        self.header, self.list, self.work = (
            RecordHeader(),
            RowList(card=True),
            ErasingWork(workplace),
        )
        self.to_decide, self.gone = Panel(self.tr("To decide")), words_label("")
        self.nothing = EmptyState(
            "check",
            self.tr("Nobody waits for a decision."),
            self._on_nothing(),
        )
        self.times = QPushButton(self.tr("T&ime of keeping …"))
        add_action(self, self.tr("Go back"), "Esc", self.going_back.emit)
        if self.erases:
            add_action(self, self.tr("Time for which records are kept"), "T", self._go_to_times)
        self._erased: list[Stored[Erasure]] = []
        self._past: list[PastTime] = []
        self._more = 0
        self._lay_out()
        self._connect()

    def open(self, place: Place) -> None:
        """Show who waits for a decision, and who is gone."""
        self.reload()

    def reload(self, change: Change | None = None) -> None:
        """Show it anew after an act that may matter here."""
        if change is None or change.kinds & {"patient", "erasure", "settings"}:
            self._show()

    def _show(self) -> None:
        here = self.clinic.people.many(each.patient.id for each in self._past)
        self._show_rows([each for each in self._past if each.patient.id in here], self._more)
        if not self.erases:
            return
        self.nothing.hide()  # until it is known
        self.to_decide.set_hint(self.tr("Looking whose time is over …"))
        self.work.find_past()
        self._erased = erased_since(self.clinic, self.workplace.now() - _BACKUPS_LAST)
        self._show_gone([self.tr("Looking through the backups …")] * len(self._erased))
        if self._erased:
            self.work.look([(each.record.patient_id,) for each in self._erased])

    def _on_past(self, past: list[PastTime]) -> None:
        self._show_rows(past[:_AT_ONCE], len(past[_AT_ONCE:]))

    def _show_rows(self, past: list[PastTime], more: int) -> None:
        self._past, self._more = past, more
        rows = rows_to_decide(self.workplace, past)
        had_keys = self.times.hasFocus() and not self.list.isVisible()
        self.list.set_rows(rows)
        self.list.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        self.setFocusProxy(self.list if rows or not self.erases else self.times)
        text = self.tr("1 to decide") if len(rows) == 1 else self.tr("{n} to decide")
        text = self.tr("{n} to decide, and {more} after them") if more else text
        self.to_decide.set_hint(text.format(n=len(rows), more=more) if rows else "")
        if rows and had_keys:
            self.list.setFocus()

    def _show_gone(self, ends: list[str]) -> None:
        text = self.tr("No. {n:04} · {day}, {who}: {reason}\n{end}")
        lines = [
            text.format(
                n=each.record.patient_id,
                day=say_day(self.clinic.day(each.at)),
                who=self.clinic.staff.get(each.by).record.name,
                reason=each.record.reason,
                end=end,
            )
            for each, end in zip(self._erased, ends, strict=True)
        ]
        self.gone.setText("\n\n".join(lines) or self.tr("Nobody was erased in the last year."))

    def _on_seen(self, found: list[StillHeld]) -> None:
        self._show_gone([self._held(each) for each in found])

    def _on_not_seen(self, error: KnownError) -> None:
        self._show_gone([say(error.sentence)] * len(self._erased))

    def _held(self, held: StillHeld) -> str:
        count, until = longest_held(held)
        told = [self.tr("In none of the backups here any more.")]
        if until is not None:
            text = self.tr("Still in {n} backups, the last until {day} if backups go on daily.")
            one = self.tr("Still in one backup, until {day} if backups go on daily.")
            text = one if count == 1 else text
            told = [text.format(n=count, day=say_day(until))]
        elif count:
            text = (
                self.tr("Still in one backup.") if count == 1 else self.tr("Still in {n} backups.")
            )
            told = [text.format(n=count)]
        away = [str(each.place) for each in held.places if not each.is_there]
        if away:
            told.append(
                self.tr("Not looked at, as they are not there: {places}.").format(
                    places=", ".join(away)
                )
            )
        if held.given_up:
            text = self.tr("No longer used, and may hold them: {places}, see Backups.")
            told.append(text.format(places=", ".join(str(each.place) for each in held.given_up)))
        if held.beside:
            text = self.tr("Kept by restores or upgrades, and may hold them: {n}, see Backups.")
            told.append(text.format(n=len(held.beside)))
        return " ".join(told)

    def _go_to_times(self) -> None:
        self.going.emit(Place("clinic_facts"))

    def _connect(self) -> None:
        self.list.opened.connect(self.going.emit)
        self.times.clicked.connect(self._go_to_times)
        self.work.past.connect(self._on_past)
        self.work.held.connect(self._on_seen)
        self.work.not_seen.connect(self._on_not_seen)

    def _lay_out(self) -> None:
        self.list.setAccessibleName(self.tr("To decide"))
        self.gone.setAccessibleName(self.tr("Erased in the last year"))
        line = self.tr("Nothing of it happens by itself: you decide, patient by patient.")
        self.header.set_words(self.tr("Wishes and keeping"), line)
        self.to_decide.set_footer(self.tr("Enter opens"))
        self.to_decide.body.addWidget(self.list, 1)
        self.to_decide.body.addWidget(self.nothing, 1)
        page = QWidget()
        sight = Sight(page)
        inside = QVBoxLayout(page)
        inside.setContentsMargins(2 * GRID, 12, 2 * GRID, 12)
        inside.addWidget(self.gone)
        inside.addStretch(1)
        self.erased = Panel(self.tr("Erased in the last year"))
        self.erased.body.addWidget(sight)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * GRID)
        box.addWidget(self.header)
        box.addWidget(self.to_decide, 3)
        box.addWidget(self.erased, 2)
        self._fit_to_who_reads()

    def _fit_to_who_reads(self) -> None:
        if self.erases:
            self.header.add_buttons([self.times])
            self.to_decide.set_footer(self.tr("Enter opens   ·   T time of keeping"))
        else:
            self.erased.hide()
            self.times.hide()

    def _on_nothing(self) -> str:
        wishes = self.tr(
            "Here stands what patients asked for of their whole record, by phone or at the desk, "
            "until it is done or refused."
        )
        besides = self.tr(
            "So does whom a restore brought back, and whose record need not be kept any more by "
            "the time that you gave."
        )
        return f"{wishes} {besides}" if self.erases else wishes

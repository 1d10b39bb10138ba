"""The audit log: who did what, newest first; checked and saved by the owner."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.audit.checking import Anchored, Verdict
from infrared_desktop.storage.audit.reading import Asked
from infrared_desktop.storage.desks.acts import Change
from infrared_desktop.views import tasks
from infrared_desktop.views.actions import add_action
from infrared_desktop.views.audit.audit_filter import AuditFilter
from infrared_desktop.views.audit.audit_rows import AuditSource
from infrared_desktop.views.audit.audit_work import check_job, save_job
from infrared_desktop.views.entry.second_look import look_again
from infrared_desktop.views.lists.row_list import RowList
from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.panel import EmptyState, Panel
from infrared_desktop.views.look.theme import GRID, Meaning
from infrared_desktop.views.look.work_strip import WorkStrip
from infrared_desktop.views.one_task import OneTask
from infrared_desktop.views.save_place import ask_for_place
from infrared_desktop.views.screen import Place, Screen
from infrared_desktop.views.workplace import Workplace

_TOLD = 12  # more numbers of broken rows than that nobody reads


class AuditScreen(Screen):
    """Shows rows as they stand in the file; one that was changed says so in red."""

    section = "clinic"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._checking = OneTask(self)
        self.filter, self.list, self.banner = AuditFilter(workplace), RowList(), Banner()
        self.strip = WorkStrip()
        self.check = QPushButton(self.tr("Check now  K"))
        self.save = QPushButton(self.tr("Save …  X"))
        self.empty = EmptyState()
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.list)

    def open(self, place: Place) -> None:
        """Show all rows, or those that the place asks for; the log itself keeps who looked."""
        self.clinic.note("audit-viewed", self.workplace.by, self.workplace.now())
        self.banner.settle()
        about = place.about
        whole = isinstance(about, Asked)
        self.filter.begin(about if whole else Asked(patient_id=place.patient, group=about))
        self._read()

    def reload(self, change: Change | None = None) -> None:
        """Read anew; what is stored while somebody reads does not move the rows."""
        if change is None:
            self._read()

    def leave(self) -> bool:
        """Give up a check that nobody will see the end of."""
        if self._checking.is_on:
            self._checking.drop()
            self._end()
        return True

    def begin_check(self) -> None:
        """Check every row, beside the window."""
        if self._checking.is_on:
            return
        self.banner.settle()
        self.check.setEnabled(False)
        self.strip.begin(self.tr("Checking every row …"), measured=True)
        job = check_job(self.workplace)
        self._checking.run(job, self._on_checked, self._on_failed, self._end)

    def offer_file(self) -> None:
        """Ask who sits there, then where the file goes."""
        if not self.save.isEnabled():
            return
        why = self.tr("The rows that are shown are written as a file that anybody can read.")
        look_again(self, self.workplace, why, self._save)

    def _read(self) -> None:
        problem = self.filter.problem()
        if problem:
            self.list.set_rows(())
        else:
            newest, _ = self.clinic.ledger.audit.head()
            self._asked = self.filter.asked(newest)
            self.list.set_source(AuditSource(self.clinic, self._asked))
        none = problem or self.tr("No row fits that.")
        self.empty.tell("search", none, self.tr("Empty a field to see more."))
        count = self.list.rows().rowCount()
        self.list.setVisible(count > 0)
        self.empty.setVisible(count == 0)
        self.save.setEnabled(count > 0)
        text = self.tr("1 row") if count == 1 else self.tr("{n} rows")
        self.panel.set_hint(text.format(n=f"{count:,}"))

    def _read_on(self) -> None:
        self._read()
        if self.list.isVisible():
            self.list.setFocus()

    def _on_checked(self, verdict: Verdict) -> None:
        self._end()
        place = self.workplace
        found = "sound" if verdict.is_sound else f"broken: {len(verdict.broken)}"
        meaning = Meaning.SUITABLE if verdict.is_sound else Meaning.STOP
        self.banner.tell(meaning, self._verdict_words(verdict))
        if verdict.broken:
            self._go_to(max(verdict.broken))
        # Last, as a disk that is full takes no verdict away.
        self.clinic.note("audit-checked", place.by, place.now(), f"{found}, {verdict.anchored}")

    def _go_to(self, seq: int) -> None:
        """Go to a row, or to the next older one where it is not among those that are shown."""
        if self.list.isVisible():
            older = self.clinic.audit.count(replace(self._asked, upto=seq))
            self.list.select_row(self.list.rows().rowCount() - older)
            self.list.setFocus()

    def _verdict_words(self, verdict: Verdict) -> str:
        if verdict.is_sound:
            text = self.tr("All {n} rows are as they were written, and none is gone.")
            return text.format(n=verdict.rows)
        told = []
        if verdict.broken:
            rows = ", ".join(str(seq) for seq in verdict.broken[:_TOLD])
            more = " …" if len(verdict.broken) > _TOLD else ""
            text = self.tr(
                "These rows were changed, or a row before them is gone: {rows}. Something other "
                "than this program did that. Keep a copy of the clinic's folder as it is now, and "
                "compare it with the last backup."
            )
            told.append(text.format(rows=rows + more))
        if verdict.anchored is Anchored.CUT:
            text = self.tr(
                "Rows were cut off at the end: the file is older than when it was last used here."
            )
            told.append(text)
        if verdict.anchored is Anchored.GONE:
            text = self.tr(
                "The file clinic.anchor is gone: without it a cut of the log does not show. "
                "Look for it in the last backup."
            )
            told.append(text)
        return " ".join(told)

    def _on_failed(self, error: KnownError) -> None:
        self._end()
        self.tell_error(error)

    def _end(self) -> None:
        self.strip.hide()
        self.check.setEnabled(True)

    def _save(self) -> None:
        name = self.tr("Audit log {day}").format(day=self.workplace.today().isoformat()) + ".csv"
        kinds = self.tr("Table (*.csv);;JSON (*.json)")
        path = ask_for_place(self, self.tr("Save the audit log"), name, kinds)
        if path is not None:
            self._save_as(path)

    def _save_as(self, path: Path) -> None:
        place = self.workplace
        try:
            place.clinic.note(
                "audit-exported", place.by, place.now(), f"row 1 to {self._asked.upto}"
            )
        except KnownError as error:
            self.tell_error(error)
            return
        text = self.tr("Saved {count} rows as {name}. It is not encrypted: keep it safe.")
        tasks.run(
            self,
            save_job(place, self._asked, path),
            lambda n: self.tell(Meaning.CAUTION, text.format(count=n, name=path.name)),
            self.tell_error,
        )

    def _connect(self) -> None:
        self.filter.changed.connect(self._read)
        self.filter.entered.connect(self._read_on)
        self.check.clicked.connect(self.begin_check)
        self.save.clicked.connect(self.offer_file)
        self.strip.cancelled.connect(self._checking.cancel)
        self._checking.progressed.connect(self.strip.progress)
        for text, key, act in (
            (self.tr("Check the audit log now"), "K", self.begin_check),
            (self.tr("Save the rows that are shown"), "X", self.offer_file),
            (self.tr("Read the audit log anew"), "R", self._read),
            (self.tr("Go to the rows"), "L", self.list.setFocus),
            (self.tr("Go to what is looked for"), "O", self.filter.person.setFocus),
        ):
            add_action(self, text, key, act)

    def _lay_out(self) -> None:
        title = QLabel(self.tr("Audit log"))
        title.setProperty("role", "title")
        self.list.setAccessibleName(self.tr("Rows of the audit log"))
        head = QHBoxLayout()
        head.addWidget(title, 1)
        head.addWidget(self.check)
        head.addWidget(self.save)
        footer = self.tr(
            "K checks every row · X saves what is shown · O goes to the fields, Enter to the rows"
        )
        self.panel = Panel(self.tr("Who did what, newest first"), footer=footer)
        self.panel.body.addWidget(self.list, 1)
        self.panel.body.addWidget(self.empty)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * GRID)
        box.addLayout(head)
        box.addWidget(self.filter)
        box.addWidget(self.banner)
        box.addWidget(self.strip)
        box.addWidget(self.panel, 1)

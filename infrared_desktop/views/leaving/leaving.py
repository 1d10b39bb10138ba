"""Take everything along: what will be written, that it is not encrypted, and where it lies."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QPushButton, QVBoxLayout

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.leaving.folder import check_place
from infrared_desktop.storage.leaving.making import Left, check_right
from infrared_desktop.views.actions import add_action
from infrared_desktop.views.entry.second_look import look_again
from infrared_desktop.views.leaving.leaving_work import LeavingWork
from infrared_desktop.views.lists.patient_rows import patient_line
from infrared_desktop.views.look.chips import Chip, ChipLabel
from infrared_desktop.views.look.panel import Panel
from infrared_desktop.views.look.record_header import RecordHeader
from infrared_desktop.views.look.theme import GRID, Meaning
from infrared_desktop.views.look.words_label import words_label
from infrared_desktop.views.look.work_strip import WorkStrip
from infrared_desktop.views.screen import Place, Screen
from infrared_desktop.views.wording import say
from infrared_desktop.views.workplace import Workplace

_WIDTH = 720


class LeavingScreen(Screen):
    """Of the whole clinic, or of one patient where the place names one."""

    section = "clinic"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._number: int | None = None
        self.header, self.strip, self.work = RecordHeader(), WorkStrip(), LeavingWork(workplace)
        self.what, self.who, self.where = (words_label(""), words_label("strong"), words_label(""))
        self.caution = words_label("")
        self.write = QPushButton()
        self._action = add_action(
            self, self.tr("Write the files"), "N", self.begin, self.tr("export open csv json")
        )
        self._lay_out()
        self._connect()

    def open(self, place: Place) -> None:
        """Say what would be written, and who may."""
        self._number = place.patient
        self.section = "clinic" if place.patient is None else "people"
        self.where.clear()
        self.where.hide()
        self.reload()

    def reload(self, change: object = None) -> None:
        """Show whom it is about."""
        number = self._number
        self.header.set_words(*(self._of_all() if number is None else self._of_one(number)))
        self.what.setText(self._contents())
        self._show_right()

    def begin(self) -> None:
        """Ask where the files go; for everything, ask who sits there first."""
        if self.work.is_on:
            self.tell(Meaning.INFORMATION, self.tr("Files are being written already."))
        elif self._number is None:
            why = self.tr(
                "Everything that the clinic has is written as files that anybody can read."
            )
            look_again(self, self.workplace, why, self._ask)
        else:
            self._ask()

    def folder_name(self) -> str:
        """Return the name of the new folder; no patient's name stands in it."""
        whose = "clinic" if self._number is None else f"patient-{self._number}"
        return f"{whose}-{self.workplace.today().isoformat()}"

    def write_into(self, folder: Path) -> None:
        """Begin to write a new folder inside this one."""
        try:
            out = check_place(folder / self.folder_name(), self.clinic.folder)
        except KnownError as error:
            self.tell_error(error)
            return
        self.strip.begin(self.tr("Writing the files …"), measured=True)
        self._action.setEnabled(False)
        self.write.setEnabled(False)
        self.strip.cancel.setFocus()
        self.work.begin(out, self._number)

    def _ask(self) -> None:
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        usual = QStandardPaths.writableLocation(documents)
        title = self.tr("Where the folder {name} goes").format(name=self.folder_name())
        chosen = QFileDialog.getExistingDirectory(self, title, usual)
        if chosen:
            self.write_into(Path(chosen))

    def _on_written(self, left: Left) -> None:
        self._end()
        text = self.tr("Written and read again: {files} files, {photographs} photographs.")
        told = text.format(files=left.files, photographs=left.photographs)
        if left.lacking:
            lacks = self.tr(
                "Photographs that are lost or damaged here, and so not there: {count}. Under "
                "Clinic, Health, F fetches them from the backups; then write it anew."
            )
            told = f"{told} {lacks.format(count=len(left.lacking))}"
        open_to_all = self.tr("They are NOT encrypted, and lie in {folder}")
        lying = open_to_all.format(folder=left.folder)
        self.where.setText(f"{told}\n{lying}")
        self.where.show()
        self.tell(Meaning.CAUTION, f"{told} {lying}")

    def _on_failed(self, error: KnownError) -> None:
        self._end()
        self.tell_error(error)

    def _on_stopped(self) -> None:
        self._end()
        self.tell(Meaning.INFORMATION, self.tr("Given up. Nothing of the files is left."))

    def _end(self) -> None:
        had_keys = self.strip.cancel.hasFocus()
        self.strip.hide()
        self._show_right()
        if had_keys:
            self.write.setFocus()

    def _show_right(self) -> None:
        """Offer it to who may; say to others who does."""
        told = ""
        try:
            check_right(self.clinic, self._number, self.workplace.by)
        except KnownError as error:
            told = say(error.sentence)
        self.who.setText(told)
        self.who.setVisible(bool(told))
        for part in (self._action, self.write):
            part.setEnabled(not told and not self.work.is_on)

    def _of_all(self) -> tuple[str, str]:
        return self.tr("Take everything along"), self.workplace.settings.clinic_name

    def _of_one(self, number: int) -> tuple[str, str]:
        stored = self.clinic.people.get(number)
        line = patient_line(stored, self.workplace.today())
        return self.tr("Everything about this patient"), f"{stored.record.display_name} · {line}"

    def _contents(self) -> str:
        lines = [
            self.tr("Every record in every version, with who wrote it when and why it was struck:"),
            self.tr("one JSON and one CSV for each kind, with codes and plain words."),
            self.tr("Every photograph as it was taken, with an index."),
        ]
        lines += self._of_clinic() if self._number is None else self._of_patient()
        lines.append(self.tr("README.txt explains each file; no program is needed to read them."))
        first, second, *others = lines
        return "\n".join(f"•  {line}" for line in (f"{first} {second}", *others))

    def _of_clinic(self) -> list[str]:
        return [self.tr("Messages, diary, waiting list, protocols, follow-ups and the audit log.")]

    def _of_patient(self) -> list[str]:
        return [
            self.tr("The whole record as a PDF, and who read it."),
            self.tr("Nothing of anybody else. Each photograph is entered as having left."),
        ]

    def _connect(self) -> None:
        self.write.clicked.connect(self._action.trigger)
        self.strip.cancelled.connect(self.work.cancel)
        self.work.progressed.connect(self.strip.progress)
        self.work.written.connect(self._on_written)
        self.work.failed.connect(self._on_failed)
        self.work.stopped.connect(self._on_stopped)

    def _lay_out(self) -> None:
        self.write.setText(self.tr("&Write the files …") + "  N")
        self.write.setProperty("kind", "primary")
        self.header.add_buttons([self.write])
        self.caution.setText(
            self.tr(
                "Whoever has the files can read them: keep them where only those can go who may "
                "read them, and delete them where they are no longer needed. What you do here "
                "stands in the audit log."
            )
        )
        open_to_all = ChipLabel()
        open_to_all.set_chip(Chip(Meaning.CAUTION, self.tr("These files are NOT encrypted")))
        panel = Panel(self.tr("What is written"))
        panel.setMaximumWidth(_WIDTH)
        panel.body.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        panel.body.setSpacing(2 * GRID)
        for part in (self.what, open_to_all, self.caution, self.who, self.where):
            panel.body.addWidget(part)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * GRID)
        for widget in (self.header, self.strip, panel):
            box.addWidget(widget)
        box.addStretch(1)  # what room is left lies below the panel, not in it
        self.setFocusProxy(self.write)

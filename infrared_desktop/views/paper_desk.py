"""Prints a paper or saves it as a PDF beside the window, with progress and a way to stop it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QAction
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QMenu, QPushButton

from infrared_desktop.documents.making import make_pdf, print_beside
from infrared_desktop.documents.paper_size import page_size
from infrared_desktop.documents.press import Paper
from infrared_desktop.documents.printers import chosen
from infrared_desktop.documents.record_paper import RecordPapers
from infrared_desktop.documents.values import Values
from infrared_desktop.domain.access.deeds import DEEDS
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.files.writing import write_atomically
from infrared_desktop.storage.gathered.whole_record import note_printing, whole_record
from infrared_desktop.views import tasks
from infrared_desktop.views.actions import add_action
from infrared_desktop.views.door import Door, door_of
from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.icons import icon
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.one_task import OneTask
from infrared_desktop.views.save_place import ask_for_place
from infrared_desktop.views.screen import Screen

Wanted = Callable[[RecordPapers], Paper]
_STEP = 10  # per cent between two words about the progress
_NOT_IN_NAMES = '<>:"/\\|?*'


class PaperDesk(QObject):
    """Offers one paper of a patient on a screen; button and banner belong into its layout.

    When it is asked for, `patient` names whose paper it is, and `wanted` gives what picks it from
    the patient's papers; that is called beside the window, so it holds values alone.
    """

    def __init__(
        self,
        screen: Screen,
        text: str,
        file: str,
        patient: Callable[[], int],
        wanted: Callable[[], Wanted],
        banner: Banner | None = None,
        key: str = "Ctrl+P",
        act: str = "record-printed",
    ) -> None:
        super().__init__(screen)
        self._screen, self._workplace, self._file = screen, screen.workplace, file
        self._patient, self._wanted, self._act = patient, wanted, act
        self.task = OneTask(self)
        self._told = 0  # per cent
        self.banner = banner or Banner()
        self._button = QPushButton(icon("print"), "")
        self.action = add_action(screen, text, key, self.offer)
        if not self._may_print():
            self.set_possible(False)
        self.menu = QMenu(screen)
        self.save = self.menu.addAction(self.tr("&Save as PDF …"), self._save)
        self.print = self.menu.addAction(self.tr("&Print …"), self._print)
        self.menu.addSeparator()
        self.named = QAction(self.tr("With the patient's &name in the name of the file"), self)
        self.named.setCheckable(True)
        self.menu.addAction(self.named)

    def button(self) -> QPushButton:
        """Return the small button for the action, for the screen's layout."""
        self._button.setProperty("kind", "quiet")
        self._button.setAccessibleName(self.action.text())
        self._button.setToolTip(f"{self.action.text()}  {self.action.shortcut().toString()}")
        self._button.clicked.connect(self.action.trigger)
        return self._button

    def set_possible(self, possible: bool) -> None:
        """Offer the paper only where there is one, and to who may print it."""
        possible = possible and self._may_print()
        self.action.setEnabled(possible)
        self._button.setVisible(possible)

    def offer(self) -> None:
        """Ask whether to save or to print; one paper is made at a time."""
        if not self.task.is_on:
            below = self._button.rect().bottomRight() - QPoint(self.menu.sizeHint().width(), 0)
            self.menu.popup(self._button.mapToGlobal(below))
            self.menu.setActiveAction(self.save)

    def file_name(self) -> str:
        """Return the suggested name of the file, without the patient's unless it is asked for."""
        day = self._workplace.today().isoformat()
        words = [self._file, str(self._patient()), day]
        if self.named.isChecked():
            patient = self._workplace.clinic.people.get(self._patient()).record
            words.insert(1, patient.display_name.replace(",", ""))
        return "".join("_" if c in _NOT_IN_NAMES else c for c in " ".join(words)) + ".pdf"

    def _may_print(self) -> bool:
        return self._workplace.may(DEEDS[self._act].right)

    def _save(self) -> None:
        path = self._ask_for_file()
        if path is None:
            return
        done = self.tr("Saved as {name}.").format(name=path.name)
        self._run(partial(_save_to, path), done)

    def _print(self) -> None:
        printer = self._ask_for_printer()
        if printer is None:
            return
        choice = chosen(printer)
        done = self.tr("Sent to the printer {name}.").format(name=choice.name or choice.file)
        self._run(lambda paper, task: print_beside(paper, choice, task.step), done)

    def _ask_for_file(self) -> Path | None:
        title, kinds = self.tr("Save as PDF"), self.tr("PDF (*.pdf)")
        return ask_for_place(self._screen, title, self.file_name(), kinds)

    def _ask_for_printer(self) -> QPrinter | None:
        printer = QPrinter()
        printer.setPageSize(page_size(self._workplace.settings.country))
        dialog = QPrintDialog(printer, self._screen)
        return printer if dialog.exec() == QPrintDialog.DialogCode.Accepted else None

    def _run(self, send: Callable[[Paper, tasks.Task], None], done: str) -> None:
        try:
            wanted = self._wanted()  # first: what there is nothing of is not told as printed
            make = self._papers()
        except KnownError as error:
            self._screen.tell_error(error)
            return
        self._tell_progress(0)
        # A long record is read beside the window too; words, type and file are made there.
        self.task.run(
            lambda task: send(wanted(make()), task),
            lambda _: self._end(Meaning.SUITABLE, done),
            self._fail,
            lambda: self._end(Meaning.INFORMATION, self.tr("Stopped. No paper was made.")),
        )

    def _papers(self) -> Callable[[], RecordPapers]:
        door, number = door_of(self._workplace), self._patient()
        note_printing(self._workplace.clinic, number, door.by, door.now, self._act)
        return partial(papers_of, door, number)

    def _tell_progress(self, share: float) -> None:
        percent = int(share * 100)
        if percent == 0 or percent >= self._told + _STEP:
            self._told = percent
            text = self.tr("The paper is being made: {percent} %").format(percent=percent)
            self.banner.tell(Meaning.INFORMATION, text, self.tr("Stop"), self.task.cancel)

    def _fail(self, error: KnownError) -> None:
        self.banner.settle()
        self._screen.tell_error(error)

    def _end(self, meaning: Meaning, words: str) -> None:
        self.banner.settle()
        self._screen.tell(meaning, words)


def papers_of(door: Door, number: int) -> RecordPapers:
    """Read a patient's record through a connection of the job's own, and return its papers."""
    with door.open() as (clinic, _):
        return RecordPapers(Values(whole_record(clinic, number)), door.by, door.now)


def _save_to(path: Path, paper: Paper, task: tasks.Task) -> None:
    pdf = make_pdf(paper, task.step)
    task.step(1.0)
    write_atomically(path, pdf)

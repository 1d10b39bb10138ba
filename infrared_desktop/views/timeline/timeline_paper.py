"""Prints a patient's timeline, or saves it as a PDF or a picture, on one chart or by years."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtGui import QAction

from infrared_desktop.documents.making import make_picture
from infrared_desktop.documents.press import Paper
from infrared_desktop.documents.record_paper import RecordPapers
from infrared_desktop.domain.timeline.model import Timeline
from infrared_desktop.storage.files.writing import write_atomically
from infrared_desktop.views import tasks
from infrared_desktop.views.paper_desk import PaperDesk, Wanted
from infrared_desktop.views.save_place import ask_for_place
from infrared_desktop.views.screen import Screen


class TimelinePaper(PaperDesk):
    """Offers the timeline as it is shown: what is hidden by choice is not printed, and is told."""

    def __init__(
        self, screen: Screen, patient: Callable[[], int], shown: Callable[[], Timeline | None]
    ) -> None:
        text, file = screen.tr("Print the timeline"), screen.tr("Timeline")
        super().__init__(screen, text, file, patient, self._pick, key="Ctrl+Shift+T")
        self._shown = shown
        self.picture = QAction(self.tr("Save as a picture (S&VG) …"), self)
        self.picture.triggered.connect(self._save_picture)
        self.by_year = QAction(self.tr("One chart for each &year"), self)
        self.by_year.setCheckable(True)
        self.menu.insertAction(self.print, self.picture)
        self.menu.addAction(self.by_year)

    def _pick(self) -> Wanted:
        timeline, by_year = self._shown(), self.by_year.isChecked()
        assert timeline is not None, "a patient's page shows a timeline"

        def drawn(papers: RecordPapers) -> Paper:
            return papers.timeline(timeline, by_year)

        return drawn

    def _save_picture(self) -> None:
        title, kinds = self.tr("Save as a picture"), self.tr("Picture (*.svg)")
        name = self.file_name().removesuffix(".pdf") + ".svg"
        path = ask_for_place(self._screen, title, name, kinds)
        if path is not None:
            done = self.tr("Saved as {name}.").format(name=path.name)
            self._run(partial(_save_to, path), done)


def _save_to(path: Path, paper: Paper, task: tasks.Task) -> None:
    picture = make_picture(paper, task.step)
    task.step(1.0)
    write_atomically(path, picture)

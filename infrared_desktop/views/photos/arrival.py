"""Taking photographs in on the screen: chosen, dropped, on their way, and what the files told."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QStandardPaths, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QPushButton, QVBoxLayout, QWidget

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.photographs.guess import dressed
from infrared_desktop.domain.records.chart import Chart
from infrared_desktop.domain.records.photographs import DatedBy, Photo
from infrared_desktop.exchange.photo_list import Told
from infrared_desktop.exchange.photo_sources import Source
from infrared_desktop.views.lists.row_delegate import CARD_HEIGHT
from infrared_desktop.views.lists.row_list import RowList
from infrared_desktop.views.lists.rows import Row
from infrared_desktop.views.look.chips import Chip
from infrared_desktop.views.look.panel import Panel
from infrared_desktop.views.look.theme import GRID, Meaning
from infrared_desktop.views.look.work_strip import WorkStrip
from infrared_desktop.views.photos.photo_words import count_words
from infrared_desktop.views.photos.taking_in import Arrived, TakingIn
from infrared_desktop.views.wording import say
from infrared_desktop.views.workplace import Workplace

Dress = Callable[[Photo], Photo]


class ArrivalPanel(QWidget):
    """Says how far it is while photographs come in, and afterwards what became of each file."""

    arrived = Signal(object)  # Arrived
    said = Signal(object, str)  # Meaning, sentence
    refused = Signal(object)  # KnownError

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._patient, self._who = 0, ""  # for whom the last ones came
        self.taking = TakingIn(workplace, self)
        self.strip = WorkStrip()
        self.told = RowList(card=True)
        self.told.setAccessibleName(self.tr("What the files told"))
        self.panel = Panel(self.tr("What the files told"))
        self.put_away = QPushButton(self.tr("Read, put awa&y"))
        self._lay_out()
        self._folder = QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.PicturesLocation
        )
        self.put_away.clicked.connect(self.panel.hide)
        self.strip.cancelled.connect(self.taking.cancel)
        self.taking.progressed.connect(self._on_progress)
        self.taking.finished.connect(self._on_finished)
        self.taking.cancelled.connect(self._on_cancelled)
        self.taking.failed.connect(self._on_failed)

    def ask_files(self) -> list[Path]:
        """Let a person choose photographs."""
        kinds = self.tr("Photographs (*.jpg *.jpeg *.png *.heic *.heif);;All files (*)")
        title = self.tr("Choose photographs")
        names, _ = QFileDialog.getOpenFileNames(self, title, self._folder, kinds)
        return [Path(name) for name in self._remembered(names)]

    def ask_folder(self) -> list[Path]:
        """Let a person choose a folder of photographs."""
        title = self.tr("Choose a folder of photographs")
        name = QFileDialog.getExistingDirectory(self, title, self._folder)
        return [Path(each) for each in self._remembered([name] if name else [])]

    def take(self, chosen: Sequence[Source], patient_id: int, dress: Dress) -> None:
        """Take photographs in for a patient; nothing happens where none are chosen."""
        if not chosen:
            return
        try:
            self.taking.start(chosen, patient_id, dress)
        except KnownError as error:
            self.refused.emit(error)
            return
        self.panel.hide()
        self._patient = patient_id
        self._who = self._workplace.clinic.people.get(patient_id).record.display_name
        words = self.tr("Taking photographs in for {who}").format(who=self._who)
        self.strip.begin(words, measured=True)

    def turn_to(self, patient_id: int) -> None:
        """Put away what the files of another patient told."""
        if patient_id != self._patient:
            self.panel.hide()

    def _remembered(self, names: Sequence[str]) -> Sequence[str]:
        for name in names[:1]:
            self._folder = str(Path(name).parent)
        return names

    def _on_progress(self, share: float, name: str) -> None:
        self.strip.progress(share)
        text = self.tr("Taking in {name} for {who}")
        self.strip.words.setText(text.format(name=name[:60], who=self._who))

    def _on_finished(self, came: Arrived) -> None:
        self.strip.hide()
        rows = [*self._rows(came), *self._others(came)]
        self.told.set_rows(rows)
        # Two are read at once: the wall below keeps most of the room.
        self.told.setFixedHeight(min(len(rows), 2) * CARD_HEIGHT + 2)
        self.panel.set_hint(self._who)
        self.panel.setVisible(bool(rows))
        is_whole = not (rows or came.taken.stopped)
        meaning = Meaning.SUITABLE if came.stored and is_whole else Meaning.CAUTION
        self.said.emit(meaning, self._summary(came))
        self.arrived.emit(came)

    def _summary(self, came: Arrived) -> str:
        parts = [
            self.tr("{who}: {photographs} taken in.").format(
                who=self._who, photographs=count_words(len(came.stored))
            )
        ]
        if came.taken.known:
            known = self.tr("{count} not taken in twice: the very same are here.")
            parts.append(known.format(count=came.taken.known))
        if came.taken.unreadable:
            unreadable = self.tr("{count} could not be taken in; see below why.")
            parts.append(unreadable.format(count=len(came.taken.unreadable)))
        if came.taken.stopped is not None:
            parts.append(say(came.taken.stopped))
        doubtful = sum(not each.record.is_day_known for each in came.stored)
        if doubtful:
            undated = self.tr("{count} without a day that can be believed: D sets it.")
            parts.append(undated.format(count=doubtful))
        if came.stored:
            parts.append(self.tr("Ctrl+Z takes it back."))
        return " ".join(parts)

    def _rows(self, came: Arrived) -> Iterator[Row]:
        left_out = Chip(Meaning.STOP, self.tr("not taken in"))
        ask = Chip(Meaning.CAUTION, self.tr("set its day"))
        pairs = zip(came.stored, came.taken.names, strict=False)
        doubtful = {name for each, name in pairs if each.record.dated_by is DatedBy.IMPORT}
        remarks = [told for told in came.taken.remarks if told.name in doubtful]
        for chip, told in ((left_out, came.taken.unreadable), (ask, remarks)):
            for number, each in enumerate(told):
                yield _row((chip.text, number), each, chip)

    def _others(self, came: Arrived) -> Iterator[Row]:
        people = self._workplace.clinic.people
        chip = Chip(Meaning.CAUTION, self.tr("whose is it?"))
        pairs = zip(came.taken.photos, came.taken.names, strict=True)
        names = {photo.content: name for photo, name in pairs}
        for content, numbers in came.others.items():
            who = ", ".join(people.get(number).record.display_name for number in numbers)
            note = self.tr("The very same photograph stands in the record of {who}.")
            name = names.get(content, "")
            yield Row(key=content, title=name, chip=chip, note=note.format(who=who))

    def _on_cancelled(self) -> None:
        self.strip.hide()
        self.said.emit(Meaning.INFORMATION, self.tr("Cancelled. No photograph was taken in."))

    def _on_failed(self, error: KnownError) -> None:
        self.strip.hide()
        self.refused.emit(error)

    def _lay_out(self) -> None:
        self.put_away.setProperty("kind", "quiet")
        self.panel.add_to_head(self.put_away)
        self.panel.body.addWidget(self.told)
        self.panel.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID)
        box.addWidget(self.strip)
        box.addWidget(self.panel)


class WindowDrops(QObject):
    """Lets files be dropped anywhere on the window while a screen is shown."""

    dropped = Signal(object)  # list[Path]

    def __init__(self, screen: QWidget) -> None:
        super().__init__(screen)
        self._screen = screen
        self._window: QWidget | None = None
        screen.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self._screen:
            if kind is QEvent.Type.Show:
                self._take(self._screen.window())
            elif kind is QEvent.Type.Hide:
                self._take(None)
        elif kind is QEvent.Type.DragEnter and isinstance(event, QDragEnterEvent):
            if files_of(event):
                event.acceptProposedAction()
                return True
        elif kind is QEvent.Type.Drop and isinstance(event, QDropEvent) and files_of(event):
            event.acceptProposedAction()
            self.dropped.emit(files_of(event))
            return True
        return super().eventFilter(watched, event)

    def _take(self, window: QWidget | None) -> None:
        if self._window is not None:
            self._window.removeEventFilter(self)
            self._window.setAcceptDrops(False)
        self._window = window
        if window is not None:
            window.installEventFilter(self)
            window.setAcceptDrops(True)


def files_of(event: QDropEvent) -> list[Path]:
    """Return the files and folders that are dropped."""
    urls = event.mimeData().urls()
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]


def dress_for(chart: Chart, appointment_id: int | None) -> Dress:
    """Return what dresses photographs by their day; those of a visit's own day belong to it."""
    visit = next((each for each in chart.appointments if each.id == appointment_id), None)

    def dress(photo: Photo) -> Photo:
        guessed = dressed(photo, chart)
        if visit is None or photo.taken_on != visit.record.day or photo.dated_by is DatedBy.IMPORT:
            return guessed
        return replace(guessed, appointment_id=visit.id)

    return dress


def _row(key: object, told: Told, chip: Chip) -> Row:
    return Row(key=key, title=told.name, chip=chip, note=say(told.words))

"""Photographs handed out: chosen, held against the patient's consent, entered, then written."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QVBoxLayout

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.photographs.exports import Handing, Leave, may_leave, obstacles
from infrared_desktop.domain.records.chart import Chart, Stored
from infrared_desktop.domain.records.photographs import Photo, PhotoExport, Purpose
from infrared_desktop.storage.desks.acts import Change
from infrared_desktop.views.actions import add_action
from infrared_desktop.views.lists.patient_rows import patient_line
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.photos.export_page import ExportPage
from infrared_desktop.views.photos.export_run import ExportRun, Failed, export_of
from infrared_desktop.views.photos.export_words import photo_row, photo_words
from infrared_desktop.views.photos.loading import PhotoLoader
from infrared_desktop.views.screen import Place, Screen
from infrared_desktop.views.wording import say
from infrared_desktop.views.workplace import Workplace

_SAMPLE_PX = 768


class PhotoExportScreen(Screen):
    """Hands copies of a patient's photographs out; a place may name those that are chosen."""

    section = "people"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._chart: Chart | None = None
        self._chosen: set[int] = set()
        self._folder: Path | None = None
        self.page, self.run = ExportPage(), ExportRun(workplace)
        self.banner, self.list, self.binder = self.page.banner, self.page.list, self.page.binder
        self.loader = PhotoLoader(lambda: self.clinic.photos.files, self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.page)
        self._connect()
        self.setFocusProxy(self.list)

    def open(self, place: Place) -> None:
        """Show a patient's photographs, the newest first."""
        if place.patient is None:
            raise KnownError("This needs its patient. Open the patient first.")
        self._chart = self.clinic.people.chart(place.patient)
        known = {stored.id for stored in self._chart.photos}
        self._chosen = known.intersection(place.about or ())
        self.banner.settle()
        self.binder.show(Handing())
        self._show()
        self.list.select_key(next((p.id for p in self._photos() if p.id in self._chosen), None))

    def reload(self, change: Change | None = None) -> None:
        """Follow what becomes of the patient's photographs and consents."""
        if self._chart is None or (change and self._chart.patient.id not in change.patients):
            return
        self._chart = self.clinic.people.chart(self._chart.patient.id)
        self._chosen &= {stored.id for stored in self._chart.photos}
        self._show()

    def leave(self) -> bool:
        """Stay while copies are being written."""
        if self.run.is_on:
            self.banner.tell(Meaning.CAUTION, self.tr("Copies are being written. Esc stops it."))
            return False
        self.loader.close()
        return True

    def handing(self) -> Handing:
        """Return what the copies are for, as it stands on the form."""
        return self.binder.record(Handing())

    def hand_out(self) -> None:
        """Check the answers and the consent, ask for a folder, enter and write the copies."""
        if self.run.is_on or not self._is_answered():
            return
        chosen = [each for each in self._photos() if each.id in self._chosen]
        if not chosen:
            self.banner.tell(Meaning.CAUTION, self.tr("Choose photographs first, with Space."))
            return
        refused = [each for each in chosen if self._leave_of(each).refusal]
        if refused:
            self._tell_refused(refused, len(chosen))
            return
        folder = self._ask_for_folder()
        if folder is not None:
            self._begin(chosen, folder)

    def _begin(self, chosen: Sequence[Stored[Photo]], folder: Path) -> None:
        assert self._chart is not None
        place, patient, handing = self.workplace, self._chart.patient.record, self.handing()
        wanted = [
            (each.record, export_of(each, patient, handing, self._leave_of(each), place))
            for each in chosen
        ]
        self._folder = folder
        try:
            self.run.start(wanted, folder, handing.size)
        except KnownError as error:
            self.banner.tell(Meaning.STOP, say(error.sentence))
            return
        self._tell_progress(0.0)

    def _leave_of(self, stored: Stored[Photo]) -> Leave:
        assert self._chart is not None
        handing = self.handing()
        if handing.purpose is None:
            return Leave()
        today = self.workplace.today()
        return may_leave(stored, handing.purpose, self._chart, today, handing.to_patient)

    def _is_answered(self) -> bool:
        found = obstacles(self.handing())
        for field in ("purpose", "recipient", "size"):
            self.binder.set_error(field, say(found[field]) if field in found else "")
        if found:
            self.binder.go_to(next(iter(found)))
        return not found

    def _tell_refused(self, refused: Sequence[Stored[Photo]], count: int) -> None:
        why = self._leave_of(refused[0]).refusal
        text = self.tr("{refused} of {count} chosen photographs may not leave for this. {why}")
        words = text.format(refused=len(refused), count=count, why=say(why) if why else "")

        def leave_out() -> None:
            self._chosen -= {each.id for each in refused}
            self._show()

        self.banner.tell(Meaning.STOP, words, self.tr("Leave them out"), leave_out, "Ctrl+L")

    def _ask_for_folder(self) -> Path | None:
        documents = QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation
        )
        title = self.tr("Folder for the copies; they are not encrypted")
        found = QFileDialog.getExistingDirectory(self, title, str(self._folder or documents))
        return Path(found) if found else None

    def _tell_progress(self, share: float) -> None:
        text = self.tr("The copies are being written: {percent} %")
        words = text.format(percent=round(100 * share))
        self.banner.tell(Meaning.INFORMATION, words, self.tr("Stop"), self.run.cancel)

    def _on_finished(self, written: Sequence[Stored[PhotoExport]], failed: list[Failed]) -> None:
        folder = self._folder.name if self._folder else ""
        one = self.tr("1 copy is in {folder}. It is not encrypted.")
        more = self.tr("{count} copies are in {folder}. They are not encrypted.")
        text = one if len(written) == 1 else more
        parts = [text.format(count=len(written), folder=folder)] if written else []
        if failed:
            lost = self.tr("{count} did not leave, which the register says too: {why}")
            parts.append(lost.format(count=len(failed), why=failed[0].why))
        else:
            self._chosen.clear()
        meaning = Meaning.STOP if failed else Meaning.SUITABLE
        self.reload()
        self.banner.tell(meaning, " ".join(parts))

    def _photos(self) -> Sequence[Stored[Photo]]:
        photos = self._chart.photos if self._chart else ()
        return sorted(photos, key=lambda each: (each.record.taken_on, each.id), reverse=True)

    def _show(self) -> None:
        assert self._chart is not None
        patient, photos = self._chart.patient, self._photos()
        line = patient_line(patient, self.workplace.today())
        title = self.tr("Hand photographs out")
        self.page.header.set_words(title, f"{patient.record.display_name} · {line}")
        rows = [photo_row(p, self._leave_of(p), p.id in self._chosen) for p in photos]
        self.list.set_rows(rows)
        hint = self.tr("{chosen} of {count} chosen")
        self.page.panel.set_hint(hint.format(chosen=len(self._chosen), count=len(photos)))
        self.page.show_whether(bool(photos))
        self.page.tell_stamp(self.handing())
        self._show_sample()

    def _show_sample(self) -> None:
        current = next((p for p in self._photos() if p.id == self.list.current_key()), None)
        if current is None:
            self.page.sample.show_image(None, "")
            return
        photo = current.record
        image = self.loader.picture(photo.content, _SAMPLE_PX, photo.quarter_turns)
        refusal = self.loader.refusal(photo.content)
        waits = say(refusal) if refusal else self.tr("The picture is being opened …")
        self.page.sample.show_image(image, photo_words(photo) if image else waits)

    def _toggle(self) -> None:
        key = self.list.current_key()
        if isinstance(key, int):
            self._chosen ^= {key}
            self._show()

    def _toggle_all(self) -> None:
        every = {each.id for each in self._photos() if not self._leave_of(each).refusal}
        self._chosen = set() if self._chosen >= every else every
        self._show()

    def _on_answer(self, field: str) -> None:
        handing = self.handing()
        if field == "to_patient" and handing.to_patient and handing.purpose is None:
            self.binder.input("purpose").set_value(Purpose.RECORD.value)  # type: ignore[attr-defined]
        self.binder.show_input("recipient", not handing.to_patient)
        self.binder.set_error(field, "")
        self._show()

    def _go_to_register(self) -> None:
        if self._chart is not None:
            self.going.emit(Place("photo_register", self._chart.patient.id))

    def _go_to_wall(self) -> None:
        if self._chart is not None:
            self.going.emit(Place("photos", self._chart.patient.id))

    def _escape(self) -> None:
        if self.run.is_on:
            self.run.cancel()
        else:
            self.going_back.emit()

    def _connect(self) -> None:
        self.list.opened.connect(lambda _: self._toggle())
        self.list.current_changed.connect(lambda _: self._show_sample())
        self.loader.ready.connect(lambda _: self._show_sample())
        self.binder.changed.connect(self._on_answer)
        self.run.progressed.connect(self._tell_progress)
        self.run.finished.connect(self._on_finished)
        self.page.hand_out.clicked.connect(self.hand_out)
        self.page.register.clicked.connect(self._go_to_register)
        for keys, act in (("Space", self._toggle), ("Ctrl+A", self._toggle_all)):
            shortcut = QShortcut(QKeySequence(keys), self.list)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)
        for text, keys, act in (
            (self.tr("Hand the chosen photographs out"), "Ctrl+Return", self.hand_out),
            (self.tr("Register of what left"), "Ctrl+R", self._go_to_register),
            (self.tr("What each photograph is meant for"), "P", self._go_to_wall),
            (self.tr("Stop, or go back"), "Esc", self._escape),
        ):
            add_action(self, text, keys, act)

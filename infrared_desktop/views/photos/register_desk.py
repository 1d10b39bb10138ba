"""The register as it is shown, on paper or as a table, and letters that call copies back."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtGui import QAction

from infrared_desktop.documents.photo_register_paper import (
    RegisterLine,
    call_back_paper,
    head_words,
    register_paper,
)
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.photographs.exports import did_leave, number_of
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.photographs import PhotoExport
from infrared_desktop.exchange.csv_files import as_csv
from infrared_desktop.storage.files.writing import write_atomically
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.paper_desk import PaperDesk, Wanted
from infrared_desktop.views.photos.export_words import recipient_words
from infrared_desktop.views.save_place import ask_for_place
from infrared_desktop.views.screen import Screen
from infrared_desktop.views.wording import say_day, say_moment

Entries = Iterable[Stored[PhotoExport]]


class RegisterDesk(PaperDesk):
    """Offers what is shown by Ctrl+P; a tick makes it letters to those who have copies."""

    def __init__(
        self,
        screen: Screen,
        shown: Callable[[], Entries],
        called_back: Callable[[], Entries],
        names: Callable[[], Mapping[int, str]],
        answer: Callable[[Stored[PhotoExport]], str],
    ) -> None:
        super().__init__(screen, "", "", lambda: 0, self._wish, act="photo-register-made")
        self._shown, self._called_back, self._names = shown, called_back, names
        self._answer = answer
        self.action.setText(self.tr("Print or save what left"))
        self.menu.removeAction(self.named)
        self.letters = QAction(self.tr("As &letters that call the copies back"), self)
        self.letters.setCheckable(True)
        self.menu.addAction(self.letters)
        self.table = self.menu.addAction(self.tr("Save as a &table (CSV) …"), self._save_table)

    def offer(self) -> None:
        """Offer letters only where somebody's copies are to be called back."""
        is_asked = any(True for _ in self._called_back())
        self.letters.setEnabled(is_asked)
        self.letters.setChecked(self.letters.isChecked() and is_asked)
        super().offer()

    def file_name(self) -> str:
        """Return the suggested name of the file; it names nobody."""
        day = self._workplace.today().isoformat()
        letters, listed = self.tr("Photographs called back {day}"), self.tr("Photographs out {day}")
        text = letters if self.letters.isChecked() else listed
        return text.format(day=day) + ".pdf"

    def _wish(self) -> Wanted:
        place = self._workplace
        moment = say_moment(place.now(), place.settings.timezone)
        made = f"{say_day(place.today())} {moment} · {place.staff.record.name}"
        if self.letters.isChecked():
            paper = call_back_paper(self._by_recipient(), place.settings, made)
        else:
            title = self.tr("Photographs that left the clinic")
            paper = register_paper(title, self._lines(self._shown()), place.settings, made)
        place.clinic.note("photo-register-made", place.by, place.now())
        return lambda _: paper

    def _papers(self) -> Callable[[], Any]:
        return lambda: None

    def _by_recipient(self) -> dict[str, list[RegisterLine]]:
        found: dict[str, list[RegisterLine]] = {}
        for line in self._lines(self._called_back()):
            found.setdefault(line.recipient, []).append(line)
        return found

    def _save_table(self) -> None:
        name = self.tr("Photographs out {day}").format(day=self._workplace.today().isoformat())
        title, kinds = self.tr("Save as a table with names"), self.tr("Table (*.csv)")
        path = ask_for_place(self._screen, title, name + ".csv", kinds)
        if path is None:
            return
        rows = [tuple(vars(line).values()) for line in self._lines(self._shown())]
        place = self._workplace
        try:
            place.clinic.note("photo-register-saved", place.by, place.now())
            write_atomically(path, as_csv([head_words(), *rows]))
        except KnownError as error:
            self._screen.tell_error(error)
            return
        words = self.tr("Saved as {name}. It holds names, not encrypted: keep it safe.")
        self._screen.tell(Meaning.CAUTION, words.format(name=path.name))

    def _lines(self, entries: Entries) -> list[RegisterLine]:
        names, zone = self._names(), ZoneInfo(self._workplace.settings.timezone)
        return [self._line(each, names, zone) for each in entries]

    def _line(
        self, entry: Stored[PhotoExport], names: Mapping[int, str], zone: ZoneInfo
    ) -> RegisterLine:
        export = entry.record
        left = _moment(export.exported_at, zone) if did_leave(entry) else self.tr("did not leave")
        return RegisterLine(
            number_of(entry),
            left,
            f"{names.get(export.patient_id, '')} ({export.patient_id:04})",
            choices.label(export.purpose),
            recipient_words(export.recipient),
            export.stamp,
            str(export.consent_id or "–"),
            self._answer(entry),
        )


def _moment(at: datetime, zone: ZoneInfo) -> str:
    there = at.astimezone(zone)
    return f"{say_day(there.date())} {there:%H:%M}"

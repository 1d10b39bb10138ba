"""The before-and-after sheet handed out: asked what for, held against consent, entered, printed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from PySide6.QtCore import QRectF

from infrared_desktop.documents.before_after import (
    SheetHead,
    SheetPhoto,
    before_after_paper,
    box_px,
    framed,
)
from infrared_desktop.documents.photo_stamp import numbered
from infrared_desktop.documents.pictures import Pictures
from infrared_desktop.documents.press import Paper
from infrared_desktop.domain.clinic_facts import head_of
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.photographs.alignment import Size
from infrared_desktop.domain.photographs.exports import (
    Handing,
    Leave,
    may_leave,
    number_of,
    obstacles,
)
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.photographs import ExportKind, PhotoExport, Purpose
from infrared_desktop.storage.files.photo_files import PhotoFiles
from infrared_desktop.views.lists.patient_rows import patient_line
from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.paper_desk import PaperDesk
from infrared_desktop.views.photos.compare_paint import Shown
from infrared_desktop.views.photos.compare_set import ComparedSet
from infrared_desktop.views.photos.compare_side import CompareSide
from infrared_desktop.views.photos.compare_view import CompareView
from infrared_desktop.views.photos.compare_words import fit_words, pair_lines
from infrared_desktop.views.photos.export_run import export_of
from infrared_desktop.views.photos.sheet_form import SheetForm
from infrared_desktop.views.screen import Screen
from infrared_desktop.views.wording import say, say_day, say_moment


@dataclass(frozen=True)
class _Wanted:
    """A photograph of the sheet, in plain values for the job."""

    content: str
    turns: int
    size: Size
    shown: Shown
    since: tuple[str, ...]


class SheetDesk(PaperDesk):
    """Offers the sheet by Ctrl+P: first its form, then to save or to print it.

    It shows the part of the photographs that is seen when it is made.
    """

    def __init__(
        self,
        screen: Screen,
        compared: ComparedSet,
        view: CompareView,
        side: CompareSide,
        banner: Banner,
    ) -> None:
        text = screen.tr("Before-and-after sheet")
        super().__init__(screen, text, "", lambda: 0, lambda: _as_made, banner)
        self._set, self._view, self._side = compared, view, side
        self._form: SheetForm | None = None
        self._entries: list[Stored[PhotoExport]] = []
        self.menu.removeAction(self.named)

    @property
    def is_asked(self) -> bool:
        """Whether the form stands open."""
        return self._form is not None and not self._form.isHidden()

    @property
    def form(self) -> SheetForm:
        """The form, which is made when it is first asked for."""
        if self._form is None:
            self._form = SheetForm()
            self._form.make.clicked.connect(self.offer)
        return self._form

    def offer(self) -> None:
        """Ask what the sheet is for; when that is answered and allowed, offer to make it."""
        if self._view.marks is not None or self._view.is_blurred:
            return
        if len(self._set.shown) < 2:
            words = self.tr("A sheet needs two photographs at least.")
            self._screen.tell(Meaning.INFORMATION, words)
        elif not self.is_asked:
            self.form.binder.show(Handing())
            self._side.ask(self.form)
            self.form.binder.go_to("purpose")
        elif self._is_allowed():
            super().offer()

    def close(self) -> None:
        """Put the form away; the keys go back to the pictures."""
        was_asked = self.is_asked
        self._side.ask(None)
        if was_asked:
            self._view.setFocus()

    def file_name(self, ending: str = ".pdf") -> str:
        """Return the suggested name of the file; it names nobody."""
        day = self._workplace.today().isoformat()
        return self.tr("Before and after {day}").format(day=day) + ending

    def _is_allowed(self) -> bool:
        found = obstacles(self.form.handing())
        for field in ("purpose", "recipient"):
            self.form.binder.set_error(field, say(found[field]) if field in found else "")
        if found:
            self.form.binder.go_to(next(iter(found)))
            return False
        refused = [leave.refusal for leave in self._leaves() if leave.refusal]
        if refused:
            text = self.tr("{refused} of {count} photographs may not leave for this. {why}")
            count = len(self._set.shown)
            words = text.format(refused=len(refused), count=count, why=say(refused[0]))
            self.banner.tell(Meaning.STOP, words)
        else:
            self.banner.settle()
        return not refused

    def _leaves(self) -> list[Leave]:
        chart, handing = self._set.chart, self.form.handing()
        assert chart is not None and handing.purpose is not None
        today, purpose = self._workplace.today(), handing.purpose
        return [
            may_leave(shown.photo, purpose, chart, today, handing.to_patient)
            for shown in self._set.shown
        ]

    def _papers(self) -> Callable[[], Any]:
        """Enter the photographs into the register; the sheet is made beside the window then."""
        if not self._is_allowed():
            raise KnownError("These photographs may not leave any more. Nothing was made.")
        place, chart, handing = self._workplace, self._set.chart, self.form.handing()
        assert chart is not None
        exports = [
            replace(
                export_of(shown.photo, chart.patient.record, handing, leave, place),
                kind=ExportKind.SHEET,
            )
            for shown, leave in zip(self._set.shown, self._leaves(), strict=True)
        ]
        self._entries = place.clinic.photos.note_exports(exports, place.by, place.now())
        files = place.clinic.photos.files
        seen, head = self._view.seen(), self._head(handing)
        head = replace(head, is_part=_is_part(seen, self._set.shown[0].size))
        return partial(_make, files, head, self._wanted_photos(), seen)

    def _head(self, handing: Handing) -> SheetHead:
        place, chart = self._workplace, self._set.chart
        assert chart is not None
        patient, now = chart.patient, say_moment(place.now(), place.settings.timezone)
        line = f"{patient.record.display_name} · {patient_line(patient, place.today())}"
        return SheetHead(
            head_of(place.settings),
            line if handing.purpose is Purpose.RECORD else "",
            f"{say_day(place.today())} {now} · {place.staff.record.name}",
            place.settings.country,
            self._set.subject,
            tuple(numbered(entry.record.stamp, number_of(entry)) for entry in self._entries),
        )

    def _wanted_photos(self) -> list[_Wanted]:
        found = []
        for shown in self._set.shown:
            photo = shown.photo.record
            bare = replace(shown, image=None, matched=None)
            turns, since = photo.quarter_turns, self._since(shown)
            found.append(_Wanted(photo.content, turns, shown.size, bare, since))
        return found

    def _since(self, shown: Shown) -> tuple[str, ...]:
        chart, first = self._set.chart, self._set.shown[0]
        assert chart is not None
        lines = pair_lines(chart, first.photo.record, shown.photo.record)
        found = self._set.fit_of(shown)
        laid = fit_words(found) if found else self.tr("Not aligned.")
        return (*lines, laid)

    def _fail(self, error: KnownError) -> None:
        self._not_left(say(error.sentence))
        super()._fail(error)

    def _end(self, meaning: Meaning, words: str) -> None:
        if meaning is not Meaning.SUITABLE:
            self._not_left(words)
        else:
            self._entries = []
            self.close()
        super()._end(meaning, words)

    def _not_left(self, why: str) -> None:
        """Strike the entries from the register: nothing left after all."""
        entries, self._entries = self._entries, []
        if entries:
            place = self._workplace
            place.clinic.photos.note_not_left(entries, why, place.by, place.now())


def _as_made(paper: Any) -> Paper:
    assert isinstance(paper, Paper)
    return paper


def _is_part(seen: QRectF, whole: Size) -> bool:
    return seen.width() < 0.99 * whole.width or seen.height() < 0.99 * whole.height


def _make(files: PhotoFiles, head: SheetHead, wanted: Sequence[_Wanted], seen: QRectF) -> Paper:
    """Open the photographs beside the window and lay them out."""
    photos = []
    with Pictures() as pictures:
        for each in wanted:
            by = each.shown.by
            box = box_px(each.size, by, seen)
            image = pictures.picture(files.get(each.content), box, each.turns)
            jpeg = framed(image, each.size, by, seen)
            photos.append(SheetPhoto(jpeg, each.shown.day, each.shown.words, each.since))
    return before_after_paper(head, photos)

"""Compare photographs: up to six dates, or two on one place, aligned by points of the skin."""

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.chart import Chart
from infrared_desktop.storage.desks.acts import Change
from infrared_desktop.views.actions import KeyGroup, add_action
from infrared_desktop.views.lists.patient_rows import patient_line
from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.record_header import RecordHeader
from infrared_desktop.views.look.theme import GRID, Meaning
from infrared_desktop.views.photos.compare_align import Aligning
from infrared_desktop.views.photos.compare_list import Chosen
from infrared_desktop.views.photos.compare_paint import Mode
from infrared_desktop.views.photos.compare_set import ComparedSet
from infrared_desktop.views.photos.compare_sheet import SheetDesk
from infrared_desktop.views.photos.compare_side import CompareSide
from infrared_desktop.views.photos.compare_tools import CompareTools
from infrared_desktop.views.photos.compare_view import CompareView
from infrared_desktop.views.photos.compare_words import pair_lines, stops_words
from infrared_desktop.views.photos.veil import Veil
from infrared_desktop.views.screen import Place, Screen
from infrared_desktop.views.wording import say
from infrared_desktop.views.workplace import Workplace


class CompareScreen(Screen):
    """`record` is a photograph, `about` the number of another or of several to compare it with."""

    section = "people"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.header, self.banner = RecordHeader(), Banner()
        self.tools, self.view = CompareTools(), CompareView()
        self.side = CompareSide()
        self.set = ComparedSet(self.clinic.photos, self)
        self.chart: Chart | None = None
        self.chosen = Chosen((), ())
        self.aligning = Aligning(self, self.set, self.view, self.banner)
        self.sheet = SheetDesk(self, self.set, self.view, self.side, self.banner)
        self.veil = Veil(workplace)
        self.align_button = QPushButton(self.tr("Align  L"))
        self._lay_out()
        self._connect()
        self._make_keys()
        self.setFocusProxy(self.view)

    def open(self, place: Place) -> None:
        """Show the photographs that the place names, or the first and the newest of one view."""
        assert place.patient is not None
        if not self.veil.may_look:
            raise KnownError("In this clinic, photographs are seen by clinicians only.")
        about = place.about if isinstance(place.about, tuple | list) else (place.about,)
        wanted = [number for number in (place.record, *about) if isinstance(number, int)]
        self.chart = self.clinic.people.chart(place.patient)
        self.chosen = Chosen(self.chart.photos, wanted)
        self.aligning.stop()
        self.sheet.close()
        self._set_mode(Mode.ROW)
        self._show(anew=True)

    def here(self, place: Place) -> Place:
        """Come back to the photographs that were chosen meanwhile."""
        ids = self.chosen.ids
        return Place(place.name, place.patient, ids[0] if ids else None, ids[1:])

    def reload(self, change: Change | None = None) -> None:
        """Follow what was aligned, put in order or struck meanwhile."""
        number = self.chart.patient.id if self.chart else None
        if number is None or (change is not None and number not in change.patients):
            return
        if change is None or change.kinds:
            self.chart = self.clinic.people.chart(number)
            self.chosen = Chosen(self.chart.photos, self.chosen.ids)
            self._show(anew=False)

    def leave(self) -> bool:
        """Forget the pictures, so that they take no room while nobody looks."""
        self.aligning.stop()
        self.veil.fall()
        self.view.stop_flicker()
        self.view.set_shown((), 1, anew=True)
        self.set.close()
        return True

    def part_keys(self) -> tuple[KeyGroup, ...]:
        """Return the keys of the pictures while they have the focus."""
        return (self.view.keys(),) if self.view.hasFocus() else ()

    def _show(self, anew: bool) -> None:
        assert self.chart is not None
        patient = self.chart.patient
        line = patient_line(patient, self.workplace.today())
        self.header.set_words(
            self.tr("Compare photographs"), f"{patient.record.display_name} · {line}"
        )
        stored = self.chosen.stored
        self.set.show(self.chart, stored)
        other = len(stored) - 1 if anew else self.view.other
        self.view.set_shown(self.set.shown, other, anew)
        self.side.list.set_rows(self.chosen.rows(self.chart))
        self.view.is_blurred = any(self.veil.hides(each) for each in stored)
        self._tell()

    def _tell(self) -> None:
        """Say all that is painted in words too, for whoever does not see it."""
        pair = self.view.pair
        lines = [self.tr("There are no two photographs to compare yet.")]
        if self.chart is not None and len(pair) > 1:
            before, after = (each.photo.record for each in pair)
            lines = [*pair_lines(self.chart, before, after), *self.aligning.lines(pair[-1])]
            stops = self.set.stops.get(pair[-1].photo.id)
            if stops is not None:
                lines.append(stops_words(stops))
        self.side.scale.offer(pair, self.view.has_grid)
        self._measure()
        if self.view.has_grid:
            lines.append(self._scale_words())
        self.side.tell(lines)
        shown = ", ".join(f"{each.day}, {each.words}" for each in self.set.shown)
        self.view.setAccessibleName(self.tr("Photographs: {dates}").format(dates=shown))

    def _measure(self) -> None:
        self.view.mm_per_px = self.side.scale.mm_per_px(self.view.pair)
        self.view.update()

    def _scale_words(self) -> str:
        if self.view.mm_per_px:
            return self.tr("The bar tells the scale where the skin lies as deep as the points.")
        return self.tr(
            "No scale: the cells are equal on all, but their size on the skin isn't known. Align "
            "them and say how far points 1 and 2 are apart."
        )

    def _look(self) -> None:
        for stored in self.chosen.stored:
            self.veil.lift(stored)
        self.view.is_blurred = False
        self.view.update()

    def _on_pictures(self) -> None:
        self._look_closer()
        self._tell()
        self.view.update()

    def _look_closer(self) -> None:
        if self.set.shown:
            seen = self.set.shown if self.view.mode is Mode.ROW else self.view.pair
            self.set.look_closer(seen, self.view.sight.zoom)

    def _turn(self, key: Any) -> None:
        if not isinstance(key, int) or self.aligning.is_on:
            return
        try:
            self.chosen.turn(key)
        except KnownError as error:
            self.tell(Meaning.INFORMATION, say(error.sentence))
            return
        self._show(anew=True)
        if key in self.chosen.ids[1:]:
            self._set_other(self.chosen.ids.index(key))

    def _step_other(self, way: int) -> None:
        count = len(self.set.shown)
        if count > 2 and not self.aligning.is_on:
            self._set_other((self.view.other - 1 + way) % (count - 1) + 1)

    def _set_other(self, place: int) -> None:
        self.view.set_shown(self.set.shown, place, anew=False)
        self._tell()

    def _set_mode(self, mode: Mode) -> None:
        mode = Mode.ROW if self.aligning.is_on else mode
        self.view.set_mode(mode)
        self.tools.show_mode(mode)
        self.tools.show_share(self.view.share)

    def _set_overlay(self, name: str, on: bool) -> None:
        setattr(self.view, name, on)
        self.view.update()
        self._tell()

    def _set_matched(self, on: bool) -> None:
        self.set.set_matched(on)
        self._on_pictures()

    def _escape(self) -> None:
        if self.view.is_flickering:
            self.view.stop_flicker()
        elif self.aligning.is_on:
            self.aligning.stop()
        elif self.sheet.is_asked:
            self.sheet.close()
        else:
            self.going_back.emit()

    def _connect(self) -> None:
        view, tools = self.view, self.tools
        self.set.changed.connect(self._on_pictures)
        view.sight_changed.connect(self._look_closer)
        view.share_changed.connect(tools.show_share)
        view.flickering.connect(tools.show_flicker)
        view.looked.connect(self._look)
        view.marked.connect(self.aligning.tell)
        tools.mode_changed.connect(lambda code: self._set_mode(Mode(code)))
        tools.share_changed.connect(view.set_share)
        tools.flicker_asked.connect(view.turn_flicker)
        tools.grid.toggled.connect(lambda on: self._set_overlay("has_grid", on))
        tools.points.toggled.connect(lambda on: self._set_overlay("has_points", on))
        tools.exposure.toggled.connect(self._set_matched)
        self.side.scale.changed.connect(self._tell)
        self.side.list.opened.connect(self._turn)
        self.align_button.clicked.connect(self.aligning.start)

    def _make_keys(self) -> None:
        modes = zip(Mode, self.tools.modes.labels(), strict=True)
        for number, (mode, words) in enumerate(modes, start=1):
            text = words.rsplit("  ", 1)[0]
            add_action(self, text, str(number), lambda mode=mode: self._set_mode(mode))  # type: ignore[misc]
        for text, keys, act in (
            (self.tr("Show a grid over the photographs"), "G", self.tools.grid.toggle),
            (self.tr("Show them equally bright"), "E", self.tools.exposure.toggle),
            (self.tr("Show the points that align them"), "O", self.tools.points.toggle),
            (self.tr("Align by points of the skin"), "L", self.aligning.start),
            (self.tr("Store the points"), "Ctrl+S", self.aligning.store),
            (self.tr("Take the alignment off"), "Shift+L", self.aligning.take_off),
            (self.tr("Compare with the date before"), "Ctrl+PgUp", lambda: self._step_other(-1)),
            (self.tr("Compare with the date after"), "Ctrl+PgDown", lambda: self._step_other(1)),
            (self.tr("Choose dates"), "D", self.side.list.setFocus),
            (self.tr("Go to the pictures"), "V", self.view.setFocus),
            (self.tr("Stop, close, or go back"), "Esc", self._escape),
        ):
            add_action(self, text, keys, act)

    def _lay_out(self) -> None:
        self.header.add_buttons((self.sheet.button(), self.align_button))
        row = QHBoxLayout()
        row.setSpacing(2 * GRID)
        row.addWidget(self.view, 1)
        row.addWidget(self.side)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID)
        for widget in (self.header, self.tools, self.banner):
            box.addWidget(widget)
        box.addLayout(row, 1)

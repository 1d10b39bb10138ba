"""Moving, stretching and marking in the diary: what is dropped is stored, or booked in the form."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from infrared_desktop.domain.booking.booking import MarkedSlot
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.views.actions import KeyGroup
from infrared_desktop.views.diary.day_grid import DayGrid
from infrared_desktop.views.diary.day_grip import Grip
from infrared_desktop.views.diary.diary_drops import DiaryDrops
from infrared_desktop.views.diary.diary_sheet import Sheet
from infrared_desktop.views.diary.visit_steps import MOVE
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.screen import Place, Screen
from infrared_desktop.views.wording import say_day


class DiaryMoves(QObject):
    """Works for the grid of a screen; `sheet` returns what is shown there."""

    def __init__(self, screen: Screen, grid: DayGrid, sheet: Callable[[], Sheet]) -> None:
        super().__init__(screen)
        self._screen, self._grid, self._sheet = screen, grid, sheet
        self._drops = DiaryDrops(screen.workplace, self)
        grid.judge = lambda grip: self._drops.judge(sheet(), grip)
        grid.hold.dropped.connect(self._drop)
        grid.hold.opened.connect(self._open_form)
        grid.hold.refused.connect(self._say_closed)

    def forget(self) -> None:
        """Read anew what speaks against a place."""
        self._drops.forget()

    def keys(self) -> tuple[KeyGroup, ...]:
        """Name the keys that only the grid answers."""
        lines = (
            (self.tr("M"), self.tr("Pick the visit up; M again opens its form")),
            (self.tr("S on free time"), self.tr("Mark a span to book")),
            (self.tr("Arrows"), self.tr("Carry it to another time or column")),
            (self.tr("Shift+Up, Shift+Down"), self.tr("Make it shorter or longer")),
            (self.tr("PgUp, PgDn"), self.tr("Carry it to another day or week")),
            (self.tr("Enter"), self.tr("Drop it here")),
            (self.tr("Esc"), self.tr("Leave it as it was")),
        )
        return (KeyGroup(self.tr("Move, stretch and mark in the diary"), lines),)

    def _drop(self, grip: Grip) -> None:
        sheet, drops = self._sheet(), self._drops
        if grip.visit is None:
            self._book(drops.slot(sheet, grip))
            return
        wanted = drops.wanted(sheet, grip)
        if wanted == grip.visit.record:
            self._grid.hold.let_go()
        elif drops.asks_for_reason(sheet, grip):
            words = self.tr(
                "This soon after the last session a reason is needed. M opens the form, where it "
                "can be written down. Nothing was moved."
            )
            self._screen.tell(Meaning.CAUTION, words)
        else:
            self._store(grip, wanted, drops.warnings(sheet, grip))

    def _store(self, grip: Grip, wanted: Appointment, warned: list[str]) -> None:
        assert grip.visit is not None
        try:
            # What is shown anew by the act itself has nothing in hand any more.
            self._grid.hold.grip = None
            kept = self._drops.keep(grip.visit, wanted)
        except KnownError as error:
            self._grid.hold.grip = grip
            self._screen.tell_error(error)
            return
        self._grid.hold.let_go()
        self._grid.go_to_visit(kept.id)
        meaning = Meaning.CAUTION if warned else Meaning.SUITABLE
        self._screen.tell(meaning, " ".join((self._words(wanted), *warned)))

    def _words(self, visit: Appointment) -> str:
        patient = self._screen.clinic.people.get(visit.patient_id).record
        text = self.tr("Moved: {who}, {day}, {starts}–{ends}. Ctrl+Z takes it back.")
        return text.format(
            who=patient.display_name,
            day=say_day(visit.day, "ddd d MMM yyyy"),
            starts=f"{visit.starts:%H:%M}",
            ends=f"{visit.ends:%H:%M}",
        )

    def _book(self, slot: MarkedSlot) -> None:
        self._grid.hold.let_go()
        self._screen.going.emit(Place("booking", about=slot))

    def _open_form(self, visit_id: int) -> None:
        stored = self._screen.clinic.diary.get(visit_id)
        self._screen.going.emit(Place("booking", stored.record.patient_id, stored.id, about=MOVE))

    def _say_closed(self) -> None:
        words = self.tr("This visit is closed, so it stays where it is. Take back its step first.")
        self._screen.tell(Meaning.INFORMATION, words)

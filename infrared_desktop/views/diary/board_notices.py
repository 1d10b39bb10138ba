"""What Today says above the board: a wrong clock, past visits, what is left to do, devices."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from infrared_desktop.domain.sessions.device_gates import device_gates
from infrared_desktop.domain.sessions.gates import Severity
from infrared_desktop.views.begun import first_left, left_words
from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.theme import GRID, Meaning
from infrared_desktop.views.screen import Place
from infrared_desktop.views.wording import say, say_day, say_weekday
from infrared_desktop.views.workplace import Workplace

_DRAFTS = 3  # that are named; the others follow once these are done
_SLACK = timedelta(minutes=2)  # by which a clock may be set right by itself


class BoardNotices(QWidget):
    """Calm bands, each with one way to what it tells of; nothing is done by itself."""

    going = Signal(object)  # Place

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace, self._clinic = workplace, workplace.clinic
        self.clock, self.unresolved = Banner(), Banner()
        self.unfinished, self.devices, self.remarks = Banner(), Banner(), Banner()
        self._open_past, self._clock_noted = False, False
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID)
        self._bands = (self.clock, self.unresolved, self.unfinished, self.remarks, self.devices)
        for band in self._bands:
            box.addWidget(band)

    def look(self) -> None:
        """Say what there is to say now."""
        self.look_at_clock()
        self._show_unresolved()
        self._show_unfinished()
        self._show_remarks()
        self._show_devices()
        self._fit()

    def look_at_clock(self) -> None:
        """Warn while the clock of this PC stands before what was stored last.

        The invented day of a practice clinic is told to its end, whatever the clock says.
        """
        now, last = self._workplace.now(), self._clinic.last_stored_at()
        if last is None or now >= last - _SLACK or self._workplace.settings.practice:
            self.clock.settle()
        else:
            text = self.tr(
                "The clock of this PC says {now}, but something was stored here on {last}. Set "
                "the clock right before you go on; if it is right now, say so. Nothing was marked "
                "for you."
            )
            words = text.format(now=self._moment(now), last=self._moment(last))
            offer = self.tr("The day is right")
            self.clock.tell(Meaning.STOP, words, offer, self._confirm_day)
            self._note_clock(round((last - now).total_seconds() / 60))
        self._fit()

    def _note_clock(self, minutes: int) -> None:
        # Once for each person who sits down: the log is no list of half minutes.
        if not self._clock_noted:
            self._clock_noted = True
            place = self._workplace
            self._clinic.note("clock-changed", place.by, place.now(), f"minutes back: {minutes}")

    def _confirm_day(self) -> None:
        """Believe the clock again: it was wrong before, and was put right."""
        from infrared_desktop.storage.health.clock import confirm_day

        confirm_day(self._clinic, self._workplace.by, self._workplace.now())
        self.look_at_clock()

    def answer(self) -> None:
        """Go where past visits are answered one after the other."""
        if self._open_past:
            self.going.emit(Place("unresolved"))

    def open_draft(self) -> None:
        """Go on with what was begun first."""
        place = first_left(self._workplace)
        if place is not None:
            self.going.emit(place)

    def _moment(self, moment: datetime) -> str:
        here = moment.astimezone(ZoneInfo(self._workplace.settings.timezone))
        return f"{say_day(here.date(), 'ddd d MMM yyyy')}, {here:%H:%M}"

    def _fit(self) -> None:
        """Take no room where there is nothing to say."""
        self.setVisible(any(not band.isHidden() for band in self._bands))

    def _show_unresolved(self) -> None:
        visits = self._clinic.diary.unresolved(self._workplace.today())
        self._open_past = bool(visits)
        if not visits:
            self.unresolved.settle()
            return
        count, days = len(visits), {visit.record.day for visit in visits}
        one = self.tr("A visit of {day} has no outcome. Nothing was marked for you.")
        same = self.tr("{count} visits of {day} have no outcome. Nothing was marked for you.")
        many = self.tr("{count} visits since {day} have no outcome. Nothing was marked for you.")
        text = one if count == 1 else same if len(days) == 1 else many
        words = text.format(count=count, day=say_weekday(min(days)))
        self.unresolved.tell(Meaning.CAUTION, words, self.tr("Answer them  U"), self.answer)

    def _show_unfinished(self) -> None:
        count, told = left_words(self._workplace, _DRAFTS)
        if not count:
            self.unfinished.settle()
            return
        one, many = self.tr("1 {told}"), self.tr("{count} not finished yet: {told}")
        text = one if count == 1 else many
        offer = self.tr("Open  O") if count == 1 else self.tr("Open the first  O")
        words = text.format(count=count, told=" · ".join(told))
        self.unfinished.tell(Meaning.INFORMATION, words, offer, self.open_draft)

    def _show_remarks(self) -> None:
        """Tell who wrote them of remarks that came back from a review copy."""
        count = self._clinic.front_desk.remarks_waiting(self._workplace.by)
        if not count:
            self.remarks.settle()
            return
        one = self.tr("1 remark of yours came back from a review copy.")
        many = self.tr("{count} remarks of yours came back from a review copy.")
        words = one if count == 1 else many.format(count=count)
        offer = self.tr("Decide about them")
        place = Place("review_copies")
        self.remarks.tell(Meaning.INFORMATION, words, offer, lambda: self.going.emit(place))

    def _show_devices(self) -> None:
        used = [each.record for each in self._clinic.diary.devices() if each.record.in_service]
        found = [gate for device in used for gate in device_gates(device, self._workplace.today())]
        if not found:
            self.devices.settle()
            return
        stops = any(gate.severity is Severity.BLOCK for gate in found)
        text = " ".join(say(gate.sentence) for gate in found)
        meaning = Meaning.STOP if stops else Meaning.CAUTION
        offer = self.tr("Open the devices")
        self.devices.tell(meaning, text, offer, lambda: self.going.emit(Place("devices")))

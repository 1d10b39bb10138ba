"""One version of a medical history, to be read: what it said, what it brought, who wrote it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.history.changes import version_said
from infrared_desktop.domain.history.words import fact_said, facts
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.history import History
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.storage.desks.acts import Change
from infrared_desktop.views.actions import add_action
from infrared_desktop.views.history.lines import HistoryLines
from infrared_desktop.views.lists.patient_rows import patient_line
from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.chips import Chip
from infrared_desktop.views.look.halves import lay_out_halves
from infrared_desktop.views.look.panel import Panel
from infrared_desktop.views.look.record_header import RecordHeader
from infrared_desktop.views.look.sight import Sight
from infrared_desktop.views.look.theme import GRID, Meaning
from infrared_desktop.views.records.seal import Seal, alarm_words
from infrared_desktop.views.screen import Place, Screen
from infrared_desktop.views.wording import say, say_day, say_moment
from infrared_desktop.views.workplace import Workplace


class HistoryVersionScreen(Screen):
    """Shows a version in words; the history itself is written on a screen of its own."""

    section = "people"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.header, self.banner, self.seal = RecordHeader(), Banner(), Seal()
        self.said, self.brought = HistoryLines(role=""), HistoryLines(role="")
        self._patient: Stored[Patient] | None = None
        self._versions: list[Stored[History]] = []
        self._shown = 0  # its place among the versions
        self._about: object = None  # the id of a joined number's history, if it is one
        self.now = QPushButton(self.tr("The history as it stands  H"))
        self._earlier, self._later = QPushButton(), QPushButton()
        self._arrange()
        self._make_actions()
        self.setFocusProxy(self.now)

    def open(self, place: Place) -> None:
        """Show the version that the place names; the audit log keeps that it was read.

        The place may be about the history of a number that was joined, by its id.
        """
        assert place.patient is not None
        stored = self.clinic.history.of_patient(place.patient)
        for beside in self.clinic.history.beside(place.patient) if place.about else ():
            stored = beside if beside.id == place.about else stored
        versions = self.clinic.history.versions(stored) if stored else []
        found = [at for at, each in enumerate(versions) if each.version == place.record]
        if not found:
            raise KnownError("There is no such version of the history.")
        self.clinic.history.note_reading(place.patient, self.workplace.by, self.workplace.now())
        self._patient = self.clinic.people.get(place.patient)
        self._versions, self._about = versions, place.about
        self._show(found[0])

    def here(self, place: Place) -> Place:
        """Come back to the version that was gone on to."""
        version = self._versions[self._shown].version
        return Place(place.name, place.patient, version, about=self._about)

    def reload(self, change: Change | None = None) -> None:
        """Count a version that was written meanwhile."""
        number = self._patient.id if self._patient else None
        if self._versions and (change is None or number in change.patients):
            self._versions = self.clinic.history.versions(self._versions[-1])
            self._show(self._shown)

    def words(self) -> list[str]:
        """Return what the version said, and what it brought."""
        return [*self.said.words(), *self.brought.words()]

    def _show(self, place: int) -> None:
        assert self._patient is not None
        self._shown = place
        stored = self._versions[place]
        before = self._versions[place - 1].record if place else None
        line = patient_line(self._patient, self.workplace.today())
        name = self._patient.record.display_name
        self.header.set_words(self._title(stored), f"{name} · {line}")
        of = self.tr("to be read only · {place} of {count}")
        words = of.format(place=place + 1, count=len(self._versions))
        self.header.set_chip(Chip(Meaning.INFORMATION, words))
        told = [f"{say(each.title)}: {fact_said(each, say)}" for each in facts(stored.record)]
        self.said.tell(self._written(stored), [(each, None) for each in told])
        brought = [(each, None) for each in version_said(before, stored.record, say)]
        self.brought.tell("", brought)
        self.seal.tell(alarm_words(self.workplace, stored))
        self._earlier.setEnabled(place > 0)
        self._later.setEnabled(place + 1 < len(self._versions))

    def _title(self, stored: Stored[History]) -> str:
        if not self._is_beside(stored):
            return self.tr("Medical history, version {number}").format(number=stored.version)
        text = self.tr("Medical history of number {whose}, version {number}")
        whose = self.clinic.history.written_under(stored)
        return text.format(whose=whose, number=stored.version)

    def _is_beside(self, stored: Stored[History]) -> bool:
        return stored.id == self._about

    def _written(self, stored: Stored[History]) -> str:
        return self.tr("Written by {name} on {day} at {at}").format(
            name=self.clinic.staff.get(stored.by).record.name,
            day=say_day(self.clinic.day(stored.at)),
            at=say_moment(stored.at, self.clinic.settings.timezone),
        )

    def _step(self, way: int) -> None:
        if 0 <= self._shown + way < len(self._versions):
            self._show(self._shown + way)

    def _go_now(self) -> None:
        if self._patient is not None:
            self.going.emit(Place("history", self._patient.id))

    def _make_actions(self) -> None:
        for text, keys, act in (
            (self.tr("The history as it stands"), "H", self._go_now),
            (self.tr("The version before"), "Ctrl+PgUp", lambda: self._step(-1)),
            (self.tr("The version after"), "Ctrl+PgDown", lambda: self._step(1)),
        ):
            add_action(self, text, keys, act)

    def _arrange(self) -> None:
        self._earlier.setText(self.tr("Before  Ctrl+PgUp"))
        self._later.setText(self.tr("After  Ctrl+PgDown"))
        self._earlier.clicked.connect(lambda: self._step(-1))
        self._later.clicked.connect(lambda: self._step(1))
        self.now.clicked.connect(self._go_now)
        self.now.setProperty("kind", "primary")
        for button in (self._earlier, self._later):
            button.setProperty("kind", "quiet")
        for button in (self._earlier, self._later, self.now):
            button.setAutoDefault(True)
        self.header.add_buttons((self._earlier, self._later, self.now))
        page, side = Panel(self.tr("What it said")), Panel(self.tr("What it brought"))
        _fill(page, self.said)
        _fill(side, self.brought)
        lay_out_halves(self, self.header, self.banner, page, side, (self.seal,))


def _fill(panel: Panel, lines: HistoryLines) -> None:
    page = QWidget()
    box = QVBoxLayout(page)
    box.setContentsMargins(2 * GRID, 12, 2 * GRID, 12)
    box.addWidget(lines)
    box.addStretch(1)
    sight = Sight(page)
    sight.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    panel.body.addWidget(sight)

"""Reports: the figures of the front desk in a period, and one of them with all its rows."""

from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from infrared_desktop.domain.schedule.schedule import Resource
from infrared_desktop.storage.gathered.desk_figures import DeskFigures
from infrared_desktop.views import tasks
from infrared_desktop.views.actions import add_action
from infrared_desktop.views.door import door_of
from infrared_desktop.views.lists.rows import Row
from infrared_desktop.views.look.chips import Chip, Glyph
from infrared_desktop.views.look.panel import Panel
from infrared_desktop.views.look.theme import GRID, Meaning
from infrared_desktop.views.reports.counting import CountingScreen
from infrared_desktop.views.reports.figure_panel import FigurePanel
from infrared_desktop.views.reports.figures import Figure, Names, figures
from infrared_desktop.views.reports.report_cases import save_cases
from infrared_desktop.views.reports.report_period import MONTH, OWN, QUARTER, YEAR
from infrared_desktop.views.reports.report_work import ReportWork
from infrared_desktop.views.save_place import ask_for_place
from infrared_desktop.views.screen import Place
from infrared_desktop.views.screens import may_open
from infrared_desktop.views.wording import say_day
from infrared_desktop.views.workplace import Workplace


class ReportsScreen(CountingScreen):
    """Counted beside the window; what was counted stays until another period is."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace, ReportWork(workplace))
        self._figures: list[Figure] = []
        self.figure = FigurePanel(self.clinic)
        self.results = QPushButton(self.tr("Results of treatment  U"))
        self._lay_out()
        self._connect()
        self._make_keys()

    def _is_counted(self) -> bool:
        return bool(self._figures)

    def _show_counted(self, counted: DeskFigures) -> None:
        self._figures = figures(counted, self._names())
        self.figure.setVisible(True)
        self.list.set_rows([self._row(figure) for figure in self._figures])
        text = self.tr("{first} to {last}")
        self._days = text.format(first=say_day(counted.first), last=say_day(counted.last))
        self._show_current()

    def _period_words(self) -> str:
        return self._days if self._figures else ""

    def _row(self, figure: Figure) -> Row:
        cases = self.tr("{count} cases").format(count=len(figure.cases))
        is_doubtful = figure.is_small and figure.cases
        few = self.tr("few cases, which say little") if is_doubtful else ""
        note = " · ".join(filter(None, (figure.value, cases)))
        return Row(
            key=figure.key,
            title=figure.name,
            note=note,
            chip=Chip(Meaning.CAUTION, self.tr("few cases"), Glyph.BANG) if few else None,
            spoken=", ".join(filter(None, (figure.name, figure.value, cases, few))),
        )

    def _names(self) -> Names:
        people = {(Resource.CLINICIAN, s.id): s.record.name for s in self.clinic.staff.all()}
        rooms = {(Resource.ROOM, r.id): r.record.name for r in self.clinic.diary.rooms()}
        devices = {(Resource.DEVICE, d.id): d.record.name for d in self.clinic.diary.devices()}
        return {**people, **rooms, **devices}

    def _show_current(self) -> None:
        key = self.list.current_key()
        found = next((each for each in self._figures if each.key == key), None)
        if found is not None:
            self.figure.show_figure(found)

    def _offer_file(self) -> None:
        figure = self.figure.figure
        self._warn_of_file(figure is not None and bool(figure.cases), self._save)

    def _save(self) -> None:
        figure, path = self.figure.figure, self._ask_for_file()
        if figure is None or path is None:
            return
        place = self.workplace
        self.clinic.note("report-exported", place.by, place.now())
        door, text = door_of(place), self.tr("Saved {count} rows as {name}.")
        tasks.run(
            self,
            lambda task: save_cases(task, door, figure, path),
            lambda n: self.tell(Meaning.SUITABLE, text.format(count=n, name=path.name)),
            self.tell_error,
        )

    def _ask_for_file(self) -> Path | None:
        name = self.tr("Report {day}").format(day=self.workplace.today().isoformat()) + ".csv"
        title, kinds = self.tr("Save the rows"), self.tr("CSV (*.csv)")
        return ask_for_place(self, title, name, kinds)

    def _go_to_results(self) -> None:
        self.going.emit(Place("outcomes"))

    def _make_keys(self) -> None:
        choose = self.period.choose
        for text, key, act in (
            (self.tr("This month"), "M", lambda: choose(MONTH)),
            (self.tr("The last 3 months"), "Q", lambda: choose(QUARTER)),
            (self.tr("The last 12 months"), "Y", lambda: choose(YEAR)),
            (self.tr("Own days"), "O", lambda: choose(OWN)),
            (self.tr("Count anew"), "R", self.count),
            (self.tr("Go to the figures"), "L", self.list.setFocus),
            (self.tr("Go to the rows behind the figure"), "G", self.figure.list.setFocus),
            (self.tr("Save the rows as CSV"), "X", self._offer_file),
            (self.tr("Stop counting, or go back"), "Esc", self._escape),
        ):
            add_action(self, text, key, act)
        if may_open("outcomes", self.workplace):
            add_action(self, self.tr("Results of treatment"), "U", self._go_to_results)
        else:
            self.results.hide()

    def _connect(self) -> None:
        self._connect_counting()
        self.results.clicked.connect(self._go_to_results)
        self.list.opened.connect(lambda _: self.figure.list.setFocus())
        self.figure.opened.connect(lambda number: self.going.emit(Place("patient", number)))

    def _lay_out(self) -> None:
        title = QLabel(self.tr("Reports"))
        title.setProperty("role", "title")
        self.list.setAccessibleName(self.tr("Figures"))
        self._days = ""
        head = QHBoxLayout()
        head.setSpacing(2 * GRID)
        for widget in (title, self.state, self.stop):
            head.addWidget(widget)
        head.addStretch()
        head.addWidget(self.results)
        listed = Panel(self.tr("Figures"), footer=self.tr("Enter goes to its rows · R counts anew"))
        listed.body.addWidget(self.list)
        panels = QHBoxLayout()
        panels.setSpacing(2 * GRID)
        panels.addWidget(listed, 2)
        panels.addWidget(self.figure, 3)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * GRID)
        box.addLayout(head)
        box.addWidget(self.period)
        box.addWidget(self.banner)
        box.addLayout(panels, 1)

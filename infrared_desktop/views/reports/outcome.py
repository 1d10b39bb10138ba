"""Results of treatment at the clinic: by area, device, skin type and number of sessions."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout

from infrared_desktop.assets import RESOURCES
from infrared_desktop.domain.figures.evidence import beside, parse_evidence
from infrared_desktop.domain.figures.outcome_cases import OutcomeCase
from infrared_desktop.domain.figures.outcomes import OutcomeBy, OutcomeGroup, Outcomes
from infrared_desktop.storage.gathered.outcome_records import outcomes
from infrared_desktop.views import tasks
from infrared_desktop.views.actions import add_action
from infrared_desktop.views.door import door_of
from infrared_desktop.views.inputs.choice_field import ChoiceField
from infrared_desktop.views.lists.rows import Row
from infrared_desktop.views.look.chips import Chip, Glyph
from infrared_desktop.views.look.panel import Panel
from infrared_desktop.views.look.theme import GRID, Meaning
from infrared_desktop.views.look.words_label import words_label
from infrared_desktop.views.reports.counting import CountingScreen
from infrared_desktop.views.reports.outcome_cases import save_outcomes
from infrared_desktop.views.reports.outcome_panel import OutcomePanel, PublishedPanel
from infrared_desktop.views.reports.outcome_words import (
    change_words,
    content_words,
    definition,
    group_name,
)
from infrared_desktop.views.reports.report_period import YEAR
from infrared_desktop.views.reports.report_work import ReportWork
from infrared_desktop.views.save_place import ask_for_place
from infrared_desktop.views.screen import STORED, Place
from infrared_desktop.views.workplace import Workplace

_ALL = -1


class OutcomesScreen(CountingScreen):
    """Counted beside the window; what was counted stays until it is counted anew."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace, ReportWork(workplace, outcomes))
        self._outcomes: Outcomes | None = None
        self._groups: tuple[OutcomeGroup, ...] = ()
        self._devices = {d.id: d.record.name for d in self.clinic.diary.devices()}
        self._published = parse_evidence((RESOURCES / "evidence.toml").read_text(encoding="utf-8"))
        self.by, self.panel = ChoiceField(), OutcomePanel(self.clinic)
        self.others = PublishedPanel()
        self.period.choose(YEAR)
        self._dress()
        self._lay_out()
        self._connect()

    def _is_counted(self) -> bool:
        return self._outcomes is not None

    def _show_counted(self, counted: Outcomes) -> None:
        self._outcomes = counted
        self._show()

    def _chosen(self) -> OutcomeBy:
        return OutcomeBy(self.by.get_value() or OutcomeBy.AREA)

    def _show(self) -> None:
        if self._outcomes is None:
            return
        self._groups = (self._outcomes.whole, *self._outcomes.groups[self._chosen()])
        self.list.set_rows([self._row(n, group) for n, group in enumerate(self._groups, _ALL)])
        self._show_current()

    def _row(self, place: int, group: OutcomeGroup) -> Row:
        is_few = group.is_small and bool(group.cases)
        return Row(
            key=place,
            title=self._name(place, group),
            note=f"{change_words(group)} · {content_words(group)}" if group.cases else "",
            chip=Chip(Meaning.CAUTION, self.tr("few cases"), Glyph.BANG) if is_few else None,
        )

    def _name(self, place: int, group: OutcomeGroup) -> str:
        by = self._chosen()
        return self.tr("All") if place == _ALL else group_name(group.key, by, self._devices)

    def _show_current(self) -> None:
        place = self.list.current_key()
        if not isinstance(place, int) or place + 1 >= len(self._groups):
            return
        group, by = self._groups[place + 1], None if place == _ALL else self._chosen()
        published = beside(self._published, by, group.key)
        self.panel.show_group(group, self._name(place, group), self._devices)
        self.others.show_published(published)

    def _choose(self, by: OutcomeBy) -> None:
        self.by.set_value(by.value)
        self._show()

    def _open_review(self, case: OutcomeCase) -> None:
        self.going.emit(Place("review", case.patient_id, case.review_id, STORED))

    def _offer_file(self) -> None:
        group = self.panel.group
        self._warn_of_file(group is not None and bool(group.cases), self._save)

    def _save(self) -> None:
        group, place = self.panel.group, self.workplace
        name = self.tr("Results {day}").format(day=place.today().isoformat()) + ".csv"
        path = ask_for_place(self, self.tr("Save the rows"), name, self.tr("CSV (*.csv)"))
        if group is None or path is None:
            return
        self.clinic.note("report-exported", place.by, place.now())
        door, devices, text = (
            door_of(place),
            self._devices,
            self.tr("Saved {count} rows as {name}."),
        )
        tasks.run(
            self,
            lambda task: save_outcomes(task, door, group.cases, devices, path),
            lambda n: self.tell(Meaning.SUITABLE, text.format(count=n, name=path.name)),
            self.tell_error,
        )

    def _connect(self) -> None:
        self._connect_counting()
        self.by.changed.connect(self._show)
        self.list.opened.connect(lambda _: self.panel.list.setFocus())
        self.panel.opened.connect(self._open_review)
        for text, keys, act in (
            (self.tr("By area"), "A", partial(self._choose, OutcomeBy.AREA)),
            (self.tr("By device"), "D", partial(self._choose, OutcomeBy.DEVICE)),
            (self.tr("By skin type"), "K", partial(self._choose, OutcomeBy.PHOTOTYPE)),
            (self.tr("By number of sessions"), "N", partial(self._choose, OutcomeBy.SESSIONS)),
            (self.tr("Count anew"), "R", self.count),
            (self.tr("Go to the results"), "L", self.list.setFocus),
            (self.tr("Go to the rows behind the result"), "G", self.panel.list.setFocus),
            (self.tr("Save the rows as CSV"), "X", self._offer_file),
            (self.tr("Stop counting, or go back"), "Esc", self._escape),
        ):
            add_action(self, text, keys, act)

    def _dress(self) -> None:
        names = (self.tr("Area"), self.tr("Device"), self.tr("Skin type"), self.tr("Sessions"))
        codes = [each.value for each in OutcomeBy]
        self.by.setProperty("none_text", "")
        self.by.set_options(list(zip(codes, names, strict=True)))
        self.by.set_value(OutcomeBy.AREA.value)
        self.by.setAccessibleName(self.tr("Put together by"))
        self.list.setAccessibleName(self.tr("Results"))
        self.period.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def _lay_out(self) -> None:
        title = QLabel(self.tr("Results of treatment"))
        title.setProperty("role", "title")
        head, choice, panels = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for row, parts in (
            (head, (title, self.state, self.stop)),
            (choice, (self.period, self.by)),
        ):
            row.setSpacing(2 * GRID)
            for widget in parts:
                row.addWidget(widget)
            row.addStretch()
        panels.setSpacing(2 * GRID)
        listed = Panel(self.tr("Results"), footer=self.tr("Enter goes to its rows · R counts anew"))
        listed.body.addWidget(self.list)
        left = QVBoxLayout()
        left.setSpacing(2 * GRID)
        left.addWidget(listed, 3)
        left.addWidget(self.others, 2)
        panels.addLayout(left, 2)
        panels.addWidget(self.panel, 3)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addLayout(head)
        box.addLayout(choice)
        box.addWidget(words_label("caption", definition()))
        box.addWidget(self.banner)
        box.addLayout(panels, 1)

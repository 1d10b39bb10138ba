"""One result whole: how it lies, what others published, and the rows behind it."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from infrared_desktop.domain.figures.evidence import Published
from infrared_desktop.domain.figures.outcome_cases import OutcomeCase
from infrared_desktop.domain.figures.outcomes import OutcomeGroup
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.views.lists.row_list import RowList
from infrared_desktop.views.look.chips import Chip, ChipLabel, Glyph
from infrared_desktop.views.look.panel import EmptyState, Panel
from infrared_desktop.views.look.sight import Sight
from infrared_desktop.views.look.theme import GRID, Meaning
from infrared_desktop.views.look.words_label import words_label
from infrared_desktop.views.reports.bar_chart import BarChart
from infrared_desktop.views.reports.outcome_cases import OutcomeRows
from infrared_desktop.views.reports.outcome_words import (
    caution,
    change_bars,
    content_bars,
    published_words,
)


class OutcomePanel(Panel):
    """Enter on a row opens the review that it was counted from."""

    opened = Signal(object)  # OutcomeCase

    def __init__(self, clinic: Clinic) -> None:
        super().__init__()
        self._clinic = clinic
        self.group: OutcomeGroup | None = None
        self.changes, self.contents = BarChart(words_share=0.2), BarChart(words_share=0.2)
        self.few = ChipLabel()
        self.list = RowList(card=True)
        self.list.setAccessibleName(self.tr("Rows behind the result"))
        self.list.opened.connect(self._open)
        self.empty = EmptyState(
            "reports",
            self.tr("No case in these days."),
            self.tr("A case needs a session and a signed review of the same area."),
        )
        self.add_to_head(self.few)
        self.set_footer(self.tr("Enter opens the review · L to the results · X saves as CSV"))
        self._lay_out()

    def show_group(self, group: OutcomeGroup, name: str, devices: Mapping[int, str]) -> None:
        """Show a group of cases, from its first row again."""
        self.group = group
        self.set_title(name)
        count, one = len(group.cases), self.tr("1 case")
        self.set_hint(one if count == 1 else self.tr("{n} cases").format(n=count))
        few = self.tr("fewer than 10 cases: this says little")
        is_few = group.is_small and bool(group.cases)
        self.few.set_chip(Chip(Meaning.CAUTION, few, Glyph.BANG) if is_few else None)
        self.few.setVisible(is_few)
        self.changes.set_bars(change_bars(group))
        self.contents.set_bars(content_bars(group))
        self._top.setVisible(bool(group.cases))
        self.list.setVisible(bool(group.cases))
        self.empty.setVisible(not group.cases)
        self.list.set_source(OutcomeRows(self._clinic, group.cases, devices))

    def _open(self, key: object) -> None:
        case = self.group.cases[key] if self.group and isinstance(key, int) else None
        if isinstance(case, OutcomeCase):
            self.opened.emit(case)

    def _lay_out(self) -> None:
        self._top = QWidget()
        charts = QHBoxLayout()
        charts.setSpacing(3 * GRID)
        for title, chart in (
            (self.tr("Grade change"), self.changes),
            (self.tr("How content the patients are"), self.contents),
        ):
            column = QVBoxLayout()
            column.setSpacing(4)
            column.addWidget(words_label("strong", title))
            column.addWidget(chart)
            column.addStretch()
            charts.addLayout(column, 1)
        box = QVBoxLayout(self._top)
        box.setContentsMargins(2 * GRID, 12, 2 * GRID, GRID)
        box.setSpacing(GRID)
        box.addLayout(charts)
        self.body.addWidget(self._top)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.empty, 1)


class PublishedPanel(Panel):
    """What others published about the same, each figure with its source."""

    def __init__(self) -> None:
        super().__init__()
        self.set_title(self.tr("Published, for orientation"))
        self.published = words_label("caption")
        page = QWidget()
        sight = Sight(page)
        sight.setAccessibleName(self.tr("Published figures"))
        inside = QVBoxLayout(page)
        inside.setContentsMargins(2 * GRID, 12, 2 * GRID, 12)
        inside.addWidget(self.published)
        inside.addStretch()
        self.body.addWidget(sight)

    def show_published(self, published: Sequence[Published]) -> None:
        """Show the figures that speak of a group, or that none is known."""
        nothing = self.tr("No published figure is known to this program for this group.")
        told = [f"• {published_words(each)}" for each in published]
        self.published.setText("\n".join([caution(), *told] if told else [nothing]))

"""The figures of a protocol: its parts at the left, the figures of one part, or what was found."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from infrared_desktop.domain.people.folding import fold
from infrared_desktop.domain.protocol.draft import ProtocolDraft
from infrared_desktop.domain.protocol.figure_words import PARTS
from infrared_desktop.domain.protocol.figures import Figure, written
from infrared_desktop.views.clinic.protocol_words import figure_row, figure_title, part_words
from infrared_desktop.views.inputs.fields import ComboField
from infrared_desktop.views.lists.find_field import FindField
from infrared_desktop.views.lists.row_list import RowList
from infrared_desktop.views.lists.rows import Row
from infrared_desktop.views.look.panel import Panel
from infrared_desktop.views.look.theme import GRID

_PARTS_WIDTH = 216


class FigureList(QWidget):
    """Shows the figures of a draft; `chosen` names the key of the one to edit."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft: ProtocolDraft | None = None
        self._part = ""
        self.parts, self.figures = RowList(card=True), RowList(card=True)
        self.which = ComboField()
        self.search = FindField(self.figures)
        self.panel = Panel(footer=self.tr("Enter edits · Ctrl+F finds"))
        self._build()
        self.parts.current_changed.connect(self._on_part)
        self.figures.current_changed.connect(self._on_figure)
        self.search.textEdited.connect(lambda _: self._show_figures())

    def show_draft(self, draft: ProtocolDraft) -> None:
        """Show another draft, staying where the list was."""
        self._draft = draft
        self._show_parts()
        self._show_figures()

    def go_to(self, key: str) -> bool:
        """Show a figure by its key; say whether it is there."""
        figure = self._draft.figure(key) if self._draft else None
        if figure is None:
            return False
        self.search.clear()
        self.parts.select_key(_part_of(figure))
        self._show_figures()
        return self.figures.select_key(key)

    def _shown(self) -> list[Figure]:
        assert self._draft is not None
        wanted = fold(self.search.text()).split()
        if wanted:
            return [each for each in self._draft.figures if _fits(each, wanted)]
        sections = dict(PARTS).get(str(self.parts.current_key()), ())
        return [each for each in self._draft.figures if each.section in sections]

    def _show_parts(self) -> None:
        assert self._draft is not None
        rows = []
        for name, sections in PARTS:
            own = [each for each in self._draft.figures if each.section in sections]
            new = sum(map(self._draft.is_new, own))
            text = self.tr("{count} figures") if not new else self.tr("{count} figures, {new} new")
            rows.append(
                Row(
                    key=name,
                    title=part_words(name),
                    note=text.format(count=len(own), new=new),
                )
            )
        self.parts.set_rows(rows)

    def _show_figures(self) -> None:
        if self._draft is None:
            return
        shown = self._shown()
        found = self.tr("{count} found").format(count=len(shown))
        part = part_words(str(self.parts.current_key()))
        self.panel.set_title(found if self.search.text().strip() else part)
        self.figures.set_rows([figure_row(each, self._draft) for each in shown])

    def _on_part(self, part: object) -> None:
        if part is None or part == self._part:
            return
        self._part = str(part)
        self.search.clear()
        self._show_figures()
        self.figures.select_row(0)

    def _on_figure(self, key: object) -> None:
        if key is not None:
            self.chosen.emit(str(key))

    def _build(self) -> None:
        self.which.setAccessibleName(self.tr("Protocol that is shown"))
        for each in (self.which, self.parts):
            each.setFixedWidth(_PARTS_WIDTH)
        self.parts.setProperty("role", "boxed")
        self.parts.setAccessibleName(self.tr("Parts of the protocol"))
        self.figures.setAccessibleName(self.tr("Figures"))
        self.search.setAccessibleName(self.tr("Find a figure"))
        self.search.setPlaceholderText(self.tr("Any part of a name, a text or a source"))
        self.panel.body.addWidget(self.figures)
        right = QVBoxLayout()
        right.setSpacing(GRID)
        right.addWidget(self.search)
        right.addWidget(self.panel, 1)
        left = QVBoxLayout()
        left.setSpacing(GRID)
        left.addWidget(self.which)
        left.addWidget(self.parts, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * GRID)
        row.addLayout(left)
        row.addLayout(right, 1)


def _part_of(figure: Figure) -> str:
    return next(name for name, sections in PARTS if figure.section in sections)


def _fits(figure: Figure, wanted: list[str]) -> bool:
    words = fold(f"{figure_title(figure)} {written(figure.value)} {figure.source}")
    return all(each in words for each in wanted)

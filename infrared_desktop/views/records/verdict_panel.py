"""What the program says of the selected area, rule by rule, and the clinician's own decision."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from infrared_desktop.domain.answers import Verdict
from infrared_desktop.domain.care import AreaFinding, Consultation
from infrared_desktop.domain.record_gaps import Gap
from infrared_desktop.domain.suitability import Assessment, Fired, required_reason
from infrared_desktop.storage.protocols import load_sources
from infrared_desktop.views.forms.binder import Binder
from infrared_desktop.views.forms.forms import load_form
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.inputs.choice_field import ChoiceField
from infrared_desktop.views.lists.rule_card import RuleCard
from infrared_desktop.views.lists.sources_button import SourcesButton
from infrared_desktop.views.look.chips import ChipLabel
from infrared_desktop.views.look.panel import EmptyState, Panel
from infrared_desktop.views.look.sight import Sight
from infrared_desktop.views.look.theme import GRID
from infrared_desktop.views.records.verdict_words import long_chip
from infrared_desktop.views.wording import say, say_site

_LEFT_OUT = (Verdict.NOT_SUITABLE, Verdict.REFERRED)


class VerdictPanel(Panel):
    """Shows one area's verdict; the decision is told by `decided`, and kept by the findings."""

    # An object, since Qt would turn the codes of a dict into plain text.
    decided = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.site, self.hint = QLabel(), QLabel()
        self.verdict, self.kept = ChipLabel(), QLabel()
        self.sources = SourcesButton()
        self.form = QWidget()
        load_form(self.form, "decision")
        self.binder: Binder[AreaFinding] = Binder(self.form, AreaFinding)
        self.binder.changed.connect(self._on_decision)
        self.fields = frozenset(self.binder.values())
        decision = self.binder.input("verdict")
        assert isinstance(decision, ChoiceField)
        decision.set_options(self._decisions())
        self._cards: list[RuleCard] = []
        self._shown: tuple[Fired, ...] | None = None
        self._finding: AreaFinding | None = None
        self._read_only, self._origin = False, ""
        self._fill()
        self.show_nothing()

    def show_nothing(self) -> None:
        """Say what to do while no area is selected."""
        self._finding = None
        self._pages.setCurrentIndex(0)

    def show_area(
        self, finding: AreaFinding, record: Consultation, found: Assessment | None
    ) -> None:
        """Show an area's verdict and its decision; what is being typed stays as it is."""
        other = self._finding is None or self._finding.site != finding.site
        self._finding = finding
        self._pages.setCurrentIndex(1)
        self.site.setText(say_site(finding.site))
        self.sight.setAccessibleName(say_site(finding.site))
        self.verdict.set_chip(long_chip(found) if found else None)
        self._show_rules(found.fired if found else ())
        self._show_kept(finding)
        if other or self.binder.record(finding) != finding:
            self.binder.show(finding)
        self._show_asked(finding, found)
        if other:
            self.sight.verticalScrollBar().setValue(0)

    def set_read_only(self, read_only: bool, origin: str = "") -> None:
        """Let the decision be read but not changed; the origin says how the rules were found."""
        self._read_only, self._origin = read_only, origin
        self.binder.set_read_only(read_only)

    def show_gap(self, gap: Gap) -> None:
        """Go to the decision or its reason, and say that it is missing."""
        self.binder.input(gap.field).setFocus()
        self.binder.set_error(gap.field, say(gap.words))

    def rules(self) -> list[str]:
        """Return what each card says, in order."""
        return [card.words() for card in self._cards if not card.isHidden()]

    def _decisions(self) -> tuple[tuple[str, str], ...]:
        """Return the verdicts in words so short that all five stand side by side."""
        return (
            (Verdict.SUITABLE, self.tr("suitable")),
            (Verdict.PRECAUTIONS, self.tr("with care")),
            (Verdict.DEFERRED, self.tr("defer")),
            (Verdict.NOT_SUITABLE, self.tr("no")),
            (Verdict.REFERRED, self.tr("refer")),
        )

    def _show_sources(self) -> None:
        for card in self._cards:
            card.show_source(self.sources.isChecked())

    def _show_rules(self, fired: Sequence[Fired]) -> None:
        if self._shown == tuple(fired):
            return
        self._shown = tuple(fired)
        while len(self._cards) < len(fired):
            card = RuleCard(load_sources())
            self._list.insertWidget(len(self._cards), card)
            self._cards.append(card)
        for card, one in zip(self._cards, fired, strict=False):
            card.show_rule(one)
            card.show_source(self.sources.isChecked())
        for index, card in enumerate(self._cards):
            card.setVisible(index < len(fired))
        self.sight.setAccessibleDescription("\n".join(self.rules()))

    def _show_kept(self, finding: AreaFinding) -> None:
        codes = ", ".join(finding.program_rules) if self._read_only else ""
        self.kept.setText(self.tr("Rules that spoke then: {codes}").format(codes=codes))
        self.kept.setVisible(bool(codes))
        self.sources.setVisible(not self._read_only)

    def _show_asked(self, finding: AreaFinding, found: Assessment | None) -> None:
        differs = found is not None and required_reason(found, finding.verdict)
        asked = {
            "verdict_reason": differs or bool(finding.verdict_reason),
            "precautions": finding.verdict is Verdict.PRECAUTIONS or bool(finding.precautions),
            "alternative_offered": finding.verdict in _LEFT_OUT
            or bool(finding.alternative_offered),
        }
        for name, shown in asked.items():
            self.binder.show_input(name, shown)
        if self._read_only:
            self.hint.setText(self._origin)
        elif found is not None and differs:
            says = self.tr("The program says: {verdict}.")
            self.hint.setText(says.format(verdict=choices.label(found.verdict)))
        else:
            self.hint.setText(self.tr("A decision other than the program's asks for a reason."))

    def _on_decision(self, _field: str) -> None:
        if self._finding is not None:
            self.decided.emit(self.binder.values())

    def _fill(self) -> None:
        self._pages = QStackedLayout()
        # Before it holds anything: a page without a parent would be shown as a window of its own.
        self.body.addLayout(self._pages)
        self._pages.addWidget(
            EmptyState(
                "info",
                self.tr("No area is selected."),
                self.tr("Add an area (Ctrl+N): what the program says of it stands here."),
            )
        )
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(2 * GRID, GRID, 2 * GRID, 2 * GRID)
        box.setSpacing(GRID)
        self.site.setProperty("role", "heading")
        self.hint.setProperty("role", "caption")
        self.hint.setWordWrap(True)
        self.sources.toggled.connect(self._show_sources)
        line = QFrame()
        line.setProperty("role", "line")
        box.addLayout(self.sources.beside(self.site))
        box.addWidget(self.verdict)
        self.kept.setWordWrap(True)
        box.addWidget(self.kept)
        box.addWidget(self._scrolled(), 1)
        for widget in (line, self.form, self.hint):
            box.addWidget(widget)
        self._pages.addWidget(page)

    def _scrolled(self) -> Sight:
        page = QWidget()
        self._list = QVBoxLayout(page)
        self._list.setContentsMargins(0, 4, 4, 4)
        self._list.setSpacing(12)
        self._list.addStretch(1)
        self.sight = Sight(page)
        return self.sight

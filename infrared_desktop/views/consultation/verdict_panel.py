"""What the program says of the selected area, rule by rule, and the clinician's own decision."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from infrared_desktop.domain.consultation.gaps import MUST_BE_TOLD
from infrared_desktop.domain.consultation.suitability import Assessment, Fired, required_reason
from infrared_desktop.domain.records.answers import Verdict
from infrared_desktop.domain.records.care import AreaFinding, Consultation
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.gaps import Gap
from infrared_desktop.domain.records.rule_decisions import RuleDecision, RuleDecisionKind
from infrared_desktop.views.consultation.rule_list import Decided, RuleList, ruled
from infrared_desktop.views.consultation.rule_question import Asked, RuleQuestion
from infrared_desktop.views.consultation.verdict_words import long_chip
from infrared_desktop.views.forms.binder import Binder
from infrared_desktop.views.forms.forms import load_form
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.inputs.choice_field import ChoiceField
from infrared_desktop.views.lists.sources_button import SourcesButton
from infrared_desktop.views.look.chips import ChipLabel
from infrared_desktop.views.look.panel import EmptyState, Panel
from infrared_desktop.views.look.strikes import STRUCK
from infrared_desktop.views.look.theme import GRID
from infrared_desktop.views.wording import say, say_site

_LEFT_OUT = (Verdict.NOT_SUITABLE, Verdict.REFERRED)


class VerdictPanel(Panel):
    """Shows one area's verdict; the decision is told by `decided`, and kept by the findings."""

    # An object, since Qt would turn the codes of a dict into plain text.
    decided = Signal(object)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.site, self.hint = QLabel(), QLabel()
        self.verdict, self.kept = ChipLabel(), QLabel()
        self.sources, self.rules = SourcesButton(), RuleList()
        self.question = RuleQuestion(today)
        self.form, self._line = QWidget(), QFrame()
        load_form(self.form, "decision")
        self.binder: Binder[AreaFinding] = Binder(self.form, AreaFinding)
        self.binder.changed.connect(self._on_decision)
        decision = self.binder.input("verdict")
        assert isinstance(decision, ChoiceField)
        decision.set_options(self._decisions())
        self._finding: AreaFinding | None = None
        self._read_only, self._origin, self._day = False, "", today
        self._why_not, self._elsewhere = "", frozenset[str]()
        self._titles: Mapping[str, str] = {}
        self._fill()
        self._connect()
        self.show_nothing()

    def show_nothing(self) -> None:
        """Say what to do while no area is selected."""
        self._finding = None
        self._pages.setCurrentIndex(0)

    def show_area(
        self,
        finding: AreaFinding,
        record: Consultation,
        found: Assessment | None,
        decided: Sequence[Decided] = (),
        elsewhere: frozenset[str] = frozenset(),
    ) -> None:
        """Show an area's verdict and its decision; what is being typed stays as it is.

        `elsewhere` are the codes of the rules that fire at other areas too.
        """
        other = self._finding is None or self._finding.site != finding.site
        self._finding, self._day, self._elsewhere = finding, record.consulted_on, elsewhere
        self._pages.setCurrentIndex(1)
        self.site.setText(say_site(finding.site))
        self.rules.setAccessibleName(say_site(finding.site))
        self.verdict.set_chip(long_chip(found) if found else None)
        self.rules.show_rules(ruled(found, decided) if found else (), self._why_not)
        self._show_kept(finding, decided)
        if other or self.binder.record(finding) != finding:
            self.binder.show(finding)
        self._show_asked(finding, found)
        if other:
            self.question.close_card()
            self.rules.verticalScrollBar().setValue(0)

    def set_read_only(
        self, read_only: bool, origin: str = "", titles: Mapping[str, str] | None = None
    ) -> None:
        """Let the decision be read but not changed.

        The origin says how the rules were found; the titles, by code, what they were about.
        """
        self._read_only, self._origin, self._titles = read_only, origin, titles or {}
        self.binder.set_read_only(read_only)

    def refuse_decisions(self, why_not: str) -> None:
        """Say why this person decides nothing about rules; without a reason she does."""
        self._why_not = why_not

    def ask_again(self, asks: Asked | Stored[RuleDecision]) -> None:
        """Ask for the reason that was begun before the window was locked."""
        self.question.ask_again(asks)
        self._show_question(True)

    def shows(self, field: str) -> bool:
        """Say whether this is where a field, or the rule of a code, is answered."""
        return field in self.binder.values() or field in MUST_BE_TOLD

    def show_gap(self, gap: Gap) -> None:
        """Go to the decision or its reason, and say that it is missing."""
        if gap.field in MUST_BE_TOLD:
            self.rules.go_to(gap.field)
            return
        self.binder.go_to(gap.field)
        self.binder.set_error(gap.field, say(gap.words))

    def _decisions(self) -> tuple[tuple[str, str], ...]:
        """Return the verdicts in words so short that all five stand side by side."""
        return (
            (Verdict.SUITABLE, self.tr("suitable")),
            (Verdict.PRECAUTIONS, self.tr("with care")),
            (Verdict.DEFERRED, self.tr("defer")),
            (Verdict.NOT_SUITABLE, self.tr("no")),
            (Verdict.REFERRED, self.tr("refer")),
        )

    def _show_kept(self, finding: AreaFinding, decided: Sequence[Decided]) -> None:
        rules = self._spoken(finding)
        lines = [self.tr("Rules that spoke then:"), *rules] if rules else []
        lines += [f"{one.stored.record.code}: {one.words}" for one in decided]
        self.kept.setText("\n".join(lines))
        self.kept.setVisible(self._read_only and bool(lines))
        self.sources.setVisible(not self._read_only)

    def _spoken(self, finding: AreaFinding) -> list[str]:
        """Name the rules that spoke, with their figures of that day where these were kept."""
        if not finding.program_evidence:
            return [self._named(code) for code in finding.program_rules]
        said = zip(
            finding.program_rules, finding.program_titles, finding.program_evidence, strict=False
        )
        return [f"{code} {say(title)}. {say(evidence)}" for code, title, evidence in said]

    def _named(self, code: str) -> str:
        return f"{code} {self._titles.get(code, '')}".rstrip()

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
        elif finding.verdict is None:
            self.hint.setText(self.tr("A decision other than the program's asks for a reason."))
        else:
            self.hint.setText("")
        self.hint.setVisible(bool(self.hint.text()) and self.question.isHidden())

    def _on_decision(self, _field: str) -> None:
        if self._finding is not None:
            self.decided.emit(self.binder.values())

    def _ask(self, fired: Fired, kind: RuleDecisionKind) -> None:
        if self._finding is not None:
            many = fired.code in self._elsewhere
            site, title = self._finding.site, say(fired.title)
            self.question.ask(Asked(fired.code, title, kind, site, self._day, many))
            self._show_question(True)

    def _ask_strike(self, stored: Stored[RuleDecision]) -> None:
        self.question.ask_strike(stored)
        self._show_question(True)

    def _show_question(self, shown: bool) -> None:
        self.form.setVisible(not shown)
        self.hint.setVisible(not shown and bool(self.hint.text()))

    def _on_closed(self, had_keys: bool) -> None:
        self._show_question(False)
        if had_keys:
            self.binder.input("verdict").setFocus()

    def _connect(self) -> None:
        self.sources.toggled.connect(self.rules.show_sources)
        self.rules.deciding.connect(self._ask)
        self.rules.striking.connect(self._ask_strike)
        self.question.closed.connect(self._on_closed)

    def _fill(self) -> None:
        self._pages = QStackedLayout()
        # Before it holds anything: a page without a parent would be shown as a window of its own.
        self.body.addLayout(self._pages)
        self._pages.addWidget(
            EmptyState(
                "info",
                self.tr("No area is selected."),
                self.tr("Add an area (Ctrl+N), or pick it on the body (F2)."),
            )
        )
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(2 * GRID, GRID, 2 * GRID, 2 * GRID)
        box.setSpacing(GRID)
        self.site.setProperty("role", "heading")
        self.hint.setProperty("role", "caption")
        self.hint.setWordWrap(True)
        self._line.setProperty("role", "line")
        box.addLayout(self.sources.beside(self.site))
        box.addWidget(self.verdict)
        self.kept.setWordWrap(True)
        for said in (self.verdict, self.kept):
            said.setProperty(STRUCK, True)
        box.addWidget(self.kept)
        box.addWidget(self.rules, 1)
        for widget in (self._line, self.question, self.form, self.hint):
            box.addWidget(widget)
        self._pages.addWidget(page)

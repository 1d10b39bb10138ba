"""What to do about a reaction, how soon, and what went before it."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from infrared_desktop.domain.protocol.protocol import Protocol
from infrared_desktop.domain.protocol.side_effects import Urgency, urgency_of
from infrared_desktop.domain.records.answers import Reaction
from infrared_desktop.domain.records.care import AdverseEvent
from infrared_desktop.domain.records.chart import Chart
from infrared_desktop.domain.sessions.doses import doses_before
from infrared_desktop.storage.desks.protocols import load_sources
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.lists.fact_list import Fact, FactList
from infrared_desktop.views.lists.grounds import citation_words, ground_words
from infrared_desktop.views.lists.sources_button import SourcesButton
from infrared_desktop.views.look.chips import Chip, ChipLabel, Glyph
from infrared_desktop.views.look.panel import Panel
from infrared_desktop.views.look.theme import GRID, Meaning
from infrared_desktop.views.records.dose_words import borne, dose_line, reaction_words, seen_line
from infrared_desktop.views.wording import say_day

_MEANINGS = {
    Urgency.NOW: Meaning.STOP,
    Urgency.TODAY: Meaning.STOP,
    Urgency.SOON: Meaning.CAUTION,
    Urgency.WATCH: Meaning.INFORMATION,
}


class ReactionPanel(Panel):
    """Tells the person on the phone what to say and whom to call."""

    def __init__(self, protocol: Protocol, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._protocol = protocol
        self.title, self.urgency = QLabel(self.tr("What to do")), ChipLabel()
        self.facts = FactList()
        self.title.setProperty("role", "heading")
        self.sources = SourcesButton()
        self.sources.toggled.connect(self.facts.show_sources)
        self.facts.setAccessibleName(self.tr("What to do"))
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        box.setSpacing(GRID)
        box.addLayout(self.sources.beside(self.title))
        for widget in (self.urgency, self.facts):
            box.addWidget(widget)
        self.body.addWidget(page)

    def show_event(
        self,
        chart: Chart,
        event: AdverseEvent,
        reaction: Reaction | None,
        severity: int | None,
        told: str = "",
        counts: bool = True,
    ) -> None:
        """Show the action for a reaction of a severity, if it counts, and the doses at its site."""
        for widget in (self.title, self.urgency, self.sources):
            widget.setVisible(counts)
        facts = self._action(reaction, severity) if counts else []
        if told:
            facts.append(Fact(Meaning.INFORMATION, self.tr("What was told"), told))
        doses = doses_before(event.site, event.noted_on, chart.sessions, chart.adverse_events)
        facts.append(
            Fact(None, self.tr("Given here before") if doses else self.tr("Never treated here"))
        )
        facts += [
            Fact(
                borne(dose),
                f"{say_day(dose.day)}: {reaction_words(dose)}",
                dose_line(dose.row),
                seen_line(dose.row),
            )
            for dose in doses[:4]
        ]
        self.facts.show_facts(facts)

    def _action(self, reaction: Reaction | None, severity: int | None) -> list[Fact]:
        self.sources.setVisible(reaction is not None)
        if reaction is None:
            self.urgency.set_chip(None)
            ask = self.tr("Ask what it looks like, since when, how large, and whether it hurts.")
            return [Fact(Meaning.DUE, ask)]
        effect = self._protocol.side_effect(reaction)
        urgency = urgency_of(effect, severity)
        self.urgency.set_chip(Chip(_MEANINGS[urgency], self._words(urgency), Glyph.BANG))
        return [
            Fact(
                _MEANINGS[urgency],
                effect.action,
                self.tr("{name}: {course}").format(
                    name=choices.label(reaction).capitalize(), course=effect.course
                ),
                ground_words(effect.source, effect.tag),
                citation_words(effect.source, load_sources()),
            )
        ]

    def _words(self, urgency: Urgency) -> str:
        return {
            Urgency.NOW: self.tr("At once: fetch the clinician now"),
            Urgency.TODAY: self.tr("Today: the clinician sees it"),
            Urgency.SOON: self.tr("Within days: the clinician looks at it"),
            Urgency.WATCH: self.tr("To be watched"),
        }[urgency]

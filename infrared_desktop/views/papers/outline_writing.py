"""Writes a patient's outline anew with every change, until it is handed over."""

from datetime import datetime

from infrared_desktop.documents.letters import Letters, language_of
from infrared_desktop.documents.outline import outline_sentences, outline_text
from infrared_desktop.domain.clinic_facts import phone_of
from infrared_desktop.domain.papers.outline_facts import item_codes, outline_facts, sites_to_outline
from infrared_desktop.domain.records.areas import Site
from infrared_desktop.domain.records.chart import Chart
from infrared_desktop.domain.records.consents import Handout, HandoutKind
from infrared_desktop.storage.desks.protocols import load_sources
from infrared_desktop.views.papers.consent_words import consent_rules, devices_of, here_now
from infrared_desktop.views.papers.outline_form import OutlineForm
from infrared_desktop.views.workplace import Workplace


class OutlineWriting:
    """Holds the outline of one patient that nobody has got yet."""

    def __init__(self, workplace: Workplace, form: OutlineForm) -> None:
        self._workplace, self._form = workplace, form
        self.text = ""
        self._base = Handout(0, HandoutKind.OUTLINE, workplace.now(), "en", "")

    def begin(self, chart: Chart, way: str) -> None:
        """Begin with the areas of the plan, the patient's language, and the cost told before."""
        told = [one.record.cost_quoted for one in chart.handouts if one.record.cost_quoted]
        self._base = Handout(
            chart.patient.id,
            HandoutKind.OUTLINE,
            self._workplace.now(),
            language_of(chart.patient.record.language),
            "",
            sites_to_outline(chart),
            cost_quoted=told[-1] if told else "",
        )
        self._form.show_outline(self._base, _known_sites(chart), way)

    def write(self, chart: Chart) -> str:
        """Write the outline as it would be handed over now; nothing without an area."""
        outline = self.outline(chart)
        letters = Letters(outline.language)
        self._form.say_missing(letters, outline_sentences(self._workplace.clinic.protocol))
        self.text = outline.text
        return self.text

    def outline(self, chart: Chart) -> Handout:
        """Return the paper as the patient gets it now."""
        workplace, protocol = self._workplace, self._workplace.clinic.protocol
        wanted = self._form.outline(self._base)
        now: datetime = here_now(workplace)
        facts = outline_facts(
            chart,
            wanted.sites,
            devices_of(chart, workplace),
            now,
            consent_rules(workplace),
            wanted.cost_quoted,
        )
        letters, phone = Letters(wanted.language), phone_of(workplace.settings)
        text = outline_text(protocol, facts, letters, load_sources(), phone)
        return Handout(
            chart.patient.id,
            HandoutKind.OUTLINE,
            workplace.now(),
            wanted.language,
            text if wanted.sites else "",
            wanted.sites,
            item_codes(protocol, facts),
            protocol.title,
            cost_quoted=wanted.cost_quoted,
        )


def _known_sites(chart: Chart) -> tuple[Site, ...]:
    """Return every site that was ever looked at or planned, the planned ones first."""
    planned = [row.site for plan in chart.plans for row in plan.record.areas]
    seen = [row.site for each in chart.consultations for row in each.record.areas]
    return tuple(dict.fromkeys((*sites_to_outline(chart), *planned, *seen)))

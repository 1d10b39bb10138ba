"""What stands before a session, what was given before, and why it takes place all the same."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from infrared_desktop.domain.protocol.protocol import Protocol
from infrared_desktop.domain.records.care import Session
from infrared_desktop.domain.sessions.day_check import day_questions
from infrared_desktop.domain.sessions.dose_gates import ORIGINS
from infrared_desktop.domain.sessions.doses import Dose
from infrared_desktop.domain.sessions.gates import Gate, Severity
from infrared_desktop.domain.toml.tables import Origin, Tag
from infrared_desktop.storage.desks.protocols import load_sources
from infrared_desktop.views.forms.binder import Binder
from infrared_desktop.views.forms.forms import load_form
from infrared_desktop.views.lists.fact_list import Fact, FactList
from infrared_desktop.views.lists.grounds import citation_words, ground_words
from infrared_desktop.views.lists.sources_button import SourcesButton
from infrared_desktop.views.look.chips import Chip, ChipLabel
from infrared_desktop.views.look.panel import Panel
from infrared_desktop.views.look.theme import GRID, Meaning
from infrared_desktop.views.records.dose_words import (
    borne,
    dose_line,
    reaction_words,
    seen_line,
)
from infrared_desktop.views.wording import say, say_day

_MEANINGS = {Severity.BLOCK: Meaning.STOP, Severity.WARN: Meaning.CAUTION}
# Gates without a figure of the protocol's.
_RULE = Origin("clinical reference 7.2", Tag.DEFAULT)
_RECHECKS = {
    "no-instructions": Origin("clinical reference 6.1", Tag.DEFAULT),
    "no-eye-protection": Origin("clinical reference 8.1; S33, S62, S78", Tag.PRACTICE),
    "window-not-clean": Origin("clinical reference 8.1; S89", Tag.PRACTICE),
    "cooling-fails": Origin("clinical reference 8.1", Tag.DEFAULT),
    "device-recalled": Origin("clinical reference 8.3; S3", Tag.PRACTICE),
    "service-overdue": Origin("clinical reference 8.3; S88, S89", Tag.PRACTICE),
    "service-due": Origin("clinical reference 8.3; S88, S89", Tag.PRACTICE),
    "rules-review-due": Origin("clinical reference 8.3; S88", Tag.PRACTICE),
    "no-test-spot": Origin("clinical reference 4.2, R-TYPE; S7", Tag.STUDY),
}


class SessionPanel(Panel):
    """Shows the gates of a session and the history of the selected area; asks for the reason."""

    changed = Signal()

    def __init__(self, protocol: Protocol, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._protocol = protocol
        asked = day_questions(protocol, ())
        self._rules = {rule.code: Origin(rule.source, rule.tag) for rule in protocol.rules}
        self._rules |= {one.code: Origin(one.source, one.tag) for one in asked}
        self.title, self.state = QLabel(self.tr("Before you treat")), ChipLabel()
        self.facts = FactList()
        self.sources = SourcesButton()
        self.sources.toggled.connect(self.facts.show_sources)
        self.facts.setAccessibleName(self.tr("Before you treat"))
        self.form = QWidget()
        load_form(self.form, "session_reason")
        self.binder: Binder[Session] = Binder(self.form, Session)
        self.binder.changed.connect(lambda _: self.changed.emit())
        self._line = QFrame()
        self._arrange()

    def show_session(
        self, found: Sequence[Gate], site: str, doses: Sequence[Dose], asks: bool
    ) -> None:
        """Show what stands in the way, what the area received before, and ask for a reason."""
        self.title.setText(self.tr("Before you treat"))
        self.state.set_chip(self._chip(found))
        self.sources.setVisible(bool(found))
        self.facts.show_facts([*map(self._gate, found), *self._history(site, doses)])
        for widget in (self._line, self.form):
            widget.setVisible(asks)

    def show_signed(self, site: str, doses: Sequence[Dose], reason: str) -> None:
        """Show what went before a session that is signed, and its reason if it needed one."""
        self.title.setText(self.tr("What went before"))
        self.state.set_chip(None)
        self.sources.hide()
        self.facts.show_facts(self._history(site, doses))
        for widget in (self._line, self.form):
            widget.setVisible(bool(reason))

    def reason(self) -> str:
        """Return why the session takes place all the same."""
        return str(self.binder.values()["override_reason"])

    def set_reason(self, session: Session, read_only: bool) -> None:
        """Show a session's reason."""
        self.binder.show(session)
        self.binder.set_read_only(read_only)

    def ask_reason(self, words: str) -> None:
        """Go to the reason, and say that it is needed."""
        self.binder.input("override_reason").setFocus()
        self.binder.set_error("override_reason", words)

    def _chip(self, found: Sequence[Gate]) -> Chip:
        if is_blocked(found):
            return Chip(Meaning.STOP, self.tr("Stop: goes on only with a reason"))
        if found:
            return Chip(Meaning.CAUTION, self.tr("With care"))
        return Chip(Meaning.SUITABLE, self.tr("Nothing stands in the way"))

    def _gate(self, gate: Gate) -> Fact:
        own = self._protocol.origins.get(ORIGINS.get(gate.code, ""))
        own = own or self._rules.get(gate.code)
        limits = self._protocol.range_of(gate.code.removeprefix("setting-"))
        own = own or (Origin(limits.source, limits.tag) if limits else None)
        origin = own or _RECHECKS.get(gate.code, _RULE)
        ground = ground_words(origin.source, origin.tag)
        source = citation_words(origin.source, load_sources())
        return Fact(_MEANINGS[gate.severity], self._title(gate), say(gate.sentence), ground, source)

    def _title(self, gate: Gate) -> str:
        if gate.title is not None:
            return say(gate.title)
        return {
            "no-instructions": self.tr("No instructions handed over"),
            "no-eye-protection": self.tr("Eye protection not ticked yet"),
            "not-judged": self.tr("No consultation"),
            "not-suitable": self.tr("Not suitable"),
            "window-not-clean": self.tr("Window not clean"),
            "cooling-fails": self.tr("Cooling not sure"),
            "device-out-of-service": self.tr("Device out of service"),
            "device-recalled": self.tr("Device recalled"),
            "service-overdue": self.tr("Service overdue"),
            "service-due": self.tr("Service due soon"),
            "rules-review-due": self.tr("Local rules not reviewed"),
            "test-spot-failed": self.tr("Test spot not fine"),
            "test-spot-unread": self.tr("Test spot to be read"),
            "test-spot-waits": self.tr("Test spot still waiting"),
            "no-test-spot": self.tr("No test spot"),
            "adverse-event-open": self.tr("Reaction still open"),
            "interval-too-short": self.tr("Much too soon"),
            "interval-short": self.tr("Too soon"),
            "interval-lapsed": self.tr("Too long ago"),
            "plan-drifting": self.tr("Late"),
            "more-than-planned": self.tr("More than planned"),
            "reaction-before": self.tr("Reaction the last time"),
            "fluence-rise": self.tr("More than the last time"),
            "over-tolerated": self.tr("More than was tolerated"),
            "shared-rise": self.tr("More than this skin had"),
            "same-skin": self.tr("Treated under another name"),
            "fluence-low": self.tr("Low fluence"),
            "fluence-high": self.tr("High fluence"),
            **self._consent_titles(),
        }.get(gate.code, self._otherwise(gate))

    def _consent_titles(self) -> dict[str, str]:
        return {
            "consent-missing": self.tr("No consent"),
            "consent-other-areas": self.tr("No consent for this area"),
            "consent-withdrawn": self.tr("Consent taken back"),
            "consent-under-age": self.tr("Under age"),
            "consent-waiting": self.tr("Time to think it over"),
            "consent-unsigned": self.tr("Consent not signed"),
            "consent-expired": self.tr("Consent has run out"),
            "consent-unconfirmed": self.tr("Consent not confirmed"),
            "consent-dated": self.tr("Consent by an older protocol"),
            "consent-off-label": self.tr("Purpose of the device not explained"),
        }

    def _otherwise(self, gate: Gate) -> str:
        unusual = gate.code.startswith("setting-")
        return self.tr("Unusual setting") if unusual else self.tr("Look at this")

    def _history(self, site: str, doses: Sequence[Dose]) -> list[Fact]:
        if not site:
            return []
        if not doses:
            return [Fact(None, self.tr("{site}: nothing given before").format(site=site))]
        head = Fact(None, self.tr("{site}, given before").format(site=site))
        return [head, *map(_dose, doses)]

    def _arrange(self) -> None:
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        box.setSpacing(GRID)
        self.title.setProperty("role", "heading")
        self._line.setProperty("role", "line")
        box.addLayout(self.sources.beside(self.title))
        box.addWidget(self.state)
        box.addWidget(self.facts, 1)
        box.addWidget(self._line)
        box.addWidget(self.form)
        self.body.addWidget(page)


def is_blocked(found: Sequence[Gate]) -> bool:
    """Say whether a session goes on only with a written reason."""
    return any(gate.severity is Severity.BLOCK for gate in found)


def _dose(dose: Dose) -> Fact:
    title = f"{say_day(dose.day)}: {reaction_words(dose)}"
    return Fact(borne(dose), title, dose_line(dose.row), seen_line(dose.row))

"""Deciding about a rule that fired: who may, what stands, and storing or striking a decision."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from infrared_desktop.domain.access.rights import Right
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.areas import Site, covers
from infrared_desktop.domain.records.care import AreaFinding, Consultation
from infrared_desktop.domain.records.chart import Chart, Stored
from infrared_desktop.domain.records.rule_decisions import RuleDecision
from infrared_desktop.views.consultation.rule_list import Decided
from infrared_desktop.views.consultation.rule_question import Asked, RuleQuestion
from infrared_desktop.views.consultation.rule_words import button_words, decision_line
from infrared_desktop.views.workplace import Workplace

Counts = Callable[[Asked, RuleDecision], bool]


class RuleDeciding(QObject):
    """Stores what the card asked for; `counts` says whether a decision would change anything."""

    done = Signal(str)  # what was done, in words
    failed = Signal(object)  # KnownError

    def __init__(self, workplace: Workplace, card: RuleQuestion, counts: Counts) -> None:
        super().__init__()
        self._workplace, self._card, self._counts = workplace, card, counts
        self.patient_id = 0
        card.given.connect(self._decide)
        card.striking.connect(self._strike)

    def why_not(self) -> str:
        """Say why this person decides nothing about rules; nothing where she does."""
        if self._workplace.may(Right.DECIDE):
            return ""
        words = self.tr("A clinician decides about these rules; {name} is signed in as reception.")
        return words.format(name=self._workplace.staff.record.name)

    def at(self, chart: Chart, finding: AreaFinding, record: Consultation) -> list[Decided]:
        """Return the decisions that hold at an area and were made up to the consultation."""
        return [
            Decided(stored, decision_line(stored.record, self._name(stored)))
            for stored in chart.rule_decisions
            if stored.record.decided_on <= record.consulted_on
            and _reaches(stored.record, finding.site)
        ]

    def _name(self, stored: Stored[RuleDecision]) -> str:
        return self._workplace.clinic.staff.get(stored.by).record.name

    def _decide(self, asked: Asked, decision: RuleDecision) -> None:
        if not self._counts(asked, decision):
            self._card.refuse(
                "decided_on",
                self.tr("It has to be after what it is about, and not after this consultation."),
            )
            return
        decision = replace(decision, patient_id=self.patient_id)
        care, place = self._workplace.clinic.care, self._workplace
        words = self.tr("Recorded: {what}.").format(
            what=f"{button_words(asked.kind)}, {asked.title}"
        )
        self._act(lambda: care.decide_rule(decision, place.by, place.now()), words)

    def _strike(self, stored: Stored[RuleDecision], reason: str) -> None:
        care, place = self._workplace.clinic.care, self._workplace
        words = self.tr("The decision was struck through; the rule speaks again.")
        self._act(lambda: care.invalidate(stored, reason, place.by, place.now()), words)

    def _act(self, act: Callable[[], object], words: str) -> None:
        try:
            act()
        except KnownError as error:
            self.failed.emit(error)
            return
        self._card.close_card()
        self.done.emit(words)


def _reaches(decision: RuleDecision, site: Site) -> bool:
    return decision.area is None or covers(Site(decision.area, decision.side), site)

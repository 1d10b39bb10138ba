"""Conditions of suitability rules that look at the history: health, life, weight, the day itself.

No history, or a part of it that was not asked, is always a question and never a "no".
"""

from abc import abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from infrared_desktop.domain.history.medicine_names import kind_meant, medicine_name
from infrared_desktop.domain.labels.codes import plain_label
from infrared_desktop.domain.records.answers import Answer, Concern, Sex
from infrared_desktop.domain.records.areas import Area
from infrared_desktop.domain.records.history import HealthEntry, History, Medicine
from infrared_desktop.domain.records.history_answers import (
    HealthCondition,
    MedicineKind,
    Pregnancy,
    Smoking,
    WeightTrend,
)
from infrared_desktop.domain.rules.questions import Question
from infrared_desktop.domain.rules.rules import Case, Condition, Evidence, Missing, Outcome
from infrared_desktop.domain.rules.waits import Wait


class HistoryCondition(Condition):
    """A condition on the medical history; a decision counts from the history's last change on."""

    def judge(self, case: Case) -> Outcome:
        """Ask for the history where nobody took it."""
        history = case.known.history
        return Missing(Question.HISTORY) if history is None else self.judge_history(history, case)

    @abstractmethod
    def judge_history(self, history: History, case: Case) -> Outcome:
        """Judge a history that was taken."""

    def found_on(self, case: Case) -> date:
        """Return the day of the history's last change."""
        history = case.known.history
        return history.taken_on if history else super().found_on(case)


class Letter(StrEnum):
    """What a medical letter does to a rule on the history."""

    CLEARS = "clears"
    EASES = "eases"  # the rule goes on in its wording "cleared"
    NOTHING = "nothing"  # only the entry's own day of clearance counts
    NEVER = "never"  # nothing clears it


@dataclass(frozen=True)
class InHistory(HistoryCondition):
    """The history names one of these conditions or medicines; the gravest stand first.

    Each has a wording of its own name. With `in_area_only` an entry that is said to lie elsewhere
    stays silent; with `active_is_worse` one that is active in the area says "active".
    """

    letter: Letter
    conditions: tuple[HealthCondition, ...] = ()
    medicines: tuple[MedicineKind, ...] = ()
    stopped_counts: bool = False
    in_area_only: bool = False
    active_is_worse: bool = False
    gap_names: ClassVar = ("what",)

    def judge_history(self, history: History, case: Case) -> Outcome:
        """Fire with the wording of the gravest entry, and name them all."""
        of_medicines = self._of_medicines(history, case)
        found = sorted([*self._of_conditions(history, case), *of_medicines])
        if found:
            order = list(self.gaps())
            names = dict.fromkeys(name for _, name in found)
            return Evidence({"what": ", ".join(names)}, order[found[0][0]])
        if self.conditions and history.conditions is None:
            return Missing(Question.CONDITIONS)
        return Missing(Question.MEDICINES) if self.medicines and history.medicines is None else None

    def letters_from(self, case: Case) -> date:
        """Return when the last of the conditions began, as far as anybody knows."""
        entries = self._entries(case.known.history) if case.known.history else ()
        return max((one.since for one in entries if one.since), default=date.min)

    def gaps(self) -> Mapping[str, frozenset[str]]:
        """Each kind can have its own wording, and so can what a letter eased."""
        names = ["active"] if self.active_is_worse else []
        names += [*self.conditions, *self.medicines]
        names += ["cleared"] if self.letter is Letter.EASES else []
        return dict.fromkeys(names, frozenset(self.gap_names))

    def _entries(self, history: History) -> list[HealthEntry]:
        return [one for one in history.conditions or () if one.condition in self.conditions]

    def _of_conditions(self, history: History, case: Case) -> Iterator[tuple[int, str]]:
        order = list(self.gaps())
        for entry in self._entries(history):
            if self.in_area_only and entry.in_area is Answer.NO:
                continue
            active = self.active_is_worse and entry.in_area is Answer.YES
            cleared = self._is_cleared(entry, case, active)
            if not cleared or self.letter is Letter.EASES:
                wording = "cleared" if cleared else "active" if active else entry.condition
                yield order.index(wording), plain_label(entry.condition)

    def _is_cleared(self, entry: HealthEntry, case: Case, active: bool) -> bool:
        if self.letter is Letter.NEVER:
            return False
        examined = entry.cleared_on
        if examined and examined <= case.day and examined >= (entry.since or examined):
            return True
        # What is active in the skin stays so, whatever a letter says; an examination ends it.
        return self._has_letter(case) and not active

    def _of_medicines(self, history: History, case: Case) -> Iterator[tuple[int, str]]:
        order, letter = list(self.gaps()), self._has_letter(case)
        for medicine in history.medicines or ():
            counts = self.stopped_counts or is_taken(medicine, case.day)
            kind = kind_meant(medicine)
            if kind not in self.medicines or not counts:
                continue
            if not letter or self.letter is Letter.EASES:
                yield order.index("cleared" if letter else kind), medicine_name(medicine)

    def _has_letter(self, case: Case) -> bool:
        return case.letter and self.letter in (Letter.CLEARS, Letter.EASES)

    def __post_init__(self) -> None:
        if not self.conditions and not self.medicines:
            raise ValueError("needs conditions or medicines")


def is_taken(medicine: Medicine, day: date) -> bool:
    """Say whether a medicine is still taken on a day; without a stop date it is."""
    return medicine.stopped_on is None or medicine.stopped_on > day


@dataclass(frozen=True)
class Uncontrolled(HistoryCondition):
    """One of these conditions is not under control."""

    conditions: tuple[HealthCondition, ...]
    gap_names: ClassVar = ("what",)

    def judge_history(self, history: History, case: Case) -> Outcome:
        """Fire on "no"; whether a condition is controlled is asked where nobody said so."""
        if history.conditions is None:
            return Missing(Question.CONDITIONS)
        found = [one for one in history.conditions if one.condition in self.conditions]
        found = [one for one in found if not (one.cleared_on and one.cleared_on <= case.day)]
        loose = [plain_label(one.condition) for one in found if one.controlled is Answer.NO]
        if loose:
            return Evidence({"what": ", ".join(dict.fromkeys(loose))})
        unsaid = [one.controlled for one in found if one.controlled is not Answer.YES]
        return Missing(Question.CONDITIONS, asked=None not in unsaid) if unsaid else None


@dataclass(frozen=True)
class PregnancyIs(HistoryCondition):
    """The patient stands here with pregnancy and breastfeeding; each has its own wording."""

    states: tuple[Pregnancy, ...]

    def judge_history(self, history: History, case: Case) -> Outcome:
        """Fire on the state; a man is not asked."""
        if history.pregnancy in self.states:
            return Evidence({}, history.pregnancy or "")
        asked = history.pregnancy is not None or case.patient.sex is Sex.MALE
        return None if asked else Missing(Question.PREGNANCY)

    def gaps(self) -> Mapping[str, frozenset[str]]:
        """Each state has its wording."""
        return dict.fromkeys(self.states, frozenset())


@dataclass(frozen=True)
class Delivered(HistoryCondition):
    """The area is one of these, and the last delivery is not long enough ago."""

    areas: tuple[Area, ...]
    wait: Wait
    gap_names: ClassVar = ("last", "clear")

    def judge(self, case: Case) -> Outcome:
        """Look at these areas alone."""
        return super().judge(case) if case.finding.area in self.areas else None

    def judge_history(self, history: History, case: Case) -> Outcome:
        """Count from the delivery; ask for its day where the area speaks of one."""
        last = history.delivered_on
        if last is None:
            speaks = case.finding.concern is Concern.POST_PARTUM
            lately = speaks or history.pregnancy is Pregnancy.BREASTFEEDING
            return Missing(Question.DELIVERED) if lately else None
        clear = self.wait.over_on(last)
        return Evidence({"last": last, "clear": clear}, "", clear) if case.day < clear else None


@dataclass(frozen=True)
class WeightIs(HistoryCondition):
    """The weight does this; each trend has its own wording."""

    trends: tuple[WeightTrend, ...]

    def judge_history(self, history: History, case: Case) -> Outcome:
        """Look at the trend."""
        trend = history.weight_trend
        if trend is None:
            return Missing(Question.WEIGHT)
        return Evidence({}, trend) if trend in self.trends else None

    def gaps(self) -> Mapping[str, frozenset[str]]:
        """Each trend has its wording."""
        return dict.fromkeys(self.trends, frozenset())


@dataclass(frozen=True)
class Smokes(HistoryCondition):
    """The patient smokes."""

    def judge_history(self, history: History, case: Case) -> Outcome:
        """Fire for whoever smokes now."""
        if history.smoking is None:
            return Missing(Question.SMOKING)
        return Evidence({}) if history.smoking is Smoking.CURRENT else None


@dataclass(frozen=True)
class Stale(HistoryCondition):
    """Nobody asked for longer than the protocol's `history.stale_days`."""

    gap_names: ClassVar = ("last", "days", "limit")
    tellable: ClassVar = False

    def judge_history(self, history: History, case: Case) -> Outcome:
        """Count from the last day on which the patient was asked."""
        days = (case.day - history.known_on).days
        if days <= case.stale_days:
            return None
        return Evidence({"last": history.known_on, "days": days, "limit": case.stale_days})

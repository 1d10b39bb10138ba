"""Conditions of suitability rules that look at the patient: skin type, age, tan, hopes, plans."""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from infrared_desktop.domain.records.answers import BddOutcome, Expectation, Tan
from infrared_desktop.domain.records.people import age_on
from infrared_desktop.domain.rules.questions import Question
from infrared_desktop.domain.rules.rules import Case, Condition, Evidence, Missing, Outcome
from infrared_desktop.domain.rules.waits import Wait, later
from infrared_desktop.domain.sentences import Value

_ROMAN = {1: "I", 2: "II", 3: "III", 4: "IV", 5: "V", 6: "VI"}


def skin_type_name(fitzpatrick_type: int | None) -> str:
    """Return a Fitzpatrick type as people write it; one that is not known is a question mark."""
    return _ROMAN.get(fitzpatrick_type or 0, "?")


@dataclass(frozen=True)
class SkinTypeFrom(Condition):
    """The Fitzpatrick type is this or darker."""

    lowest: int
    gap_names: ClassVar = ("skin_type",)

    def judge(self, case: Case) -> Outcome:
        """Compare the patient's type."""
        skin_type = case.consultation.fitzpatrick_type
        if skin_type is None:
            return Missing(Question.SKIN_TYPE)
        fires = skin_type >= self.lowest
        return Evidence({"skin_type": skin_type_name(skin_type)}) if fires else None


@dataclass(frozen=True)
class AgeOver(Condition):
    """The patient is older than this on the day."""

    years: int
    gap_names: ClassVar = ("age", "years")

    def judge(self, case: Case) -> Outcome:
        """Compare whole years."""
        return _judge_age(case, self.years, operator.gt)


@dataclass(frozen=True)
class AgeUnder(Condition):
    """The patient has not yet had this birthday on the day."""

    years: int
    gap_names: ClassVar = ("age", "years")

    def judge(self, case: Case) -> Outcome:
        """Compare whole years."""
        return _judge_age(case, self.years, operator.lt)


@dataclass(frozen=True)
class EventBefore(Condition):
    """The event comes sooner than the margin after the last session at its earliest."""

    margin_days: int
    late: ClassVar = True
    wordings: ClassVar = ("soon", "too_late")
    gap_names: ClassVar = ("event", "last", "session", "days")

    def judge(self, case: Case) -> Outcome:
        """Count sessions from the earliest day; an ungraded site is given one session."""
        event = case.consultation.event_deadline
        sessions = 1 if case.sessions is None else case.sessions
        if event is None or sessions == 0:
            return None
        last = later(case.starts_on, case.session_gap_days * (sessions - 1))
        days = (event - last).days
        if days >= self.margin_days:
            return None
        values: dict[str, Value] = {
            "event": event,
            "last": last,
            "session": sessions,
            "days": abs(days),
        }
        return Evidence(values, "too_late" if days < 0 else "soon")


@dataclass(frozen=True)
class Tanned(Condition):
    """The wait since the last sun or sunbed is not over, or nobody knows since when a tan is there.

    Sun counts from its day even where no tan is seen: it may come yet.
    """

    wait: Wait
    wait_dark: Wait
    dark_from_type: int
    use_wait_dark: bool
    wordings: ClassVar = ("sun", *(tan for tan in Tan if tan not in (Tan.NONE, Tan.UNKNOWN)))
    gap_names: ClassVar = ("days", "last", "clear", "skin_type")

    def judge(self, case: Case) -> Outcome:
        """Count from the last exposure; where its day is not recorded the wait is open."""
        tan, last = case.consultation.current_tan, case.consultation.last_exposure
        is_seen = tan not in (None, Tan.NONE, Tan.UNKNOWN)
        if last is not None and (is_seen or last <= case.day):
            waits = self._since(last, case, str(tan) if is_seen else "sun")
            if waits is not None:
                return waits
        if tan in (None, Tan.UNKNOWN):
            return Missing(Question.TAN, asked=tan is Tan.UNKNOWN)
        return Evidence({}, "undated") if is_seen and last is None else None

    def _since(self, last: date, case: Case, wording: str) -> Evidence | None:
        skin_type = case.consultation.fitzpatrick_type
        clear = self._wait_for(skin_type).over_on(last)
        if case.day >= clear:
            return None
        values: dict[str, Value] = {"days": (clear - last).days, "last": last, "clear": clear}
        values["skin_type"] = skin_type_name(skin_type)
        return Evidence(values, wording, clear)

    def _wait_for(self, skin_type: int | None) -> Wait:
        # A skin type that nobody recorded may be a dark one: it gets the longer wait.
        dark = skin_type is None or skin_type >= self.dark_from_type
        return self.wait_dark if self.use_wait_dark and dark else self.wait

    def gaps(self) -> Mapping[str, frozenset[str]]:
        """Without the day of the exposure there is nothing to fill in."""
        return {**super().gaps(), "undated": frozenset()}


@dataclass(frozen=True)
class Unrealistic(Condition):
    """The patient hopes for too much, or a screen for body dysmorphic disorder says so."""

    expectations: tuple[Expectation, ...]
    screen_outcomes: tuple[BddOutcome, ...]
    screen_required: bool
    wordings: ClassVar = ("screen", "expectation")

    def judge(self, case: Case) -> Outcome:
        """The screen outranks the expectation; a cleared screen settles both."""
        screen, hope = case.consultation.bdd_outcome, case.consultation.expectation
        if screen in self.screen_outcomes:
            return Evidence({}, "screen")
        if screen is BddOutcome.CLEARED:
            return None
        if hope in self.expectations:
            return Evidence({}, "expectation")
        if hope is None:
            return Missing(Question.EXPECTATION)
        undone = screen in (None, BddOutcome.NOT_DONE)
        return Missing(Question.BDD) if self.screen_required and undone else None


def _judge_age(case: Case, years: int, fires: Callable[[int, int], bool]) -> Outcome:
    if case.patient.birth_date is None:
        return Missing(Question.BIRTH_DATE)
    age = age_on(case.patient.birth_date, case.day)
    return Evidence({"age": age, "years": years}) if fires(age, years) else None

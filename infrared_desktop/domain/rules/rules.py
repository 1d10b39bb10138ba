"""What a suitability rule is: data from the protocol, and a pure condition that gives evidence."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from infrared_desktop.domain.records.care import AreaFinding, Consultation
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.domain.rules.known import Known
from infrared_desktop.domain.rules.questions import Question
from infrared_desktop.domain.sentences import Value
from infrared_desktop.domain.toml.tables import Tag


class Effect(StrEnum):
    """What a rule does to the verdict, the most severe first."""

    BLOCK = "block"
    REFER = "refer"
    DEFER = "defer"
    CAUTION = "caution"
    COUNSEL = "counsel"
    SUPPORT = "support"

    @property
    def rank(self) -> int:
        """Its place in the order of severity; 0 is the most severe."""
        return list(Effect).index(self)


@dataclass(frozen=True)
class Case:
    """Everything that a condition may look at: one site in its consultation, on a day.

    `letter` and `examined` say that a medical letter, or an examination, about this very rule was
    recorded for the site after what it is about was found.
    """

    consultation: Consultation
    finding: AreaFinding
    patient: Patient
    day: date
    area_limit_cm2: int
    session_gap_days: int
    # Known only to late conditions: the earliest first session, and how many are suggested.
    starts_on: date
    sessions: int | None = None
    known: Known = Known()  # noqa: RUF009 - a frozen value
    stale_days: int = 30
    letter: bool = False
    examined: bool = False


@dataclass(frozen=True)
class Evidence:
    """Why a rule fired: the wording that fits, its values, and the day when it is clear."""

    values: Mapping[str, Value]
    wording: str = ""
    clear_on: date | None = None
    sessions: int | None = None


@dataclass(frozen=True)
class Missing:
    """An answer that a condition needs and does not have; never the same as "no"."""

    question: Question
    asked: bool = False


Outcome = Evidence | Missing | None


class Condition(ABC):
    """When a rule fires; its fields are the rule's parameters in the protocol."""

    # A late condition is judged once the deferrals and the number of sessions are known.
    late: ClassVar[bool] = False
    # Telling the patient of it says nothing where somebody has to be asked again.
    tellable: ClassVar[bool] = True
    # The wordings that it can ask for, and the gaps that it fills in each of them.
    wordings: ClassVar[tuple[str, ...]] = ("",)
    gap_names: ClassVar[tuple[str, ...]] = ()

    @abstractmethod
    def judge(self, case: Case) -> Outcome:
        """Return evidence, the answer that is missing, or None where the rule does not fire."""

    def found_on(self, case: Case) -> date:
        """Return the day of the record that it looks at: decisions count from then on."""
        return case.consultation.consulted_on

    def letters_from(self, case: Case) -> date:
        """Return the day from which a medical letter counts."""
        return self.found_on(case)

    def gaps(self) -> Mapping[str, frozenset[str]]:
        """Return, for each wording that it can ask for, the gaps that it fills."""
        return dict.fromkeys(self.wordings, frozenset(self.gap_names))


@dataclass(frozen=True)
class Wording:
    """Title and sentence of a fired rule as templates, and the effect that goes with them."""

    title: str
    sentence: str
    effect: Effect


@dataclass(frozen=True)
class Rule:
    """One rule of a protocol; basis is its evidence in plain words, source names where it is."""

    code: str
    condition: Condition
    wordings: Mapping[str, Wording]
    basis: str
    source: str
    tag: Tag
    clears: str

"""The condition of the rule on what is on record, though no other rule speaks of its kind."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from infrared_desktop.domain.history.medicine_names import kind_meant, medicine_name
from infrared_desktop.domain.labels.codes import plain_label
from infrared_desktop.domain.records.answers import Answer
from infrared_desktop.domain.records.areas import Site, overlaps
from infrared_desktop.domain.records.history import History, Implant, PastTreatment
from infrared_desktop.domain.records.history_answers import (
    HealthCondition,
    ImplantKind,
    MedicineKind,
    TreatmentKind,
)
from infrared_desktop.domain.rules.history_conditions import HistoryCondition, is_taken
from infrared_desktop.domain.rules.questions import Question
from infrared_desktop.domain.rules.rules import Case, Evidence, Missing, Outcome

_Found = Iterator[tuple[str, bool]]  # what it is called, and whether it is said to lie here


@dataclass(frozen=True)
class RecordedOther(HistoryCondition):
    """The history names one of these kinds; what is said to lie in the area weighs more.

    An implant or a treatment that is said to lie elsewhere stays silent. A medicine counts as
    the kind that its name means, so that one which another rule knows is left to that rule.
    """

    conditions: tuple[HealthCondition, ...] = ()
    medicines: tuple[MedicineKind, ...] = ()
    implants: tuple[ImplantKind, ...] = ()
    treatments: tuple[TreatmentKind, ...] = ()

    def judge_history(self, history: History, case: Case) -> Outcome:
        """Fire with what lies in the area first; ask for what was not asked."""
        found = [
            *self._conditions(history, case),
            *self._medicines(history, case),
            *self._placed(history, case),
        ]
        if found:
            here_first = sorted(found, key=lambda one: not one[1])
            names = ", ".join(dict.fromkeys(name for name, _ in here_first))
            return Evidence({"what": names}, "in_area" if here_first[0][1] else "recorded")
        asked = (name for name in _QUESTIONS if getattr(self, name))
        left = (name for name in asked if getattr(history, name) is None)
        return next((Missing(_QUESTIONS[name]) for name in left), None)

    def gaps(self) -> Mapping[str, frozenset[str]]:
        """Both wordings name what was found."""
        return dict.fromkeys(("in_area", "recorded"), frozenset(("what",)))

    def _conditions(self, history: History, case: Case) -> _Found:
        for one in history.conditions or ():
            cleared = one.cleared_on is not None and one.cleared_on <= case.day
            if one.condition in self.conditions and not cleared:
                yield one.detail or plain_label(one.condition), one.in_area is Answer.YES

    def _medicines(self, history: History, case: Case) -> _Found:
        for one in history.medicines or ():
            if kind_meant(one) in self.medicines and is_taken(one, case.day):
                yield medicine_name(one), False

    def _placed(self, history: History, case: Case) -> _Found:
        implants = [one for one in history.implants or () if one.kind in self.implants]
        for implant in implants:
            cleared = implant.cleared_on is not None and implant.cleared_on <= case.day
            if not cleared and not _is_elsewhere(implant, case):
                yield implant.detail or plain_label(implant.kind), implant.area is not None
        for one in history.treatments or ():
            if one.kind in self.treatments and not _is_elsewhere(one, case):
                yield one.product or plain_label(one.kind), one.area is not None

    def __post_init__(self) -> None:
        if not any(getattr(self, name) for name in _QUESTIONS):
            raise ValueError("needs conditions, medicines, implants or treatments")


_QUESTIONS = {
    "conditions": Question.CONDITIONS,
    "medicines": Question.MEDICINES,
    "implants": Question.IMPLANTS,
    "treatments": Question.TREATMENTS,
}


def _is_elsewhere(one: Implant | PastTreatment, case: Case) -> bool:
    return one.area is not None and not overlaps(Site(one.area, one.side), case.finding.site)

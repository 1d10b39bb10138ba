"""Conditions of suitability rules that look at what came before: medicines, treatments, implants.

A treatment or an implant without an area counts everywhere.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from infrared_desktop.domain.history.medicine_names import kind_meant, medicine_name
from infrared_desktop.domain.labels.codes import plain_label
from infrared_desktop.domain.records.answers import Answer
from infrared_desktop.domain.records.areas import Area, Side, Site, overlaps
from infrared_desktop.domain.records.history import History, Implant, Medicine, PastTreatment
from infrared_desktop.domain.records.history_answers import (
    ON_SKIN,
    ImplantKind,
    MedicineKind,
    TreatmentKind,
)
from infrared_desktop.domain.records.treatment_answers import SourceType
from infrared_desktop.domain.rules.history_conditions import HistoryCondition
from infrared_desktop.domain.rules.questions import Question
from infrared_desktop.domain.rules.rules import Case, Condition, Evidence, Missing, Outcome
from infrared_desktop.domain.rules.waits import Wait, later
from infrared_desktop.domain.sentences import Value


def _in_field(area: Area | None, side: Side | None, case: Case) -> bool:
    return area is None or overlaps(Site(area, side), case.finding.site)


def _dated(what: str, last: date, clear: date, wording: str) -> Evidence:
    values: dict[str, Value] = {"what": what, "last": last, "clear": clear}
    return Evidence({**values, "days": (clear - last).days}, wording, clear)


@dataclass(frozen=True)
class MedicineWithin(HistoryCondition):
    """One of these medicines is taken, or the wait since it was stopped is not over."""

    medicines: tuple[MedicineKind, ...]
    wait: Wait
    only_unprescribed: bool = False

    def judge_history(self, history: History, case: Case) -> Outcome:
        """Fire for what is still taken, then for what becomes clear last."""
        if history.medicines is None:
            return Missing(Question.MEDICINES)
        ours = [one for one in history.medicines if self._counts(one, case)]
        found = [self._within(one, case) for one in ours]
        return _gravest([one for one in found if one is not None])

    def gaps(self) -> Mapping[str, frozenset[str]]:
        """Only what was stopped has days."""
        dated = frozenset(("what", "last", "clear", "days"))
        return {"taken": frozenset(("what",)), "stopped": dated}

    def _counts(self, medicine: Medicine, case: Case) -> bool:
        kind = kind_meant(medicine)
        if kind not in self.medicines or (self.only_unprescribed and _is_prescribed(medicine)):
            return False
        return kind not in ON_SKIN or _in_field(medicine.area, medicine.side, case)

    def _within(self, medicine: Medicine, case: Case) -> Evidence | None:
        what, last = medicine_name(medicine), medicine.stopped_on
        if last is None:
            return None if case.examined else Evidence({"what": what}, "taken")
        clear = self.wait.over_on(last)
        return None if case.day >= clear else _dated(what, last, clear, "stopped")


def _is_prescribed(medicine: Medicine) -> bool:
    return medicine.prescribed is Answer.YES


@dataclass(frozen=True)
class TreatedBefore(HistoryCondition):
    """The field had one of these treatments, and the wait since is not over.

    Without a wait it fires for good, in its wording "recorded".
    """

    treatments: tuple[TreatmentKind, ...]
    wait: Wait | None = None

    def judge_history(self, history: History, case: Case) -> Outcome:
        """Fire for what has no day, then for what becomes clear last."""
        if history.treatments is None:
            return Missing(Question.TREATMENTS)
        ours = [one for one in history.treatments if one.kind in self.treatments]
        here = [one for one in ours if _in_field(one.area, one.side, case)]
        if self.wait is None:
            names = dict.fromkeys(plain_label(one.kind) for one in here)
            return Evidence({"what": ", ".join(names)}, "recorded") if here else None
        found = [_since(one, self.wait, case) for one in here]
        return _gravest([one for one in found if one is not None])

    def gaps(self) -> Mapping[str, frozenset[str]]:
        """A treatment without a day has its own wording."""
        named = frozenset(("what",))
        if self.wait is None:
            return {"recorded": named}
        return {"dated": frozenset(("what", "last", "clear", "days")), "undated": named}


def _since(treatment: PastTreatment, wait: Wait, case: Case) -> Evidence | None:
    what, last = plain_label(treatment.kind), treatment.done_on
    if last is None:
        return None if case.examined else Evidence({"what": what}, "undated")
    clear = wait.over_on(last)
    return None if case.day >= clear else _dated(what, last, clear, "dated")


def _gravest(found: Sequence[Evidence]) -> Evidence | None:
    # What has no day outranks every day, and a later day an earlier one.
    return max(found, key=lambda one: one.clear_on or date.max, default=None)


@dataclass(frozen=True)
class ImplantInField(HistoryCondition):
    """One of these implants or piercings lies in the field, and no letter says that it may."""

    implants: tuple[ImplantKind, ...]
    gap_names: ClassVar = ("what",)

    def judge_history(self, history: History, case: Case) -> Outcome:
        """Name what lies in the field."""
        if history.implants is None:
            return Missing(Question.IMPLANTS)
        ours = [one for one in history.implants if one.kind in self.implants]
        here = [one for one in ours if _in_field(one.area, one.side, case)]
        names = dict.fromkeys(plain_label(one.kind) for one in here if not _is_cleared(one, case))
        return Evidence({"what": ", ".join(names)}) if names else None


@dataclass(frozen=True)
class ElectronicImplant(HistoryCondition):
    """An electronic implant, wherever it lies; what it means hangs on what makes the light.

    `usual_source` is the protocol's own device, where no device or none of its facts are known.
    """

    implants: tuple[ImplantKind, ...]
    usual_source: SourceType | None = None
    wordings: ClassVar = ("light", "radio_frequency", "unknown_device", "letter")
    gap_names: ClassVar = ("what",)

    def judge_history(self, history: History, case: Case) -> Outcome:
        """Fire by the kind of device; a letter settles light, and eases radio frequency."""
        if history.implants is None:
            return Missing(Question.IMPLANTS)
        ours = [one for one in history.implants if one.kind in self.implants]
        open_ones = [one for one in ours if not (_is_cleared(one, case) or case.letter)]
        names = ", ".join(dict.fromkeys(plain_label(one.kind) for one in open_ones or ours))
        wording = self._wording(case)
        if open_ones:
            return Evidence({"what": names}, wording)
        return Evidence({"what": names}, "letter") if ours and wording != "light" else None

    def letters_from(self, case: Case) -> date:
        """Take any letter: an implant has no day on which it began."""
        return date.min

    def _wording(self, case: Case) -> str:
        device = case.known.device
        source = (device.source_type if device else None) or self.usual_source
        if source is None:
            return "unknown_device"
        return "radio_frequency" if source is SourceType.INFRARED_RF else "light"


def _is_cleared(implant: Implant, case: Case) -> bool:
    return implant.cleared_on is not None and implant.cleared_on <= case.day


@dataclass(frozen=True)
class WantedAnswer:
    """A question of the check on the day, and the answer with which the session can go on."""

    code: str
    wanted: Answer


@dataclass(frozen=True)
class DayAnswerWrong(Condition):
    """A question of the check on the day has an answer with which nobody is treated that day.

    Without a check on the day it stays silent: a consultation has none.
    """

    questions: tuple[WantedAnswer, ...]

    def judge(self, case: Case) -> Outcome:
        """Put off to the next day; each question has its wording."""
        given = {one.code: one.answer for one in case.known.day_check}
        for question in self.questions:
            answer = given.get(question.code)
            if answer not in (None, Answer.UNKNOWN, question.wanted):
                return Evidence({}, question.code, later(case.day, 1))
        answers = [given.get(one.code) for one in self.questions] if given else []
        if None in answers:
            return Missing(Question.DAY_CHECK)
        return Missing(Question.DAY_CHECK, asked=True) if Answer.UNKNOWN in answers else None

    def found_on(self, case: Case) -> date:
        """Return the day itself."""
        return case.day

    def gaps(self) -> Mapping[str, frozenset[str]]:
        """Each question has its wording."""
        return dict.fromkeys((one.code for one in self.questions), frozenset())

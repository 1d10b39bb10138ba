"""Conditions of suitability rules that look at one site: its grade, size, place and skin."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from infrared_desktop.domain.records.answers import Answer, SkinCondition
from infrared_desktop.domain.records.areas import Area, LaxityScale, Region, region_of, scales_of
from infrared_desktop.domain.rules.questions import Question
from infrared_desktop.domain.rules.rules import Case, Condition, Evidence, Missing, Outcome


def _plain(grade: float) -> float:
    # People write grade 3, not 3.0.
    return int(grade) if float(grade).is_integer() else grade


@dataclass(frozen=True)
class GradeBand:
    """What laxity grades up to this one mean."""

    up_to: float
    sessions: int
    wording: str


@dataclass(frozen=True)
class Grade(Condition):
    """The laxity grade, on this scale, falls into a band; above the last band nothing is said."""

    scale: LaxityScale
    bands: tuple[GradeBand, ...]
    gap_names: ClassVar = ("grade", "sessions")

    def judge(self, case: Case) -> Outcome:
        """Fire with the band's own wording and its number of sessions."""
        finding = case.finding
        grade, scale = finding.laxity_grade, finding.laxity_scale
        # A grade on a scale that is not made for the area says nothing.
        if grade is None or scale not in scales_of(finding.area):
            return Missing(Question.GRADE)
        band = next((band for band in self.bands if grade <= band.up_to), None)
        if scale is not self.scale or band is None:
            return None
        values = {"grade": _plain(grade), "sessions": band.sessions}
        return Evidence(values, band.wording, sessions=band.sessions)

    def gaps(self) -> Mapping[str, frozenset[str]]:
        """Any band's wording can be asked for."""
        return dict.fromkeys((band.wording for band in self.bands), frozenset(self.gap_names))

    def __post_init__(self) -> None:
        limits = [band.up_to for band in self.bands]
        if not limits or limits != sorted(set(limits)):
            raise ValueError("needs bands with rising grades")


@dataclass(frozen=True)
class GradeFrom(Condition):
    """The laxity grade is this or higher, whichever scale it stands on."""

    grade: float
    gap_names: ClassVar = ("grade",)

    def judge(self, case: Case) -> Outcome:
        """Compare the site's grade."""
        grade = case.finding.laxity_grade
        if grade is None:
            return Missing(Question.GRADE)
        return None if grade < self.grade else Evidence({"grade": _plain(grade)})


@dataclass(frozen=True)
class RegionIs(Condition):
    """The site lies in one of the regions."""

    regions: tuple[Region, ...]

    def judge(self, case: Case) -> Outcome:
        """Look at the site alone."""
        return Evidence({}) if region_of(case.finding.area) in self.regions else None


@dataclass(frozen=True)
class SizeOverLimit(Condition):
    """The site is larger than what the protocol treats in one session."""

    gap_names: ClassVar = ("size", "limit")

    def judge(self, case: Case) -> Outcome:
        """Compare the site's own size."""
        size = case.finding.size_cm2
        if size is None:
            return Missing(Question.SIZE)
        fires = size > case.area_limit_cm2
        return Evidence({"size": size, "limit": case.area_limit_cm2}) if fires else None


@dataclass(frozen=True)
class SizesOverLimit(Condition):
    """All sites together are larger than what the protocol treats in one session."""

    gap_names: ClassVar = ("total", "limit")

    def judge(self, case: Case) -> Outcome:
        """Compare the sum; a size that is missing is asked for at its own site only."""
        total = sum(finding.size_cm2 or 0 for finding in case.consultation.areas)
        if total > case.area_limit_cm2:
            return Evidence({"total": total, "limit": case.area_limit_cm2})
        return Missing(Question.SIZE) if case.finding.size_cm2 is None else None


@dataclass(frozen=True)
class AnswerIsYes(Condition):
    """A three-valued question about the site was answered with yes."""

    question: Question
    # Where the question is worth asking; none named means everywhere.
    asked_in: tuple[Area, ...] = ()
    # Whether a medical letter about the finding settles it.
    letter_clears: bool = False

    def judge(self, case: Case) -> Outcome:
        """Fire on yes anywhere; an answer that is not there is missing only where it is asked."""
        answer = getattr(case.finding, self.question)
        if answer is Answer.YES:
            return None if self.letter_clears and case.letter else Evidence({})
        if answer is Answer.NO or (self.asked_in and case.finding.area not in self.asked_in):
            return None
        return Missing(self.question, asked=answer is Answer.UNKNOWN)

    def __post_init__(self) -> None:
        if self.question not in (Question.LESION, Question.TATTOO, Question.ORBITAL_RIM):
            raise ValueError("needs a question that is answered with yes, no or unknown")


@dataclass(frozen=True)
class ActiveSkinCondition(Condition):
    """The skin of the site has an active condition."""

    conditions: tuple[SkinCondition, ...]
    wordings: ClassVar = ("several", *SkinCondition)
    gap_names: ClassVar = ("count",)

    def judge(self, case: Case) -> Outcome:
        """Word one condition by its name, several by their number."""
        found = case.finding.skin_conditions
        if found is None:
            return Missing(Question.SKIN)
        active = [condition for condition in self.conditions if condition in found]
        if not active:
            return None
        return Evidence({"count": len(active)}, active[0] if len(active) == 1 else "several")

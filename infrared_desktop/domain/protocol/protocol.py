"""The protocol of a device family: windows, follow-ups, limits, texts and rules, as data."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

from infrared_desktop.domain.follow_ups.due import FollowUpSchedule
from infrared_desktop.domain.protocol import setting_terms
from infrared_desktop.domain.protocol.consent_terms import ConsentTerms
from infrared_desktop.domain.protocol.instruction_terms import DayQuestion, Instruction, Phase
from infrared_desktop.domain.protocol.outline_terms import AlternativeText, ExpectedResult, Passage
from infrared_desktop.domain.protocol.rules import check_questions, parse_rules
from infrared_desktop.domain.protocol.sections import (
    parse_areas,
    parse_consent,
    parse_day_questions,
    parse_expected,
    parse_figure,
    parse_instructions,
    parse_laxity,
    parse_rise,
    parse_side_effects,
    parse_unique,
    parse_windows,
)
from infrared_desktop.domain.protocol.setting_terms import (
    AreaTerms,
    FluenceLimits,
    LaxityHelp,
    Preset,
    ScaleTerms,
    SettingRange,
    Spot,
)
from infrared_desktop.domain.protocol.side_effects import SideEffect
from infrared_desktop.domain.protocol.visit_terms import HistoryTerms, TestSpotTerms
from infrared_desktop.domain.records.answers import Reaction
from infrared_desktop.domain.records.areas import Area, LaxityScale, Region
from infrared_desktop.domain.rules.rules import Rule
from infrared_desktop.domain.schedule.schedule import SessionWindows
from infrared_desktop.domain.toml.flaws import MISSING, gather
from infrared_desktop.domain.toml.tables import (
    Origin,
    Table,
    build_figures,
    convert,
    read_toml,
    refuse_unknown,
)


@dataclass(frozen=True)
class Protocol:
    """One device family's protocol; origins holds source and approval by the key of a figure."""

    name: str
    version: str
    windows: SessionWindows
    follow_ups: FollowUpSchedule
    area_limit_cm2: int
    fluence_j_cm2: FluenceLimits | None
    fluence_rise_percent: float
    spots: tuple[Spot, ...]
    setting_ranges: tuple[SettingRange, ...]
    presets: tuple[Preset, ...]
    test_spot: TestSpotTerms
    areas: tuple[AreaTerms, ...]
    scales: tuple[ScaleTerms, ...]
    laxity: tuple[LaxityHelp, ...]
    history: HistoryTerms
    procedure: tuple[Passage, ...]
    expected_results: tuple[ExpectedResult, ...]
    alternatives: tuple[AlternativeText, ...]
    side_effects: tuple[SideEffect, ...]
    consent: ConsentTerms
    instructions: tuple[Instruction, ...]
    day_questions: tuple[DayQuestion, ...]
    rules: tuple[Rule, ...]
    origins: Mapping[str, Origin]

    @property
    def title(self) -> str:
        """The name with the version, as a signed record keeps it."""
        return f"{self.name} {self.version}"

    def laxity_help(self, scale: LaxityScale, grade: float) -> LaxityHelp | None:
        """Return the help beside a grade, or None where the scale has no such grade."""
        return next((one for one in self.laxity if (one.scale, one.grade) == (scale, grade)), None)

    def spot(self, handpiece: str) -> Spot | None:
        """Return the window of a handpiece, by its whole name or by its last word."""
        wanted = handpiece.strip().lower()
        names = ((one, one.handpiece.lower()) for one in self.spots)
        return next((one for one, name in names if wanted in (name, name.split()[-1])), None)

    def side_effect(self, reaction: Reaction) -> SideEffect:
        """Return what to do about an adverse event."""
        return next(one for one in self.side_effects if one.code is reaction)

    def instructions_for(self, phase: Phase, *areas: Area) -> tuple[Instruction, ...]:
        """Return the items of a sheet for a patient who is treated at these areas."""
        items = (one for one in self.instructions if one.phase is phase)
        return tuple(one for one in items if not areas or any(map(one.is_for, areas)))

    def expected_in(self, *regions: Region) -> tuple[ExpectedResult, ...]:
        """Return what may be expected everywhere and in these regions, in the protocol's order."""
        return tuple(
            one for one in self.expected_results if one.region is None or one.region in regions
        )

    def range_of(self, field: str) -> SettingRange | None:
        """Return the range of a field of AreaSettings, or None where the protocol has none."""
        if field == "fluence_j_cm2" and self.fluence_j_cm2 is not None:
            origin = self.origins["fluence_j_cm2.soft_high"]
            return setting_terms.range_of_fluence(self.fluence_j_cm2, origin)
        return next((one for one in self.setting_ranges if one.field == field), None)

    def preset(self, field: str) -> float | None:
        """Return what a field of AreaSettings usually is with this device."""
        return next((one.value for one in self.presets if one.field == field), None)

    def scales_of(self, area: Area) -> tuple[LaxityScale, ...]:
        """Return the scales of an area, the usual one first; none where it is not treated."""
        return next((one.scales for one in self.areas if one.code is area), ())


_READERS: Mapping[str, Callable[[Table], Any]] = {
    "name": partial(convert, str),
    "version": partial(convert, str),
    "windows": parse_windows,
    "follow_ups": partial(build_figures, FollowUpSchedule),
    "area_limit_cm2": partial(parse_figure, int),
    "fluence_j_cm2": partial(build_figures, FluenceLimits),
    "fluence_rise_percent": parse_rise,
    "spots": partial(convert, tuple[Spot, ...]),
    "setting_ranges": partial(parse_unique, SettingRange, "field"),
    "presets": partial(parse_unique, Preset, "field"),
    "test_spot": partial(build_figures, TestSpotTerms),
    "areas": parse_areas,
    "scales": partial(parse_unique, ScaleTerms, "code"),
    "laxity": parse_laxity,
    "history": partial(build_figures, HistoryTerms),
    "procedure": partial(parse_unique, Passage, "code"),
    "expected_results": parse_expected,
    "alternatives": partial(parse_unique, AlternativeText, "code"),
    "side_effects": parse_side_effects,
    "consent": parse_consent,
    "instructions": parse_instructions,
    "day_questions": parse_day_questions,
    "rules": parse_rules,
}
# A device whose settings nobody knows has no limits of its own.
_MAY_MISS = {"fluence_j_cm2"}


@lru_cache(maxsize=8)  # a text is read in several places, and a Protocol never changes
def parse_protocol(text: str, name: str) -> Protocol:
    """Read a protocol; raise FlawError with file, line and key of everything that is wrong."""
    top = read_toml(text, name)
    missing = [key for key in _READERS if key not in top.raw and key not in _MAY_MISS]
    there = [key for key in _READERS if key in top.raw]
    steps: list[Callable[[], Any]] = [
        *(partial(_READERS[key], top.under(key)) for key in there),
        partial(refuse_unknown, top, _READERS),
        *(partial(top.at(None, key).fail, MISSING) for key in missing),
    ]
    sections = dict(zip(there, gather(steps), strict=False))
    check_questions(sections["rules"], sections["day_questions"], top.under("rules"))
    return Protocol(**{"fluence_j_cm2": None, **sections}, origins=top.origins)

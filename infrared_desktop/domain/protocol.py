"""The protocol of a device family: windows, follow-ups, limits, texts and rules, as data."""

from collections.abc import Mapping
from dataclasses import dataclass

from infrared_desktop.domain import setting_terms
from infrared_desktop.domain.answers import Reaction
from infrared_desktop.domain.areas import Area, LaxityScale, Region
from infrared_desktop.domain.consent_terms import ConsentTerms
from infrared_desktop.domain.follow_ups import FollowUpSchedule
from infrared_desktop.domain.instruction_terms import DayQuestion, Instruction, Phase
from infrared_desktop.domain.outline_terms import AlternativeText, ExpectedResult, Passage
from infrared_desktop.domain.protocol_rules import parse_rules
from infrared_desktop.domain.protocol_sections import (
    parse_areas,
    parse_consent,
    parse_expected,
    parse_figure,
    parse_instructions,
    parse_laxity,
    parse_rise,
    parse_side_effects,
    parse_unique,
    parse_windows,
)
from infrared_desktop.domain.rules import Rule
from infrared_desktop.domain.schedule import SessionWindows
from infrared_desktop.domain.setting_terms import (
    AreaTerms,
    FluenceLimits,
    LaxityHelp,
    Preset,
    ScaleTerms,
    SettingRange,
    Spot,
)
from infrared_desktop.domain.side_effects import SideEffect
from infrared_desktop.domain.tables import Origin, build_figures, convert, read_toml
from infrared_desktop.domain.visit_terms import HistoryTerms, TestSpotTerms


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


# A device whose settings nobody knows has no limits of its own.
_MAY_MISS = {"fluence_j_cm2"}
_SECTIONS = {field for field in Protocol.__annotations__ if field != "origins"}


def parse_protocol(text: str, name: str) -> Protocol:
    """Read a protocol; raise KnownError that names the file, the line and the key path."""
    top = read_toml(text, name)
    for key in top.raw:
        if key not in _SECTIONS:
            top.at(None, key).fail("is not known here")
    for key in sorted(_SECTIONS - set(top.raw) - _MAY_MISS):
        top.at(None, key).fail("is missing")
    return Protocol(
        name=convert(str, top.under("name")),
        version=convert(str, top.under("version")),
        windows=parse_windows(top.under("windows")),
        follow_ups=build_figures(FollowUpSchedule, top.under("follow_ups")),
        area_limit_cm2=parse_figure(int, top.under("area_limit_cm2")),
        fluence_j_cm2=build_figures(FluenceLimits, top.under("fluence_j_cm2"))
        if "fluence_j_cm2" in top.raw
        else None,
        fluence_rise_percent=parse_rise(top.under("fluence_rise_percent")),
        spots=convert(tuple[Spot, ...], top.under("spots")),
        setting_ranges=parse_unique(SettingRange, "field", top.under("setting_ranges")),
        presets=parse_unique(Preset, "field", top.under("presets")),
        test_spot=build_figures(TestSpotTerms, top.under("test_spot")),
        areas=parse_areas(top.under("areas")),
        scales=parse_unique(ScaleTerms, "code", top.under("scales")),
        laxity=parse_laxity(top.under("laxity")),
        history=build_figures(HistoryTerms, top.under("history")),
        procedure=parse_unique(Passage, "code", top.under("procedure")),
        expected_results=parse_expected(top.under("expected_results")),
        alternatives=parse_unique(AlternativeText, "code", top.under("alternatives")),
        side_effects=parse_side_effects(top.under("side_effects")),
        consent=parse_consent(top.under("consent")),
        instructions=parse_instructions(top.under("instructions")),
        day_questions=parse_unique(DayQuestion, "code", top.under("day_questions")),
        rules=parse_rules(top.under("rules")),
        origins=top.origins,
    )

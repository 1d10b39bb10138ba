"""The protocol of a device family: windows, follow-ups, limits, help texts and rules, as data."""

from collections.abc import Mapping
from dataclasses import dataclass
from string import Formatter

from infrared_desktop.domain.answers import Reaction
from infrared_desktop.domain.areas import GRADES, LaxityScale
from infrared_desktop.domain.conditions import CONDITIONS
from infrared_desktop.domain.follow_ups import FollowUpSchedule
from infrared_desktop.domain.rules import Condition, Effect, Rule, Wording
from infrared_desktop.domain.schedule import SessionWindows
from infrared_desktop.domain.side_effects import SideEffect
from infrared_desktop.domain.tables import (
    Origin,
    Table,
    Tag,
    build,
    build_figures,
    convert,
    figure,
    read_toml,
)


@dataclass(frozen=True)
class FluenceLimits:
    """Fluence in J/cm²: outside hard it is refused, outside soft a warning (reference 8.2)."""

    hard_low: float
    hard_high: float
    soft_low: float
    soft_high: float

    def __post_init__(self) -> None:
        if not 0 < self.hard_low <= self.soft_low < self.soft_high <= self.hard_high:
            raise ValueError("needs a soft range that lies inside the hard one")


@dataclass(frozen=True)
class Spot:
    """The window of a handpiece in millimetres."""

    handpiece: str
    width_mm: float
    height_mm: float
    source: str
    tag: Tag

    @property
    def size_cm2(self) -> float:
        """The area of the window."""
        return self.width_mm * self.height_mm / 100


@dataclass(frozen=True)
class LaxityHelp:
    """What one grade of a laxity scale looks like, in the clinic's own words."""

    scale: LaxityScale
    grade: float
    label: str
    text: str
    source: str
    tag: Tag


@dataclass(frozen=True)
class Protocol:
    """One device family's protocol; origins holds source and approval by the key of a figure."""

    name: str
    version: str
    windows: SessionWindows
    follow_ups: FollowUpSchedule
    area_limit_cm2: int
    fluence_j_cm2: FluenceLimits
    fluence_rise_percent: float
    spots: tuple[Spot, ...]
    side_effects: tuple[SideEffect, ...]
    laxity: tuple[LaxityHelp, ...]
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


@dataclass(frozen=True)
class _Head:
    """The part of a rule's table that has the same keys in every rule."""

    condition: str
    basis: str
    source: str
    tag: Tag
    clears: str
    effect: Effect | None = None
    title: str | None = None
    sentence: str | None = None


@dataclass(frozen=True)
class _Change:
    """What one wording of a rule says instead of the rule's own title, sentence or effect."""

    effect: Effect | None = None
    title: str | None = None
    sentence: str | None = None


_SECTIONS = {field for field in Protocol.__annotations__ if field != "origins"}


def parse_protocol(text: str, name: str) -> Protocol:
    """Read a protocol; raise KnownError that names the file, the line and the key path."""
    top = read_toml(text, name)
    for key in top.raw:
        if key not in _SECTIONS:
            top.at(None, key).fail("is not known here")
    for key in sorted(_SECTIONS - set(top.raw)):
        top.at(None, key).fail("is missing")
    return Protocol(
        name=convert(str, top.under("name")),
        version=convert(str, top.under("version")),
        windows=_windows(top.under("windows")),
        follow_ups=build_figures(FollowUpSchedule, top.under("follow_ups")),
        area_limit_cm2=convert(int, top.at(figure(top.under("area_limit_cm2")), "area_limit_cm2")),
        fluence_j_cm2=build_figures(FluenceLimits, top.under("fluence_j_cm2")),
        fluence_rise_percent=convert(
            float, top.at(figure(top.under("fluence_rise_percent")), "fluence_rise_percent")
        ),
        spots=convert(tuple[Spot, ...], top.under("spots")),
        side_effects=_side_effects(top.under("side_effects")),
        laxity=_laxity(top.under("laxity")),
        rules=_rules(top.under("rules")),
        origins=top.origins,
    )


def _windows(table: Table) -> SessionWindows:
    windows = build_figures(SessionWindows, table)
    order = (
        windows.block_days,
        windows.earliest_days,
        windows.best_days,
        windows.latest_days,
        windows.lapse_days,
    )
    if list(order) != sorted(order):
        table.fail("needs days that rise: block, earliest, best, latest, lapse")
    return windows


def _side_effects(table: Table) -> tuple[SideEffect, ...]:
    effects: tuple[SideEffect, ...] = convert(tuple[SideEffect, ...], table)
    told = [one.code for one in effects]
    for reaction in Reaction:
        if told.count(reaction) != 1:
            table.fail(f"needs one entry for {reaction}")
    return effects


def _laxity(table: Table) -> tuple[LaxityHelp, ...]:
    helps: tuple[LaxityHelp, ...] = convert(tuple[LaxityHelp, ...], table)
    for scale, grades in GRADES.items():
        told = tuple(sorted(one.grade for one in helps if one.scale is scale))
        if told != grades:
            wanted = ", ".join(f"{grade:g}" for grade in grades)
            table.fail(f"needs one text for each grade of the {scale} scale: {wanted}")
    return helps


def _rules(table: Table) -> tuple[Rule, ...]:
    if not isinstance(table.raw, dict):
        table.fail("must be a table")
    return tuple(_rule(code, table.under(code)) for code in table.raw)


def _rule(code: str, table: Table) -> Rule:
    if not isinstance(table.raw, dict):
        table.fail("must be a table")
    own = {key: raw for key, raw in table.raw.items() if key not in ("when", "wordings")}
    head = build(_Head, Table(table.file, table.text, own, table.path, table.origins))
    if head.condition not in CONDITIONS:
        table.under("condition").fail("must be one of " + ", ".join(CONDITIONS))
    condition = build(CONDITIONS[head.condition], table.at(table.raw.get("when", {}), "when"))
    _check_gaps(head.basis, table.under("basis"), frozenset())
    _check_gaps(head.clears, table.under("clears"), frozenset())
    changes = table.at(table.raw.get("wordings", {}), "wordings")
    wordings = _wordings(head, condition, changes)
    return Rule(code, condition, wordings, head.basis, head.source, head.tag, head.clears)


def _wordings(head: _Head, condition: Condition, changes: Table) -> dict[str, Wording]:
    gaps = condition.gaps()
    if not isinstance(changes.raw, dict):
        changes.fail("must be a table")
    for name in changes.raw:
        if name not in gaps:
            changes.at(None, name).fail("is not known here")
    return {
        name: _wording(head, changes.at(changes.raw.get(name, {}), name), filled)
        for name, filled in gaps.items()
    }


def _wording(head: _Head, table: Table, gaps: frozenset[str]) -> Wording:
    change = build(_Change, table)
    title, sentence = change.title or head.title, change.sentence or head.sentence
    effect = change.effect or head.effect
    if title is None or sentence is None or effect is None:
        table.fail("needs title, sentence and effect, its own or the rule's")
    _check_gaps(title, table, gaps)
    _check_gaps(sentence, table, gaps)
    return Wording(title, sentence, effect)


def _check_gaps(template: str, table: Table, gaps: frozenset[str]) -> None:
    try:
        pieces = list(Formatter().parse(template))
    except ValueError:
        table.fail("has a brace without its partner")
    for _, gap, spec, conversion in pieces:
        if gap is not None and (gap not in gaps or spec or conversion):
            known = ", ".join(sorted(gaps)) or "none"
            table.fail(f"has the gap {{{gap}}}, and only these are filled: {known}")

"""The sections of a protocol beside its rules, each with what has to hold between its entries."""

from typing import TypeVar

from infrared_desktop.domain.protocol.consent_terms import (
    OTHER_COUNTRIES,
    Clause,
    ConsentTerms,
    CoolingOff,
)
from infrared_desktop.domain.protocol.instruction_terms import (
    CONSENT_ASKED,
    DayQuestion,
    Follows,
    Instruction,
)
from infrared_desktop.domain.protocol.outline_terms import ExpectedResult
from infrared_desktop.domain.protocol.setting_terms import AreaTerms, LaxityHelp
from infrared_desktop.domain.protocol.side_effects import SideEffect
from infrared_desktop.domain.records.answers import Answer, Reaction
from infrared_desktop.domain.records.areas import GRADES
from infrared_desktop.domain.schedule.schedule import SessionWindows
from infrared_desktop.domain.toml.tables import Table, build_figures, convert, figure
from infrared_desktop.domain.toml.templates import check_gaps

T = TypeVar("T")

_MOST_MONTHS = 120  # that a consent may count for


def parse_unique(kind: type[T], key: str, table: Table) -> tuple[T, ...]:
    """Read a list of entries of which no two have the same key."""
    entries: tuple[T, ...] = convert(tuple[kind, ...], table)  # type: ignore[valid-type]
    seen: set[object] = set()
    for place, entry in enumerate(entries):
        name = getattr(entry, key)
        if name in seen:
            entry_at(table, place).under(key).fail(f"stands here a second time: {name}")
        seen.add(name)
    return entries


def parse_windows(table: Table) -> SessionWindows:
    """Read the days between sessions."""
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


def parse_figure(kind: type[T], table: Table) -> T:
    """Read one figure that makes a section of its own."""
    value: T = convert(kind, table.holding(figure(table)))
    return value


def parse_rise(table: Table) -> float:
    """Read the rise of fluence that asks for a second look, in per cent."""
    percent = parse_figure(float, table)
    return percent if percent > 0 else table.fail("must be more than 0")


def parse_side_effects(table: Table) -> tuple[SideEffect, ...]:
    """Read what to do about each adverse event; none may be missing."""
    effects = parse_unique(SideEffect, "code", table)
    told = [one.code for one in effects]
    for reaction in Reaction:
        if reaction not in told:
            table.fail(f"needs one entry for {reaction}")
    return effects


def parse_laxity(table: Table) -> tuple[LaxityHelp, ...]:
    """Read what each grade looks like; each grade of each scale has its text."""
    helps: tuple[LaxityHelp, ...] = convert(tuple[LaxityHelp, ...], table)
    for scale, grades in GRADES.items():
        told = tuple(sorted(one.grade for one in helps if one.scale is scale))
        if told != grades:
            wanted = ", ".join(f"{grade:g}" for grade in grades)
            table.fail(f"needs one text for each grade of the {scale} scale: {wanted}")
    return helps


def parse_areas(table: Table) -> tuple[AreaTerms, ...]:
    """Read the areas that are treated; there is at least one."""
    areas = parse_unique(AreaTerms, "code", table)
    return areas or table.fail("needs an area")


def parse_instructions(table: Table) -> tuple[Instruction, ...]:
    """Read the items of both sheets; {time} is the only gap, and only where there are hours."""
    items = parse_unique(Instruction, "code", table)
    for place, item in enumerate(items):
        gaps = {"time"} if item.hours else set()
        for key in ("text", "question"):
            if text := getattr(item, key):
                check_gaps(text, entry_at(table, place).under(key), gaps)
    return items


def parse_day_questions(table: Table) -> tuple[DayQuestion, ...]:
    """Read what is asked on the day; one question confirms the consent, of everybody."""
    questions = parse_unique(DayQuestion, "code", table)
    asked = next((one for one in questions if one.code == CONSENT_ASKED), None)
    if asked is None:
        table.fail(f"needs {CONSENT_ASKED}: whether the patient still wants the treatment")
    if asked.wanted is not Answer.YES or asked.follows is Follows.WARN or asked.areas:
        text = f"{CONSENT_ASKED} is asked of everybody, wants yes, and more than warns"
        entry_at(table, questions.index(asked)).fail(text)
    return questions


def parse_expected(table: Table) -> tuple[ExpectedResult, ...]:
    """Read what may be expected; gaps are filled by the entry's own figures."""
    results = parse_unique(ExpectedResult, "code", table)
    for place, result in enumerate(results):
        check_gaps(result.text, entry_at(table, place).under("text"), result.values.keys())
    return results


def parse_consent(table: Table) -> ConsentTerms:
    """Read clauses and waits; there is a wait for countries that are not named."""
    terms = build_figures(ConsentTerms, table)
    if not 0 <= terms.valid_months <= _MOST_MONTHS:
        table.under("valid_months").fail(f"must lie between 0 (never runs out) and {_MOST_MONTHS}")
    parse_unique(Clause, "code", table.under("clauses"))
    waits = parse_unique(CoolingOff, "country", table.under("cooling_off"))
    if OTHER_COUNTRIES not in [one.country for one in waits]:
        table.under("cooling_off").fail(f'needs an entry for country "{OTHER_COUNTRIES}"')
    return terms


def entry_at(table: Table, place: int) -> Table:
    """Return one entry of a list by its place, counted from 0."""
    return table.at(table.raw[place], str(place + 1))

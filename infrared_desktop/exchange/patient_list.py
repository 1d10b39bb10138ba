"""A patient list of another program: what would become of each row, and the rows left out."""

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from infrared_desktop.domain.dates import DateOrder
from infrared_desktop.domain.people.duplicates import Likeness, likeness, match_keys
from infrared_desktop.domain.records.people import Patient, Settings
from infrared_desktop.domain.sentences import Sentence, sentence
from infrared_desktop.domain.spreadsheets import harmless
from infrared_desktop.exchange.birth_dates import guess_order
from infrared_desktop.exchange.columns import Mapping, guess_mapping, m_is_female
from infrared_desktop.exchange.headings import Field
from infrared_desktop.exchange.people_rows import Reading, read_row
from infrared_desktop.exchange.sniffing import (
    STANDARD_DELIMITERS,
    Row,
    Table,
    read_file,
    read_table,
)

__all__ = [
    "Candidates",
    "RowPlan",
    "Verdict",
    "count",
    "left_out",
    "plan_import",
    "plan_rows",
    "preview",
    "read_file",
    "read_table",
]

Candidates = Callable[[Patient], Iterable[tuple[int, Patient]]]
"""Looks up stored patients, with their numbers, that may be the same person."""

# A phone that many rows share is a switchboard or "unknown": no use comparing with all of them.
_MOST_COMPARED = 20


class Verdict(StrEnum):
    """What would become of a row."""

    NEW = "new"
    DUPLICATE = "duplicate"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class RowPlan:
    """What would become of one row, and why.

    A duplicate names the number of the stored patient, or the earlier line of the same list;
    a new one may name one that it resembles, too little to be taken for it.
    """

    line: int
    verdict: Verdict
    why: Sentence
    patient: Patient | None = None
    number: int | None = None
    same_as_line: int | None = None

    @property
    def is_new(self) -> bool:
        """Tell whether the row would become a patient."""
        return self.verdict is Verdict.NEW


def plan_import(
    table: Table, settings: Settings, today: date, candidates: Candidates
) -> tuple[RowPlan, ...]:
    """Return the plan with the guessed mapping and the order of dates that the list shows."""
    mapping = guess_mapping(table)
    order = order_of(table, mapping, settings.date_order)
    return preview(table, mapping, order, settings.country, today, candidates)


def order_of(table: Table, mapping: Mapping, usual: DateOrder) -> DateOrder:
    """Return the order of day, month and year that the list's birth dates show."""
    return guess_order(_column(table, mapping, Field.BIRTH_DATE), usual)


def preview(
    table: Table,
    mapping: Mapping,
    order: DateOrder,
    country: str,
    today: date,
    candidates: Candidates,
) -> tuple[RowPlan, ...]:
    """Return what would become of each row, in order; every row is accounted for."""
    return tuple(plan_rows(table, mapping, order, country, today, candidates))


def plan_rows(
    table: Table,
    mapping: Mapping,
    order: DateOrder,
    country: str,
    today: date,
    candidates: Candidates,
) -> Iterator[RowPlan]:
    """Yield what would become of each row, in order, for whoever counts along."""
    is_spanish = m_is_female(_column(table, mapping, Field.SEX))
    reading = Reading(mapping, order, country, today, is_spanish)
    planner = _Planner(candidates)
    return (planner.plan(row, read_row(row.cells, reading)) for row in table.rows)


def count(plans: Sequence[RowPlan]) -> str:
    """Return how many rows are imported, duplicates and unreadable, as scripts read it."""
    verdicts = Counter(plan.verdict for plan in plans)
    return (
        f"imported {verdicts[Verdict.NEW]}, duplicates {verdicts[Verdict.DUPLICATE]}, "
        f"unreadable {verdicts[Verdict.UNREADABLE]}"
    )


def left_out(table: Table, plans: Sequence[RowPlan], say: Callable[[Sentence], str] = str) -> str:
    """Return the rows left out as a table, with line and reason before their own cells.

    The cells stay as they were, because the table is to be mended and imported again, and "+44"
    or "-" at the start of a cell is data; the reason, our own text, can never be a formula.
    """
    written = io.StringIO()
    delimiter = table.delimiter if table.delimiter in STANDARD_DELIMITERS else ","
    writer = csv.writer(written, delimiter=delimiter)
    writer.writerow(("Line", "Reason", *table.header))
    for row, plan in zip(table.rows, plans, strict=True):
        if not plan.is_new:
            writer.writerow((row.line, harmless(say(plan.why)), *row.cells))
    return written.getvalue()


def _column(table: Table, mapping: Mapping, field: Field) -> list[str]:
    if field not in mapping:
        return []
    index = mapping.index(field)
    return [row.cells[index] for row in table.rows if index < len(row.cells)]


@dataclass(frozen=True)
class _Match:
    like: Likeness
    number: int | None = None
    line: int | None = None


class _Planner:
    """Decides row by row, and remembers the rows before."""

    def __init__(self, candidates: Candidates) -> None:
        self._candidates = candidates
        self._earlier: dict[str, list[tuple[int, Patient]]] = defaultdict(list)

    def plan(self, row: Row, read: Patient | Sentence) -> RowPlan:
        if isinstance(read, Sentence):
            return RowPlan(row.line, Verdict.UNREADABLE, read)
        match = max(self._matches(read), key=lambda match: match.like.weight, default=None)
        if match is not None and match.like.is_duplicate:
            return _planned(row.line, Verdict.DUPLICATE, read, match)
        self._remember(row.line, read)
        return _planned(row.line, Verdict.NEW, read, match)

    def _matches(self, patient: Patient) -> Iterable[_Match]:
        for number, stored in self._candidates(patient):
            if like := likeness(patient, stored):
                yield _Match(like, number=number)
        for line, earlier in self._earlier_like(patient).items():
            if like := likeness(patient, earlier):
                yield _Match(like, line=line)

    def _earlier_like(self, patient: Patient) -> dict[int, Patient]:
        keys = match_keys(patient)
        return dict(pair for key in keys for pair in self._earlier.get(key, ())[-_MOST_COMPARED:])

    def _remember(self, line: int, patient: Patient) -> None:
        for key in match_keys(patient):
            self._earlier[key].append((line, patient))


def _planned(line: int, verdict: Verdict, patient: Patient, match: _Match | None) -> RowPlan:
    if match is None:
        return RowPlan(line, verdict, sentence("New."), patient)
    return RowPlan(line, verdict, _why(verdict, match), patient, match.number, match.line)


def _why(verdict: Verdict, match: _Match) -> Sentence:
    """Say what the row is like, and what speaks for it."""
    why = match.like.why
    if verdict is Verdict.DUPLICATE:
        if match.number is not None:
            return sentence("Already here as number {number}. {why}", number=match.number, why=why)
        return sentence("The same person as line {line}. {why}", line=match.line or 0, why=why)
    if match.number is not None:
        return sentence("New, but like number {number}. {why}", number=match.number, why=why)
    return sentence("New, but like line {line}. {why}", line=match.line or 0, why=why)

"""A patient list: every row is accounted for, and a list imported twice changes nothing."""

import csv
import io
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infrared_desktop.domain.dates import DateOrder
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.people.duplicates import match_keys
from infrared_desktop.domain.records.people import Patient, Settings
from infrared_desktop.domain.sentences import Sentence
from infrared_desktop.exchange import patient_list
from infrared_desktop.exchange.columns import guess_mapping
from infrared_desktop.exchange.headings import Field
from infrared_desktop.exchange.patient_list import (
    RowPlan,
    Verdict,
    count,
    left_out,
    order_of,
    plan_import,
    preview,
    read_file,
    read_table,
)
from infrared_desktop.exchange.sniffing import Table

TODAY = date(2026, 3, 1)
CLINIC = Settings("Clinic", "US")


class Stored:
    """The patients of a clinic, looked up by their keys as storage does."""

    def __init__(self) -> None:
        self.patients: dict[int, Patient] = {}

    def take_in(self, plans: Iterable[RowPlan]) -> None:
        for plan in plans:
            if plan.is_new and plan.patient:
                self.patients[len(self.patients) + 1] = plan.patient

    def candidates(self, patient: Patient) -> Iterable[tuple[int, Patient]]:
        keys = set(match_keys(patient))
        return [(n, known) for n, known in self.patients.items() if keys & set(match_keys(known))]


def planned(text: str, stored: Stored | None = None) -> tuple[RowPlan, ...]:
    return plan_import(read_table(text.encode()), CLINIC, TODAY, (stored or Stored()).candidates)


def verdicts(plans: Iterable[RowPlan]) -> list[str]:
    return [plan.verdict.value for plan in plans]


def test_a_list_imported_twice_is_all_new_and_then_all_duplicates(tmp_path: Path) -> None:
    rows = [
        f"Name{n // 7}x\t{'ABCDEFG'[n % 7]}nn\t{1940 + n}-0{1 + n % 9}-1{n % 10}\t{1941 + n}\t"
        f"{'' if n % 3 else f'800-471-{8000 + n}'}\t{4000 + n}"
        for n in range(67)
    ]
    file = tmp_path / "list.tsv"
    file.write_text("\n".join(["lname\tfname\tdob\tYOB\tcell\tPID", *rows]), encoding="utf-16")
    stored, table = Stored(), read_file(file)
    first = plan_import(table, CLINIC, TODAY, stored.candidates)
    assert count(first) == "imported 67, duplicates 0, unreadable 0"
    stored.take_in(first)
    assert {patient.birth_date.year for patient in stored.patients.values() if patient.birth_date}
    again = plan_import(table, CLINIC, TODAY, stored.candidates)
    assert count(again) == "imported 0, duplicates 67, unreadable 0"
    assert [plan.number for plan in again] == list(range(1, 68))


def test_each_row_has_its_verdict_and_why() -> None:
    stored = Stored()
    stored.patients[7] = Patient("Lee", "Kevin", date(1980, 1, 31), phone="+18004718810")
    plans = planned(
        "surname,given,dob,phone\n"
        "LEE,Kevin,31.01.1980,800-471-8810\n"
        "Lee,Karen,31.01.1980,800-471-8810\n"
        "Brown,Ann,,800-471-8811\n"
        "Brown,ANN,,8004718811\n"
        "Brown,Ben,,8004718811\n"
        "Ix,Io,31.02.1980,\n"
        "Ix,Io\n",
        stored,
    )
    assert [(plan.verdict.value, plan.number, plan.same_as_line) for plan in plans] == [
        ("duplicate", 7, None),
        ("new", 7, None),
        ("new", None, None),
        ("duplicate", None, 4),
        ("new", None, 4),
        ("unreadable", None, None),
        ("unreadable", None, None),
    ]
    whole = [dict(plan.why.values).get("why") for plan in plans]
    assert all(isinstance(why, Sentence) for why in whole if why)
    assert len(list(filter(None, whole))) == 4
    assert [str(plan.why) for plan in plans] == [
        "Already here as number 7. Same name, birth date and contact.",
        "New, but like number 7. Same surname and birth date, other given name; perhaps twins.",
        "New.",
        "The same person as line 4. Same name and contact; a birth date is missing.",
        "New, but like line 4. Same phone.",
        "The birth date “31.02.1980” is not a real day.",
        "The row has 2 columns, the heading has 4.",
    ]
    assert [plan.line for plan in plans] == [2, 3, 4, 5, 6, 7, 8]


def test_the_surest_match_is_named() -> None:
    stored = Stored()
    stored.patients[1] = Patient("Lee", "Karen", date(1980, 1, 31))
    stored.patients[2] = Patient("Lee", "Kevin", date(1980, 1, 31))
    (plan,) = planned("surname,given,dob\nLee,Kevin,1980-01-31\n", stored)
    assert plan.number == 2


def test_twins_in_one_list_are_both_new() -> None:
    plans = planned("surname,given,dob,phone\nLee,Jon,1980-01-31,1\nLee,Jan,1980-01-31,1\n")
    assert verdicts(plans) == ["new", "new"]


def test_the_order_of_dates_is_told_by_the_whole_list() -> None:
    text = "name,born\nLee,01/02/2003\nIx,12/31/1980\n"
    first, second = planned(text)
    assert first.patient and first.patient.birth_date == date(2003, 1, 2)
    assert second.patient and second.patient.birth_date == date(1980, 12, 31)
    table = read_table(text.encode())
    assert order_of(table, guess_mapping(table), DateOrder.DMY) is DateOrder.MDY
    assert order_of(table, (Field.FULL_NAME, None), DateOrder.YMD) is DateOrder.YMD


def test_the_mapping_can_be_changed() -> None:
    table = read_table(b"a,b\nKevin,Lee\n")
    mapping = (Field.GIVEN_NAME, Field.SURNAME)
    (plan,) = preview(table, mapping, DateOrder.DMY, "US", TODAY, lambda _: ())
    assert plan.patient == Patient("Lee", "Kevin")
    assert verdicts(preview(table, (None, None), DateOrder.DMY, "US", TODAY, lambda _: ())) == [
        "unreadable"
    ]


def test_hombre_and_mujer_are_told_apart() -> None:
    plans = planned("Nombre,Apellidos,Sexo\nAna,Ruiz,M\nLuis,Gil,H\n")
    assert [plan.patient and plan.patient.sex for plan in plans] == ["female", "male"]


def test_rows_left_out_keep_their_cells_and_say_why() -> None:
    text = 'name;dob;phone\nLee;31.02.1980;+44 20\n"=1+1, ""x""";;\n;1980-01-01;-5;more\n'
    table = read_table(text.encode())
    plans = plan_import(table, CLINIC, TODAY, lambda _: ())
    rows = list(csv.reader(io.StringIO(left_out(table, plans)), delimiter=";"))
    assert rows == [
        ["Line", "Reason", "name", "dob", "phone"],
        ["2", "The birth date “31.02.1980” is not a real day.", "Lee", "31.02.1980", "+44 20"],
        ["4", "The row has 4 columns, the heading has 3.", "", "1980-01-01", "-5", "more"],
    ]


def test_a_duplicate_is_among_the_rows_left_out() -> None:
    table = read_table(b"surname,given,dob\nLee,Ann,1980-01-31\nLee,Ann,1980-01-31\n")
    plans = plan_import(table, CLINIC, TODAY, lambda _: ())
    (row,) = list(csv.reader(io.StringIO(left_out(table, plans))))[1:]
    assert row[0] == "3" and "The same person as line 2" in row[1]


def test_rows_left_out_are_parted_by_a_mark_that_every_spreadsheet_knows() -> None:
    table = read_table(b"name^dob\nLee^31.02.1980\n")
    assert table.delimiter == "^"
    plans = plan_import(table, CLINIC, TODAY, lambda _: ())
    assert left_out(table, plans).startswith("Line,Reason,name,dob")


def test_a_reason_is_never_a_formula() -> None:
    table = read_table(b"name,dob\nLee,31.02.1980\n")
    plans = plan_import(table, CLINIC, TODAY, lambda _: ())

    def say(why: Sentence) -> str:
        return f"=1+1 {why}"

    assert ",'=1+1 The birth date" in left_out(table, plans, say)


def test_mended_rows_can_be_imported_again() -> None:
    table = read_table(b"surname,given,dob\nLee,Kevin,31.02.1980\nIx,Io,\n")
    plans = plan_import(table, CLINIC, TODAY, lambda _: ())
    (plan,) = planned(left_out(table, plans).replace("Lee,Kevin,31.02", "Lee,Kevin,29.02"))
    assert plan.patient == Patient("Lee", "Kevin", date(1980, 2, 29))


def test_a_list_where_everybody_shares_one_phone_is_planned_in_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compared: list[object] = []
    true = patient_list.likeness

    def noted(one: Patient, other: Patient) -> object:
        compared.append(one)
        return true(one, other)

    monkeypatch.setattr(patient_list, "likeness", noted)
    rows = "".join(f"A{chr(97 + n % 26)}{n},{n},800-471-8810\n" for n in range(500))
    assert verdicts(planned(f"surname,given,phone\n{rows}")) == ["new"] * 500
    assert len(compared) < 500 * 50, "each with a few of those before, not with all of them"


def accounted(table: Table) -> None:
    stored = Stored()
    plans = plan_import(table, CLINIC, TODAY, stored.candidates)
    assert [plan.line for plan in plans] == [row.line for row in table.rows]
    for plan in plans:
        assert (plan.patient is None) == (plan.verdict is Verdict.UNREADABLE)
        assert str(plan.why)
    assert left_out(table, plans)
    stored.take_in(plans)
    again = plan_import(table, CLINIC, TODAY, stored.candidates)
    for plan, later in zip(plans, again, strict=True):
        assert (plan.verdict is Verdict.UNREADABLE) == (later.verdict is Verdict.UNREADABLE)


@given(st.binary(max_size=200))
def test_any_bytes_give_a_plan_or_a_sentence(data: bytes) -> None:
    try:
        table = read_table(data)
    except KnownError:
        return
    accounted(table)


CELL = st.one_of(
    st.sampled_from(["", "Lee", "Ann", "1980-01-31", "31.02.1980", "800-471-8810", '"', "=1", "M"]),
    st.text(max_size=6),
)


@given(st.lists(st.lists(CELL, min_size=2, max_size=6), max_size=8), st.sampled_from(",;\t|"))
def test_every_row_is_new_a_duplicate_or_unreadable(rows: list[list[str]], delimiter: str) -> None:
    head = delimiter.join(("surname", "given", "dob", "phone", "sex"))
    text = "\n".join([head, *(delimiter.join(row) for row in rows)])
    try:
        table = read_table(text.encode("utf-8", "replace"))
    except KnownError:
        return
    accounted(table)

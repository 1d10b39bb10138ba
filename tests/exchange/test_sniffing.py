"""Reading a table: any encoding and delimiter, and a sentence for whatever is no table."""

import csv
import io
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.exchange import sniffing
from infrared_desktop.exchange.sniffing import Table, read_file, read_table

PEOPLE = "name;born;city\nMüller;31.01.1980;Köln\nLee;01.02.1990;Łódź\n"
WESTERN = PEOPLE.replace("Łódź", "Århus")


def cells(table: Table) -> list[tuple[str, ...]]:
    return [row.cells for row in table.rows]


@pytest.mark.parametrize(
    ("encoded", "encoding"),
    [
        (PEOPLE.encode(), "utf-8"),
        (PEOPLE.encode("utf-8-sig"), "utf-8-sig"),
        (PEOPLE.encode("utf-16"), "utf-16"),
        ("\ufeff".encode("utf-16-be") + PEOPLE.encode("utf-16-be"), "utf-16"),
        (PEOPLE.encode("utf-16-le"), "utf-16-le"),
        (PEOPLE.encode("utf-16-be"), "utf-16-be"),
        (PEOPLE.encode("utf-32"), "utf-32"),
        ("имя;город\nПётр;Омск\n".encode("utf-16-le"), "utf-16-le"),
        (WESTERN.encode("cp1252"), "cp1252"),
        (WESTERN.replace("Lee", "O’Neil").encode("cp1252"), "cp1252"),
    ],
)
def test_the_encoding_is_told_with_and_without_its_mark(encoded: bytes, encoding: str) -> None:
    table = read_table(encoded)
    assert table.encoding == encoding
    assert table.delimiter == ";"
    assert len(table.rows) == encoded.decode(encoding).count("\n") - 1
    assert table.header[0] in ("name", "имя")
    assert cells(table)[0][0] in ("Müller", "Пётр")


@pytest.mark.parametrize("delimiter", ",\t;|:^~!#$%&*+/=?\x01\x1e\x1f¦¬")
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_any_delimiter_and_line_end_is_found(delimiter: str, line_end: str) -> None:
    text = line_end.join(
        delimiter.join(row) for row in [("surname", "city", "note"), ("de la Cruz", "Roma", "x")]
    )
    table = read_table(text.encode())
    assert table.delimiter == delimiter
    assert cells(table) == [("de la Cruz", "Roma", "x")]


def test_the_delimiter_is_the_one_that_parts_heading_and_rows_alike() -> None:
    text = "name;time, or none;born (DD/MM/YYYY)\nLee, Ann;10:00, 11:00;01/02/1980\nIx;-;02/03/1990"
    assert read_table(text.encode()).delimiter == ";"


def test_a_list_of_one_column_is_not_parted_at_its_commas() -> None:
    assert cells(read_table(b"full name\nLee, Ann\nBrown\n")) == [("Lee, Ann",), ("Brown",)]


def test_quoted_cells_hold_delimiters_quotes_and_lines() -> None:
    table = read_table(b'a,b\n"x, ""y""",1\n"two\nlines",2\n\n , \nz,3\n')
    assert cells(table) == [('x, "y"', "1"), ("two\nlines", "2"), ("z", "3")]
    assert [row.line for row in table.rows] == [2, 3, 7]


def test_a_stray_quotation_mark_spoils_its_own_line_only() -> None:
    table = read_table(b'name,city\n"Lee,Rome\nBrown,Oslo\nIx "the" Z,Bonn\nHo,"Paris\n')
    assert [row.line for row in table.rows] == [2, 3, 4, 5]
    assert cells(table)[1:3] == [("Brown", "Oslo"), ('Ix "the" Z', "Bonn")]


def test_ragged_rows_are_kept_as_they_are() -> None:
    table = read_table(b"a,b,c\n1,2,3\n1\n1,2,3,4\n4,5,6\n")
    assert [len(row) for row in cells(table)] == [3, 1, 4, 3]


def test_a_list_without_a_heading_gets_numbers_for_one() -> None:
    table = read_table(b"Lee,1980-01-31,lee@example.com\nBrown,1990-01-31,\n")
    assert table.header == ("1", "2", "3")
    assert len(table.rows) == 2


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n\t\n", "empty"),
        (b",,,\n\n,,\n", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "is no text"),
        (b"name\x00city\nx\x00y\n", "is no text"),
        (random.Random(1).randbytes(10_000), "is no text"),
        (b"\xff\xfea\x00b", "is no text"),
        (b"name,city\nLee,Bonn\nIx,Ul\x02m\n", "is no text"),
        (b"name,city\n" * 50_000 + b"Ix,Ul\x02m\n", "is no text"),
        ("имя;город\nПётр;Омск\n".encode("cp1251"), "is no text"),
        (b"PK\x03\x04rest of a workbook", "workbook"),
        (b"a," * 1_001 + b"\n", "too large"),
        (b"a\n" * 200_002, "too large"),
        (b"x" * 500_001, "too large"),
    ],
)
def test_what_is_no_list_is_refused_in_a_sentence(data: bytes, says: str) -> None:
    with pytest.raises(KnownError, match=says) as refused:
        read_table(data)
    assert "Nothing was imported." in str(refused.value)


def test_a_file_of_200_megabytes_is_refused_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = tmp_path / "large.csv"
    with large.open("wb") as file:
        file.truncate(200_000_000)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("it was read"))
    with pytest.raises(KnownError, match="at most 20 MB"):
        read_file(large)


def test_too_many_bytes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sniffing, "LIMIT_MB", 0)
    with pytest.raises(KnownError, match="too large"):
        read_table(b"a,b\n1,2\n")


def test_a_file_that_is_gone_or_a_folder_is_refused_in_a_sentence(tmp_path: Path) -> None:
    for path in (tmp_path / "gone.csv", tmp_path):
        with pytest.raises(KnownError, match="could not be read"):
            read_file(path)


@given(st.binary(max_size=300))
def test_any_bytes_are_a_table_or_a_sentence(data: bytes) -> None:
    try:
        table = read_table(data)
    except KnownError:
        return
    assert table.header


@given(st.text(max_size=300), st.sampled_from(["utf-8", "utf-16", "utf-16-le", "cp1252"]))
def test_any_text_is_a_table_or_a_sentence(text: str, encoding: str) -> None:
    try:
        table = read_table(text.encode(encoding, "replace"))
    except KnownError:
        return
    assert all(any(cell.strip() for cell in row.cells) for row in table.rows)


CELL = st.text(
    st.one_of(
        st.sampled_from(list("abc \"',;\t|:^\n0@é")),
        st.characters(categories=["L", "N", "P", "S", "Zs"], max_codepoint=0xFFFD),
    ),
    max_size=8,
)
WIDTH = st.integers(1, 5)


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    width = draw(WIDTH)
    heading = [f"column{chr(97 + index)}" for index in range(width)]
    # A first cell that is not blank, since blank rows are left away.
    rows = st.lists(CELL, min_size=width, max_size=width).map(lambda row: ["x" + row[0], *row[1:]])
    return [heading, *draw(st.lists(rows, max_size=6))]


@given(
    tables(),
    st.sampled_from(",\t;|:^~\x1f"),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_a_written_table_reads_back(
    table: list[list[str]], delimiter: str, encoding: str, line_end: str
) -> None:
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter, lineterminator=line_end).writerows(table)
    read = read_table(written.getvalue().encode(encoding))
    assert [list(read.header), *(list(row.cells) for row in read.rows)] == table
    assert len(table[0]) == 1 or read.delimiter == delimiter

"""CSV files are read back as they were written, and nothing in them is a formula."""

import csv
from io import StringIO

from hypothesis import given
from hypothesis import strategies as st

from infrared_desktop.domain.spreadsheets import harmless
from infrared_desktop.exchange.csv_files import as_csv

CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0"))


@given(st.lists(st.lists(CELLS, min_size=1, max_size=4), max_size=5))
def test_rows_are_read_back_as_they_were_written(rows: list[list[str]]) -> None:
    content = as_csv(rows)
    assert content.startswith(b"\xef\xbb\xbf")
    text = StringIO(content.decode("utf-8-sig"), newline="")
    assert list(csv.reader(text)) == [[harmless(cell) for cell in row] for row in rows]


@given(st.sampled_from("=+-@\t\r"), CELLS)
def test_no_cell_is_taken_for_a_formula(first: str, rest: str) -> None:
    assert harmless(first + rest) == f"'{first}{rest}"
    assert harmless(f" {first}{rest}").startswith("'")


def test_a_plain_name_stays_as_it_is() -> None:
    assert harmless("O'Hara-Ito, Ann") == "O'Hara-Ito, Ann"

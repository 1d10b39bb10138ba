"""Light markup is read as it was written, and nobody's own words become a mark of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infrared_desktop.documents.markup import Form, plain, read_markup, row, strokes, struck, table

_WORDS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=60)


def _seen(text: str) -> str:
    return "".join(c for c in text if c.isprintable() and not c.isspace())


@given(_WORDS)
def test_somebodys_words_stay_one_paragraph(text: str) -> None:
    blocks = read_markup([plain(text)])
    assert [block.form for block in blocks] == [Form.TEXT] * bool(blocks)
    assert not any(block.struck for block in blocks)
    told = " ".join(cell for block in blocks for cell in block.cells)
    assert _seen(told) == _seen(text)


@given(st.lists(_WORDS, min_size=1, max_size=5))
def test_cells_are_parted_where_they_were_joined(cells: list[str]) -> None:
    (block,) = read_markup([row(*cells)])
    assert block.form is Form.ROW
    assert len(block.cells) == len(cells)
    assert [_seen(cell) for cell in block.cells] == [_seen(cell) for cell in cells]


@pytest.mark.parametrize(
    "text", ["# no heading", "- no item", "| no | row |", "> no note", "%1,2", "~~not struck", "\\"]
)
def test_what_looks_like_a_mark_is_printed_as_it_is(text: str) -> None:
    (block,) = read_markup([plain(text)])
    assert (block.form, block.cells, block.struck) == (Form.TEXT, (text,), False)


def test_several_lines_stay_in_one_cell() -> None:
    (block,) = read_markup([row("a\nb\r\nc", "d")])
    assert block.cells == ("a\N{LINE SEPARATOR}b\N{LINE SEPARATOR}c", "d")


def test_the_head_of_a_table_is_known_and_a_blank_line_ends_it() -> None:
    blocks = read_markup([*table(["Area", "Grade"], [["Neck", "2"]]), row("no", "head")])
    assert [block.is_head for block in blocks] == [True, False, False]
    assert [block.begins for block in blocks] == [True, False, True]


def test_everything_can_be_struck_through() -> None:
    lines = ["# Session", "text", row("a", "b"), "- item", "> note", strokes([(0, 0, 9, 9)])]
    assert all(block.struck for block in read_markup(struck(lines)))
    assert [b.form for b in read_markup(struck(lines))] == [b.form for b in read_markup(lines)]


def test_a_table_without_rows_is_nothing() -> None:
    assert table(["Area"], []) == []

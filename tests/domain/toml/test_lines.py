"""The line that an error names is the line of the key, however the file is written."""

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infrared_desktop.domain.toml.lines import lines_of, nearest_line
from tests.domain.consultations import TITAN_TEXT

EVERYTHING = """\
# a comment with [brackets] = and "quotes
top = 1
"quoted key" = 2   # [not a table]
'literal.key' = 3
"esc\\u0061ped" = 4
dotted.one = 5
dotted . "two" = { x = 1, 'y' = [1, { z = "}" }] }
several = \"\"\"
fake = 1
[fake]
\\"\"\" still inside \"\"\"\"\"
after_several = '''
fake2 = 2'''''
list = [
  1, # one
  # none
  [2, 3],

  { deep = true },
]
moment = 1979-05-27 07:32:00
after_moment = 2026-11-22

[table]
x = 1
[ table . "a.b" ]
x = 2
[[rows]]
n = 1
[rows.inner]
n = 2
[[rows]]
n = 3
[[rows.inner_rows]]
n = 4
[[rows.inner_rows]]
n = 5
[outer.middle]
n = 6
[outer]
n = 7
"""
PLACES = {
    ("top",): 2,
    ("quoted key",): 3,
    ("literal.key",): 4,
    ("escaped",): 5,
    ("dotted",): 6,
    ("dotted", "one"): 6,
    ("dotted", "two"): 7,
    ("dotted", "two", "x"): 7,
    ("dotted", "two", "y"): 7,
    ("dotted", "two", "y", "1"): 7,
    ("dotted", "two", "y", "2"): 7,
    ("dotted", "two", "y", "2", "z"): 7,
    ("several",): 8,
    ("after_several",): 12,
    ("list",): 14,
    ("list", "1"): 15,
    ("list", "2"): 17,
    ("list", "2", "1"): 17,
    ("list", "2", "2"): 17,
    ("list", "3"): 19,
    ("list", "3", "deep"): 19,
    ("moment",): 21,
    ("after_moment",): 22,
    ("table",): 24,
    ("table", "x"): 25,
    ("table", "a.b"): 26,
    ("table", "a.b", "x"): 27,
    ("rows",): 28,
    ("rows", "1"): 28,
    ("rows", "1", "n"): 29,
    ("rows", "1", "inner"): 30,
    ("rows", "1", "inner", "n"): 31,
    ("rows", "2"): 32,
    ("rows", "2", "n"): 33,
    ("rows", "2", "inner_rows"): 34,
    ("rows", "2", "inner_rows", "1"): 34,
    ("rows", "2", "inner_rows", "1", "n"): 35,
    ("rows", "2", "inner_rows", "2"): 36,
    ("rows", "2", "inner_rows", "2", "n"): 37,
    ("outer", "middle"): 38,
    ("outer", "middle", "n"): 39,
    ("outer",): 40,
    ("outer", "n"): 41,
}


def paths(value: Any, path: tuple[str, ...] = ()) -> set[tuple[str, ...]]:
    """Return the path of everything in a read TOML text."""
    if isinstance(value, dict):
        inner = [(key, each) for key, each in value.items()]
    elif isinstance(value, list):
        inner = [(str(place), each) for place, each in enumerate(value, 1)]
    else:
        inner = []
    own = {path} if path else set()
    return own.union(*(paths(each, (*path, key)) for key, each in inner))


def test_every_way_to_write_a_key_has_its_line() -> None:
    assert lines_of(EVERYTHING) == PLACES
    assert paths(tomllib.loads(EVERYTHING)) == set(PLACES)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_ends_of_lines_may_be_those_of_windows(end: str) -> None:
    assert lines_of(EVERYTHING.replace("\n", end)) == PLACES


def test_the_scan_finds_every_key_of_the_shipped_protocol() -> None:
    assert set(lines_of(TITAN_TEXT)) == paths(tomllib.loads(TITAN_TEXT))


def test_a_key_that_is_missing_is_looked_for_in_the_table_around_it() -> None:
    assert nearest_line(EVERYTHING, ("rows", "2", "gone", "too")) == 32
    assert nearest_line(EVERYTHING, ("gone",)) == 1
    assert nearest_line("", ()) == 1


KEYS = st.text(min_size=1, max_size=4) | st.sampled_from(["a", "b", "a.b", "'", '"', "#", "[", "="])
STRINGS = st.text(st.sampled_from("ab \n\\\"'#=[]{},ü")) | st.text(max_size=8)
SCALARS = st.one_of(st.integers(), st.booleans(), STRINGS, st.dates(), st.floats())
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=6,
)


def quoted(text: str) -> str:
    """Write a string so that TOML reads it back, without a line end in it."""
    plain = all(each.isprintable() and ord(each) < 0xD800 for each in text)
    if plain and "'" not in text:
        return f"'{text}'"
    return '"' + "".join(f"\\U{ord(each):08X}" for each in text) + '"'


def spoken_over_lines(text: str) -> str:
    """Write a string over several lines, with its quotes as they are, where TOML allows that."""
    if "\r" in text or not all(each.isprintable() or each == "\n" for each in text):
        return quoted(text)
    return '"""\n' + text.replace("\\", "\\\\").replace('"""', '""\\"') + ' """'


def written(value: Any) -> str:
    """Write a value; every list entry begins a line of its own."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{quoted(k)} = {written(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[ # one, two ]\n" + "".join(f"\n {written(each)} ,\n" for each in value) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    return spoken_over_lines(value) if isinstance(value, str) else str(value)


@given(st.dictionaries(KEYS, VALUES, max_size=4), st.dictionaries(KEYS, VALUES, max_size=3))
def test_a_line_without_its_key_is_a_text_without_that_key(
    top: dict[str, Any], rows: dict[str, Any]
) -> None:
    lines, expected = ["# [x]"], {}
    for key, value in top.items():
        expected[(f"top {key}",)] = len(lines) + 1
        lines += f"{quoted('top ' + key)} = {written(value)}".split("\n")
    for place, (key, value) in enumerate(rows.items(), 1):
        expected[("rows", str(place))] = len(lines) + 1
        lines += ["[[rows]]"]
        expected[("rows", str(place), key)] = len(lines) + 1
        lines += f"{quoted(key)} = {written(value)}".split("\n")
    text = "\n".join(lines)
    found = lines_of(text)
    assert set(found) == paths(tomllib.loads(text))
    assert {path: found[path] for path in expected} == expected

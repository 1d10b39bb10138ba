"""A clinic's own copy: single figures are changed in place, and each says who approved it."""

import tomllib
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.protocol.draft import ProtocolDraft
from infrared_desktop.domain.protocol.figures import Figure, figures_of, read_typed, written
from infrared_desktop.domain.protocol.protocol import parse_protocol
from infrared_desktop.domain.toml.edits import literal, with_keys, with_value
from infrared_desktop.domain.toml.lines import places_of
from tests.domain.consultations import TITAN_TEXT

DAY = date(2026, 11, 23)
FIGURES = figures_of(TITAN_TEXT)
DRAFT = ProtocolDraft("titan", TITAN_TEXT, TITAN_TEXT, TITAN_TEXT)


def figure(key: str, draft: ProtocolDraft = DRAFT) -> Figure:
    found = draft.figure(key)
    assert found is not None, key
    return found


def value_at(value: Any, path: tuple[str, ...]) -> Any:
    for key in path:
        value = value[int(key) - 1] if isinstance(value, list) else value[key]
    return value


def test_every_figure_has_a_name_of_its_own_and_stands_where_it_says() -> None:
    read = tomllib.loads(TITAN_TEXT)
    assert len({one.key for one in FIGURES}) == len(FIGURES)
    for one in FIGURES:
        assert value_at(read, one.path) == one.value
        assert value_at(read, (*one.ground, "source")) == one.source
        assert one.path[: len(one.ground)] == one.ground


def test_what_names_an_entry_is_no_figure_however_deep_it_lies() -> None:
    assert figure("rules.C42.when.questions.D-STILL.wanted").value == "yes"
    assert not [one.key for one in FIGURES if one.names[-1] in ("code", "handpiece", "country")]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("windows.block_days", 14),
        ("area_limit_cm2", 300),
        ("instructions.P10.hours", 24),
        ("consent.adult_from_years", 18),
        ("consent.cooling_off.SE.hours", 48),
        ("laxity.alexiades 2.5.label", "moderate"),
        ("setting_ranges.passes.soft_high", 8),
        ("spots.Titan XL.width_mm", 30),
        ("rules.C09.when.wait.days", 14),
        ("expected_results.E12.region", "arm"),
        ("areas.KNEE.scales", ["clinic"]),
    ],
)
def test_figures_are_found_by_what_people_call_them(key: str, value: object) -> None:
    assert figure(key).value == value


@given(st.sampled_from(FIGURES))
@settings(max_examples=60)
def test_what_is_written_reads_back_as_the_same_value(one: Figure) -> None:
    assert read_typed(written(one.value), one.value) == one.value
    assert with_value(TITAN_TEXT, one.path, one.value).count("\n") == TITAN_TEXT.count("\n")


# A figure's text is never blank, so that one sign always stands before what may be white space.
TEXTS = st.builds(
    "{}{}".format, st.sampled_from("aÅ\"'\\{#=[\u2028🙂"), st.text(max_size=20).map(str.rstrip)
)


@given(st.sampled_from(FIGURES), TEXTS, st.integers(0, 99))
@settings(max_examples=30)
def test_a_figure_that_is_changed_changes_nothing_else(one: Figure, text: str, number: int) -> None:
    is_number = isinstance(one.value, int | float) and not isinstance(one.value, bool)
    new = {bool: not one.value, list: [text]}.get(type(one.value), number if is_number else text)
    after = {each.key: each for each in figures_of(with_value(TITAN_TEXT, one.path, new))}
    for before in FIGURES:
        expected = new if before.key == one.key else before.value
        assert after[before.key].value == expected


@pytest.mark.parametrize("value", ['"', "\\", "'''", '"""', "a\nb", "\x7f\x00", "é🙂\u2028", ""])
def test_any_text_is_written_as_toml_reads_it(value: str) -> None:
    assert tomllib.loads(f"x = {literal(value)}") == {"x": value}


@pytest.mark.parametrize("value", [0, -3, 0.5, 1e-7, 1e22, 14.0, True, DAY, ["a", "b"], [1, 2]])
def test_any_other_value_is_written_as_toml_reads_it(value: object) -> None:
    assert tomllib.loads(f"x = {literal(value)}") == {"x": value}


@pytest.mark.parametrize(
    ("key", "typed", "said"),
    [
        ("windows.block_days", "soon", "Type a number"),
        ("windows.block_days", "nan", "Type a number"),
        ("windows.block_days", "", "Type a number"),
        ("consent.first_treatment_only", "maybe", "Type yes or no"),
        ("instructions.P01.text", "  ", "This needs a text"),
    ],
)
def test_what_is_of_another_kind_is_refused_in_words(key: str, typed: str, said: str) -> None:
    with pytest.raises(KnownError, match=said):
        DRAFT.with_typed(figure(key), typed)


@pytest.mark.parametrize(
    ("typed", "value"), [("28", 28), ("0,5", 0.5), (" 7.0 ", 7), ("-4", -4), ("1e2", 100)]
)
def test_numbers_are_read_as_people_write_them(typed: str, value: float) -> None:
    assert read_typed(typed, 14) == value


@pytest.mark.parametrize(
    ("key", "typed", "said"),
    [
        ("windows.latest_days", "20", "needs days that rise"),
        ("windows.block_days", "1.5", "must be a whole number"),
        ("instructions.P01.text", "{hours} before", "only these are filled: time"),
        ("instructions.P01.wanted", "unknown", "needs a question with the wanted answer"),
        ("rules.C09.effect", "perhaps", "must be one of"),
        ("expected_results.E10.satisfied_percent", "20", "make 100 %"),
        ("areas.KNEE.scales", "alexiades", "needs a scale that is made for the area"),
        ("history.ask_each_visit", "pregnancy, shoes", "names shoes"),
    ],
)
def test_what_makes_the_protocol_wrong_is_said_beside_its_figure(
    key: str, typed: str, said: str
) -> None:
    draft = DRAFT.with_typed(figure(key), typed)
    about = [flaw for flaw in draft.flaws_of(figure(key, draft)) if said in flaw.problem]
    assert about
    assert parse_protocol(TITAN_TEXT, "titan.toml")


def test_a_change_is_told_from_what_holds_and_from_what_was_shipped() -> None:
    draft = DRAFT.with_typed(figure("windows.best_days"), "35")
    assert draft.is_changed and not DRAFT.is_changed
    changed = figure("windows.best_days", draft)
    assert draft.is_new(changed) and draft.is_unlike_shipped(changed)
    assert [one.key for one in draft.figures if draft.is_new(one)] == ["windows.best_days"]
    own = ProtocolDraft("titan", TITAN_TEXT, draft.text, draft.text)
    assert not own.is_new(changed) and own.is_unlike_shipped(changed)
    back = own.as_shipped(changed)
    assert back.text == TITAN_TEXT and back.is_changed


def test_approval_stamps_what_changed_and_nothing_else() -> None:
    draft = DRAFT
    for key, typed in (
        ("windows.best_days", "35"),
        ("instructions.P10.hours", "48"),
        ("rules.C09.when.wait.days", "21"),
        ("area_limit_cm2", "250"),
    ):
        draft = draft.with_typed(figure(key, draft), typed)
    text = draft.approved_text("Dr “Åsa” Ōta", DAY)
    protocol = parse_protocol(text, "titan.toml")
    approved = {key for key, one in protocol.origins.items() if one.approved_by}
    number = next(n for n, one in enumerate(protocol.instructions, 1) if one.code == "P10")
    assert approved == {
        "windows.best_days", f"instructions.{number}", "rules.C09", "area_limit_cm2",
    }  # fmt: skip
    origin = protocol.origins["rules.C09"]
    assert (origin.approved_by, origin.approved_on) == ("Dr “Åsa” Ōta", DAY)
    assert [line for line in TITAN_TEXT.splitlines() if line.startswith("#")] == [
        line for line in text.splitlines() if line.startswith("#")
    ]


def test_a_figure_can_be_approved_as_it_is_and_approved_again() -> None:
    one = figure("test_spot.dark_hours")
    draft = DRAFT.confirmed(one, "Ōta", DAY)
    assert draft.is_new(figure(one.key, draft)) and not draft.is_unlike_shipped(
        figure(one.key, draft)
    )
    later = draft.confirmed(figure(one.key, draft), "Kim", date(2027, 1, 5))
    again = figure(one.key, later)
    assert (again.approved_by, again.approved_on) == ("Kim", date(2027, 1, 5))
    assert parse_protocol(later.text, "x") and later.text.count("approved_by") == (
        TITAN_TEXT.count("approved_by") + 1
    )


def test_what_a_figure_rests_on_can_be_said_anew() -> None:
    draft = DRAFT.with_ground(figure("instructions.P01.hours"), "Our manual, page 9", "practice")
    protocol = parse_protocol(draft.text, "x")
    assert (protocol.instructions[0].source, protocol.instructions[0].tag) == (
        "Our manual, page 9",
        "practice",
    )
    wrong = DRAFT.with_ground(figure("instructions.P01.hours"), "x", "rumour")
    assert [flaw.key for flaw in wrong.flaws] == ["instructions.1.tag"]


def test_a_text_that_is_no_toml_has_flaws_and_no_figures() -> None:
    draft = DRAFT.with_text("nonsense")
    assert not draft.is_readable and draft.flaws[0].line == 1
    assert DRAFT.with_text(TITAN_TEXT.replace("[windows]", "[windws]")).is_readable


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    "text", ['[t]\ntag = "x"', '[t]\ntag = "x" # why\n[u]\n', 't = {tag="x"}\n']
)
def test_keys_come_right_after_the_one_that_is_named(text: str, end: str) -> None:
    made = with_keys(text.replace("\n", end), {("t",): {"a": 1, "b": "ü"}}, "tag")
    assert tomllib.loads(made)["t"] == {"tag": "x", "a": 1, "b": "ü"}
    assert places_of(made).spans.keys() >= {("t", "a"), ("t", "b")}

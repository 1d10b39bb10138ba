"""The protocol file: what ships is whole and sourced, and what is wrong is named by its place."""

import re
from dataclasses import fields
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.follow_ups.due import FollowUpSchedule
from infrared_desktop.domain.protocol.protocol import parse_protocol
from infrared_desktop.domain.records.areas import GRADES
from infrared_desktop.domain.rules.conditions import CONDITIONS
from infrared_desktop.domain.rules.waits import Wait
from infrared_desktop.domain.schedule.schedule import SessionWindows
from infrared_desktop.domain.toml.flaws import FlawError
from infrared_desktop.domain.toml.tables import Tag
from tests.domain.consultations import TITAN, TITAN_TEXT

RULES = {f"C{number:02}" for number in range(1, 44)} | {
    "R-GRADE", "R-GRADE-CLINIC", "R-AGE", "R-AREA-ARM", "R-AREA-BODY", "R-TYPE", "R-AREA-SIZE",
    "R-EVENT", "R-OTHER", "R-SMOKER", "R-STALE",
}  # fmt: skip


def refusal(old: str, new: str) -> str:
    """Return what is said about the shipped protocol with one change."""
    assert old in TITAN_TEXT
    with pytest.raises(KnownError) as caught:
        parse_protocol(TITAN_TEXT.replace(old, new, 1), "clinic.toml")
    return str(caught.value)


def test_the_shipped_protocol_holds_the_figures_of_the_clinical_reference() -> None:
    assert TITAN.windows == SessionWindows(
        block_days=14, earliest_days=28, best_days=30, latest_days=92, lapse_days=183
    )
    reviews = TITAN.follow_ups
    assert (reviews.review_1_days, reviews.review_3_days, reviews.review_6_days) == (30, 90, 180)
    assert (reviews.aftercare_call_days, reviews.check_days, reviews.contact_days) == (1, 3, 14)
    assert TITAN.area_limit_cm2 == 300
    fluence = TITAN.fluence_j_cm2
    assert (fluence.hard_low, fluence.soft_low) == (1, 20)
    assert (fluence.soft_high, fluence.hard_high) == (50, 100)
    spots = {one.handpiece: (one.width_mm, one.height_mm) for one in TITAN.spots}
    assert spots == {"Titan S": (15, 10), "Titan V": (15, 10), "Titan XL": (30, 10)}


def test_the_shipped_protocol_has_all_rules_each_with_its_grounds() -> None:
    assert {rule.code for rule in TITAN.rules} == RULES
    for rule in TITAN.rules:
        assert rule.source.startswith("clinical reference")
        assert rule.basis and rule.clears and rule.tag in Tag


def test_what_was_seen_in_a_study_names_the_study() -> None:
    grounds = [*TITAN.origins.values(), *TITAN.rules, *TITAN.spots, *TITAN.laxity]
    for one in grounds:
        if one.tag is Tag.STUDY:
            assert re.search(r"\bS\d", one.source), one.source


@pytest.mark.parametrize(
    "figure",
    [
        "check_days", "aftercare_call_days", "contact_days", "review_grace_days",
        "first_session_overdue_days", "make_plan_days", "next_step_days", "retry_days_first",
    ],
)  # fmt: skip
def test_what_no_source_holds_is_a_default(figure: str) -> None:
    assert TITAN.origins[f"follow_ups.{figure}"].tag is Tag.DEFAULT


def test_our_own_choice_is_never_called_practice() -> None:
    own = [one for one in TITAN.origins.values() if "own choice" in one.source]
    assert own and Tag.PRACTICE not in {one.tag for one in own}
    alone = [one for one in own if one.source.startswith("this program's own choice")]
    assert alone and {one.tag for one in alone} == {Tag.DEFAULT}


@pytest.mark.parametrize("kind", [SessionWindows, FollowUpSchedule])
def test_every_figure_of_the_schedules_is_in_the_file_with_its_source(kind: type) -> None:
    section = "windows" if kind is SessionWindows else "follow_ups"
    for field in fields(kind):
        assert TITAN.origins[f"{section}.{field.name}"].source


def test_every_condition_is_used_by_a_rule() -> None:
    assert {type(rule.condition) for rule in TITAN.rules} == set(CONDITIONS.values())


def test_every_grade_has_its_help_and_no_other_has_any() -> None:
    for scale, grades in GRADES.items():
        for grade in grades:
            told = TITAN.laxity_help(scale, grade)
            assert told is not None and told.label and told.text
        assert TITAN.laxity_help(scale, 0.5) is None


def test_who_approved_a_figure_is_kept() -> None:
    text = TITAN_TEXT.replace(
        "earliest_days = { value = 28,",
        'earliest_days = { approved_by = "Dr Ōta", approved_on = 2026-11-22, value = 35,',
    ).replace("best_days = { value = 30", "best_days = { value = 36")
    protocol = parse_protocol(text, "clinic.toml")
    assert protocol.windows.earliest_days == 35
    origin = protocol.origins["windows.earliest_days"]
    assert (origin.approved_by, origin.approved_on) == ("Dr Ōta", date(2026, 11, 22))


def test_who_approved_an_entry_of_a_list_or_a_rule_is_kept_as_well() -> None:
    approved = 'approved_by = "Dr Ōta"\napproved_on = 2026-11-22\n'
    text = TITAN_TEXT.replace('code = "P01"\n', f'code = "P01"\n{approved}')
    text = text.replace("[rules.C06]\n", f"[rules.C06]\n{approved}")
    origins = parse_protocol(text, "clinic.toml").origins
    for key in ("instructions.1", "rules.C06"):
        assert (origins[key].approved_by, origins[key].approved_on) == (
            "Dr Ōta",
            date(2026, 11, 22),
        )
        assert TITAN.origins[key].approved_by == ""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[windows]", "[windws]", "windws (line 15) is not known here"),
        ("block_days = { value = 14,", "block_days = 14 #", "windows.block_days (line 16)"),
        ("value = 14,", 'value = "14",', "windows.block_days (line 16) must be a whole"),
        ("value = 14,", "value = -1,", "must lie between 0 and 100000"),
        ("value = 14,", "value = true,", "must be a whole number"),
        ("value = 14,", "", "windows.block_days.value (line 16) is missing"),
        ("block_days = {", "blok_days = {", "windows.blok_days (line 16) is not known here"),
        ("latest_days = { value = 92", "latest_days = { value = 20", "needs days that rise"),
        ("soft_low = { value = 20", "soft_low = { value = 60", "needs a soft range"),
        ("value = 300\n", "value = 1e99\n", "area_limit_cm2 (line"),
        ('handpiece = "Titan V"', "handpiece = 5", "spots.2.handpiece (line"),
        ("width_mm = 30", "width_mm = nan", "spots.3.width_mm (line"),
        ('tag = "study"', 'tag = "rumour"', "must be one of study, practice, default"),
        ("grade = 1.5", "grade = 0.5", "one text for each grade of the alexiades scale"),
        ('label = "mild"', 'label = " "', "must be a text that is not empty"),
        ('condition = "tanned"', 'condition = "tannd"', "rules.C09.condition (line"),
        ('effect = "defer"', 'effect = "dfer"', "rules.C07.effect (line"),
        ("dark_from_type = 4\n", "", "rules.C09.when.dark_from_type (line"),
        ("wait = { days = 14 }", "wait = {}", "rules.C09.when.wait (line"),
        ("{days} days, clears {clear}", "{age} days", "{age}, and only these are filled: clear"),
        ("{days} days, clears {clear}", "{days!r} days", "only these are filled"),
        ("{days} days, clears {clear}", "{days days", "has a brace without its partner"),
        ("[rules.C09.wordings]\nnatural", "[rules.C09.wordings]\nnaturl", "naturl (line"),
        ("rash = { sentence", "rash = { title", "rules.C07.wordings.rash (line"),
        ('question = "tattoo"', 'question = "size_cm2"', "answered with yes, no or unknown"),
        ("up_to = 1.5", "up_to = 9", "needs bands with rising grades"),
        ('basis = "Chua 2007, types IV–V."', 'basis = "{x}"', "none"),
        ('code = "D-STILL"', 'code = "D-CALM"', "names D-STILL, which is no question of the day"),
        ("regions = [", "regions = 5 # ", "rules.R-AREA-ARM.when.regions (line"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_by_file_line_and_key(old: str, new: str, said: str) -> None:
    message = refusal(old, new)
    assert message.startswith("The protocol clinic.toml can't be used: ")
    assert said in message


def test_the_line_that_is_named_is_the_line_of_the_key() -> None:
    message = refusal("width_mm = 30", 'width_mm = "30"')
    lines = TITAN_TEXT.splitlines()
    assert f"(line {lines.index('width_mm = 30') + 1})" in message


def broken(text: str, every: int, first: int) -> tuple[str, list[int]]:
    """Misspell every n-th key of a text; return it with the lines that are wrong now."""
    lines = text.splitlines()
    keys = [place for place, line in enumerate(lines) if re.match(r"[a-zA-Z_-]+ = ", line)]
    wrong = keys[first::every]
    for place in wrong:
        lines[place] = "misspelt_" + lines[place]
    return "\n".join(lines), [place + 1 for place in wrong]


@pytest.mark.parametrize("first", range(25))
def test_each_key_of_the_protocol_that_is_misspelt_is_named_with_its_line(first: int) -> None:
    text, wrong = broken(TITAN_TEXT, 25, first)
    lines = text.splitlines()
    with pytest.raises(FlawError) as caught:
        parse_protocol(text, "clinic.toml")
    unknown = {flaw.line: flaw.key for flaw in caught.value.flaws if "not known" in flaw.problem}
    assert sorted(unknown) == wrong
    for line, key in unknown.items():
        assert key.rpartition(".")[2] == lines[line - 1].split(" = ")[0]


def test_every_flaw_is_named_at_once_and_what_is_missing_last() -> None:
    text = TITAN_TEXT.replace("[windows]", "[windws]").replace("width_mm = 30", "width_mm = 0")
    text = text.replace("value = 300\n", "\n").replace('study, S1", tag', 'study, S1", tg')
    with pytest.raises(FlawError) as caught:
        parse_protocol(text, "clinic.toml")
    told = [(flaw.key, flaw.problem) for flaw in caught.value.flaws]
    assert told == [
        ("windws", "is not known here"),
        ("fluence_j_cm2.hard_high.tg", "is not known here"),
        ("spots.3", "needs a width and a height of more than 0"),
        ("windows", "is missing"),
        ("area_limit_cm2.value", "is missing"),
        ("fluence_j_cm2.hard_high.tag", "is missing"),
    ]


def test_a_figure_without_a_source_is_never_put_in_for_one_that_is_missing() -> None:
    text = re.sub(r"latest_days = .*\n", "", TITAN_TEXT, count=1)
    with pytest.raises(FlawError) as caught:
        parse_protocol(text, "clinic.toml")
    assert [(f.key, f.line) for f in caught.value.flaws] == [("windows.latest_days", 15)]


@pytest.mark.parametrize(
    ("text", "line"), [("a = 1\n\nb = \n", 3), ("a = 1\na = 2", 2), ('a = 1\nb = """\n\n', 4)]
)
def test_a_text_that_is_no_toml_is_named_by_its_line(text: str, line: int) -> None:
    with pytest.raises(FlawError) as caught:
        parse_protocol(text, "clinic.toml")
    assert [flaw.line for flaw in caught.value.flaws] == [line]
    assert str(caught.value.flaws[0]).startswith(f"clinic.toml:{line}: the file: this is no TOML")


@pytest.mark.parametrize("text", ["", "\x00", "a = ", "[" * 9000, "a = " + "9" * 9000, "x = 1"])
def test_what_is_no_protocol_at_all_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(KnownError, match=r"clinic\.toml"):
        parse_protocol(text, "clinic.toml")


@settings(max_examples=40, deadline=None)
@given(st.integers(0, len(TITAN_TEXT)), st.integers(0, 400), st.text(max_size=6))
def test_any_damage_is_either_harmless_or_refused(start: int, cut: int, put: str) -> None:
    text = TITAN_TEXT[:start] + put + TITAN_TEXT[start + cut :]
    try:
        assert parse_protocol(text, "clinic.toml").rules
    except KnownError as error:
        assert "clinic.toml" in str(error)


@given(st.dates(), st.integers(1, 4000))
def test_a_wait_of_n_days_is_over_on_day_n(last: date, days: int) -> None:
    over = Wait(days=days).over_on(last)
    assert (over - last).days == days or over == date.max


@pytest.mark.parametrize(
    ("last", "over"),
    [
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2027, 8, 31), date(2028, 2, 29)),
        (date(2026, 3, 14), date(2026, 9, 14)),
        (date(9999, 11, 30), date(9999, 12, 30)),
    ],
)
def test_a_wait_in_months_ends_with_a_shorter_month(last: date, over: date) -> None:
    assert Wait(months=6).over_on(last) == over

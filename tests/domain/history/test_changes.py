"""What changed between two versions is told without loss, and put on top without loss."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from infrared_desktop.domain.history.changes import change_said, changes, rebased, version_said
from infrared_desktop.domain.history.words import TITLES
from infrared_desktop.domain.records.history import Allergy, History, Medicine
from infrared_desktop.domain.records.history_answers import Allergen, MedicineKind, Smoking
from tests.domain.histories import PATIENT, TODAY, histories

BEFORE = History(
    PATIENT,
    TODAY,
    medicines=(Medicine(MedicineKind.ISOTRETINOIN), Medicine(MedicineKind.GOLD)),
    allergies=(),
    smoking=Smoking.NEVER,
)


def told(before: History | None, after: History) -> list[str]:
    return [change_said(each) for each in changes(before, after)]


@given(histories, histories)
def test_a_field_is_told_exactly_when_it_says_something_else(
    before: History, after: History
) -> None:
    def content(history: History, field: str) -> object:
        value = getattr(history, field)
        return sorted(map(repr, value)) if isinstance(value, tuple) else value

    differ = {name for name in TITLES if content(before, name) != content(after, name)}
    assert {each.field for each in changes(before, after)} == differ
    assert changes(before, before) == ()


@given(histories, histories)
def test_no_change_is_told_in_empty_words(before: History, after: History) -> None:
    for line in told(before, after):
        assert line and not line.endswith((": ", "(was: )"))


def test_rows_are_paired_by_their_kind() -> None:
    stopped = Medicine(MedicineKind.ISOTRETINOIN, stopped_on=date(2026, 7, 22))
    new = Medicine(MedicineKind.NSAID, "ibuprofen")
    after = replace(BEFORE, medicines=(stopped, new))
    assert told(BEFORE, after) == [
        "Medicines: isotretinoin, stopped on 2026-07-22 (was: isotretinoin)",
        "Medicines: removed: gold",
        "Medicines: new: aspirin or NSAID, ibuprofen",
    ]


def test_none_and_not_asked_are_told_apart() -> None:
    assert told(BEFORE, replace(BEFORE, allergies=None)) == ["Allergies: not asked (was: none)"]
    latex = replace(BEFORE, allergies=(Allergy(Allergen.LATEX),))
    assert told(BEFORE, latex) == ["Allergies: latex (was: none)"]
    assert told(latex, BEFORE) == ["Allergies: none (was: latex)"]
    assert told(None, History(PATIENT, TODAY, implants=())) == ["Implants and piercings: none"]


def test_a_version_that_only_confirms_says_so() -> None:
    confirmed = replace(BEFORE, confirmed_on=date(2026, 12, 1))
    assert version_said(BEFORE, confirmed) == ["Asked on 2026-12-01: nothing had changed."]
    assert version_said(confirmed, BEFORE) == ["The confirmation was taken back."]
    changed = replace(confirmed, smoking=Smoking.EX)
    assert version_said(BEFORE, changed) == ["Smoking: stopped (was: never)"]


@given(histories, histories, histories)
def test_what_two_people_wrote_is_brought_together(
    base: History, mine: History, theirs: History
) -> None:
    both, contested = rebased(base, mine, theirs)
    for name in TITLES:
        start, my, their, now = (getattr(h, name) for h in (base, mine, theirs, both))
        assert now == (my if my != start else their)
        assert (name in contested) == (my != start and their not in (start, my))


@given(histories, st.just(None))
def test_a_first_history_on_top_of_another_first_one_keeps_both(
    theirs: History, base: None
) -> None:
    mine = History(PATIENT, TODAY, smoking=Smoking.EX)
    both, _ = rebased(base, mine, theirs)
    assert both == replace(theirs, smoking=Smoking.EX)

"""The register loses no entry however it is put together, and finds by name, number, recipient."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from infrared_desktop.domain.photographs.register import RegisterBy, grouped, searched
from infrared_desktop.domain.records.chart import State, Stored
from infrared_desktop.domain.records.photographs import ExportKind, PhotoExport, Purpose

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
NAMES = {1: "Åkesson, Märta", 2: "Oyelaran, Bisi"}


def entry(
    number: int, patient: int = 1, to: str = "Dr. Maier", days: int = 0
) -> Stored[PhotoExport]:
    at = NOW - timedelta(days)
    record = PhotoExport(patient, 5, "", ExportKind.COPY, Purpose.RECORD, at, to)
    return Stored(number, 1, State.SIGNED, 1, at, "", record)


made = st.builds(
    entry,
    st.integers(1, 10_000),
    st.integers(1, 3),
    st.sampled_from(["Dr. Maier", "DR. MAIER", "Course"]),
    st.integers(0, 3),
)


@given(st.lists(made, unique_by=lambda each: each.id), st.sampled_from(RegisterBy))
def test_each_entry_stands_in_one_group(all_: list[Stored[PhotoExport]], by: RegisterBy) -> None:
    groups = grouped(all_, by, lambda each: each.record.exported_at.date())
    numbers = [each.id for group in groups for each in group.entries]
    assert sorted(numbers) == sorted(each.id for each in all_)
    newest = [group.entries[0].record.exported_at for group in groups]
    assert newest == sorted(newest, reverse=True)


def test_one_recipient_is_one_however_it_was_typed() -> None:
    groups = grouped(
        [entry(1), entry(2, to="dr. maier")], RegisterBy.RECIPIENT, lambda _: NOW.date()
    )
    assert [len(group.entries) for group in groups] == [2]


def test_what_did_not_leave_is_listed_and_not_counted() -> None:
    struck = replace(entry(2), state=State.INVALID)
    (group,) = grouped([entry(1), struck], RegisterBy.PURPOSE, lambda _: NOW.date())
    assert (len(group.entries), group.left) == (2, 1)


def test_words_find_by_name_number_and_recipient() -> None:
    all_ = [entry(1), entry(2, 2, "Course"), entry(30)]
    for words, found in (
        ("akesson", [1, 30]),
        ("bisi course", [2]),
        ("ir-00030", [30]),
        ("0002", [2]),
        ("maier bisi", []),
        ("", [1, 2, 30]),
    ):
        assert [each.id for each in searched(all_, words, NAMES)] == found

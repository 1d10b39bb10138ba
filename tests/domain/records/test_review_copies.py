"""Whom somebody takes along is written as numbers: found, added and taken off again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.review_copies import CopyWish

numbers = st.lists(st.integers(1, 40), max_size=8)


@given(numbers, st.integers(1, 40), st.sampled_from([", ", " ", ";"]))
def test_one_is_added_once_and_taken_off_wholly(
    known: list[int], number: int, between: str
) -> None:
    wish = CopyWish(patients=between.join(map(str, known)))
    more = CopyWish(patients=wish.with_one(number))
    assert set(more.numbers()) == {*known, number}
    assert more.readable().count(number) == 1
    assert CopyWish(patients=more.without(number)).readable() == tuple(
        dict.fromkeys(each for each in known if each != number)
    )


def test_what_is_no_number_yet_is_kept_and_asked_about() -> None:
    wish = CopyWish(patients="12, x, 007")
    assert wish.readable() == (12, 7)
    assert wish.with_one(3) == "12, x, 007, 3"
    assert wish.without(7) == "12, x"
    with pytest.raises(KnownError, match="with commas"):
        wish.numbers()

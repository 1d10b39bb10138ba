"""What a device may be used for is told country by country; what nobody said is another use."""

import pytest

from infrared_desktop.domain.protocol.intended_uses import (
    is_off_label,
    told_by_country,
    use_gaps,
    use_words,
)
from infrared_desktop.domain.records.answers import Answer
from infrared_desktop.domain.records.diary import Device, IntendedUse

LAMP = Device("Lamp", intended_use="Warms skin.")
HERE, THERE = "GB", "US"


@pytest.mark.parametrize("answer", [None, *Answer])
def test_only_a_yes_of_the_very_country_is_no_other_use(answer: Answer | None) -> None:
    device = Device("Lamp", intended_uses=(IntendedUse(HERE, answer), IntendedUse(THERE)))
    assert is_off_label(device, HERE) == (answer is not Answer.YES)
    assert is_off_label(device, THERE)


def test_the_words_of_the_country_come_before_those_of_the_manual() -> None:
    device = Device("Lamp", intended_use="Warms.", intended_uses=(IntendedUse(HERE, text="Heat."),))
    assert (use_words(device, HERE), use_words(device, THERE)) == ("Heat.", "Warms.")


def test_the_older_answer_becomes_a_row_and_never_stands_for_another_country() -> None:
    older = Device("Lamp", tightening_is_intended=Answer.YES)
    told = told_by_country(older, HERE)
    assert told.intended_uses == (IntendedUse(HERE, Answer.YES),)
    assert not is_off_label(told, HERE) and is_off_label(told, THERE)
    assert told_by_country(told, HERE) == told and told_by_country(LAMP, HERE) == LAMP


def test_a_row_that_stands_already_is_newer_than_the_older_answer() -> None:
    own = IntendedUse(HERE, Answer.NO)
    device = Device("Lamp", tightening_is_intended=Answer.YES, intended_uses=(own,))
    assert told_by_country(device, HERE).intended_uses == (own,)


def test_a_country_that_is_missing_or_told_twice_is_named_in_its_row() -> None:
    rows = (IntendedUse(HERE), IntendedUse(""), IntendedUse(HERE))
    gaps = use_gaps(Device("Lamp", intended_uses=rows))
    assert [(gap.field, gap.row) for gap in gaps] == [("country", 1), ("country", 2)]

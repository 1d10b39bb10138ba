"""What is told once somebody is erased: where they may still be held, and where to read of it."""

from datetime import date
from pathlib import Path

from infrared_desktop.storage.backup.still_held import AtPlace, GivenUp, StillHeld
from infrared_desktop.views.rights.erasing_words import gone_words

HERE, STICK = Path("backups"), GivenUp(Path("stick"), None)


def test_who_is_held_nowhere_is_gone() -> None:
    assert (
        gone_words(7, True, StillHeld((AtPlace(HERE, True),), (), ())) == "Number 0007 is erased."
    )


def test_a_place_in_use_tells_its_day_and_one_that_is_not_is_told_besides() -> None:
    at = AtPlace(HERE, True, 2, date(2027, 1, 25))
    told = gone_words(7, True, StillHeld((at,), (STICK,), ()))
    assert "Backups still hold them until 25 Jan 2027: see Wishes and keeping." in told
    assert told.endswith("A place that is no longer used may hold them as well: see there.")


def test_a_place_that_is_not_in_use_is_told_where_no_other_holds_them() -> None:
    told = gone_words(7, True, StillHeld((), (STICK,), ()))
    assert "Backups may still hold them: see Wishes and keeping." in told

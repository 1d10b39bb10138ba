"""The waiting list of the practice clinic shows a beginner what it does."""

from datetime import date
from pathlib import Path

import pytest

from infrared_desktop.practice import TIMEZONE, make_practice_clinic
from infrared_desktop.practice.pen import Clock
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.gathered.waiting_list import offer_now, openings
from infrared_desktop.storage.verify import verify
from tests.practice.conftest import ON

RECEPTION = 3


def shows_a_freed_time(clinic: Clinic, on: date) -> None:
    """Hold what a beginner sees against what there is to see."""
    now = Clock(TIMEZONE, on).now
    first = next(openings(clinic, now))
    assert (first.freed.day - on).days <= 7
    assert len(first.takers) >= 2, "who declines makes way for another"
    assert first.considered.passed_over, "others wait for something else"


def test_a_time_that_fell_free_is_wished_for_by_some_and_not_by_others(practice: Clinic) -> None:
    shows_a_freed_time(practice, ON)


@pytest.mark.parametrize("on", [date(2026, 11, 27), date(2026, 12, 24), date(2028, 2, 29)])
def test_so_it_is_on_any_day_and_the_time_can_be_offered(on: date, tmp_path: Path) -> None:
    clinic = make_practice_clinic(tmp_path / "clinic", 60, 1, on)
    shows_a_freed_time(clinic, on)
    now = Clock(TIMEZONE, on).now
    match = next(openings(clinic, now)).takers[0]
    assert clinic.offers.offer(offer_now(clinic, match, now), RECEPTION, now)
    assert not list(verify(clinic))
    clinic.close()

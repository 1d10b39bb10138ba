"""What stays is left alone while a clinic is open, and looked through again after."""

import gc
from collections.abc import Iterator

import pytest

from infrared_desktop.views import garbage


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    yield
    garbage.look_again()


def test_what_is_made_by_then_is_left_alone_until_the_clinic_is_closed() -> None:
    usual = gc.get_threshold()
    garbage.leave_alone()
    assert gc.get_freeze_count() > 10_000
    assert gc.get_threshold()[0] > 10 * usual[0]
    garbage.look_again()
    assert gc.get_freeze_count() < 1_000
    assert gc.get_threshold() == usual


def test_what_hangs_together_is_still_thrown_away() -> None:
    looks: list[str] = []
    gc.callbacks.append(lambda phase, _info: looks.append(phase))
    try:
        garbage.leave_alone()
        for _ in range(200_000):
            knot: list[object] = []
            knot.append(knot)
    finally:
        gc.callbacks.pop()
    assert looks.count("stop") > 1

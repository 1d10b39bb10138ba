"""Crowds and long histories have the size that was asked for."""

from pathlib import Path

from infrared_desktop.practice import long_history, make_crowd, make_practice_clinic
from infrared_desktop.practice.pen import Clock
from infrared_desktop.storage.verify import verify
from tests.practice.conftest import ON


def test_a_crowd_and_a_long_history_join_a_clinic(tmp_path: Path) -> None:
    clinic = make_practice_clinic(tmp_path / "clinic", 0, 1, ON)
    make_crowd(clinic, 40, 1, Clock(clinic.settings.timezone, ON).now)
    assert clinic.people.count() == 40
    number = long_history(clinic, 250, 1, ON)
    chart = clinic.people.chart(number)
    held = (getattr(chart, name) for name in vars(chart) if name != "patient")
    assert sum(map(len, held)) == 250
    assert not list(verify(clinic))
    clinic.close()

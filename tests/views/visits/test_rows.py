"""A row of the day says how a visit stands, in words that fit into its chip."""

from dataclasses import replace
from datetime import UTC, timedelta

import pytest
from PySide6.QtWidgets import QApplication

from infrared_desktop.domain.records.answers import AppointmentKind, AppointmentStatus
from infrared_desktop.domain.schedule.desk_rules import DeskRules
from infrared_desktop.domain.schedule.visit_board import InState, in_state
from infrared_desktop.views.lists.row_delegate import CHIP_ROOM
from infrared_desktop.views.look.chips import Glyph, chip_width
from infrared_desktop.views.visits.rows import board_chip
from tests.clinics import NOW
from tests.scenes import visit

RULE = DeskRules().visit(AppointmentKind.SESSION)


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "0 min"), (99, "99 min"), (100, "1 h 40"), (215, "3 h 35"), (605, "10 h 05")],
)
def test_how_long_a_visit_lasts_fits_into_its_chip(
    dressed: QApplication, minutes: int, words: str
) -> None:
    since = NOW - timedelta(minutes=minutes)
    for status, said in (
        (AppointmentStatus.ARRIVED, "arrived"),
        (AppointmentStatus.IN_TREATMENT, "treating"),
    ):
        standing = replace(visit(1), status=status, arrived_at=since, started_at=since)
        stands = in_state(standing, NOW, RULE, UTC)
        chip = board_chip(standing, replace(stands, over=None), "UTC")
        assert chip.text == f"{said} {words}"
        assert chip_width(chip) <= CHIP_ROOM
        for also in AppointmentStatus:
            long = board_chip(replace(standing, status=also), InState(minutes, over=minutes), "UTC")
            assert long.glyph is Glyph.BANG
            assert chip_width(long) <= CHIP_ROOM

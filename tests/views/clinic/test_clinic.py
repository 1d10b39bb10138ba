"""The page of the clinic says how things stand in words that fit their number."""

import pytest

from infrared_desktop.views.lists.rows import Row
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.views.desk import Desk


def test_one_of_something_is_said_as_one(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = {row.key: row for row in _rows(desk)}
    assert rows["staff"].note.startswith("2 people work here")
    assert rows["review_copies"].chip is None
    desk.clinic.staff.disable(desk.clinic.staff.get(RECEPTION), CLINICIAN, NOW)
    monkeypatch.setattr(type(desk.clinic.review_copies), "drafts", lambda _: ["a remark"])
    rows = {row.key: row for row in _rows(desk)}
    assert rows["staff"].note.startswith("One person works here")
    chip = rows["review_copies"].chip
    assert chip is not None and chip.text == "1 remark came back"


def _rows(desk: Desk) -> list[Row]:
    model = desk.go("clinic").list.rows()
    return [model.row(number) for number in range(model.rowCount())]

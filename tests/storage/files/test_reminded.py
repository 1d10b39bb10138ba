"""The moment of the last reminder is kept beside the clinic, and a full disk stops nobody."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from infrared_desktop.storage.files.reminded import REMINDED, keep_reminded, read_reminded

MOMENT = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)


def test_the_moment_comes_back_in_utc(tmp_path: Path) -> None:
    assert read_reminded(tmp_path) is None
    keep_reminded(tmp_path, MOMENT.astimezone(timezone(timedelta(hours=-5))))
    found = read_reminded(tmp_path)
    assert found == MOMENT and found is not None and found.tzinfo is UTC


def test_a_disk_that_refuses_it_stops_nobody(tmp_path: Path) -> None:
    keep_reminded(tmp_path / "gone", MOMENT)
    assert not (tmp_path / "gone" / REMINDED).exists()

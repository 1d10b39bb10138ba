"""Moments as they are stored: aware, in UTC, to the millisecond, and in order as text."""

from contextlib import suppress
from datetime import UTC, datetime


def moment(given: datetime) -> datetime:
    """Return the moment as it will be read back; raise ValueError if it has no time zone."""
    if given.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    utc = given.astimezone(UTC)
    return utc.replace(microsecond=utc.microsecond // 1000 * 1000)


def as_text(given: datetime) -> str:
    """Return the moment as text that sorts by time."""
    return moment(given).isoformat(timespec="milliseconds")


def moment_of(text: str | None) -> datetime | None:
    """Read a moment; None for what somebody wrote into the file: it is none of this program's."""
    with suppress(ValueError, TypeError):
        found = datetime.fromisoformat(text or "")
        return found if found.tzinfo else None
    return None

"""How backups stand, in words: how old the last proven one is, and what is wrong at a place."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication

from infrared_desktop.storage.backup.places import Standing
from infrared_desktop.storage.backup.standing import last_proven_at
from infrared_desktop.views.backup.backup_rows import at_words
from infrared_desktop.views.lists.rows import Row
from infrared_desktop.views.look.chips import Chip
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.wording import say_day

_FRESH, _OLD = timedelta(days=1), timedelta(days=7)


def age_words(at: datetime | None, now: datetime) -> str:
    """Say how long ago the last backup was proven."""
    if at is None:
        return _words("No proven backup yet")
    minutes = int((now - at).total_seconds() // 60)
    if minutes < -5:
        return _words("Backup proven on {day}: is the clock right?").format(day=say_day(at.date()))
    if minutes < 1:
        return _words("Backup proven just now")
    if minutes < 60:
        return _words("Backup proven {count} min ago").format(count=minutes)
    if minutes < 24 * 60:
        return _words("Backup proven {count} h ago").format(count=minutes // 60)
    days = minutes // (24 * 60)
    text = (
        _words("Backup proven 1 day ago") if days == 1 else _words("Backup proven {count} days ago")
    )
    return text.format(count=days)


def meaning_of(at: datetime | None, now: datetime) -> Meaning:
    """Say how much that should worry."""
    if at is None or now - at > _OLD:
        return Meaning.STOP
    return Meaning.SUITABLE if now - at <= _FRESH else Meaning.CAUTION


def rail_words(found: Sequence[Standing], now: datetime) -> str:
    """Say the age of the last proven backup, and for how long a place was missing."""
    words = age_words(last_proven_at(found), now)
    failing = [each.failing_since for each in found if each.failing_since]
    if not failing:
        return f"✓ {words}" if last_proven_at(found) else f"⚠ {words}"
    since = _words("one place fails since {day}").format(day=say_day(min(failing).date()))
    return f"⚠ {words} · {since}"


def place_row(standing: Standing, is_usual: bool, now: datetime, timezone: str) -> Row:
    """Return the row of a place."""
    usual = _words("On this computer: helps after a mistake, not when the computer is lost")
    own = _words("Chosen by the clinic")
    return Row(
        key=str(standing.place),
        title=str(standing.place),
        chip=_chip(standing, now),
        note=_note(standing, usual if is_usual else own, timezone),
    )


def given_up_row(standing: Standing, timezone: str) -> Row:
    """Return the row of a place that is backed up to no more."""
    told = _words("What lies there stays. U removes the place here, once that is deleted")
    if standing.proven_at is not None:
        last = _words("Last proven {at}").format(at=at_words(standing.proven_at, timezone))
        told = f"{last} · {told}"
    chip = Chip(Meaning.INFORMATION, _words("no longer used"))
    return Row(key=str(standing.place), title=str(standing.place), chip=chip, note=told)


def _chip(standing: Standing, now: datetime) -> Chip:
    """Say how old the last one is, or that the last try failed: never the one as if the other."""
    meaning = meaning_of(standing.proven_at, now)
    if not standing.why:
        return Chip(meaning, age_words(standing.proven_at, now))
    return Chip(worse_of_failing(meaning), _words("the last one failed"))


def worse_of_failing(meaning: Meaning) -> Meaning:
    """Return how much a place that fails should worry: what is too old is not less so for that."""
    return meaning if meaning is Meaning.STOP else Meaning.CAUTION


def _note(standing: Standing, kind: str, timezone: str) -> str:
    told = [kind]
    if standing.proven_at is not None:
        proven = _words("Last proven {at}")
        told.append(proven.format(at=at_words(standing.proven_at, timezone)))
    if standing.lacking:
        lost = _words("photographs that the clinic has lost: {count}; F under Health fetches them")
        told.append(lost.format(count=standing.lacking))
    if standing.failing_since is not None:
        since = _words("Fails since {day}").format(day=say_day(standing.failing_since.date()))
        told.append(f"{since}: {standing.why}")
    return " · ".join(told)


def _words(text: str) -> str:
    return QCoreApplication.translate("Backups", text)

"""How things stand that are seen at a glance, each in a chip and a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication, qVersion

from infrared_desktop.domain.clock_trust import ClockState, judge_clock
from infrared_desktop.storage.backup.places import Standing
from infrared_desktop.storage.backup.set_aside import Aside, SetAside
from infrared_desktop.storage.backup.standing import last_proven_at
from infrared_desktop.storage.health.clock import Leap
from infrared_desktop.storage.health.keys import Keys
from infrared_desktop.storage.health.versions import Versions
from infrared_desktop.views.backup.backup_words import age_words, meaning_of, worse_of_failing
from infrared_desktop.views.look.chips import Chip
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.wording import say_day, say_moment
from infrared_desktop.views.workplace import Workplace

_MB, _GB = 1024**2, 1024**3
_TIGHT = 200 * _MB


@dataclass(frozen=True)
class Told:
    """What a row says."""

    chip: Chip
    words: str
    checked: str | None = None  # when it was looked at last; None is now


def backups_told(place: Workplace, found: Sequence[Standing]) -> Told:
    """Say how old the last proven backup is, and which places fail."""
    if place.settings.practice:
        chip = Chip(Meaning.INFORMATION, _words("practice"))
        return Told(chip, _words("A practice clinic is backed up when you ask, under Backups."))
    proven, now = last_proven_at(found), place.now()
    failing = [each for each in found if each.why]
    chip = Chip(meaning_of(proven, now), age_words(proven, now))
    if failing:
        text = _words("{count} places fail") if len(failing) > 1 else _words("one place fails")
        chip = Chip(worse_of_failing(chip.meaning), text.format(count=len(failing)))
    words = [f"{each.place}: {each.why}" for each in failing]
    if not failing and proven is None:
        words = [_words("Nothing would bring the clinic back. Back up now.")]
    elif not failing:
        text = _words("Put back and checked, at {count} places.")
        one = _words("Put back and checked, at one place only: the disk of this computer.")
        words = [one if len(found) == 1 else text.format(count=len(found))]
    tried = max((each.tried_at for each in found if each.tried_at), default=None)
    last = when_words(place, tried, _words("Last backup {when}")) if tried else ""
    return Told(chip, " ".join(words), last)


def disk_told(
    free: int | None, taken: int, is_network: bool, kept: Sequence[SetAside] = ()
) -> Told:
    """Say how much room is left where the clinic lies, and whether that is a safe place."""
    if free is None:
        chip = Chip(Meaning.STOP, _words("not there"))
        words = _words("The clinic folder is not where it was. Nothing can be saved until it is.")
        return Told(chip, words)
    text = _words("{free} free; the clinic takes {taken}.")
    words = text.format(free=size_words(free), taken=size_words(taken)) + _kept_words(kept)
    if free < _TIGHT:
        words += " " + _words("Free some room soon: with none left nothing can be saved.")
        return Told(Chip(Meaning.STOP, _words("nearly full")), words)
    if free < max(_GB, taken):
        advice = _words("A restore needs as much room as the clinic takes. Free some.")
        return Told(Chip(Meaning.CAUTION, _words("little room")), f"{words} {advice}")
    if is_network:
        return Told(Chip(Meaning.CAUTION, _words("network drive")), f"{words} {network_words()}")
    return Told(Chip(Meaning.SUITABLE, _words("room enough")), words)


def network_words() -> str:
    """Say why a network drive is no place for a clinic, and what to do."""
    return _words(
        "The clinic lies on a network drive: when the network fails while something is saved, the "
        "file can be damaged. Close the program, move the folder to a disk of this computer, and "
        "send backups to the network drive instead."
    )


def keys_told(place: Workplace, keys: Keys) -> Told:
    """Say who gets in and by what, and since when there is this recovery key."""
    lines = [
        _words("{names}: own passphrase").format(names=", ".join(keys.own)) if keys.own else "",
        _words("{names}: one-time code, not used yet").format(names=", ".join(keys.by_code))
        if keys.by_code
        else "",
        _words("{names}: no key").format(names=", ".join(keys.lacking)) if keys.lacking else "",
        _recovery_words(place, keys.recovery_made_at),
    ]
    words = " · ".join(line for line in lines if line)
    if keys.is_rekeying_due:
        due = _words("Somebody left: the owner locks with F12 and unlocks to encrypt all anew.")
        return Told(Chip(Meaning.CAUTION, _words("encrypt anew")), f"{due} {words}")
    if keys.recovery_made_at is None:
        return Told(Chip(Meaning.STOP, _words("no recovery key")), words)
    count = len(keys.own) + len(keys.by_code)
    text = _words("1 person") if count == 1 else _words("{count} people").format(count=count)
    return Told(Chip(Meaning.SUITABLE, text), words)


def versions_told(versions: Versions) -> Told:
    """Name what the clinic is opened with."""
    program = versions.program or _words("from its source")
    text = _words("Infrared Desktop {program} · data {data} · Qt {qt} · Python {python} · {cipher}")
    cipher = f"SQLCipher {versions.cipher}, SQLite {versions.sqlite}, {versions.provider}"
    words = text.format(
        program=program, data=versions.data, qt=qVersion(), python=versions.python, cipher=cipher
    )
    return Told(Chip(Meaning.SUITABLE, _words("fit together")), words)


def clock_told(place: Workplace, leap: Leap | None) -> Told:
    """Hold the clock of this PC against what was stored."""
    now, last = place.now(), place.clinic.last_stored_at()
    zone = place.settings.timezone
    text = _words("This PC says {day}, {time} in {zone}.")
    says = text.format(day=say_day(place.clinic.day(now)), time=say_moment(now, zone), zone=zone)
    if judge_clock(now, last) is ClockState.BACK and last and not place.settings.practice:
        when = when_words(
            place,
            last,
            _words("But something was stored {when}. Set the clock right, or say that it is."),
        )
        return Told(Chip(Meaning.STOP, _words("set back")), f"{says} {when}")
    if leap:
        return Told(Chip(Meaning.CAUTION, _words("far ahead")), f"{says} {leap_words(place, leap)}")
    fits = _words("Nothing was stored later than that.")
    return Told(Chip(Meaning.SUITABLE, _words("fits")), f"{says} {fits}")


def leap_words(place: Workplace, leap: Leap) -> str:
    """Say that the clock is far ahead of what was stored before, and what follows from that."""
    text = _words(
        "What was stored before is from {day}, {count} days earlier. If that is so, say that the "
        "day is right; until then no e-mail leaves, and none is withdrawn. If not, close the "
        "program and set the clock of this PC: what is stored meanwhile gets the wrong day."
    )
    return text.format(day=say_day(place.clinic.day(leap.before)), count=leap.days)


def size_words(count: int) -> str:
    """Write a number of bytes as people say it."""
    if count >= _GB:
        return f"{count / _GB:.1f} GB"
    return f"{max(count, _MB) / _MB:.0f} MB"


def _kept_words(beside: Sequence[SetAside]) -> str:
    kept = [each for each in beside if each.why is not Aside.TYPED]  # a few kilobytes
    if not kept:
        return ""
    one = _words(
        "{size} of that was kept by a restore or an upgrade: the owner removes it under Backups."
    )
    many = _words(
        "{size} of that were kept by {count} restores or upgrades: the owner removes them under "
        "Backups."
    )
    total = size_words(sum(each.size for each in kept))
    return " " + (one if len(kept) == 1 else many).format(size=total, count=len(kept))


def _recovery_words(place: Workplace, made: datetime | None) -> str:
    if made is None:
        return _words("Without a recovery key nobody gets in who forgets the passphrase.")
    text = _words("recovery key of {day}: is its sheet where it belongs?")
    return text.format(day=say_day(place.clinic.day(made)))


def when_words(place: Workplace, moment: datetime, text: str) -> str:
    """Fill a moment of the clinic's own day into a sentence, as {when}."""
    day = say_day(place.clinic.day(moment))
    return text.format(when=f"{day}, {say_moment(moment, place.settings.timezone)}")


def _words(text: str) -> str:
    return QCoreApplication.translate("Health", text)

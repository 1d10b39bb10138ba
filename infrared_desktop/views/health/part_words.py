"""How a part of the clinic stands that is read whole: when that was, and what was found."""

from datetime import timedelta

from PySide6.QtCore import QCoreApplication

from infrared_desktop.storage.health.checking import Found
from infrared_desktop.storage.health.parts import Checked, Part
from infrared_desktop.views.health.health_words import Told, when_words
from infrared_desktop.views.look.chips import Chip
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.wording import say
from infrared_desktop.views.workplace import Workplace

_LONG_AGO = timedelta(days=31)
_FINDINGS = 5  # that are told; the rest is counted


def part_told(place: Workplace, part: Part, last: Checked | None, found: Found | None) -> Told:
    """Say how a part stands that is read whole; `found` is of this sitting."""
    if last is None:
        chip = Chip(Meaning.DUE, _words("not checked yet"))
        return Told(chip, _what(part), "")
    checked = _checked_words(place, last)
    if last.findings:
        one, many = _words("1 finding"), _words("{count} findings")
        text = one if last.findings == 1 else many.format(count=last.findings)
        return Told(Chip(Meaning.STOP, text), _found_words(part, found), checked)
    beside = f" {say(found.beside)}" if found and found.beside else ""
    is_old = place.now() - last.at > _LONG_AGO
    then = Chip(Meaning.CAUTION, _words("sound, but long ago"))
    chip = then if is_old else Chip(Meaning.SUITABLE, _words("sound"))
    return Told(chip, _sound(part) + beside, checked)


def fetch_words(last: Checked | None) -> str:
    """Name the way to photographs whose files are missing; nothing where none is known to be."""
    if last is None or not last.findings:
        return ""
    return _words("Fetch {count} from the backups  F").format(count=last.findings)


def _what(part: Part) -> str:
    return {
        Part.DATABASE: _words(
            "Reads every page, record and signature, and compares them with what was stored."
        ),
        Part.AUDIT: _words("Reads every row, and whether one was changed or is gone."),
        Part.PHOTOGRAPHS: _words("Opens the file of every photograph."),
    }[part]


def _sound(part: Part) -> str:
    return {
        Part.DATABASE: _words("Every page, record and signature is as it was written."),
        Part.AUDIT: _words("Every row is as it was written, and none is gone."),
        Part.PHOTOGRAPHS: _words("The file of every photograph is whole."),
    }[part]


def _found_words(part: Part, found: Found | None) -> str:
    if found is None:
        return _words("Check it now to see what was found. A check changes nothing.")
    told = [say(each) for each in found.findings[:_FINDINGS]]
    left = len(found.findings) - len(told)
    if left:
        told.append(_words("And {count} more.").format(count=left))
    advice = {
        Part.DATABASE: _words(
            "Nothing was changed by the check. Keep a copy of the clinic folder as it is, then "
            "restore the last proven backup."
        ),
        Part.AUDIT: _words(
            "Something other than this program did that. Keep a copy of the clinic folder as it "
            "is, and compare it with the last backup."
        ),
        Part.PHOTOGRAPHS: _words(
            "What stands about them is safe. The backups may hold the files: F looks through them "
            "and puts back what is whole there. Nothing else is changed by that."
        ),
    }[part]
    return " ".join([*told, advice])


def _checked_words(place: Workplace, last: Checked) -> str:
    names = {each.id: each.record.name for each in place.clinic.staff.all()}
    text = when_words(place, last.at, _words("Last check {when}"))
    return f"{text}, {names[last.by]}" if last.by in names else text


def _words(text: str) -> str:
    return QCoreApplication.translate("Health", text)

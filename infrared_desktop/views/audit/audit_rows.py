"""The rows of the audit log as a person reads them: a sentence, when, who, and about whom."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.access.deeds import DEEDS
from infrared_desktop.domain.records.answers import Role
from infrared_desktop.domain.sentences import sentence
from infrared_desktop.storage.access.tries import FAILED, UNTOLD
from infrared_desktop.storage.audit.log import Entry
from infrared_desktop.storage.audit.reading import Asked, Line
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.views.inputs.choices import label
from infrared_desktop.views.lists.rows import Row
from infrared_desktop.views.look.chips import Chip, Glyph
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.wording import say, say_day

_PROGRAM = 0


class AuditSource:
    """The rows that are asked for, newest first, read as they come into sight."""

    def __init__(self, clinic: Clinic, asked: Asked) -> None:
        self._clinic, self._asked = clinic, asked
        self._zone = ZoneInfo(clinic.settings.timezone)
        self._staff = {stored.id: stored.record.name for stored in clinic.staff.all()}

    def count(self) -> int:
        """Return how many rows there are."""
        return self._clinic.audit.count(self._asked)

    def page(self, offset: int, limit: int) -> Sequence[Row]:
        """Return the rows from an offset on, limit at most."""
        lines = self._clinic.audit.page(self._asked, offset, limit)
        wanted = {line.entry.patient_id for line in lines if line.entry.patient_id}
        there = self._clinic.people.many(wanted)
        patients = {number: stored.record.display_name for number, stored in there.items()}
        return [self._row(line, patients) for line in lines]

    def _row(self, line: Line, patients: dict[int, str]) -> Row:
        entry, broken = line.entry, _words("Not as it was written")
        title, note = deed_words(entry.act), self._about(entry, patients)
        when = _moment(entry.at, self._zone)
        return Row(
            key=line.seq,
            title=title,
            subtitle=_words("{when} · row {n}").format(when=when, n=line.seq),
            note=note,
            chip2=None if line.is_sound else Chip(Meaning.STOP, broken, Glyph.BANG),
            spoken=", ".join((*(() if line.is_sound else (broken,)), title, when, note)),
        )

    def _about(self, entry: Entry, patients: dict[int, str]) -> str:
        parts = [self._who(entry), self._whom(entry, patients), self._record(entry)]
        if entry.outcome == "failure":
            parts.append(_words("it did not come about"))
        if entry.outcome == "refused":
            parts.append(_words("refused, as this role may not"))
        if entry.reason:
            parts.append(self._reason(entry))
        if entry.workstation:
            parts.append(_words("at {pc}").format(pc=entry.workstation))
        return " · ".join(filter(None, parts))

    def _reason(self, entry: Entry) -> str:
        at, _, what = (entry.reason or "").partition(" ")
        if entry.act in UNTOLD and what:
            return f"{_moment(at, self._zone)}, {_what_for(what)}"
        if entry.act != FAILED:
            return entry.reason or ""
        return _words("typed {when}").format(when=_moment(at, self._zone))

    def _who(self, entry: Entry) -> str:
        if entry.staff_id == _PROGRAM:
            return _words("the program itself")
        name = self._staff.get(entry.staff_id, _words("nobody known"))
        role = next((role for role in Role if role == entry.role), None)
        return f"{name}, {label(role)}" if role else name

    def _whom(self, entry: Entry, patients: dict[int, str]) -> str:
        if not entry.patient_id:
            return ""
        name = patients.get(entry.patient_id, _words("patient"))
        return _words("{name} no. {n}").format(name=name, n=f"{entry.patient_id:04}")

    def _record(self, entry: Entry) -> str:
        if entry.kind == "staff":
            name = self._staff.get(entry.record_id or 0)
            is_another = entry.record_id != entry.staff_id
            return _words("about {name}").format(name=name) if name and is_another else ""
        # The number of a patient stands with the name already.
        if not entry.version or entry.kind == "patient":
            return ""
        text = _words("{kind} {n}, version {version}")
        kind = (entry.kind or "").replace("_", " ")
        return text.format(kind=kind, n=entry.record_id, version=entry.version)


def deed_words(act: str) -> str:
    """Return what an act is called; one that no version of the program knew by its own name."""
    deed = DEEDS.get(act)
    return say(sentence(deed.words)) if deed else act


def _what_for(what: str) -> str:
    """Return what somebody came in for, of whom the log heard later."""
    if what == "window":
        return _words("in the window")
    if what == "damaged-file":
        return _words("to read the damaged file")
    if what == "restore":
        return _words("to restore a backup")
    return _words("for the verb {verb}").format(verb=what)


def _moment(at: str, zone: ZoneInfo) -> str:
    try:
        there = datetime.fromisoformat(at).astimezone(zone)
    except (ValueError, OverflowError):
        return at  # somebody changed it; the row is shown as it stands
    return f"{say_day(there.date())} {there:%H:%M:%S}"


def _words(text: str) -> str:
    return QCoreApplication.translate("AuditSource", text)

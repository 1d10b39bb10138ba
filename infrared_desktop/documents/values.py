"""A record's values in words: days in the clinic's order, codes as labels, numbers with units."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, is_dataclass
from datetime import date, datetime, time
from enum import Enum
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from infrared_desktop.documents.captions import CAPTIONS, NAMES
from infrared_desktop.documents.protocol_words import asked_words, coded_words, grounds_words
from infrared_desktop.domain.access.rights import PROGRAM
from infrared_desktop.domain.dates import format_date
from infrared_desktop.domain.follow_ups.kinds import FollowUpKind
from infrared_desktop.domain.labels.codes import NUMBERED, plain_label
from infrared_desktop.domain.papers.whole_record import WholeRecord
from infrared_desktop.domain.protocol.protocol import Protocol
from infrared_desktop.domain.records.areas import Area, Side, Site
from infrared_desktop.domain.records.care import AreaFinding, DayAnswer
from infrared_desktop.domain.sentences import Sentence

# The unit of a number, by the end of its field's name; the longest end that fits counts.
_UNITS = {
    "_j_cm2": "J/cm²",
    "_j_cm3": "J/cm³",
    "_w_cm2": "W/cm²",
    "_hz": "Hz",
    "_us": "µs",
    "_cm2": "cm²",
    "_nm": "nm",
    "_mm": "mm",
    "_ms": "ms",
    "_temp_c": "°C",
    "_kg": "kg",
    "_cm": "cm",
    "_min": "min",
}
_SCALES = {
    "fitzpatrick_type": "Fitzpatrick",
    "severity": "Severity",
    "gais_clinician": "Gais",
    "gais_patient": "Gais",
}
_STAFF = {"clinician_id", "operator_id", "assistant_id", "supervisor_id", "taken_by_id", "staff_id"}
_PLACES = {"room_id": "room", "device_id": "device"}


@dataclass(frozen=True)
class Values:
    """Says what stands in the records of one patient; `say` translates the program's words.

    `made_by` is the title of the protocol whose words a record's codes have.
    """

    record: WholeRecord
    say: Callable[[str], str] = lambda text: QCoreApplication.translate("Paper", text)
    made_by: str = ""

    def day(self, day: date) -> str:
        """Write a day in the clinic's order."""
        return format_date(day, self.record.settings.date_order)

    def moment(self, moment: datetime) -> str:
        """Write a moment by the clinic's own clock."""
        here = moment.astimezone(ZoneInfo(self.record.settings.timezone))
        return f"{self.day(here.date())} {here:%H:%M}"

    def person(self, staff_id: int, at: datetime | None = None) -> str:
        """Name a member of staff with the role that they had at a moment."""
        if staff_id == PROGRAM:
            return self.say("the program")
        member = self.record.member(staff_id, at)
        if member is None:
            return f"({staff_id})"
        return f"{member.name}, {self.say(plain_label(member.role))}"

    def site(self, area: Area | None, side: Side | None) -> str:
        """Name a site: Upper arm, left."""
        return ", ".join(self.say(plain_label(part)) for part in (area, side) if part is not None)

    def name(self, kind: str, number: int) -> str:
        """Name a record by its kind and number."""
        return self.say(NAMES[kind]).format(number=number)

    def facts(self, record: object) -> Iterator[tuple[str, str]]:
        """Yield caption and words of all that is answered in a record."""
        for field, caption in CAPTIONS[type(record)].items():
            words = self.words(record, field)
            if words:
                yield self.say(caption), words

    def words(self, record: object, field: str) -> str:
        """Return what a field says; nothing where it is empty or was not asked."""
        value = getattr(record, field)
        if value is None or value == "" or _is_unused(record, field, value):
            return ""
        if field == "no_adverse_event" and not value:
            # A box that nobody ticked is no answer: the reaction that was seen stands by itself.
            return ""
        if field == "program_evidence":
            return "\n".join(self._evidence(record))
        if field in ("signature", "co_signature"):
            return self.say("drawn") if value else ""
        if isinstance(value, tuple):
            return "; ".join(self._part(record, field, each) for each in value) or self.say("none")
        return self._part(record, field, value)

    def sentence(self, told: Sentence) -> str:
        """Fill a sentence's gaps after it is translated; days stand in the clinic's order."""
        gaps = {name: self._gap(value) for name, value in told.values}
        return self.say(told.template).format(**gaps)

    def _gap(self, value: Any) -> Any:
        if isinstance(value, Sentence):
            return self.sentence(value)
        return self.day(value) if isinstance(value, date) else value

    def _evidence(self, found: Any) -> Iterator[str]:
        """Yield for each rule that spoke what it said on that day, figures and all."""
        told = zip(found.program_rules, found.program_titles, found.program_evidence, strict=False)
        for code, title, evidence in told:
            yield f"{code}: {self.sentence(title)}. {self.sentence(evidence)}"

    def _part(self, record: object, field: str, value: Any) -> str:
        if is_dataclass(value) and not isinstance(value, Site):
            told = self.facts(value)
            return ", ".join(f"{caption}: {words}" for caption, words in told)
        if isinstance(value, str) and not isinstance(value, Enum):
            return self._text(record, field, value)
        return self._number(field, value) if type(value) in (int, float) else self._plain(value)

    def _plain(self, value: Any) -> str:
        match value:
            case bool():
                return self.say("yes" if value else "no")
            case Enum():
                return self.say(plain_label(value))
            case datetime():
                return self.moment(value)
            case date():
                return self.day(value)
            case time():
                return f"{value:%H:%M}"
            case Site():
                return self.site(value.area, value.side)
        return str(value)

    def _number(self, field: str, value: float) -> str:
        if field in _STAFF:
            return self.person(int(value))
        if field in _PLACES:
            known = self.record.places.get(_PLACES[field], {})
            return known.get(int(value), f"({value})")
        if field.removesuffix("_id") in NAMES:
            return self.name(field.removesuffix("_id"), int(value))
        # A bare g would round a counter of eight digits.
        figure = f"{value:.12g}".replace("-", "−")
        if field in _SCALES:
            label = NUMBERED[_SCALES[field]].get(str(value), "")
            return f"{self.say(label)} ({figure})" if label else figure
        unit = next((unit for end, unit in _UNITS.items() if field.endswith(end)), "")
        return f"{figure} {unit}".strip()

    def _text(self, record: object, field: str, value: str) -> str:
        if field == "follow_up_key":
            return self._follow_up(value)
        if field == "code" and isinstance(record, DayAnswer):
            return asked_words(self.protocols(), value, self.say)
        if isinstance(record, AreaFinding) and field == "program_rules" and record.program_titles:
            return grounds_words(self.protocols(), value, self.say)
        if field in ("code", "codes", "program_rules"):
            return coded_words(self.protocols(), value, self.say)
        return value

    def protocols(self) -> Iterator[Protocol]:
        """Yield the protocol that a record was made by, then the others."""
        known = self.record.protocols
        if self.made_by in known:
            yield known[self.made_by]
        yield from known.values()

    def _follow_up(self, key: str) -> str:
        kind = key.partition(":")[0]
        known = [one for one in FollowUpKind if one.value == kind]
        return self.say(plain_label(known[0])) if known else key


def _is_unused(record: Any, field: str, value: object) -> bool:
    """Say whether a list is empty that is no answer: where none is one, not asked is None."""
    return value == () and type(record).__dataclass_fields__[field].default == ()

"""What in a row of a medical history cannot be, is likely a slip, or was not asked yet."""

from collections.abc import Callable, Iterator
from datetime import date
from enum import Enum, auto
from typing import Any

from infrared_desktop.domain.history.medicine_names import kind_meant, kind_of_name
from infrared_desktop.domain.labels.codes import plain_label
from infrared_desktop.domain.records.areas import is_midline
from infrared_desktop.domain.records.history import (
    Allergy,
    HealthEntry,
    Implant,
    Medicine,
    PastTreatment,
)
from infrared_desktop.domain.records.history_answers import (
    ON_SKIN,
    Allergen,
    HealthCondition,
    ImplantKind,
    MedicineKind,
    TreatmentKind,
)
from infrared_desktop.domain.sentences import Sentence, sentence


class Weight(Enum):
    """How much is amiss."""

    WRONG = auto()  # cannot be: the history is not stored so
    ODD = auto()  # likely a slip; the person decides
    OPEN = auto()  # not asked yet


Finding = tuple[str, Weight, Sentence]  # in which field, how much, in words

AHEAD = sentence("This day lies ahead.")
BEFORE_BIRTH = sentence("This is before the patient was born.")

# A rule of clinical reference 3 asks this of these conditions.
_CONTROLLED = {HealthCondition.DIABETES, HealthCondition.THYROID, HealthCondition.ENDOCRINE}  # C22
_IN_AREA = {
    HealthCondition.SKIN_CANCER,  # C04
    HealthCondition.RADIOTHERAPY,  # C05
    HealthCondition.HERPES,  # C08
    HealthCondition.AUTOIMMUNE,  # C21
    HealthCondition.REDUCED_SENSATION,  # C23
    HealthCondition.HERNIA,  # R-OTHER
}
# A wait is counted from the day of these treatments (C28 to C34).
_DATED = {
    TreatmentKind.FILLER,
    TreatmentKind.BOTULINUM,
    TreatmentKind.NON_ABLATIVE,
    TreatmentKind.ABLATIVE,
    TreatmentKind.RESURFACING,
    TreatmentKind.PEEL,
    TreatmentKind.FACIAL_SURGERY,
}


def row_gaps(row: Any, born: date | None, today: date) -> Iterator[Finding]:
    """Yield what is amiss in a row, in the order of its form."""
    yield from _ROWS[type(row)](row)
    for field, value in vars(row).items():
        if isinstance(value, date):
            yield from day_gaps(field, value, born, today)


def day_gaps(field: str, day: date | None, born: date | None, today: date) -> Iterator[Finding]:
    """Yield what is wrong with a day on which something happened."""
    if day is not None and day > today:
        yield field, Weight.WRONG, AHEAD
    elif day is not None and born is not None and day < born:
        yield field, Weight.WRONG, BEFORE_BIRTH


def _condition(row: HealthEntry) -> Iterator[Finding]:
    if row.condition is HealthCondition.OTHER and not row.detail:
        yield "detail", Weight.WRONG, sentence("Write which condition.")
    if row.controlled is None and row.condition in _CONTROLLED:
        yield "controlled", Weight.OPEN, sentence("Ask whether it is under control.")
    if row.in_area is None and row.condition in _IN_AREA:
        yield "in_area", Weight.OPEN, sentence("Ask whether it is where treatment is wanted.")
    yield from _order(row.since, "cleared_on", row.cleared_on)


def _medicine(row: Medicine) -> Iterator[Finding]:
    if row.kind is MedicineKind.OTHER and not row.name:
        yield "name", Weight.WRONG, sentence("Write which medicine.")
    meant = kind_of_name(row.name)
    if meant is not None and meant is not row.kind:
        words = sentence("{label}? Then choose that kind.", label=plain_label(meant))
        yield "kind", Weight.ODD, words
    if kind_meant(row) in ON_SKIN:
        yield from _place(row)
    elif row.area is not None or row.side is not None:
        yield "area", Weight.WRONG, sentence("Only what is put on the skin has an area.")
    if row.started_on and row.stopped_on and row.stopped_on < row.started_on:
        yield "stopped_on", Weight.WRONG, sentence("Stopped before it was started.")


def _allergy(row: Allergy) -> Iterator[Finding]:
    if row.allergen is Allergen.OTHER and not row.detail:
        yield "detail", Weight.WRONG, sentence("Write to what.")


def _implant(row: Implant) -> Iterator[Finding]:
    yield from _place(row)
    if row.kind is ImplantKind.OTHER and not row.detail:
        yield "detail", Weight.WRONG, sentence("Write which one.")


def _treatment(row: PastTreatment) -> Iterator[Finding]:
    yield from _place(row)
    if row.done_on is None and row.kind in _DATED:
        yield "done_on", Weight.OPEN, sentence("Ask when; a month or a year will do.")
    if row.kind is TreatmentKind.OTHER and not row.product:
        yield "product", Weight.WRONG, sentence("Write which treatment.")


_ROWS: dict[type, Callable[[Any], Iterator[Finding]]] = {
    HealthEntry: _condition,
    Medicine: _medicine,
    Allergy: _allergy,
    Implant: _implant,
    PastTreatment: _treatment,
}


def _place(row: Implant | Medicine | PastTreatment) -> Iterator[Finding]:
    if row.area is None:
        if row.side is not None:
            yield "side", Weight.WRONG, sentence("A side needs its area.")
    elif is_midline(row.area):
        if row.side is not None:
            yield "side", Weight.WRONG, sentence("This area has no side.")
    elif row.side is None:
        yield "side", Weight.OPEN, sentence("Say which side.")


def _order(since: date | None, field: str, day: date | None) -> Iterator[Finding]:
    if since is not None and day is not None and day < since:
        yield field, Weight.WRONG, sentence("This is before it began.")

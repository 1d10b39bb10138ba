"""Two numbers that may be one patient: what is proposed of each, and what to look at before."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from infrared_desktop.domain.people.duplicates import likeness
from infrared_desktop.domain.records.chart import Stored, newest_history
from infrared_desktop.domain.records.history import History
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.domain.sentences import Sentence, sentence

# Every field of a patient, in the order in which the two are laid side by side.
FIELDS = (
    "surname",
    "given_name",
    "birth_date",
    "sex",
    "phone",
    "second_phone",
    "email",
    "address",
    "language",
    "preferred_channel",
    "may_contact_by",
    "do_not_contact",
    "best_time",
    "external_id",
    "note",
)


@dataclass(frozen=True)
class Begun:
    """Work under a number that is not finished: what it is, and whose."""

    kind: str
    staff_id: int


@dataclass(frozen=True)
class Side:
    """One of the two: the person as registered, and how many records of each kind there are.

    Who may not read this chart is told neither of its records nor of the medical history.
    """

    number: int
    patient: Patient
    counts: Mapping[str, int] = field(default_factory=dict)
    history: Stored[History] | None = None
    is_restricted: bool = False
    begun: tuple[Begun, ...] = ()


def is_said(value: Any) -> bool:
    """Say whether a field says anything; that a patient agreed to no way of contact does."""
    return value not in (None, "", False)


def to_choose(one: Patient, other: Patient) -> tuple[str, ...]:
    """Return the fields that either of the two fills, in order."""
    return tuple(
        name for name in FIELDS if is_said(getattr(one, name)) or is_said(getattr(other, name))
    )


def differs(name: str, one: Patient, other: Patient) -> bool:
    """Say whether a field has to be chosen; a different spelling is a difference here."""
    return bool(getattr(one, name) != getattr(other, name))


def proposed(kept: Patient, other: Patient) -> Patient:
    """Return what is proposed: what the kept one says, and of the other what only that one says.

    Notes go together, and a wish not to be contacted is never lost.
    """
    filled = {
        name: getattr(kept if is_said(getattr(kept, name)) else other, name) for name in FIELDS
    }
    filled["do_not_contact"] = kept.do_not_contact or other.do_not_contact
    return replace(kept, **(filled | {"note": both_notes(kept, other)}))


def both_notes(kept: Patient, other: Patient) -> str:
    """Return both notes, the kept one's first, each once."""
    said = dict.fromkeys(note for note in (kept.note.strip(), other.note.strip()) if note)
    return "\n".join(said)


def in_the_way(kept: Side, other: Side) -> tuple[tuple[int, Begun], ...]:
    """Return what is to be finished before the two are joined, with the number that it is under.

    That is all under the number that is read along, and a history where there will be two.
    """
    theirs = [(other.number, begun) for begun in other.begun]
    if kept.history is None or other.history is None:
        return tuple(theirs)
    return (*theirs, *((kept.number, begun) for begun in kept.begun if begun.kind == "history"))


def cautions(kept: Side, other: Side) -> tuple[Sentence, ...]:
    """Return what speaks against joining the two, or what changes by it, gravest first."""
    return tuple(_cautions(kept, other))


def _cautions(kept: Side, other: Side) -> Iterator[Sentence]:
    one, two = kept.patient, other.patient
    if one.birth_date and two.birth_date and one.birth_date != two.birth_date:
        yield sentence(
            "The birth dates differ. Ask the patient before you join: a wrong join mixes two "
            "people's records."
        )
    if one.sex and two.sex and one.sex is not two.sex:
        yield sentence("The sex differs. Make sure that this is one person.")
    if likeness(one, two) is None:
        yield sentence(
            "Nothing says that they are one person but you: name, birth date, phone and e-mail "
            "are not the same."
        )
    if kept.history and other.history:
        counts = newest_history((kept.history, other.history))
        yield sentence(
            "Both have a medical history. Until the two are brought together, the one that was "
            "written last counts: that of number {n}, asked on {day}. The page of the history "
            "shows both.",
            n=(kept if counts is kept.history else other).number,
            day=counts.record.known_on,
        )
    if kept.is_restricted or other.is_restricted:
        yield sentence(
            "The chart of number {n} is restricted. Joined, all of it is, and who treated either "
            "of the two reads it.",
            n=(kept if kept.is_restricted else other).number,
        )

"""What the files say of themselves: README.txt, the list of fields, and the words of codes."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from enum import Enum
from typing import Any, get_args, get_origin

from infrared_desktop.domain.labels.codes import LABELS, NUMBERED
from infrared_desktop.domain.protocol.protocol import Protocol
from infrared_desktop.domain.sentences import Sentence
from infrared_desktop.storage.database.kinds import Kind
from infrared_desktop.storage.database.rows import bare_type, field_types
from infrared_desktop.storage.leaving.cells import POINTERS, SCALES, row_type

FIELD_COLUMNS = ("file", "field", "holds", "codes")
CODE_COLUMNS = ("protocol", "code", "words")

KIND_WORDS = {
    "settings": "what the clinic set about itself",
    "staff": "the people who work here",
    "room": "rooms",
    "device": "devices, with handpieces, service and recalls",
    "patient": "the person: name, birth date, telephone, address, wishes about contact",
    "consultation": "findings at a consultation; its rows are the treated areas",
    "plan": "planned courses; the rows are the areas with their number of sessions",
    "appointment": "visits in the diary, with what became of them",
    "session": "treatment sessions; the rows are the areas with all settings, and the day's checks",
    "adverse_event": "reactions, their course and outcome",
    "review": "reviews of the result; the rows are the areas with their grades",
    "next_step": "what was agreed at the end of a visit",
    "contact_attempt": "calls and other attempts to reach somebody",
    "follow_up_decision": "what was decided about a follow-up: put off, moved, not needed",
    "addendum": "what was added to a signed record later, and why a record was struck through",
    "history": "the medical history: conditions, medicines, allergies, implants, treatments",
    "handout": "papers that were handed out, word for word",
    "consent": "consents with all that was agreed to; signature is the drawn line, point by point",
    "withdrawal": "consents that were taken back",
    "rule_decision": "decisions to go by a rule of the protocol, or beyond it",
    "test_spot": "test spots and their reading",
    "protocol_copy": "protocols that the clinic approved, with their whole text",
    "signature": "who signed which version of which record, in which role and what for",
    "desk_rules": "opening hours, lengths of visits, reminders",
    "closure": "days and hours on which the clinic is closed",
    "absence": "visits that were missed or called off late",
    "wish": "the waiting list",
    "offer": "times that were offered to those who wait",
    "message": "letters, texts and e-mails, word for word, and whether they left",
    "message_text": "the clinic's own texts for messages",
    "mail_server": "the server by which e-mail is sent; its password is not here",
    "photo": "what is known of each photograph; the pictures are in the folder photographs",
    "alignment": "how two photographs lie onto one another",
    "photo_export": "the register of photographs that left",
    "call_back": "what recipients answered when a copy was called back",
    "review_copy": "copies that somebody took along to read elsewhere",
    "remark": "remarks that came back from such copies",
    "restriction": "records that are kept closed at the patient's wish",
    "erasure": "wishes about the whole record, to be erased above all, and what was decided",
    "merge": "two numbers that turned out to be one person",
}
FILE_WORDS = {
    "audit": "the audit log: who did what to which record, and who looked; mac binds each row to "
    "the one before it",
    "draft": "work that is not finished or signed; content is the form as it stands",
    "follow_up": "what is to be done and when, as the program works it out from the records",
    "who_read_it": "who opened, printed, exported or took along this record, newest last",
    "fields": "every field of every file: what it holds, and what its codes mean",
    "codes": "the codes of rules, questions and instructions, in words, for each protocol",
    "index": "the photographs: which file is whose, its SHA-256, and what is lacking",
}
_HOLDS: tuple[tuple[type, str], ...] = (
    (bool, "yes or no (true or false in the JSON)"),
    (int, "whole number"),
    (float, "number"),
    (datetime, "moment in UTC"),
    (date, "day, year-month-day"),
    (time, "time of day by the clinic's clock"),
    (Sentence, "sentence with its figures"),
    (Enum, "code"),
    (str, "text"),
)


def field_rows(kinds: Iterable[Kind]) -> Iterator[dict[str, Any]]:
    """Yield what each field holds, and what its codes mean."""
    for kind in kinds:
        yield from _fields(f"records/{kind.name}", kind.record_type)
        for name, of in field_types(kind.record_type).items():
            if rows := row_type(of):
                yield from _fields(f"records/{kind.name}.{name}", rows)


def code_rows(protocols: Iterable[Protocol]) -> Iterator[dict[str, Any]]:
    """Yield the codes that records hold of protocols, in words."""
    for one in protocols:
        told = [(each.code, each.question) for each in one.day_questions]
        told += [(each.code, each.text) for each in one.instructions]
        told += [(each.code, each.text) for each in one.consent.clauses]
        told += [(each.code, each.text) for each in one.procedure]
        told += [(each.code, each.text) for each in one.alternatives]
        told += [(each.code, each.text) for each in one.expected_results]
        for rule in one.rules:
            titles = " / ".join(dict.fromkeys(each.title for each in rule.wordings.values()))
            told.append((rule.code, f"{titles}. {rule.basis} ({rule.source})"))
        yield from ({"protocol": one.title, "code": code, "words": said} for code, said in told)


def _fields(file: str, record_type: Any) -> Iterator[dict[str, Any]]:
    for name, of in field_types(record_type).items():
        yield {"file": file, "field": name, "holds": _holds(name, of), "codes": _codes(name, of)}


def _holds(name: str, of: Any) -> str:
    bare = bare_type(of)
    if get_origin(bare) is tuple:
        rows = row_type(of)
        return "rows, one a line in a CSV of their own" if rows else f"list of: {_part(name, of)}"
    if name in POINTERS:
        return f"number of one of the {POINTERS[name]}; its name stands beside it"
    known = name.removesuffix("_id")
    if name.endswith("_id") and known in KIND_WORDS:
        return f"number of a record in records/{known}"
    return _part(name, of)


def _part(name: str, of: Any) -> str:
    bare = _innermost(of)
    if name in SCALES:
        return "degree on a scale"
    return next((words for base, words in _HOLDS if issubclass(bare, base)), "record")


def _codes(name: str, of: Any) -> str | None:
    bare = _innermost(of)
    known = NUMBERED[SCALES[name]] if name in SCALES else LABELS.get(bare)
    return "; ".join(f"{code} = {words}" for code, words in known.items()) if known else None


def _innermost(of: Any) -> Any:
    bare = bare_type(of)
    return get_args(bare)[0] if get_origin(bare) is tuple else bare

"""Find patients as somebody types: exact words first, then beginnings, then any part of a word."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from infrared_desktop.domain.dates import parse_date
from infrared_desktop.domain.people.duplicates import match_keys
from infrared_desktop.domain.people.folding import latin, search_terms, search_text, typed_number
from infrared_desktop.domain.records.chart import State, Stored
from infrared_desktop.domain.records.people import Patient, Settings
from infrared_desktop.storage.database.books import Books
from infrared_desktop.storage.database.joined import kept
from infrared_desktop.storage.database.sqlcipher import Database, read

MOST_COUNTED = 1_000  # to count all of a hundred thousand would take longer than a key stroke

_MOST_ALIKE = 100  # of each key: more than anybody would look through
_TELLING = "nsxep"  # what keys begin with (name, sound and birth date, ...), most telling first
_SHORT = 3  # a trigram needs three letters


@dataclass(frozen=True)
class Found:
    """The numbers of the best matches, best first, and how many there are in all.

    Counting stops at `MOST_COUNTED`: then there are at least that many.
    """

    numbers: tuple[int, ...]
    total: int


def to_index(books: Books, stored: Stored[Patient]) -> dict[int, Patient]:
    """Return what a patient is found by: own data, and those of each number that was joined."""
    if stored.state is State.INVALID:
        return {}
    known = {stored.id: stored.record}
    if others := books.one_person(stored.id) - {stored.id}:
        known |= {number: each.record for number, each in books.many(Patient, others).items()}
    return known


def index(db: Database, number: int, known: Mapping[int, Patient]) -> None:
    """Put a patient into the index with all that is known of them by number, or take one out.

    Runs inside the transaction of the act.
    """
    for table in ("people_words", "people_parts"):
        db.execute(f"DELETE FROM {table} WHERE rowid = ?", (number,))
    for table in ("match_key", "people_order"):
        db.execute(f"DELETE FROM {table} WHERE patient_id = ?", (number,))
    if not known:
        return
    sort_key = latin(known[number].display_name)
    db.execute("INSERT INTO people_order VALUES (?, ?)", (sort_key, number))
    text = " ".join(search_text(patient, each) for each, patient in known.items())
    for table in ("people_words", "people_parts"):
        db.execute(f"INSERT INTO {table} (rowid, text) VALUES (?, ?)", (number, text))
    for key in {key for patient in known.values() for key in match_keys(patient)}:
        db.execute("INSERT INTO match_key VALUES (?, ?)", (key, number))


def find(db: Database, text: str, settings: Settings, today: date, limit: int) -> Found:
    """Return the best matches for what was typed so far; nothing typed finds nobody."""
    numbers: dict[int, None] = dict.fromkeys(_numbered(db, text))
    for terms in _readings(text, settings, today):
        tiers = list(_tiers(terms))
        before = len(numbers)
        for table, query in tiers:
            numbers.update(dict.fromkeys(_hits(db, table, query, limit)))
            if len(numbers) >= limit:
                break
        if len(numbers) > before:
            return Found(tuple(numbers)[:limit], max(_count(db, *tiers[-1]), len(numbers)))
    return Found(tuple(numbers), len(numbers))


def _numbered(db: Database, text: str) -> list[int]:
    """Return the patient whose very number was typed: first above any other match."""
    typed = typed_number(text)
    sql = "SELECT patient_id FROM people_order WHERE patient_id = ?"
    return [number for (number,) in read(db, sql, (typed and kept(db, typed),))]


def page(db: Database, offset: int, limit: int) -> list[int]:
    """Return a page of the directory: all patients by name."""
    sql = "SELECT patient_id FROM people_order ORDER BY sort_key, patient_id LIMIT ? OFFSET ?"
    return [number for (number,) in read(db, sql, (limit, offset))]


def candidates(db: Database, patient: Patient) -> list[int]:
    """Return the numbers of those who share a key with a patient and may be the same person.

    A key that a crowd shares, such as a switchboard's phone, never hides those who share another.
    """
    sql = "SELECT patient_id FROM match_key WHERE key = ? ORDER BY patient_id DESC LIMIT ?"
    numbers: dict[int, None] = {}
    for key in sorted(match_keys(patient), key=lambda key: (_TELLING.index(key[0]), key)):
        numbers.update((number, None) for (number,) in read(db, sql, (key, _MOST_ALIKE)))
    return list(numbers)


def _readings(text: str, settings: Settings, today: date) -> Iterator[list[str]]:
    """Yield what may be meant: a day, the words as typed, the words in Latin letters."""
    if day := parse_date(text, settings.date_order, today):
        yield [f"{day:%Y%m%d}"]
    terms = search_terms(text)
    if terms:
        yield terms
    if not text.isascii() and (in_latin := search_terms(latin(text))) not in ([], terms):
        yield in_latin


def _tiers(terms: list[str]) -> Iterator[tuple[str, str]]:
    """Yield ever wider queries: words, words and the last one's beginning, beginnings, parts."""
    quoted = [f'"{term}"' for term in terms]
    yield "people_words", " AND ".join(quoted)
    if len(quoted) > 1:
        yield "people_words", " AND ".join(quoted) + "*"
    yield "people_words", " AND ".join(f"{term}*" for term in quoted)
    if all(len(term) >= _SHORT for term in terms):
        yield "people_parts", " AND ".join(quoted)


def _hits(db: Database, table: str, query: str, limit: int) -> Iterable[int]:
    sql = f"SELECT rowid FROM {table} WHERE {table} MATCH ? ORDER BY rowid DESC LIMIT ?"
    return [number for (number,) in read(db, sql, (query, limit))]


def _count(db: Database, table: str, query: str) -> int:
    sql = f"SELECT count(*) FROM (SELECT 1 FROM {table} WHERE {table} MATCH ? LIMIT ?)"
    return next(int(total) for (total,) in read(db, sql, (query, MOST_COUNTED)))

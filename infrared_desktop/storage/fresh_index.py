"""Check the search index against one that is made afresh in memory from the same people."""

from collections import defaultdict
from collections.abc import Mapping
from contextlib import closing
from typing import Any

from infrared_desktop.domain.records.people import Patient
from infrared_desktop.storage.database.books import Books
from infrared_desktop.storage.database.migrations import newest_definitions
from infrared_desktop.storage.database.sqlcipher import Database, in_memory
from infrared_desktop.storage.desks import search


def misplaced(db: Database, books: Books) -> set[int]:
    """Return the numbers that the index holds otherwise than it should for the stored patients."""
    with closing(in_memory()) as fresh:
        for name in (*_TEXTS, *_LISTS, *(f"{table}_patient" for table in _LISTS)):
            fresh.execute(newest_definitions()[name])
        for stored in books.all(Patient):
            search.index(fresh, stored.id, search.to_index(books, stored))
        wrong = {number for table in _LISTS for number in _differing_rows(db, fresh, table)}
        for table in _TEXTS:
            stands, ought = _prints(db, table), _prints(fresh, table)
            wrong |= {number for number, _ in stands.items() ^ ought.items()}
        return wrong


_LISTS = {"match_key": "key", "people_order": "sort_key"}
_TEXTS = ("people_words", "people_parts")


def _differing_rows(db: Database, fresh: Database, table: str) -> set[int]:
    sql = f"SELECT {_LISTS[table]}, patient_id FROM {table}"
    return {number for _, number in set(db.execute(sql)) ^ set(fresh.execute(sql))}


def _prints(db: Database, table: str) -> Mapping[Any, int]:
    """Return a print of each patient's indexed words; the index itself keeps no text."""
    db.execute(f"CREATE VIRTUAL TABLE temp.{table}_found USING fts5vocab(main, {table}, instance)")
    prints: defaultdict[Any, int] = defaultdict(int)
    for term, number, offset in db.execute(f"SELECT term, doc, offset FROM temp.{table}_found"):
        prints[number] += hash((term, offset))
    db.execute(f"DROP TABLE temp.{table}_found")
    return prints

"""The steps from an empty file to today's schema; each release only appends steps."""

from collections.abc import Mapping
from contextlib import closing
from functools import cache
from types import MappingProxyType

from infrared_desktop.storage.database.sqlcipher import Database, in_memory

# isort: split

# Only after SQLCipher stands in for sqlite3, whoever imports this module first.
from sqlite_utils.migrations import Migrations

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.database import (
    clinical_schema,
    desk_schema,
    first_schema,
    photo_schema,
    triggers,
    trust_schema,
)

migrations = Migrations("infrared_desktop")


class OutdatedError(KnownError):
    """The file is of an older version; it is changed only once a backup of it is proven."""

    def __init__(self) -> None:
        super().__init__(
            "This clinic was last opened by an older version of the program. Nothing was changed. "
            "Open it in the program first, which brings it up to date, then check it again."
        )


@migrations()
def m001_records(db: Database) -> None:
    """Create the version tables, the audit log and the derived tables."""
    _create_records(db, first_schema.RECORD_COLUMNS)
    for statement in first_schema.BOOKKEEPING.split(";"):
        if statement.strip():
            db.execute(statement)
    triggers.recreate(db)


@migrations()
def m002_search(db: Database) -> None:
    """Create the search index over the people and the keys that likely duplicates share."""
    options = "content='', contentless_delete=1"
    words = "tokenize=\"unicode61 remove_diacritics 0\", prefix='1 2 3 4 5 6'"
    db.execute(f"CREATE VIRTUAL TABLE people_words USING fts5(text, {options}, {words})")
    db.execute(f"CREATE VIRTUAL TABLE people_parts USING fts5(text, {options}, tokenize='trigram')")
    db.execute(
        "CREATE TABLE match_key (key TEXT NOT NULL, patient_id INTEGER NOT NULL, "
        "PRIMARY KEY (key, patient_id)) STRICT, WITHOUT ROWID"
    )
    db.execute("CREATE INDEX match_key_patient ON match_key (patient_id)")
    db.execute(
        "CREATE TABLE people_order (sort_key TEXT NOT NULL, patient_id INTEGER NOT NULL, "
        "PRIMARY KEY (sort_key, patient_id)) STRICT, WITHOUT ROWID"
    )
    db.execute("CREATE INDEX people_order_patient ON people_order (patient_id)")
    triggers.recreate(db)


@migrations()
def m003_clinical_record(db: Database) -> None:
    """Add history, papers, consent, test spots, decisions on rules, and what records gained."""
    _create_records(db, clinical_schema.NEW_RECORDS)
    _add_columns(db, clinical_schema.NEW_COLUMNS)
    for statement in clinical_schema.INDEXES:
        db.execute(statement)
    triggers.recreate(db)


@migrations()
def m004_follow_up_count(db: Database) -> None:
    """Count the follow-ups as they are derived, so that nobody reads them all to count them."""
    db.execute("CREATE TABLE follow_up_count (total INTEGER NOT NULL) STRICT")
    db.execute("INSERT INTO follow_up_count SELECT count(*) FROM follow_up")
    triggers.recreate(db)


@migrations()
def m005_day_of_treatment(db: Database) -> None:
    """Add where a device may tighten skin, who else signs, and more of a session's day."""
    _add_columns(db, clinical_schema.GAINED)
    triggers.recreate(db)


@migrations()
def m006_front_desk(db: Database) -> None:
    """Add the desk's rules, missed visits, the waiting list, messages, and ways of contact."""
    _create_records(db, desk_schema.NEW_RECORDS)
    _add_columns(db, desk_schema.GAINED)
    db.execute(desk_schema.SECRETS)
    for statement in desk_schema.INDEXES:
        db.execute(statement)
    triggers.recreate(db)


@migrations()
def m007_photographs(db: Database) -> None:
    """Add photographs, how they lie onto one another, what left, review copies and remarks."""
    _create_records(db, photo_schema.NEW_RECORDS)
    _add_columns(db, photo_schema.GAINED)
    for statement in photo_schema.INDEXES:
        db.execute(statement)
    triggers.recreate(db)


@migrations()
def m008_trust(db: Database) -> None:
    """Add what the audit log tells besides, when the window locks, and patients' rights."""
    _create_records(db, trust_schema.NEW_RECORDS)
    _add_columns(db, trust_schema.GAINED)
    for statement in (*trust_schema.TABLES, *trust_schema.INDEXES):
        db.execute(statement)
    triggers.recreate(db)


@migrations()
def m009_wishes(db: Database) -> None:
    """Keep what else a patient asks for of the whole record beside being erased."""
    _add_columns(db, trust_schema.WISHES)
    triggers.recreate(db)


def _add_columns(db: Database, columns_of: Mapping[str, str]) -> None:
    """Add columns, the triggers out of the way: each column has SQLite read every one of them."""
    triggers.drop(db)
    for name, columns in columns_of.items():
        for column in columns.strip().splitlines():
            db.execute(f"ALTER TABLE [{name}] ADD COLUMN {column.strip()}")


def _create_records(db: Database, columns_of: Mapping[str, str]) -> None:
    for name, columns in columns_of.items():
        body = first_schema.VERSION_COLUMNS + columns + ", PRIMARY KEY (id, version)"
        db.execute(f"CREATE TABLE [{name}] ({body}) STRICT, WITHOUT ROWID")


def step_names() -> list[str]:
    """Return the names of all known steps, in order."""
    return [migration.name for migration in migrations._migrations]


def bring_up_to_date(db: Database, may_change: bool) -> None:
    """Apply what is missing; refuse a file of a newer version.

    Raise OutdatedError for one of an older version that may not be changed yet.
    """
    applied = _applied(db)
    if applied and not may_change and migrations.pending(db):
        raise OutdatedError
    migrations.apply(db)
    if not applied:
        mark_derivations(db)


def refuse_unless_up_to_date(db: Database) -> None:
    """Raise KnownError for a file of a newer or an older version; nothing is changed."""
    if _applied(db) != set(step_names()) or derivations_are_stale(db):
        raise OutdatedError


def _applied(db: Database) -> set[str]:
    applied = {migration.name for migration in migrations.applied(db)}
    if applied - set(step_names()):
        raise KnownError(
            "This clinic was last opened by a newer version of the program. Nothing was changed. "
            "Install the newer version to open it."
        )
    return applied


def derivations_are_stale(db: Database) -> bool:
    """Say whether a step was applied since all derived tables were last filled.

    A release that derives differently (search index, follow-ups) therefore appends a step, an
    empty one if no table changes.
    """
    return bool(db.execute("PRAGMA user_version").fetchone() != (len(step_names()),))


def mark_derivations(db: Database) -> None:
    """Note, inside the transaction that filled them, that the derived tables are up to date."""
    db.execute(f"PRAGMA user_version = {len(step_names())}")


def definitions(db: Database) -> dict[str, str]:
    """Return the definition of every table, index and trigger by name."""
    return dict(db.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))


@cache
def newest_definitions() -> Mapping[str, str]:
    """Return the definitions that a new clinic starts with."""
    with closing(in_memory()) as db:
        migrations.apply(db)
        return MappingProxyType(definitions(db))

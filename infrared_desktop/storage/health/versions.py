"""Which program, data and cipher a clinic is opened with."""

import platform
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.database.migrations import step_names
from infrared_desktop.storage.database.sqlcipher import Database


@dataclass(frozen=True)
class Versions:
    """As each names itself."""

    program: str  # "" where it runs from its source
    data: int
    python: str
    cipher: str
    sqlite: str
    provider: str


def versions_of(clinic: Clinic) -> Versions:
    """Ask each."""
    db = clinic.ledger.db
    return Versions(
        _program(),
        len(step_names()),
        platform.python_version(),
        _told(db, "PRAGMA cipher_version"),
        _told(db, "SELECT sqlite_version()"),
        _told(db, "PRAGMA cipher_provider_version"),
    )


def _program() -> str:
    try:
        return version("infrared-desktop")
    except PackageNotFoundError:
        return ""


def _told(db: Database, sql: str) -> str:
    row = db.execute(sql).fetchone()
    return str(row[0]) if row else ""

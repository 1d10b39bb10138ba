"""Open the encrypted database; the one place where SQLCipher stands in for sqlite3."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from importlib import import_module
from importlib.util import LazyLoader, find_spec, module_from_spec
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary, WeakSet

import sqlcipher3
from sqlcipher3 import dbapi2


def _import_when_used(package: str, name: str) -> None:
    """Let a module be imported as soon as something of it is used, and not before."""
    full = f"{package}.{name}"
    with suppress(ImportError):
        spec = find_spec(full)
        if full not in sys.modules and spec is not None and spec.loader is not None:
            spec.loader = loader = LazyLoader(spec.loader)
            sys.modules[full] = module = module_from_spec(spec)
            loader.exec_module(module)
            setattr(import_module(package), name, module)


# sqlite-utils looks for pysqlite3 when it is imported and catches that module's errors only;
# without this stand-in it would silently miss every error that SQLCipher raises.
sys.modules.setdefault("pysqlite3", sqlcipher3)
sys.modules.setdefault("pysqlite3.dbapi2", dbapi2)
# It names a type of Python's own SQLite as well; that second one would take 2 MB for nothing.
_OWN = sys.modules.get("sqlite3")
sys.modules["sqlite3"] = sqlcipher3
_import_when_used("dateutil", "parser")  # it reads dates by guess on the command line only

from sqlite_utils import Database  # noqa: E402
from sqlite_utils.utils import sqlite3  # type: ignore[attr-defined]  # noqa: E402

del sys.modules["sqlite3"]
if _OWN is not None:
    sys.modules["sqlite3"] = _OWN

from infrared_desktop.domain.errors import KnownError  # noqa: E402
from infrared_desktop.storage.database.full_disk import DiskError, ShutFolderError  # noqa: E402
from infrared_desktop.storage.files.damage import DamageError, check_file  # noqa: E402
from infrared_desktop.storage.files.folder import DATABASE  # noqa: E402

if sqlite3.IntegrityError is not dbapi2.IntegrityError:
    raise ImportError(f"sqlite_utils was imported before {__name__}")

__all__ = [
    "Database",
    "connect",
    "connect_to_look",
    "connect_to_read",
    "heard",
    "in_memory",
    "make_database",
    "read",
    "refusal",
    "watch_damage",
]

DatabaseError: type[Exception] = dbapi2.DatabaseError
IntegrityError: type[Exception] = dbapi2.IntegrityError
OperationalError: type[Exception] = dbapi2.OperationalError

KEY_BYTES = 32
CACHE_KIB = 65_536
BUSY_MS = 5_000


def connect(path: Path, key: bytes) -> Database:
    """Open the file with its raw 32-byte key; raise KnownError where that fails, or it is gone."""
    check_file(path)
    return make_database(path, key)


def make_database(path: Path, key: bytes) -> Database:
    """Open a file as `connect` does, but begin a new database where there is none."""
    connection = dbapi2.connect(str(path), isolation_level=None)
    try:
        _unlock(connection, key)
    except dbapi2.DatabaseError as error:
        connection.close()
        raise refusal(error, path) from error
    # A plugin for sqlite-utils would be handed the decrypted database; and to look for plugins
    # reads what every installed package says about itself.
    return Database(connection, execute_plugins=False)


def connect_to_read(path: Path, key: bytes) -> Database:
    """Open a file that nobody writes to any more, so that it can't be written by accident."""
    return _connect_read_only(path, key, "mode=ro&immutable=1")


def connect_to_look(path: Path, key: bytes) -> Database:
    """Open a file that others may be writing to, to look at it as it is and no more."""
    # Without a log nobody has it open; and to look at it must not leave one there.
    has_log = path.with_name(f"{path.name}-wal").exists()
    return _connect_read_only(path, key, "mode=ro" if has_log else "mode=ro&immutable=1")


def _connect_read_only(path: Path, key: bytes, how: str) -> Database:
    check_file(path)
    where = f"{path.absolute().as_uri()}?{how}"
    # A job opens it beside the window, which then reads on alone.
    try:
        connection = dbapi2.connect(where, uri=True, isolation_level=None, check_same_thread=False)
    except dbapi2.DatabaseError as error:
        raise refusal(error, path) from error
    try:
        _give_key(connection, key)
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("PRAGMA query_only = ON")
        connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    except dbapi2.DatabaseError as error:
        connection.close()
        raise refusal(error, path) from error
    return Database(connection, execute_plugins=False)


def in_memory() -> Database:
    """Open an empty database that is never written to a disk."""
    return Database(dbapi2.connect(":memory:", isolation_level=None), execute_plugins=False)


def _give_key(connection: Any, key: bytes) -> None:
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    # A wrong key only shows at the first read, so the first read comes at once.
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()


def _unlock(connection: Any, key: bytes) -> None:
    _give_key(connection, key)
    for pragma in (
        "fullfsync = ON",  # on a Mac, through the drive's own cache; elsewhere it says nothing
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        f"cache_size = -{CACHE_KIB}",
        f"busy_timeout = {BUSY_MS}",
        "temp_store = MEMORY",
        "secure_delete = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def read(db: Database, sql: str, values: Iterable[Any] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a query; a file that cannot be read is a KnownError."""
    try:
        yield from db.execute(sql, tuple(values))
    except dbapi2.DatabaseError as error:
        raise heard(db, refusal(error, Path(DATABASE))) from error


_watched: WeakKeyDictionary[Database, Callable[[DamageError], object]] = WeakKeyDictionary()
_damaged: WeakSet[Database] = WeakSet()


def watch_damage(db: Database, tell: Callable[[DamageError], object]) -> None:
    """Tell somebody each time that an open file turns out to be damaged."""
    _watched[db] = tell


def heard(db: Database, found: KnownError) -> KnownError:
    """Let a file that is damaged take nothing more, as that may spoil more of it; tell who watches.

    Return the error to raise: what is refused from then on is refused for the damage.
    """
    if isinstance(found, DamageError):
        _damaged.add(db)
        with suppress(dbapi2.Error):
            db.execute("PRAGMA query_only = ON")
    elif db in _damaged:
        found = DamageError(_NO_MORE, name=DATABASE)
    else:
        return found
    if tell := _watched.get(db):
        tell(found)
    return found


def refusal(error: Exception, path: Path) -> KnownError:
    """Turn a database error into a sentence that says what is safe and what to do."""
    told, kind = str(error), _kind(error)
    for signs, words in _REFUSALS:
        if any(sign in told for sign in signs):
            return kind(words, name=path.name)
    if kind is DamageError:
        return DamageError(_DAMAGED, name=path.name)
    return KnownError(
        "The clinic file could not do this ({told}). What was saved before is safe.", told=told
    )


def _kind(error: Exception) -> type[KnownError]:
    return _KINDS.get(getattr(error, "sqlite_errorcode", 0) & 0xFF, KnownError)


# SQLITE_CORRUPT, a failed MAC included, NOTADB; IOERR, FULL; READONLY, CANTOPEN.
_KINDS = {11: DamageError, 26: DamageError, 10: DiskError, 13: DiskError}
_KINDS |= {8: ShutFolderError, 14: ShutFolderError}
_NO_MORE = (
    "The file {name} is damaged, so nothing was saved: more of it could be spoilt. What was saved "
    "before is in the last backup, and what stands in an open window stays there. Restore it."
)
_DAMAGED = "The file {name} is damaged. Nothing was changed. Restore the last backup."
_REFUSALS = (
    (
        ("only read",),
        "This is a copy to read, so nothing was stored. Write a remark; the clinic takes it up.",
    ),
    (
        ("not a database",),
        "The file {name} does not open with the keys beside it: it is damaged, or of another "
        "clinic. Nothing was changed. Restore the last backup.",
    ),
    (("malformed", "hmac"), _DAMAGED),
    (
        ("never changed",),
        "This record is signed or struck through, so it was not changed. What you wrote is still "
        "on screen. Add it as an addendum.",
    ),
    (
        ("locked",),
        "Another program is working on this clinic, so nothing was changed. What stands in an "
        "open window stays there. Close the other program and try again.",
    ),
    (
        ("full",),
        "There is no room left on the disk, so this was not saved. What was saved before is "
        "safe, and what stands in an open window stays there. Free some space and try again.",
    ),
    (
        ("disk I/O",),
        "The disk did not take this, so it was not saved: it may be full or gone. What was saved "
        "before is safe, and what stands in an open window stays there. Look at the disk and try "
        "again.",
    ),
    (
        ("readonly", "unable to open"),
        "The clinic folder cannot be written, so nothing is saved now. What was saved before is "
        "safe, and what stands in an open window stays there. See that the folder is there and "
        "that you may write to it, then try again.",
    ),
)

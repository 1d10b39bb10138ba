"""Triggers by which the database itself refuses to change what was stored."""

from infrared_desktop.storage.sqlcipher import Database

_NO_CHANGE = """
CREATE TRIGGER {table}_no_{act} BEFORE {act} ON [{table}]
BEGIN SELECT RAISE(ABORT, 'what is stored in {table} is never changed'); END
"""
_SIGNED = """
CREATE TRIGGER {table}_signed BEFORE INSERT ON [{table}]
WHEN NEW.state <> 'invalid' AND EXISTS (
    SELECT 1 FROM [{table}] WHERE id = NEW.id AND state IN ('signed', 'invalid'))
BEGIN SELECT RAISE(ABORT, 'a signed {table} is never changed'); END
"""


def recreate(db: Database) -> None:
    """Create every trigger anew; each migration ends with this, as transform() drops them."""
    for name in names(db):
        db.execute(f"DROP TRIGGER [{name}]")
    for table in append_only_tables(db):
        for act in ("UPDATE", "DELETE"):
            db.execute(_NO_CHANGE.format(table=table, act=act))
        if table != "audit":
            db.execute(_SIGNED.format(table=table))


def names(db: Database) -> set[str]:
    """Return the names of the triggers that stand."""
    return {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}


def append_only_tables(db: Database) -> list[str]:
    """Return the audit log and every table that holds versions of records."""
    found = db.execute(
        "SELECT m.name FROM sqlite_master m, pragma_table_info(m.name) c "
        "WHERE m.type = 'table' AND c.name = 'content_hash' ORDER BY m.name"
    )
    return [name for (name,) in found]

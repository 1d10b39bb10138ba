"""Triggers by which the database itself refuses to change what was stored, and counts."""

from infrared_desktop.storage.database.sqlcipher import Database

# INSERT OR REPLACE removes a row without asking the DELETE trigger, unless the connection set
# recursive_triggers; {table}_once holds whoever connects.
_APPEND_ONLY = {
    "{table}_no_update": """CREATE TRIGGER {table}_no_update BEFORE UPDATE ON [{table}]
BEGIN SELECT RAISE(ABORT, 'what is stored in {table} is never changed'); END""",
    "{table}_no_delete": """CREATE TRIGGER {table}_no_delete BEFORE DELETE ON [{table}]
BEGIN SELECT RAISE(ABORT, 'what is stored in {table} is never changed'); END""",
    "{table}_once": """CREATE TRIGGER {table}_once BEFORE INSERT ON [{table}]
WHEN EXISTS (SELECT 1 FROM [{table}] WHERE {same})
BEGIN SELECT RAISE(ABORT, 'what is stored in {table} is never changed'); END""",
}
# A signed record can only be struck through, with the content that was signed.
_FINAL = {
    "{table}_signed": """CREATE TRIGGER {table}_signed BEFORE INSERT ON [{table}]
WHEN EXISTS (SELECT 1 FROM [{table}] WHERE id = NEW.id AND (state = 'invalid' OR (
    state = 'signed' AND (NEW.state <> 'invalid' OR NEW.content_hash <> content_hash))))
BEGIN SELECT RAISE(ABORT, 'a signed {table} is never changed'); END""",
}
_COUNTING = {
    f"follow_up_{word}": f"""CREATE TRIGGER follow_up_{word} AFTER {event} ON follow_up
BEGIN UPDATE follow_up_count SET total = total {sign} 1; END"""
    for word, event, sign in (("counted", "INSERT", "+"), ("uncounted", "DELETE", "-"))
}


def recreate(db: Database) -> None:
    """Create every trigger anew; each migration ends with this, as transform() drops them."""
    for name in standing(db):
        db.execute(f"DROP TRIGGER [{name}]")
    for definition in expected(db).values():
        db.execute(definition)


def standing(db: Database) -> dict[str, str]:
    """Return the definitions of the triggers that stand, by name."""
    return dict(db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))


def expected(db: Database) -> dict[str, str]:
    """Return the definitions of the triggers that ought to stand, by name."""
    wanted = dict(_COUNTING) if db["follow_up_count"].exists() else {}
    for table in append_only_tables(db):
        is_audit = table == "audit"
        same = "seq = NEW.seq" if is_audit else "id = NEW.id AND version = NEW.version"
        for name, definition in (_APPEND_ONLY if is_audit else _APPEND_ONLY | _FINAL).items():
            wanted[name.format(table=table)] = definition.format(table=table, same=same)
    return wanted


def append_only_tables(db: Database) -> list[str]:
    """Return the audit log and every table that holds versions of records."""
    found = db.execute(
        "SELECT m.name FROM sqlite_master m, pragma_table_info(m.name) c "
        "WHERE m.type = 'table' AND c.name = 'content_hash' ORDER BY m.name"
    )
    return [name for (name,) in found]

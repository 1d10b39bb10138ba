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
# Once the schema knows erasures (decision 0024): rows of a patient who is to be erased may go, but
# never the decision itself.
_ERASED = "EXISTS (SELECT 1 FROM erasure e WHERE e.decision = 'erased' AND e.patient_id {whose})"
_HELD = "= (SELECT h.patient_id FROM head h WHERE h.kind = '{table}' AND h.id = OLD.id)"
_ERASABLE = """CREATE TRIGGER {table}_no_delete BEFORE DELETE ON [{table}]
WHEN NOT {erased}
BEGIN SELECT RAISE(ABORT, 'what is stored in {table} is never changed'); END"""
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
    drop(db)
    for definition in expected(db).values():
        db.execute(definition)


def drop(db: Database) -> None:
    """Drop every trigger, inside the step that ends with `recreate`."""
    for name in standing(db):
        db.execute(f"DROP TRIGGER [{name}]")


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
    for table in _erasable_tables(db):
        wanted[f"{table}_no_delete"] = _ERASABLE.format(table=table, erased=_erased(table))
    return wanted


def _erasable_tables(db: Database) -> list[str]:
    """Return the tables whose rows are about patients, once erasures are known."""
    if not db["erasure"].exists():
        return []
    found = db.execute(
        "SELECT m.name FROM sqlite_master m, pragma_table_info(m.name) c "
        "WHERE m.type = 'table' AND c.name = 'patient_id' ORDER BY m.name"
    )
    about = {"patient", *(name for (name,) in found)}
    return [table for table in append_only_tables(db) if table in about and table != "audit"]


def _erased(table: str) -> str:
    whose = _HELD.format(table=table)
    if table == "merge":
        whose = "IN (OLD.patient_id, OLD.merged_id)"
    erased = _ERASED.format(whose=whose)
    return f"(OLD.decision <> 'erased' AND {erased})" if table == "erasure" else erased


def append_only_tables(db: Database) -> list[str]:
    """Return the audit log and every table that holds versions of records."""
    found = db.execute(
        "SELECT m.name FROM sqlite_master m, pragma_table_info(m.name) c "
        "WHERE m.type = 'table' AND c.name = 'content_hash' ORDER BY m.name"
    )
    return [name for (name,) in found]

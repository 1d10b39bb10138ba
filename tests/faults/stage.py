"""A clinic to try faults on: made once, copied for each fault, and looked at afterwards."""

import hashlib
import os
import shutil
from collections.abc import Collection, Iterator
from contextlib import closing
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from infrared_desktop.storage.access.way_in import let_in, let_in_with_recovery_key
from infrared_desktop.storage.audit import anchor
from infrared_desktop.storage.audit.log import FIRST_COLUMNS, START, AuditLog
from infrared_desktop.storage.backup.before_upgrade import open_backed_up
from infrared_desktop.storage.backup.making import back_up
from infrared_desktop.storage.backup.trial import Source
from infrared_desktop.storage.clinic import Clinic, open_clinic
from infrared_desktop.storage.database.kinds import KINDS
from infrared_desktop.storage.database.migrations import migrations
from infrared_desktop.storage.database.rows import content_hash
from infrared_desktop.storage.database.sqlcipher import Database, connect, make_database
from infrared_desktop.storage.files.exchange import finish_exchange
from infrared_desktop.storage.files.folder import NEXT_KEYS
from infrared_desktop.storage.files.key_file import RECOVERY, read
from infrared_desktop.storage.verify import verify
from tests.camera import drawn, noted
from tests.clinics import CLINICIAN, NOW, PASSPHRASE, RECEPTION, Template
from tests.photo_scenes import kept
from tests.scenes import consultation, patient, stored_now, treated_patient

OWNER, OTHER = "Dr. Åsa Lindqvist", "Noor Haddad"
OTHERS_WORDS = "what the one who goes knew"
PICTURES, CARD = 4, 3
SETTINGS = KINDS["settings"]


class TornError(AssertionError):
    """A clinic that is neither as before nor as after, or is not sound."""


@dataclass(frozen=True)
class Stage:
    """A clinic in a folder, a place with a proven backup of it, and its keys."""

    root: Path
    key: bytes
    recovery_key: str

    @property
    def folder(self) -> Path:
        """The clinic."""
        return self.root / "clinic"

    @property
    def place(self) -> Path:
        """Where its backups lie."""
        return self.root / "stick"

    @property
    def source(self) -> Source:
        """What is backed up."""
        return Source(self.folder, self.key)

    @property
    def backups(self) -> list[Path]:
        """The lists of all backups, the oldest first."""
        return sorted(self.place.rglob("*.backup"))

    def open(self) -> Clinic:
        """Open the clinic as the program does."""
        return open_backed_up(self.folder, self.key, NOW)

    def copy_to(self, root: Path) -> "Stage":
        """Return the same once more, untouched."""
        shutil.copytree(self.root, root)
        return replace(self, root=root)


def set_stage(template: Template, root: Path) -> Stage:
    """Play a patient's treatment with photographs, back it up, and register somebody after."""
    stage = Stage(root, template.key, template.recovery_key)
    with closing(template.copy_to(stage.folder)) as clinic:
        number = treated_patient(clinic)
        clinic.care.keep_draft(consultation(number), RECEPTION, NOW)
        pictures = [os.urandom(60_000) for _ in range(PICTURES)]
        photos = [kept(clinic, number, each) for each in pictures]
        clinic.photos.add(photos, CLINICIAN, NOW)
        for photo in photos:
            clinic.photos.files.put_thumbnail(photo.content, b"small " + os.urandom(2_000))
    (stage.root / "card").mkdir()
    for shot in range(CARD):
        (stage.root / "card" / f"{shot}.jpg").write_bytes(noted(drawn(160, 120, shot)))
    stage.place.mkdir()
    back_up(stage.source, stage.place, NOW)
    with closing(stage.open()) as clinic:
        clinic.people.register(patient("After"), RECEPTION, NOW)
    return stage


def aged(stage: Stage) -> None:
    """Make the clinic a file of the release before the one that brought trust."""
    path = stage.folder / "clinic.db"
    with closing(stage.open()) as clinic:
        now = {each.content_hash: each.record for each in clinic.ledger.books.versions(SETTINGS)}
    with closing(connect(path, stage.key)) as db:
        db.execute("PRAGMA journal_mode = DELETE")
        path.rename(path.with_name("new.db"))
    with (
        closing(connect(path.with_name("new.db"), stage.key)) as new,
        closing(make_database(path, stage.key)) as old,
    ):
        migrations.apply(old, stop_before="m008_trust")
        known = [column.name for column in old.table("settings").columns]
        then = {told: content_hash(_without(known, record)) for told, record in now.items()}
        old.execute("BEGIN")
        for table in old.table_names():
            if not table.startswith(("_", "sqlite_", "people_", "follow_up_count", "audit")):
                _copy(table, new, old, then)
        _chain_anew(new, old, stage.key, then)
        old.execute("COMMIT")
        anchor.set_down(stage.folder, AuditLog(old, stage.key))
    path.with_name("new.db").unlink()


def _without(known: Collection[str], record: Any) -> Any:
    """Return a record that says nothing which was not known then."""
    gained = [each for each in fields(record) if each.name not in known]
    return replace(record, **{each.name: each.default for each in gained})


def _copy(table: str, new: Database, old: Database, then: dict[str, str]) -> None:
    columns = [column.name for column in old.table(table).columns]
    names, marks = ", ".join(f"[{name}]" for name in columns), ", ".join("?" * len(columns))
    found = new.execute(f"SELECT {names} FROM [{table}]")
    rows = [tuple(then.get(cell, cell) for cell in row) for row in found]
    old.conn.executemany(f"INSERT INTO [{table}] ({names}) VALUES ({marks})", rows)


def _chain_anew(new: Database, old: Database, key: bytes, then: dict[str, str]) -> None:
    """Write the audit log as it was before it said more."""
    log, mac = AuditLog(old, key), START
    names = ", ".join(FIRST_COLUMNS)
    for found in list(new.execute(f"SELECT {names} FROM audit ORDER BY seq")):
        row = tuple(then.get(cell, cell) for cell in found)
        mac = log._mac(mac, row)
        marks = ", ".join("?" * (len(row) + 1))
        old.execute(f"INSERT INTO audit ({names}, mac) VALUES ({marks})", (*row, mac))


def content(folder: Path, key: bytes, leaving_out: tuple[str, ...] = ()) -> str:
    """Return a hash of all that a clinic holds; raise TornError for one that is not sound."""
    finish_exchange(folder)
    with closing(open_clinic(folder, key, NOW, may_change=True)) as clinic:
        return content_of(clinic, leaving_out)


def content_of(clinic: Clinic, leaving_out: tuple[str, ...] = ()) -> str:
    """Return a hash of all that an open clinic holds."""
    if found := [str(each) for each in verify(clinic)]:
        raise TornError(found)
    # When a step of the schema was taken says nothing of the clinic.
    rows = {
        table: held
        for table, held in stored_now(clinic).items()
        if table not in ("_sqlite_migrations", *leaving_out)
    }
    return hashlib.sha256(repr(sorted(rows.items())).encode()).hexdigest()


def heads(clinic: Clinic) -> set[tuple[str, int]]:
    """Return the kind and number of every record that a clinic holds."""
    return set(clinic.ledger.db.execute("SELECT kind, id FROM head"))


def keys_that_open(stage: Stage, passphrases: tuple[str, ...] = (PASSPHRASE,)) -> bytes:
    """Return the key by which the owner and the recovery key get in."""
    keys: set[bytes] = set()
    refusals: list[Any] = []
    for passphrase in passphrases:
        try:
            keys.add(let_in(stage.folder, OWNER, passphrase).key)
        except Exception as error:
            refusals.append(error)
    if len(refusals) == len(passphrases):
        raise TornError(refusals)
    keys.add(let_in_with_recovery_key(stage.folder, stage.recovery_key).key)
    if len(keys) != 1 or (stage.folder / NEXT_KEYS).exists():
        raise TornError("the keys do not fit one another")
    return keys.pop()


def names_in_keys(folder: Path) -> Iterator[str]:
    """Yield whose keys lie in the key file."""
    return (slot.name for slot in read(folder)[1] if slot.name != RECOVERY)

"""Real files of a clinic, a backup and a review copy, made once to be altered."""

import json
import tempfile
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from infrared_desktop.documents.pictures import Pictures
from infrared_desktop.domain.records.review_copies import Remark
from infrared_desktop.storage.audit.log import AuditLog
from infrared_desktop.storage.backup.making import back_up
from infrared_desktop.storage.backup.manifest import unsealed
from infrared_desktop.storage.backup.objects import Shelf
from infrared_desktop.storage.backup.proving import put_back_database
from infrared_desktop.storage.backup.standing import choose_place, note
from infrared_desktop.storage.backup.trial import Source
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.database.rows import to_json
from infrared_desktop.storage.files.folder import ANCHOR, KEY_FILE
from infrared_desktop.storage.files.review_copy import (
    HEADER,
    UnlockedCopy,
    derived,
    opened,
    unlock_copy,
)
from infrared_desktop.storage.files.review_leave import LeaseBook
from infrared_desktop.storage.review.remarks import RemarkFile
from tests.clinics import CLINICIAN, NOW
from tests.review_scenes import WORDS, made
from tests.scenes import TODAY, full_day


@dataclass(frozen=True)
class Specimens:
    """A clinic that stands open, with a backup and a review copy of it."""

    clinic: Clinic
    scratch: Path
    backup: Path
    copy: UnlockedCopy
    remarks: bytes
    pictures: Pictures

    @property
    def folder(self) -> Path:
        """Where the clinic lies."""
        return self.clinic.folder

    @property
    def key(self) -> bytes:
        """The key of its database."""
        return self.clinic.ledger.key

    @property
    def audit(self) -> AuditLog:
        """Its audit log."""
        return self.clinic.ledger.audit

    @property
    def anchor(self) -> bytes:
        """What the anchor says."""
        return (self.folder / ANCHOR).read_bytes()

    @property
    def key_files(self) -> tuple[bytes, ...]:
        """Its key file, and one whose slots have no key pairs, as earlier releases wrote them."""
        whole = json.loads((self.folder / KEY_FILE).read_bytes())
        bare = [
            {name: value for name, value in slot.items() if name not in ("public", "box", "seal")}
            for slot in whole["slots"]
        ]
        return json.dumps(whole).encode(), json.dumps({**whole, "slots": bare}).encode()

    @property
    def header(self) -> bytes:
        """What the review copy says of itself."""
        with opened(self.copy.path) as archive:
            return archive.read(HEADER)

    @property
    def remarks_inside(self) -> bytes:
        """The remarks themselves, before they are encrypted."""
        return json.dumps([to_json(_remark(self.copy))]).encode()

    def sealed_remarks(self, content: bytes) -> bytes:
        """Return words as the file of remarks would hold them, encrypted by the copy's key."""
        bound, nonce = self.remarks.partition(b"\0")[0], bytes(12)
        cipher = AESGCM(derived(self.copy.key, b"remarks"))
        return bound + b"\0" + nonce + cipher.encrypt(nonce, content, bound)

    def room(self, name: str) -> Path:
        """Return an empty folder."""
        return Path(tempfile.mkdtemp(prefix=name.replace(" ", "-"), dir=self.scratch))

    def closed_clinic(self, name: str) -> Path:
        """Return a folder with the database as it stood when the backup was made, open nowhere."""
        folder = self.room(name)
        put_back_database(Shelf(self.backup.parent), unsealed(self.backup.read_bytes()), folder)
        return folder

    def lease(self, book: LeaseBook) -> Path:
        """Return the file that a book has written."""
        book.admit(TODAY, NOW)
        return next(path for path in self.scratch.glob("leases*/*.json"))


def make_specimens(clinic: Clinic, scratch: Path, pictures: Pictures) -> Specimens:
    """Play a day at a clinic, back it up, and take a copy of it along."""
    number, source = full_day(clinic), Source(clinic.folder, clinic.ledger.key)
    place = scratch / "stick"
    place.mkdir()
    choose_place(clinic.folder, clinic.ledger.key, place)
    backed_up = back_up(source, place, NOW)
    note(source, place, backed_up, NOW)
    copy = unlock_copy(made(clinic, scratch / "one.infrared-review", number).path, WORDS)
    file = RemarkFile(
        scratch / "one.infrared-remarks", copy.header.clinic_id, copy.header.copy_id, copy.key
    )
    file.keep(_remark(copy))
    return Specimens(clinic, scratch, backed_up.path, copy, file.path.read_bytes(), pictures)


def _remark(copy: UnlockedCopy) -> Remark:
    copy_id = copy.header.copy_id
    return Remark(1, "r1", copy_id, NOW, CLINICIAN, "Less on the left.", "session", 1)

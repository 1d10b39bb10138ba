"""What reads files: of the clinic, of backups and copies of it, of cameras and other programs."""

import hashlib
import json
import shutil
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, ZipInfo

import pytest
from cryptography.hazmat.primitives.kdf import argon2

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.protocol.facts import read_waiting_facts
from infrared_desktop.domain.protocol.protocol import parse_protocol
from infrared_desktop.domain.protocol.sources import parse_sources
from infrared_desktop.domain.records.people import Settings
from infrared_desktop.exchange.patient_list import count, left_out, plan_import
from infrared_desktop.exchange.photo_facts import read_facts
from infrared_desktop.exchange.photo_list import dated
from infrared_desktop.exchange.sniffing import read_table
from infrared_desktop.storage.access.tries import Tries
from infrared_desktop.storage.audit import anchor, verifier
from infrared_desktop.storage.backup import catalog
from infrared_desktop.storage.backup.manifest import seal, unsealed
from infrared_desktop.storage.backup.standing import STANDING, standings
from infrared_desktop.storage.desks.protocols import shipped_text
from infrared_desktop.storage.files import key_file, vault
from infrared_desktop.storage.files.exchange import finish_exchange
from infrared_desktop.storage.files.folder import ANCHOR, EXCHANGE, KEY_FILE, TRIES
from infrared_desktop.storage.files.reminded import REMINDED, read_reminded
from infrared_desktop.storage.files.review_copy import HEADER, read_header
from infrared_desktop.storage.files.review_leave import LeaseBook
from infrared_desktop.storage.files.watched_folder import WatchedFolder
from infrared_desktop.storage.review.remarks import read_returned
from tests.camera import drawn, exif, noted
from tests.clinics import CLINICIAN, NOW
from tests.faults.kinds import Parser, kind
from tests.faults.specimens import Specimens
from tests.scenes import TODAY

_CLINIC = Settings("Clinic by the Lake", "CA", timezone="America/Toronto")


@kind("patient list", 14_000)
def _patient_list(_: Specimens) -> Parser:
    rows = "Last name;First name;Born;Sex;Mobile;E-mail;Note\nMüller;Ann;3.4.1971;f;0171 1234567;"
    rows += 'ann@example.org;"a ""b""\nc"\nOkafor;Ngozi;14/3/71;m;+1 416 555 0123;;\n'
    tabbed = "姓名\t电话\t生日\n王小明\t13812345678\t1971-03-14\n"
    texts = [rows.encode(coding) for coding in ("utf-8", "utf-8-sig", "cp1252", "utf-16")]
    return Parser((*texts, tabbed.encode(), tabbed.encode("utf-16-le")), _read_list)


def _read_list(content: bytes) -> None:
    table = read_table(content)
    plans = plan_import(table, _CLINIC, TODAY, lambda _: ())
    assert len(plans) == len(table.rows), "a row is not accounted for"
    left_out(table, plans)
    count(plans)


@kind("protocol", 1_000)
def _protocol(_: Specimens) -> Parser:
    return Parser(
        tuple(shipped_text(name).encode() for name in ("titan", "other-infrared")), _read_protocol
    )


def _read_protocol(content: bytes) -> None:
    text = content.decode(errors="replace")
    parse_protocol(text, "titan.toml")
    read_waiting_facts(text)


@kind("citations of a protocol", 6_000)
def _sources(_: Specimens) -> Parser:
    text = b'S1 = "A study of necks, 2006"\nS2a = "A manual, p. 12"\n'
    return Parser((text,), lambda content: parse_sources(content.decode(errors="replace"), "s"))


@kind("key file", 6_000)
def _keys(at: Specimens) -> Parser:
    path = at.room("keys") / KEY_FILE

    def feed(content: bytes) -> None:
        path.write_bytes(content)
        _, slots = key_file.read(path.parent)
        key_file.staff_names(path.parent)
        assert all(len(slot.salt) == 16 for slot in slots)
        [vault.is_weakened(slot) for slot in slots]

    return Parser(at.key_files, feed)


@kind("wrong tries", 2_000)
def _tries(at: Specimens) -> Parser:
    folder = at.room("tries")
    for _ in range(5):
        Tries(folder, lambda: 1000.0).failed(1)
    real, tries = (folder / TRIES).read_bytes(), Tries(folder, lambda: 2000.0)

    def feed(content: bytes) -> None:
        (folder / TRIES).write_bytes(content)
        assert 0 <= tries.seconds_left(1) <= 900
        tries.check(1)
        tries.failed(1)
        tries.forget(1)

    return Parser((real,), feed)


@kind("anchor of the audit log", 6_000)
def _anchor(at: Specimens) -> Parser:
    folder = at.room("anchor")

    def feed(content: bytes) -> None:
        (folder / ANCHOR).write_bytes(content)
        anchor.holds(anchor.read(folder), at.audit)

    return Parser((at.anchor,), feed)


@kind("list of a backup", 6_000)
def _backup(at: Specimens) -> Parser:
    path = at.room("backups") / at.backup.name

    def feed(content: bytes) -> None:
        path.write_bytes(content)
        catalog.backup_at(path, at.key)
        unsealed(content).named()

    return Parser((at.backup.read_bytes(),), feed)


@kind("list of a backup, sealed", 6_000)
def _sealed_backup(at: Specimens) -> Parser:
    path = at.room("sealed") / at.backup.name

    def feed(content: bytes) -> None:
        path.write_bytes(_resealed(content, at.key))
        assert catalog.backup_at(path, at.key).is_damaged or catalog.read_manifest(path, at.key)

    return Parser((_words(at.backup),), feed)


@kind("proof of a backup", 4_000)
def _proof(at: Specimens) -> Parser:
    folder = at.room("proofs")
    path = folder / at.backup.name
    path.write_bytes(at.backup.read_bytes())
    proof = at.backup.with_suffix(".proven")

    def feed(content: bytes) -> None:
        for each in (content, _resealed(content, at.key)):
            path.with_suffix(".proven").write_bytes(each)
            catalog.backup_at(path, at.key)

    return Parser((proof.read_bytes(), _words(proof)), feed)


@kind("places of the backups", 3_000)
def _standing(at: Specimens) -> Parser:
    folder = at.room("standing")
    path = at.folder / STANDING

    def feed(content: bytes) -> None:
        for each in (content, _resealed(content, at.key)):
            (folder / STANDING).write_bytes(each)
            assert standings(folder, at.key)

    return Parser((path.read_bytes(), _words(path)), feed)


@kind("note of a restore that was cut short", 1_500)
def _exchange(at: Specimens) -> Parser:
    folder = at.room("exchange")
    names = ["clinic.db", "clinic.keys", "photographs"]
    note = {"coming": "restored-1", "kept": "kept-1", "comes": names[:2], "goes": names}

    def feed(content: bytes) -> None:
        shutil.rmtree(folder)
        (folder / "photographs").mkdir(parents=True)
        (folder / "restored-1").mkdir()
        for path in (folder / names[0], folder / names[1], folder / "photographs" / "one.photo"):
            path.write_text("what was there", encoding="utf-8")
        for name in names[:2]:
            (folder / "restored-1" / name).write_text("what comes", encoding="utf-8")
        (folder / EXCHANGE).write_bytes(content)
        with suppress(KnownError):
            finish_exchange(folder)
        left = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
        assert left.count(b"what was there") == 3, "something of the clinic is lost"

    return Parser((json.dumps(note).encode(),), feed)


@kind("anchor, as the verifier reads it", 1_000)
def _verified_anchor(at: Specimens) -> Parser:
    folder = at.closed_clinic("verified")

    def feed(content: bytes) -> None:
        (folder / ANCHOR).write_bytes(content)
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("AUDIT_KEY", at.key.hex())
            assert verifier.main([str(folder)]) in (0, 1)

    return Parser((at.anchor,), feed)


@kind("key file, as the verifier reads it", 4_000)
def _verified_keys(at: Specimens) -> Parser:
    folder = at.room("verified keys")

    def feed(content: bytes) -> None:
        (folder / KEY_FILE).write_bytes(content)
        with pytest.MonkeyPatch.context() as patch:
            patch.delenv("AUDIT_KEY", raising=False)
            patch.setenv("AUDIT_PASSPHRASE", "no passphrase of anybody")
            patch.setattr(argon2, "Argon2id", _QuickKeys)
            assert verifier.main([str(folder)]) == 2  # there is no database

    return Parser(at.key_files, feed)


class _QuickKeys:
    """Stands for Argon2id, which would take half a second for each."""

    def __init__(self, *, salt: bytes, **costs: int) -> None:
        if len(salt) < 8 or not all(type(cost) is int and cost > 0 for cost in costs.values()):
            raise ValueError("as Argon2id says")

    def derive(self, secret: bytes) -> bytes:
        return hashlib.sha256(secret).digest()


@kind("header of a review copy", 5_000)
def _review_copy(at: Specimens) -> Parser:
    path = at.room("copies") / "one.infrared-review"

    def feed(content: bytes) -> None:
        path.write_bytes(content)
        read_header(path).is_sealed_by(at.key)

    return Parser((_zipped(at.header),), feed)


@kind("header of a review copy, inside its file", 5_000)
def _review_header(at: Specimens) -> Parser:
    path = at.room("headers") / "one.infrared-review"

    def feed(content: bytes) -> None:
        path.write_bytes(_zipped(content))
        read_header(path).is_sealed_by(at.key)

    return Parser((at.header,), feed)


@kind("remarks on a review copy", 4_000)
def _remarks(at: Specimens) -> Parser:
    path = at.room("remarks") / "one.infrared-remarks"

    def feed(content: bytes) -> None:
        path.write_bytes(content)
        read_returned(at.clinic, path)

    return Parser((at.remarks,), feed)


@kind("remarks on a review copy, decrypted", 5_000)
def _remarks_inside(at: Specimens) -> Parser:
    path = at.room("decrypted") / "one.infrared-remarks"

    def feed(content: bytes) -> None:
        path.write_bytes(at.sealed_remarks(content))
        returned = read_returned(at.clinic, path)
        at.clinic.review_copies.take_in(returned.remarks, CLINICIAN, NOW)

    return Parser((at.remarks_inside,), feed)


@kind("leave of a review copy", 5_000)
def _lease(at: Specimens) -> Parser:
    book = LeaseBook(at.room("leases"), at.copy)
    path = at.lease(book)

    def feed(content: bytes) -> None:
        path.write_bytes(content)
        assert book.read().until == at.copy.header.until, "leave that nobody gave was believed"

    return Parser((path.read_bytes(),), feed)


@kind("notes of a camera", 10_000)
def _photo_facts(_: Specimens) -> Parser:
    png, block = drawn(24, 16, kind="PNG"), exif("2026:11:20 14:05:09", "A", "B", 1, (50, 1))
    told = png[:33] + len(block).to_bytes(4, "big") + b"eXIf" + block + bytes(4) + png[33:]
    heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic\0\0\0\x2cmeta" + bytes(40)
    corpus = (noted(drawn(24, 16))[:700], noted(b"\xff\xd8\xff\xd9"), told[:400], heic)
    return Parser(corpus, lambda content: dated(read_facts(content), TODAY))


@kind("memory of a watched folder", 2_000)
def _watched(at: Specimens) -> Parser:
    path = at.room("watched") / "watched.json"
    WatchedFolder(path).watch(path.parent)

    def feed(content: bytes) -> None:
        path.write_bytes(content)
        watched = WatchedFolder(path)
        watched.new({Path("a.jpg"): "mark"})
        watched.deal_with([Path("a.jpg")], {Path("a.jpg"): "mark"})

    return Parser((path.read_bytes(),), feed)


@kind("moment of the last reminder", 4_000)
def _reminded(at: Specimens) -> Parser:
    folder = at.room("reminded")

    def feed(content: bytes) -> None:
        (folder / REMINDED).write_bytes(content)
        read_reminded(folder)

    return Parser((f"{NOW.isoformat()}\n".encode(),), feed)


def _words(path: Path) -> bytes:
    """Return what stands in a sealed file, without its seal."""
    return path.read_bytes().rstrip(b"\n").rpartition(b"\n")[0]


def _resealed(content: bytes, key: bytes) -> bytes:
    """Return the words sealed as if the clinic had written them, where they are words at all."""
    try:
        return seal(json.loads(content), key)
    except (ValueError, RecursionError):
        return content


def _zipped(header: bytes) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr(ZipInfo(HEADER), header)
        archive.writestr(ZipInfo("clinic.db"), bytes(64))
    return file.getvalue()

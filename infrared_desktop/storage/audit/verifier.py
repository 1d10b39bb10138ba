"""Check the audit log of a clinic without the program: a file to be read, copied and run alone.

    python verifier.py FOLDER

FOLDER is the clinic's folder, or a copy of it, with clinic.db, clinic.keys and clinic.anchor. It
needs Python 3.11 or later and the package sqlcipher3; to open clinic.keys with a passphrase or the
recovery key it needs the package cryptography as well. It asks for the passphrase, or takes it from
AUDIT_PASSPHRASE; AUDIT_KEY may hold the database key itself, as 64 hexadecimal digits.

Nothing is written. The last line says whether the log is whole; the exit code is 0 if it is, 1 if
it is not, and 2 if it could not be looked at.

How the log is bound: the key of the chain is HKDF-SHA-256 (no salt, info "infrared audit chain") of
the data key, which is the secret "data-key" in the database or, without one, the database key. The
MAC of a row is HMAC-SHA-256, in hexadecimal, of the JSON list of the MAC of the row before (64
zeros for row 1) and of the row's own columns: the first ten if all the others are NULL, else all
sixteen. The anchor names the newest row and its MAC outside the database, so that a cut shows.
"""

import base64
import getpass
import hashlib
import hmac
import json
import os
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

FIRST = ["seq", "at", "staff_id", "act", "kind", "record_id", "version", "patient_id"]
FIRST += ["content_hash", "state"]
LATER = ["role", "workstation", "utc_offset_min", "action", "outcome", "reason"]
CODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
# What reading a damaged file ends with.
ODD = (ValueError, LookupError, TypeError, AttributeError, OverflowError, RecursionError)


class UnreadableError(Exception):
    """The log could not be looked at; the text says why."""


def main(words: list[str]) -> int:
    """Check the folder that is named; return the exit code."""
    if len(words) != 1 or words[0].startswith("-"):
        print(__doc__)
        return 2
    folder = Path(words[0])
    try:
        key = _key(folder)
        with closing(_opened(folder / "clinic.db", key)) as db:
            told = list(findings(db, key, _anchor(folder)))
            rows = db.execute("SELECT count(*) FROM audit").fetchone()[0]
    except (UnreadableError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    for line in told:
        print(line)
    verdict = "NOT WHOLE" if told else "WHOLE"
    print(f"{verdict}: rows looked at {rows}, findings {len(told)}.")
    return 1 if told else 0


def findings(db: Any, key: bytes, anchor: tuple[int, str] | None) -> Iterator[str]:
    """Yield what is wrong with the log, a sentence each."""
    macs = {}
    for seq, mac, is_sound in rows_of(db, key):
        macs[seq] = mac
        if not is_sound:
            yield f"Row {seq} was changed, moved, or follows a row that is gone."
    if anchor is None:
        yield "The anchor is gone: without it rows cut off at the end do not show."
    elif macs.get(anchor[0]) != anchor[1]:
        yield f"Row {anchor[0]}, which the anchor names, is not there: the log was cut short."


def rows_of(db: Any, key: bytes) -> Iterator[tuple[int, str, bool]]:
    """Yield the number and the MAC of each row, and whether it fits to the row before."""
    chain = _hkdf(_data_key(db, key), b"infrared audit chain")
    there = {name for (name,) in db.execute("SELECT name FROM pragma_table_info('audit')")}
    later = [name for name in LATER if name in there]
    sql = f"SELECT {', '.join(FIRST + later)}, mac FROM audit ORDER BY seq"
    mac, expected = "0" * 64, 1
    for *row, stored in db.execute(sql):
        said = row if any(value is not None for value in row[len(FIRST) :]) else row[: len(FIRST)]
        text = json.dumps([mac, *said], ensure_ascii=False).encode()
        right = hmac.new(chain, text, hashlib.sha256).hexdigest()
        is_sound = row[0] == expected and hmac.compare_digest(right.encode(), stored.encode())
        yield row[0], stored, is_sound
        mac, expected = stored, row[0] + 1


def _data_key(db: Any, key: bytes) -> bytes:
    if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'secret'").fetchone():
        return key
    kept = db.execute("SELECT value FROM secret WHERE name = 'data-key'").fetchone()
    return bytes.fromhex(kept[0]) if kept else key


def _hkdf(key: bytes, info: bytes) -> bytes:
    """Return 32 bytes of HKDF-SHA-256 without salt (RFC 5869)."""
    extracted = hmac.new(bytes(32), key, hashlib.sha256).digest()
    return hmac.new(extracted, info + b"\x01", hashlib.sha256).digest()


def _anchor(folder: Path) -> tuple[int, str] | None:
    path = folder / "clinic.anchor"
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return int(content["row"]), str(content["mac"])
    except FileNotFoundError:
        return None
    except ODD:
        return -1, ""


def _opened(path: Path, key: bytes) -> Any:
    try:
        from sqlcipher3 import dbapi2
    except ImportError as error:
        raise UnreadableError(
            "The package sqlcipher3 is not here: pip install sqlcipher3"
        ) from error
    if not path.is_file():
        raise UnreadableError(f"There is no clinic.db in {path.parent}.")
    # Without a log of its own nobody writes to it, and it may lie where nothing can be written.
    is_still = not path.with_name(f"{path.name}-wal").exists()
    where = f"{path.absolute().as_uri()}?mode=ro{'&immutable=1' if is_still else ''}"
    db = dbapi2.connect(where, uri=True)
    try:
        db.execute("PRAGMA cipher_log_level = NONE")
        db.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        db.execute("SELECT 1 FROM audit LIMIT 1")
    except dbapi2.DatabaseError as error:
        db.close()
        raise UnreadableError(f"{path.name} does not open with this key ({error}).") from error
    return db


def _key(folder: Path) -> bytes:
    if given := os.environ.get("AUDIT_KEY"):
        try:
            key = bytes.fromhex(given)
        except ValueError:
            key = b""
        if len(key) != 32:
            raise UnreadableError("AUDIT_KEY is not 64 hexadecimal digits.")
        return key
    try:
        return _key_of(json.loads((folder / "clinic.keys").read_text(encoding="utf-8")))
    except FileNotFoundError as error:
        raise UnreadableError(f"There is no clinic.keys in {folder}.") from error
    except (*ODD, MemoryError) as error:
        raise UnreadableError("clinic.keys is damaged.") from error


def _key_of(content: dict[str, Any]) -> bytes:
    clinic, slots = content["clinic"], content["slots"]
    typed = os.environ.get("AUDIT_PASSPHRASE") or getpass.getpass("Passphrase or recovery key: ")
    for slot in slots:
        if key := _unwrapped(clinic, slot, typed):
            return key
    raise UnreadableError("That opens nobody's slot in clinic.keys.")


def _unwrapped(clinic: str, slot: dict[str, Any], typed: str) -> bytes:
    """Return the database key that a slot holds, or nothing if this is not what opens it."""
    try:
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM
        from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
    except ImportError as error:
        raise UnreadableError("The package cryptography is not here; or set AUDIT_KEY.") from error
    if slot["name"] == "recovery" or slot.get("once"):
        typed = "".join(letter for letter in typed.upper() if letter in CODE_LETTERS)
    cost = slot["argon2id"]
    argon = Argon2id(
        salt=base64.b64decode(slot["salt"]),
        length=32,
        iterations=cost["iterations"],
        lanes=cost["lanes"],
        memory_cost=cost["memory_kib"],
    )
    opener = argon.derive(unicodedata.normalize("NFKC", typed).encode())
    costs = (cost["memory_kib"], cost["iterations"], cost["lanes"])
    parts = [clinic, slot["name"], slot["staff"], *costs]
    public = base64.b64decode(slot.get("public", ""))
    if public:
        parts += [public.hex(), slot.get("once", False)]
    bound = json.dumps(parts).encode()
    nonce, wrapped = base64.b64decode(slot["nonce"]), base64.b64decode(slot["wrapped"])
    try:
        opened = AESGCM(opener).decrypt(nonce, wrapped, bound)
        return _unboxed(opened, public, slot, bound) if public else opened
    except InvalidTag:
        return b""


def _unboxed(private_half: bytes, public: bytes, slot: dict[str, Any], bound: bytes) -> bytes:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    box = base64.b64decode(slot["box"])
    theirs, sealed = box[:32], box[32:]
    private = X25519PrivateKey.from_private_bytes(private_half)
    shared = private.exchange(X25519PublicKey.from_public_bytes(theirs))
    box_key = _hkdf(shared, b"infrared key box" + theirs + public)
    return AESGCM(box_key).decrypt(bytes(12), sealed, bound)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

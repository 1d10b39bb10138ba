"""README.txt: what is in the folder, file by file, for somebody who never saw the program."""

from collections.abc import Iterable
from datetime import datetime

from infrared_desktop.storage.leaving.explained import FILE_WORDS, KIND_WORDS
from infrared_desktop.storage.leaving.folder import Written

_HEAD = """\
{what}
Written by Infrared Desktop at {at} (UTC).

THESE FILES ARE NOT ENCRYPTED. Whoever has them can read them. Keep them where only those can go
who may read them, and delete them where they are no longer needed.

HOW TO READ THEM
- Each kind of record has a JSON, which is exact, and a CSV for a spreadsheet (UTF-8, commas).
  Where a record holds rows of its own, as a session holds areas, these have a CSV besides, tied to
  the record by id and version.
- A record is never changed: each change is a new version, and all of them are here. The highest
  version of an id is the one that holds.
- state: "signed" is final, "current" may still get a next version, "invalid" was struck through
  and no longer counts; struck_because says why.
- author is who stored a version, stored_at when (UTC), content_hash the SHA-256 by which the
  program notices a changed record.
- Codes stand as they are stored; beside them, in a column that ends in ".words" and under "words"
  in the JSON, what they mean. fields.csv lists all of them. Units stand in the names of fields:
  fluence_j_cm2 is in joules per square centimetre, pulse_duration_ms in milliseconds, _min are
  minutes.
- Days are year-month-day. Moments are in UTC. Times of day are by the clinic's own clock: {zone}.
- An empty cell of a CSV is "not asked" or "nothing said"; the JSON tells null from "".
- In a CSV an apostrophe stands before a text that a spreadsheet would take for a formula (it
  begins with = + - @ or a tab), and before one that begins with an apostrophe. Take one off.
- index.json has the SHA-256 of every file, and photographs/index that of every photograph, so that
  a changed or damaged one can be found.
"""
_NOT_HERE = """
NOT HERE
- Passphrases, keys, the password of the mail server: they open the clinic and are nobody's record.
- What the program makes anew by itself: small pictures and the index of its search.
- What is typed in a window that is locked just now.
"""
_NOT_OF_ONE = """\
- What is about other people: staff, settings, and the lists of review copies. That a review copy
  took this record along stands in who_read_it.csv.
- Photographs that were struck through, as they may show somebody else: the index names them.
- A version of a record from before it was moved here from another patient.
"""


def readme(
    whose: int | None, clinic_name: str, zone: str, at: datetime, written: Iterable[Written]
) -> str:
    """Return the text for a whole clinic, or for one patient's record."""
    of_one = f"Everything that {clinic_name} has on patient number {whose}."
    what = of_one if whose is not None else f"Everything that {clinic_name} has on record."
    head = _HEAD.format(what=what, at=f"{at:%Y-%m-%d %H:%M}", zone=zone)
    lines = ["", "THE FILES", *_told(written)]
    body = head + "\n".join(lines) + "\n" + _NOT_HERE
    return body + _NOT_OF_ONE if whose is not None else body


def _told(written: Iterable[Written]) -> list[str]:
    """Say once what files of the same name hold."""
    told = {"photographs/NUMBER/photo-ID": ["jpg", "png", "heic"]}
    for each in written:
        name, _, ending = each.name.rpartition(".")
        told.setdefault(name, []).append(ending)
    return [f"{n}.{_endings(e)}\n    {_words(n)}" for n, e in told.items()]


def _endings(found: list[str]) -> str:
    return ", .".join(found)


def _words(name: str) -> str:
    last = name.rpartition("/")[2]
    kind, _, rows = last.partition(".")
    if name == "record":
        return "the whole record to read and to print"
    if name == "photographs/NUMBER/photo-ID":
        return "the photographs as they were taken, in a folder for each patient's number"
    if name.startswith("protocols/") and kind != "codes":
        return "a protocol that the program brings"
    if rows:
        return f"the rows under {rows} in {kind}, one a line"
    return KIND_WORDS.get(kind) or FILE_WORDS[kind]

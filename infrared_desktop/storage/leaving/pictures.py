"""The photographs that leave: each as it came, byte for byte, under the number of its patient."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.photographs.picture_types import HEIC, PNG
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.database.sqlcipher import read
from infrared_desktop.storage.leaving.folder import OutFolder
from infrared_desktop.storage.leaving.writers import write_beside

COLUMNS = (
    "file",
    "photo_id",
    "patient_id",
    "state",
    "taken_on",
    "sha256",
    "size_bytes",
    "media_type",
    "lacks",
)
_STRUCK = "It was struck through, so it may show somebody else. It stays at the clinic."
_ENDINGS = {PNG: "png", HEIC: "heic"}
_SQL = (
    "SELECT v.id, v.patient_id, v.state, v.taken_on, v.content, v.size_bytes, v.media_type "
    "FROM head h JOIN photo v ON v.id = h.id AND v.version = h.version "
    "WHERE h.kind = 'photo' AND (? IS NULL OR h.patient_id = ?) ORDER BY h.id"
)
_COUNT = (
    "SELECT count(*), coalesce(sum(v.size_bytes), 0) "
    "FROM head h JOIN photo v ON v.id = h.id AND v.version = h.version "
    "WHERE h.kind = 'photo' AND (? IS NULL OR h.patient_id = ?)"
)


@dataclass(frozen=True)
class Pictures:
    """How many photographs were written, and the numbers of those that the clinic itself lacks."""

    written: int
    lacking: tuple[int, ...]


def write_pictures(
    clinic: Clinic, number: int | None, folder: OutFolder, step: Callable[[float], None]
) -> Pictures:
    """Write every photograph and the index of them.

    One that was struck through leaves with the whole clinic, never with one patient.
    """
    written, lacking = [], []

    def rows() -> Iterator[dict[str, Any]]:
        ((_, size),) = read(clinic.ledger.db, _COUNT, (number, number))
        done = 0
        for cells in read(clinic.ledger.db, _SQL, (number, number)):
            step(done / max(size, 1))
            row = dict(zip(COLUMNS, (_name(cells), *cells), strict=False)) | {"lacks": None}
            done += row["size_bytes"]
            if number is not None and row["state"] == "invalid":
                yield row | {"file": None, "lacks": _STRUCK}
                continue
            try:
                folder.put_aside(row["file"], clinic.photos.files.get(row["sha256"]))
                written.append(row["photo_id"])
            except KnownError as error:
                lacking.append(row["photo_id"])
                row |= {"file": None, "lacks": str(error.sentence)}
            yield row

    write_beside(folder, "photographs/index", COLUMNS, rows())
    return Pictures(len(written), tuple(lacking))


def check_pictures(folder: OutFolder, total: int, step: Callable[[float], None]) -> None:
    """Read every photograph again, by their index."""
    with (folder.path / "photographs" / "index.json").open(encoding="utf-8") as index:
        for done, line in enumerate(each for each in index if each.startswith("{")):
            step(min(done / max(total, 1), 1.0))
            row = json.loads(line.rstrip(",\n"))
            if row["file"]:
                folder.check(row["file"], row["sha256"])


def _name(cells: tuple[Any, ...]) -> str:
    number, patient, *_, media_type = cells
    return f"photographs/{patient:07d}/photo-{number}.{_ENDINGS.get(media_type, 'jpg')}"

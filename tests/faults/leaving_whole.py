"""What leaves a clinic is whole: open files by their list, a review copy by being read."""

import hashlib
import json
from contextlib import closing
from pathlib import Path

from tests.faults.stage import PICTURES
from tests.review_scenes import opened


def whole_export(out: Path, pictures: int = PICTURES) -> None:
    """See that a folder of open files holds what its list says."""
    index = json.loads((out / "index.json").read_text(encoding="utf-8"))
    shown = json.loads((out / "photographs" / "index.json").read_text(encoding="utf-8"))
    assert len(shown) >= pictures
    listed = [(each["name"], each["sha256"]) for each in index["files"]]
    listed += [(each["file"], each["sha256"]) for each in shown]
    for name, sha256 in listed:
        assert hashlib.sha256((out / name).read_bytes()).hexdigest() == sha256, name


def whole_copy(out: Path, laptop: Path, number: int = 1, pictures: int = PICTURES) -> None:
    """See that a review copy opens, with every photograph."""
    with closing(opened(out, laptop)) as reading:
        photographs = reading.photos.of_patient(number)
        assert len(photographs) >= pictures
        assert all(reading.photos.files.get(each.record.content) for each in photographs)

"""Check one part of a clinic whole; nothing is changed by it."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from infrared_desktop.domain.records.photographs import Photo
from infrared_desktop.domain.sentences import Sentence, sentence
from infrared_desktop.storage.audit.checking import Anchored, Verdict
from infrared_desktop.storage.audit.checking import check as check_audit
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.database.kinds import kind_named
from infrared_desktop.storage.files.photo_files import Part as FilePart
from infrared_desktop.storage.health.parts import Part
from infrared_desktop.storage.verify import verify_database, verify_photographs

Progress = Callable[[float], None]
_STEPS = 100_000  # of SQLite between two looks at whether somebody cancelled
_TOLD = 12  # more numbers of broken rows than that nobody reads


@dataclass(frozen=True)
class Found:
    """What a check found: a sentence for each finding, and what else there is to know."""

    part: Part
    findings: tuple[Sentence, ...]
    beside: Sentence | None = None


def check(
    clinic: Clinic, part: Part, progress: Progress, heed: Callable[[], object] = lambda: None
) -> Found:
    """Check a part; what `progress` raises ends the check, and so does `heed` inside a query."""
    match part:
        case Part.DATABASE:
            _let_be_ended(clinic, heed)
            return Found(part, tuple(verify_database(clinic, progress)))
        case Part.AUDIT:
            return _audit(check_audit(clinic.folder, clinic.ledger.audit, progress))
        case Part.PHOTOGRAPHS:
            found = tuple(verify_photographs(clinic, progress))
            return Found(part, found, _beside(clinic))


def _let_be_ended(clinic: Clinic, heed: Callable[[], object]) -> None:
    def is_ended() -> bool:
        with suppress(Exception):
            heed()
            return False
        return True

    clinic.ledger.db.conn.set_progress_handler(is_ended, _STEPS)


def _audit(verdict: Verdict) -> Found:
    found = [
        sentence("Row {seq} was changed, or a row before it is gone.", seq=seq)
        for seq in verdict.broken[:_TOLD]
    ]
    found += [
        sentence("Broken rows besides: {count}.", count=left)
        for left in [len(verdict.broken) - _TOLD]
        if left > 0
    ]
    if verdict.anchored is Anchored.CUT:
        found.append(sentence("Rows were cut off at the end."))
    if verdict.anchored is Anchored.GONE:
        found.append(
            sentence("The file clinic.anchor is gone: without it a cut of the log does not show.")
        )
    return Found(Part.AUDIT, tuple(found), sentence("Rows: {count}.", count=verdict.rows))


def _beside(clinic: Clinic) -> Sentence:
    """Say how many photographs there are, and how many files nothing names."""
    versions = clinic.ledger.books.versions(kind_named(Photo))
    told = {(stored.id, stored.record.content) for stored in versions}
    # As backups count them: two photographs that are alike share a file.
    count, named = len({number for number, _ in told}), {content for _, content in told}
    left = unnamed_files(clinic, named)
    if not left:
        return sentence("Photographs: {count}.", count=count)
    return sentence(
        "Photographs: {count}. Files that belong to none: {left}, as an import leaves them that "
        "was cut off. Nothing is lacking because of them.",
        count=count,
        left=len(left),
    )


def unnamed_files(clinic: Clinic, named: set[str]) -> list[Path]:
    """Return the files in the photographs' folder that no photograph names."""
    files = clinic.photos.files
    known = {files.path(content, part) for content in named for part in FilePart}
    return [path for path in files.folder.glob("*/*") if path.is_file() and path not in known]

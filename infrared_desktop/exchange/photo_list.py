"""Photographs read one by one from where they lie, kept, and what is to be stored of each."""

import hashlib
from collections.abc import Callable, Container, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, tzinfo
from typing import NamedTuple, Protocol

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.photographs import DatedBy, Photo
from infrared_desktop.domain.sentences import Sentence, sentence
from infrared_desktop.exchange.photo_facts import PhotoFacts, read_facts
from infrared_desktop.exchange.photo_sources import Source, bytes_of, shown_name

_FIRST_YEAR = 1990  # a clock that says less was never set

Steps = Callable[[int, str], object]


class Keeper(Protocol):
    """Where photographs are kept: the clinic's files."""

    def put(self, content: bytes) -> str:
        """Keep a photograph and return its SHA-256; raise KnownError when the disk refuses."""

    def put_thumbnail(self, content_hash: str, picture: bytes) -> None:
        """Keep its small picture."""


class Small(Protocol):
    """A small picture, and how large the upright whole is."""

    @property
    def jpeg(self) -> bytes:
        """The small picture."""

    @property
    def width_px(self) -> int:
        """How wide the whole is."""

    @property
    def height_px(self) -> int:
        """How high the whole is."""


@dataclass(frozen=True)
class ToBeTaken:
    """Whose the photographs are, the clinic's day and zone, and what this patient has already."""

    patient_id: int
    today: date
    zone: tzinfo
    known: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Told:
    """A sentence about one file, by its name."""

    name: str
    words: Sentence


@dataclass
class TakenIn:
    """What came of a run; `photos` are kept but not stored yet, each beside its file's name.

    `stopped` says why nothing was read from some file on, as when the disk is full; `left` counts
    those.
    """

    photos: list[Photo] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    known: int = 0
    unreadable: list[Told] = field(default_factory=list)
    remarks: list[Told] = field(default_factory=list)
    stopped: Sentence | None = None
    left: int = 0


def take_in(
    sources: Sequence[Source],
    wanted: ToBeTaken,
    keeper: Keeper,
    shrink: Callable[[bytes], Small],
    step: Steps = lambda *_: None,
) -> TakenIn:
    """Read and keep photographs; what can't be read is told, and the rest goes on.

    `step` hears how many are done and which comes next, and may raise to end it: then nothing is
    to be stored. Called again with the same files, it keeps nothing twice.
    """
    taken, seen = TakenIn(), set(wanted.known)
    for place, source in enumerate(sources):
        name = shown_name(source)
        step(place, name)
        try:
            read = _read(source, seen, shrink)
        except KnownError as error:
            taken.unreadable.append(Told(name, error.sentence))
            continue
        if read is None:
            taken.known += 1
            continue
        try:
            _keep(keeper, read)
        except KnownError as error:
            taken.stopped, taken.left = _full(error), len(sources) - place
            break
        seen.add(read.digest)
        _add(taken, name, wanted, read)
    return taken


def dated(facts: PhotoFacts, today: date) -> tuple[date, DatedBy, Sentence | None]:
    """Return the day of a photograph, who says so, and a remark where it is to be put right."""
    if facts.taken_at is None:
        remark = sentence(
            "It does not say when it was taken, so it stands under the day of the import. Put "
            "the day right where you know it."
        )
        return today, DatedBy.IMPORT, remark
    said = facts.taken_at.date()
    if date(_FIRST_YEAR, 1, 1) <= said <= today:
        return said, DatedBy.CAMERA, None
    remark = sentence(
        "The camera's clock says {said}, which can't be, so it stands under the day of the "
        "import. Put the day right where you know it, and set the camera's clock.",
        said=said,
    )
    return today, DatedBy.IMPORT, remark


class _Read(NamedTuple):
    content: bytes
    digest: str
    facts: PhotoFacts
    small: Small


def _read(source: Source, seen: Container[str], shrink: Callable[[bytes], Small]) -> _Read | None:
    """Read a photograph; None is one that the patient has already."""
    content = bytes_of(source)
    facts, digest = read_facts(content), hashlib.sha256(content).hexdigest()
    return None if digest in seen else _Read(content, digest, facts, shrink(content))


def _keep(keeper: Keeper, read: _Read) -> None:
    keeper.put(read.content)
    with suppress(KnownError):  # a small one that is missing is made anew when it is looked at
        keeper.put_thumbnail(read.digest, read.small.jpeg)


def _full(error: KnownError) -> Sentence:
    cause = error.__cause__
    told = getattr(cause, "strerror", None) or str(cause or error.sentence)
    return sentence(
        "The clinic's disk took no more ({told}). What was read before is kept, and the files are "
        "untouched: make room, then take them in again.",
        told=told,
    )


def _add(taken: TakenIn, name: str, wanted: ToBeTaken, read: _Read) -> None:
    day, by, remark = dated(read.facts, wanted.today)
    moment = read.facts.taken_at if by is DatedBy.CAMERA else None
    taken.photos.append(
        Photo(
            wanted.patient_id,
            read.digest,
            day,
            by,
            read.facts.media_type,
            len(read.content),
            read.small.width_px,
            read.small.height_px,
            moment.replace(tzinfo=wanted.zone).astimezone(UTC) if moment else None,
            focal_mm=read.facts.focal_mm,
            camera=read.facts.camera,
        )
    )
    taken.names.append(name)
    if remark is not None:
        taken.remarks.append(Told(name, remark))

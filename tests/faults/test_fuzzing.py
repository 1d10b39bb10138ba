"""No file or typed word, damaged or hostile, ends the program, and none is taken in by half.

`--full -k fuzzing` tries more than 100,000 inputs.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, suppress
from hashlib import sha256

import pytest
from hypothesis import HealthCheck, given, settings

from infrared_desktop.documents.pictures import Pictures
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.protocol_copy import ProtocolCopy
from infrared_desktop.exchange.patient_list import plan_import, read_table
from infrared_desktop.exchange.photo_list import ToBeTaken, take_in
from infrared_desktop.exchange.photo_sources import Shot
from infrared_desktop.storage.review.remarks import read_returned
from infrared_desktop.storage.verify import verify
from tests.clinics import CLINICIAN, NOW, Template
from tests.faults import files_read, words_read
from tests.faults.figures import Note
from tests.faults.hostile import Altered, altered
from tests.faults.kinds import KINDS, Kind, Parser
from tests.faults.specimens import Specimens, make_specimens
from tests.review_scenes import cheap_keys
from tests.scenes import TODAY, stored_now

assert files_read and words_read, "they fill the table of kinds"

SHORT = 25  # inputs of a kind in the short run
Often = Callable[[int, int], int]
Intake = Callable[[Specimens, bytes], int]


@pytest.fixture(scope="module")
def specimens(
    template: Template, tmp_path_factory: pytest.TempPathFactory, qapp: object
) -> Iterator[Specimens]:
    folder = tmp_path_factory.mktemp("specimens")
    with ExitStack() as ending:
        clinic = ending.enter_context(closing(template.copy_to(folder / "clinic")))
        with pytest.MonkeyPatch.context() as patch:
            cheap_keys(patch)
            made = make_specimens(clinic, folder, ending.enter_context(Pictures()))
        yield made


def feed(parser: Parser, inputs: int) -> tuple[int, int]:
    """Feed a parser; return how many inputs it had, and how many it refused with a sentence.

    Any other error is a failure.
    """
    fed = refused = 0

    @settings(
        max_examples=inputs,
        database=None,
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )
    @given(altered(parser.corpus))
    def one(how: Altered) -> None:
        nonlocal fed, refused
        fed += 1
        try:
            parser.feed(how.of(parser.corpus))
        except KnownError as error:
            refused += 1
            assert str(error).endswith("."), str(error)

    one()
    return fed, refused


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_nothing_that_is_read_ends_the_program(
    kind: Kind, specimens: Specimens, often: Often, figures: Note
) -> None:
    parser, inputs = kind.ready(specimens), often(SHORT, kind.inputs)
    for content in parser.corpus:
        parser.feed(content)  # what is whole is read
    fed, refused = feed(parser, inputs)
    assert fed >= inputs
    figures(f"input: {kind.name}", tries=fed, found=refused, harmless=fed - refused)


ONCE_ENDED_IT = [
    *((name, b"[" * 30_000) for name in ("anchor of the audit log", "leave of a review copy")),
    ("memory of a watched folder", b"[" * 30_000),
    ("what a process leaves to the next", b"[" * 30_000),
    ("work kept of a locked window", b"[" * 30_000),
    ("anchor of the audit log", b'{"row": 1e999, "mac": ""}'),
    ("anchor of the audit log", b'{"row": 9223372036854775808, "mac": ""}'),
    ("anchor, as the verifier reads it", b'{"row": 1e999, "mac": ""}'),
    ("key file, as the verifier reads it", b'{"clinic": "", "slots": [{"name": "x"}]}'),
    ("key file, as the verifier reads it", b'{"clinic": "", "slots": 7}'),
    ("proof of a backup", b'{"turn": 1e999}'),
    ("remarks on a review copy, decrypted", b'["no remark"]'),
    ("remarks on a review copy, decrypted", b"[" * 30_000),
    (
        "remarks on a review copy, decrypted",
        b'[{"patient_id": 1, "remark_id": "r", "copy_id": "c", "written_by_id": 1, "text": "t", '
        b'"written_at": "2026-11-23T12:00:00+00:00", "about_kind": "plan", "about_id": []}]',
    ),
    ("answer of the process that opens pictures", b"\0\0\0\x02" + b"\xff" * 8 + b"{}"),
    ("answer of the process that opens pictures", b"\0\0\0\x02" + bytes(8) + b"[]"),
    ("note of a restore that was cut short", b'{"coming": "photographs", "kept": "kept-1"}'),
]


@pytest.mark.parametrize(("name", "content"), ONCE_ENDED_IT)
def test_what_once_ended_it_is_refused(name: str, content: bytes, specimens: Specimens) -> None:
    (kind,) = (kind for kind in KINDS if kind.name == name)
    with suppress(KnownError):
        kind.ready(specimens).feed(content)


def test_a_full_run_tries_a_hundred_thousand_inputs() -> None:
    assert sum(kind.inputs for kind in KINDS) >= 100_000


def test_a_reader_that_ends_the_program_would_be_found(figures: Note) -> None:
    careless = Parser((b"[staff]\nid = 7\n",), lambda content: int(content.split(b"=")[1]))
    with pytest.raises((ValueError, IndexError)):
        feed(careless, 200)
    silent = Parser((b"whole",), lambda content: _refuse_without_a_sentence())
    with pytest.raises(AssertionError):
        feed(silent, 1)
    figures("input: careless readers", control=2)


def _refuse_without_a_sentence() -> None:
    raise KnownError("42")


def _list_taken_in(at: Specimens, content: bytes) -> int:
    people = at.clinic.people
    table = read_table(content)
    plans = plan_import(
        table,
        at.clinic.settings,
        TODAY,
        lambda patient: [(stored.id, stored.record) for stored, _ in people.alike(patient)],
    )
    new = [plan.patient for plan in plans if plan.is_new and plan.patient is not None]
    return len(people.take_in(new, CLINICIAN, NOW)) if new else 0


def _protocol_taken_in(at: Specimens, content: bytes) -> int:
    text = content.decode(errors="replace")
    at.clinic.protocols.approve(ProtocolCopy("titan", text, 1, TODAY, "x"), CLINICIAN, NOW)
    return 1


def _remarks_taken_in(at: Specimens, content: bytes) -> int:
    path = at.scratch / "returned.infrared-remarks"
    path.write_bytes(content)
    returned = read_returned(at.clinic, path)
    return len(at.clinic.review_copies.take_in(returned.remarks, CLINICIAN, NOW))


def _photo_taken_in(at: Specimens, content: bytes) -> int:
    photos, zone = at.clinic.photos, NOW.tzinfo
    assert zone is not None
    known = frozenset(stored.record.content for stored in photos.of_patient(1))
    wanted = ToBeTaken(1, TODAY, zone, known)
    taken = take_in([Shot("one.jpg", content)], wanted, photos.files, at.pictures.thumbnail)
    for told in taken.unreadable:
        raise KnownError(told.words.template, **dict(told.words.values))
    if taken.photos:
        photos.add(taken.photos, CLINICIAN, NOW)
        assert photos.files.is_whole(sha256(content).hexdigest())
    return len(taken.photos)


INTAKES: dict[str, tuple[str, Intake]] = {
    "patient list": ("patient", _list_taken_in),
    "protocol": ("protocol_copy", _protocol_taken_in),
    "remarks on a review copy": ("remark", _remarks_taken_in),
    "picture": ("photo", _photo_taken_in),
}


@pytest.mark.parametrize("name", INTAKES)
def test_what_is_refused_changes_nothing_and_what_is_taken_is_taken_whole(
    name: str, specimens: Specimens, often: Often, figures: Note
) -> None:
    table, take = INTAKES[name]
    (kind,) = (kind for kind in KINDS if kind.name == name)
    clinic, corpus = specimens.clinic, kind.ready(specimens).corpus
    torn = 0

    def taken_whole(content: bytes) -> None:
        nonlocal torn
        before = stored_now(clinic)
        try:
            taken = take(specimens, content)
        except KnownError:
            torn += stored_now(clinic) != before
            raise
        torn += len(stored_now(clinic)[table]) != len(before[table]) + taken

    fed, refused = feed(Parser(corpus, taken_whole), often(15, 400))
    assert (torn, verify(clinic)) == (0, [])
    figures(f"import: {name}", tries=fed, found=refused, harmless=fed - refused, torn=torn)

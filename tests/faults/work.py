"""Real work for processes that are killed, or whose writes fail: `work(say, stage, …)`.

Each `…_on` goes on and on and says what was saved, after the program had said so. Each deed is done
once, and calls `begin` where its writing begins.
"""

import io
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, redirect_stdout, suppress
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from unittest.mock import patch
from zoneinfo import ZoneInfo

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.patient_rights import Erasure, ErasureDecision, Merge
from infrared_desktop.exchange.photo_list import ToBeTaken, take_in
from infrared_desktop.exchange.photo_sources import photo_paths
from infrared_desktop.practice import make_practice_clinic
from infrared_desktop.storage.access import key_ring, rekeying
from infrared_desktop.storage.backup.making import back_up
from infrared_desktop.storage.backup.restoring import restore
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.files import vault
from infrared_desktop.storage.files.folder import KEY_FILE
from infrared_desktop.storage.leaving.making import export
from infrared_desktop.storage.review import making as review_making
from infrared_desktop.storage.review.making import make_copy
from tests.clinics import CLINICIAN, NOW, PASSPHRASE, RECEPTION, make_template
from tests.faults import failing
from tests.faults.child import die
from tests.faults.failing import How
from tests.faults.nursery import PATIENCE_S, Say
from tests.faults.stage import OWNER, Stage
from tests.review_scenes import order, seat_in
from tests.scenes import TODAY, consultation, patient, plan, session, visit

NEW_WORDS = "nine loud trumpets at noon"
LISTED = 60
GONE = Erasure(1, TODAY, ErasureDecision.ERASED, "asked for it, and nothing obliges us to keep it")
Begin = Callable[[], object]


@dataclass(frozen=True)
class Small:
    """What stands for a small picture that was made of a photograph."""

    jpeg: bytes
    width_px: int = 40
    height_px: int = 30


def shrunk(content: bytes) -> Small:
    """Make no picture: what is tried is how it is kept."""
    return Small(b"small " + content[:2_000])


def day_on(say: Say, folder: Path, key: bytes, turns: int = 10_000) -> None:
    """Register, draft, sign, plan, book and treat in turn."""
    from infrared_desktop.storage.clinic import open_clinic

    clinic = open_clinic(folder, key, NOW)
    for turn in range(turns):
        for told in _a_turn(clinic, turn):
            say(told)


def _a_turn(clinic: Clinic, turn: int) -> Iterator[tuple[str, int]]:
    stored = clinic.people.register(patient(f"Kill{os.getpid()}x{turn}"), RECEPTION, NOW)
    number = stored.id
    yield "patient", number
    yield "draft", clinic.care.keep_draft(consultation(number), RECEPTION, NOW).patient_id
    yield "consultation", clinic.care.sign(consultation(number), CLINICIAN, NOW).id
    planned = clinic.care.plan(plan(number), CLINICIAN, NOW)
    yield "plan", planned.id
    booked = visit(number, TODAY + timedelta(days=1 + number), plan_id=planned.id)
    yield "appointment", clinic.diary.book(booked, RECEPTION, NOW).id
    yield "session", clinic.care.sign(session(number, plan_id=planned.id), CLINICIAN, NOW).id


def open_on(say: Say, stage: Stage) -> None:
    """Open a clinic, which brings it up to date."""
    say("begun")
    stage.open()
    say("opened")
    while True:
        time.sleep(1)


def back_up_on(say: Say, stage: Stage, times: int = 1_000) -> None:
    """Back up again and again; say of each where it lies, or why there is none."""
    say("begun")
    for turn in range(1, 1 + times):
        try:
            say(back_up(stage.source, stage.place, NOW + timedelta(hours=turn)).path)
        except KnownError as error:
            say(str(error))


def restore_on(say: Say, stage: Stage) -> None:
    """Put the first backup back again and again."""
    say("begun")
    for turn in count(1):
        restore(stage.backups[0], stage.folder, stage.key, CLINICIAN, NOW + timedelta(hours=turn))
        say("restored")


def rekey_on(say: Say, stage: Stage) -> None:
    """Encrypt the database anew again and again."""
    say("begun")
    while True:
        rekey(stage, lambda: None)
        say("re-keyed")


def change_on(say: Say, stage: Stage) -> None:
    """Change the owner's passphrase from one to the other, again and again."""
    say("begun")
    words = [NEW_WORDS, PASSPHRASE]
    for turn in count():
        key_ring.KeyRing(stage.folder, stage.key).give(CLINICIAN, OWNER, words[turn % 2])
        say(words[turn % 2])


def list_on(say: Say, stage: Stage) -> None:
    """Take lists of people in, one after the other."""
    with closing(stage.open()) as clinic:
        say("begun")
        for turn in count():
            people = [patient(f"List{os.getpid()}x{turn}n{n}") for n in range(LISTED)]
            say([each.id for each in clinic.people.take_in(people, RECEPTION, NOW)])


def photographs_on(say: Say, stage: Stage) -> None:
    """Take the photographs of a card in, one patient after the other."""
    with closing(stage.open()) as clinic:
        say("begun")
        while True:
            number = clinic.people.register(patient(f"Card{os.getpid()}"), RECEPTION, NOW).id
            say((number, _taken_in(clinic, stage, number)))


def verb(say: Say, words: list[str], surroundings: dict[str, str]) -> None:
    """Run a verb of the program, as a start of its own would; say what it wrote."""
    from infrared_desktop.__main__ import main

    os.environ.update(surroundings)
    tempfile.tempdir = None
    say("begun")
    wrote = io.StringIO()
    with redirect_stdout(wrote), suppress(SystemExit):
        main(words)
    for line in wrote.getvalue().splitlines():
        say(line)


def found(say: Say, folder: Path, what: str, step: str) -> None:
    """Found a clinic, and die where a step is to be called."""

    def when_in_place(_: Path) -> None:
        if (folder / KEY_FILE).exists():
            die()

    dies = when_in_place if step.endswith("flush_folder") else lambda *_, **__: die()
    with patch(step, dies):
        if what == "practice":
            make_practice_clinic(folder, 30, 1, date(2026, 11, 22))
        else:
            make_template(folder)
    say("was not killed")


def founded_with_little_room(say: Say, folder: Path, room: int) -> None:
    """Found a clinic while no file may grow beyond so many bytes; say how it ended."""
    _limit(room)
    try:
        make_template(folder)
        say("done")
    except KnownError as error:
        say(str(error))


def die_at(say: Say, deed: Callable[[Stage, Begin], None], stage: Stage, step: str) -> None:
    """Do a deed, and die where a step is to be called."""
    say("begun")
    with patch(step, lambda *_, **__: die()):
        deed(stage, lambda: None)
    say("was not killed")


def sign(stage: Stage, begin: Begin) -> None:
    """Sign a consultation."""
    with closing(stage.open()) as clinic:
        begin()
        clinic.care.sign(consultation(1), CLINICIAN, NOW)


def draft(stage: Stage, begin: Begin) -> None:
    """Keep a draft."""
    with closing(stage.open()) as clinic:
        begin()
        clinic.care.keep_draft(consultation(1, main_concern="a new wish"), RECEPTION, NOW)


def take_list_in(stage: Stage, begin: Begin) -> None:
    """Take a list of people in."""
    with closing(stage.open()) as clinic:
        begin()
        clinic.people.take_in([patient(f"List{n}") for n in range(LISTED)], RECEPTION, NOW)


def list_in_parts(stage: Stage, begin: Begin) -> None:
    """Take a list of people in as it must not be done: not as one act, and whatever fails."""
    with closing(stage.open()) as clinic:
        begin()
        for n in range(LISTED):
            with suppress(KnownError):
                clinic.people.take_in([patient(f"List{n}")], RECEPTION, NOW)


def take_photographs_in(stage: Stage, begin: Begin) -> None:
    """Take the photographs of a card in."""
    with closing(stage.open()) as clinic:
        begin()
        _taken_in(clinic, stage, 1)


def bring_up_to_date(stage: Stage, begin: Begin) -> None:
    """Open a clinic of an older release."""
    begin()
    stage.open().close()


def erase(stage: Stage, begin: Begin) -> None:
    """Erase the treated patient."""
    with closing(stage.open()) as clinic:
        begin()
        clinic.rights.erase(GONE, CLINICIAN, NOW)


def erase_on(say: Say, stage: Stage) -> None:
    """Erase the treated patient, once."""
    with closing(stage.open()) as clinic:
        say("begun")
        clinic.rights.erase(GONE, CLINICIAN, NOW)
        say("erased")
        time.sleep(PATIENCE_S)


def join(stage: Stage, begin: Begin) -> None:
    """Join the other patient to the treated one."""
    with closing(stage.open()) as clinic:
        begin()
        _joined(clinic)


def join_on(say: Say, stage: Stage) -> None:
    """Join the other patient to the treated one, once."""
    with closing(stage.open()) as clinic:
        say("begun")
        _joined(clinic)
        say("joined")
        time.sleep(PATIENCE_S)


def _joined(clinic: Clinic) -> Stored[Merge]:
    kept, other = clinic.people.get(1), clinic.people.get(2)
    return clinic.rights.merge(kept, other, kept.record, "they are one", CLINICIAN, NOW)


def make_backup(stage: Stage, begin: Begin) -> None:
    """Back up to the place that has one already."""
    begin()
    back_up(stage.source, stage.place, NOW + timedelta(hours=1))


def put_back(stage: Stage, begin: Begin) -> None:
    """Put the backup back."""
    begin()
    restore(stage.backups[0], stage.folder, stage.key, CLINICIAN, NOW)


def rekey(stage: Stage, begin: Begin) -> None:
    """Encrypt the database under a new key."""
    begin()
    order = rekeying.Order(OWNER, PASSPHRASE, CLINICIAN, NOW)
    rekeying.rekey(stage.folder, order, leaving=RECEPTION)


def change_passphrase(stage: Stage, begin: Begin) -> None:
    """Change the owner's passphrase."""
    begin()
    key_ring.KeyRing(stage.folder, stage.key).give(CLINICIAN, OWNER, NEW_WORDS)


def leave(stage: Stage, begin: Begin) -> None:
    """Write everything as open files."""
    with closing(stage.open()) as clinic:
        begin()
        export(clinic, stage.root / "out", CLINICIAN, NOW)


def take_along(stage: Stage, begin: Begin) -> None:
    """Make a review copy."""
    review_making.KeyCost = lambda: vault.FLOOR  # type: ignore[assignment,misc]
    out, desk = stage.root / "copy.infrared-review", seat_in(stage.root / "desk")
    with closing(stage.open()) as clinic:
        begin()
        make_copy(clinic, order(1), out, CLINICIAN, NOW, seat=desk)


def with_fault(
    say: Say, deed: Callable[[Stage, Begin], None], stage: Stage, nth: int, how: How
) -> None:
    """Do a deed while the Nth change of a file fails; say how it ended and how many there were."""
    try:
        deed(stage, lambda: failing.arm(stage.root, nth, how))
        told = "done"
    except KnownError as error:
        told = str(error)
    say((told, failing.disarm()))


def limited(say: Say, deed: Callable[[Stage, Begin], None], stage: Stage, most: int) -> None:
    """Do a deed while no file may grow beyond so many bytes; say how it ended."""
    _limit(most)
    try:
        deed(stage, lambda: None)
        say("done")
    except KnownError as error:
        say(str(error))


def _limit(most: int) -> None:
    import resource
    import signal

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


def _taken_in(clinic: Clinic, stage: Stage, number: int) -> int:
    wanted = ToBeTaken(number, TODAY, ZoneInfo("America/Toronto"))
    paths = photo_paths(stage.root / "card")
    taken = take_in(paths, wanted, clinic.photos.files, shrunk)
    if taken.stopped:
        raise KnownError(str(taken.stopped))
    clinic.photos.add(taken.photos, CLINICIAN, NOW)
    return len(taken.photos)

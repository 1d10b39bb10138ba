"""Each deed whose Nth change of a file fails, whichever N, ends before or after, never between.

A change that fails once, a disk that is full from there on, and a process that dies there are
tried at every one of them (a short run: at some). What cannot be done is a sentence, and what was
said to be done is there. Failing changes come by `failing.py`.
"""

import random
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.backup import catalog
from infrared_desktop.storage.backup.objects import Shelf
from infrared_desktop.storage.backup.trial import prove_again
from infrared_desktop.storage.leaving.folder import UNFINISHED
from tests.clinics import NOW, PASSPHRASE
from tests.faults import work
from tests.faults.failing import How, needs_library
from tests.faults.figures import Note
from tests.faults.leaving_whole import whole_copy, whole_export
from tests.faults.nursery import played
from tests.faults.stage import Stage, TornError, content, content_of, keys_that_open
from tests.faults.work import Begin

pytestmark = needs_library
Look = Callable[[Stage], object]
_KEYED = ("audit", "secret")  # another key each time, and who gave it


@dataclass(frozen=True)
class Tried:
    """A deed, what is looked at after it, and which stage it is played on."""

    name: str
    deed: Callable[[Stage, Begin], None]
    look: Look
    stage: str = "lived"


def clinic_as_it_is(stage: Stage) -> object:
    return content(stage.folder, stage.key)


def photographs_as_they_are(stage: Stage) -> object:
    with closing(stage.open()) as clinic:
        whole = content_of(clinic)
        return whole, len(clinic.photos.of_patient(1))


def erased(stage: Stage) -> object:
    """Look at the clinic and its pictures: files follow when it is opened."""
    now = clinic_as_it_is(stage)
    return now, len(list(stage.folder.rglob("*.photo"))), len(list(stage.folder.rglob("*.small")))


def backups_as_they_are(stage: Stage) -> object:
    """Prove again whatever counts; the clinic is as it was."""
    shelf = Shelf(stage.backups[0].parent)
    proven = [each.path for each in catalog.backups(shelf, stage.key) if each.proof]
    for path in proven:
        prove_again(stage.source, path, NOW)
    return clinic_as_it_is(stage), len(proven)


def restored(stage: Stage) -> object:
    """Look at the clinic, and see that what it replaced is kept whole."""
    now = clinic_as_it_is(stage)
    for folder in stage.folder.glob("kept-*"):
        content(folder, stage.key)
    return now


def keyed(stage: Stage) -> object:
    key = keys_that_open(stage)
    return content(stage.folder, key, _KEYED), key == stage.key


def passphrase(stage: Stage) -> object:
    key = keys_that_open(stage, (PASSPHRASE, work.NEW_WORDS))
    return content(stage.folder, key)


def left(stage: Stage) -> object:
    out = stage.root / "out"
    if out.exists():
        whole_export(out)
    elif (beside := stage.root / f"out{UNFINISHED}").exists():
        shutil.rmtree(beside)
    content(stage.folder, stage.key)
    return out.exists()


def taken_along(stage: Stage) -> object:
    out = stage.root / "copy.infrared-review"
    if out.exists():
        whole_copy(out, stage.root / "laptop")
    content(stage.folder, stage.key)
    return out.exists()


TRIED = [
    Tried("signing", work.sign, clinic_as_it_is),
    Tried("a draft", work.draft, clinic_as_it_is),
    Tried("a list", work.take_list_in, clinic_as_it_is),
    Tried("photographs", work.take_photographs_in, photographs_as_they_are),
    Tried("a new release", work.bring_up_to_date, clinic_as_it_is, "older"),
    Tried("erasure", work.erase, erased),
    Tried("joining two", work.join, clinic_as_it_is),
    Tried("backup", work.make_backup, backups_as_they_are),
    Tried("restore", work.put_back, restored),
    Tried("re-keying", work.rekey, keyed),
    Tried("passphrase", work.change_passphrase, passphrase),
    Tried("open files", work.leave, left),
    Tried("review copy", work.take_along, taken_along),
]
WHOLE = ("signing", "a draft")  # a full run tries every change of these
SHORT, MOST = 2, 60


@pytest.mark.parametrize("tried", TRIED, ids=lambda tried: tried.name.replace(" ", "-"))
def test_a_write_fault_at_any_change_ends_before_or_after(
    tried: Tried,
    request: pytest.FixtureRequest,
    tmp_path: Path,
    often: Callable[[int, int], int],
    figures: Note,
) -> None:
    first: Stage = request.getfixturevalue(tried.stage)
    stage = first.copy_to(tmp_path / "after")
    changes = counted(tried.deed, stage)
    may_be = (tried.look(first.copy_to(tmp_path / "before")), tried.look(stage))
    wrong: dict[str, list[object]] = {"torn": [], "lost": []}
    for how in How:
        most = changes if tried.name in WHOLE else MOST
        nths = chosen(changes, often(SHORT, most), seed=how)
        ends = [end(tried, how, nth, first.copy_to(tmp_path / "tried"), may_be) for nth in nths]
        torn = [(nth, why) for nth, (_, why) in zip(nths, ends, strict=True) if why]
        lost = [nth for nth, (told, why) in zip(nths, ends, strict=True) if (told, why) == DONE]
        refused = sum(told not in ("done", "killed") for told, _ in ends)
        counts = {"tries": len(nths), "found": refused, "torn": len(torn) - len(lost)}
        figures(f"write fault ({WORDS[how]}): {tried.name}", **counts, lost=len(lost))
        wrong["torn"] += torn
        wrong["lost"] += lost
    assert wrong == {"torn": [], "lost": []}


LOST = "it was said to be done, and is not there"
DONE = ("done", LOST)
WORDS = {How.ONCE: "one", How.FULL: "full disk", How.KILL: "killed there"}


def counted(deed: Callable[[Stage, Begin], None], stage: Stage) -> int:
    """Do a deed without a fault; return how many changes of files it consists of."""
    ((told, changes),), _ = played(work.with_fault, deed, stage, 0, How.ONCE)
    assert told == "done"
    return int(changes)


def end(
    tried: Tried, how: How, nth: int, stage: Stage, may_be: tuple[object, object]
) -> tuple[str, str]:
    """Do a deed with a fault; return what it told, and what is wrong afterwards."""
    said, _ = played(work.with_fault, tried.deed, stage, nth, how)
    told = str(said[0][0]) if said else "killed"
    assert (told == "killed") == (how is How.KILL), told
    assert told in ("done", "killed") or told.endswith("."), told
    try:
        now = tried.look(stage)
    except (TornError, KnownError) as error:
        return told, str(error)
    finally:
        shutil.rmtree(stage.root)
    if told == "done" and now != may_be[1]:
        return told, LOST
    return told, "" if now in may_be else "it is neither as before nor as after"


def chosen(changes: int, most: int, seed: int = 0) -> list[int]:
    """Return which changes are to fail: all of them, or some."""
    every = range(1, changes + 1)
    return list(every) if changes <= most else sorted(random.Random(seed).sample(every, most))


def test_a_write_fault_in_what_is_no_single_act_is_found(
    stage: Stage, tmp_path: Path, figures: Note
) -> None:
    """Control: people taken in one by one, whatever fails, end between before and after."""
    whole = stage.copy_to(tmp_path / "after")
    changes = counted(work.list_in_parts, whole)
    may_be = (clinic_as_it_is(stage), clinic_as_it_is(whole))
    careless = Tried("a list in parts", work.list_in_parts, clinic_as_it_is)
    found = 0
    for nth in chosen(changes - 2, 3):
        tried = stage.copy_to(tmp_path / "tried")
        found += end(careless, How.FULL, nth, tried, may_be)[1] != ""
    figures("write fault: not one act", tries=3, control=found)
    assert found

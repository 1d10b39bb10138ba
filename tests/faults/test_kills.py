"""Killed at random moments, each long deed is before or after; what was said to be done is."""

import random
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.storage.backup import catalog
from infrared_desktop.storage.backup.objects import Shelf
from infrared_desktop.storage.backup.trial import prove_again
from tests.clinics import NOW, PASSPHRASE
from tests.faults import work
from tests.faults.figures import Note
from tests.faults.killing import Tally
from tests.faults.nursery import Child, killed
from tests.faults.stage import CARD, Stage, TornError, content, content_of, heads, keys_that_open

_KEYED = ("audit", "secret")
_RESTORED = ("audit",)  # who put it back, and when
Said = list[Any]
# Looks at a clinic after a kill: what was said and is not there; TornError for one in between.
Look = Callable[[Stage, Said, "Outcomes"], list[object]]


@dataclass(frozen=True)
class Outcomes:
    """What a clinic may be after a kill."""

    before: str
    after: str


@dataclass(frozen=True)
class Killed:
    """A work that is killed, and how the clinic is looked at."""

    name: str
    work: Callable[..., None]
    look: Look
    stage: str = "lived"
    leaving_out: tuple[str, ...] = ()  # what differs each time
    is_fresh: bool = False  # each kill is tried on a clinic of its own


def one_of(found: str, outcomes: Outcomes) -> None:
    if found not in (outcomes.before, outcomes.after):
        raise TornError("it is neither as before nor as after")


def brought_up_to_date(stage: Stage, said: Said, outcomes: Outcomes) -> list[object]:
    one_of(content(stage.folder, stage.key), outcomes)
    return []


def backed_up(stage: Stage, said: Said, outcomes: Outcomes) -> list[object]:
    one_of(content(stage.folder, stage.key), outcomes)
    found = catalog.backups(Shelf(stage.backups[0].parent), stage.key)
    proven = [each.path for each in found if each.proof]
    prove_again(stage.source, proven[0], NOW)
    # Older ones of the same day are thinned away.
    return [path for path in said[-3:] if path != "begun" and path not in proven]


def put_back(stage: Stage, said: Said, outcomes: Outcomes) -> list[object]:
    one_of(content(stage.folder, stage.key, _RESTORED), outcomes)
    for folder in sorted(stage.folder.glob("kept-*"))[-2:]:
        one_of(content(folder, stage.key, _RESTORED), outcomes)
    with closing(stage.open()) as clinic:
        is_before = clinic.people.count() == 2  # somebody was registered after the backup
    return ["restored"] if "restored" in said and is_before else []


def erased(stage: Stage, said: Said, outcomes: Outcomes) -> list[object]:
    now = content(stage.folder, stage.key)
    one_of(now, outcomes)
    if now == outcomes.after and list(stage.folder.rglob("*.photo")):
        raise TornError("photographs of the erased lie there")
    return ["erased"] if "erased" in said and now == outcomes.before else []


def joined(stage: Stage, said: Said, outcomes: Outcomes) -> list[object]:
    now = content(stage.folder, stage.key)
    one_of(now, outcomes)
    return ["joined"] if "joined" in said and now == outcomes.before else []


def rekeyed(stage: Stage, said: Said, outcomes: Outcomes) -> list[object]:
    content(stage.folder, keys_that_open(stage), _KEYED)
    return []


def changed(stage: Stage, said: Said, outcomes: Outcomes) -> list[object]:
    one_of(content(stage.folder, keys_that_open(stage, (PASSPHRASE, work.NEW_WORDS))), outcomes)
    return []


def listed(stage: Stage, said: Said, outcomes: Outcomes) -> list[object]:
    with closing(stage.open()) as clinic:
        content_of(clinic)
        there = heads(clinic)
        everybody = clinic.ledger.books.all(Patient)
    names = [each.record.surname for each in everybody if each.record.surname.startswith("List")]
    lists = Counter(name.rpartition("n")[0] for name in names)
    if torn := [name for name, count in lists.items() if count != work.LISTED]:
        raise TornError(torn)
    told = [number for numbers in said if numbers != "begun" for number in numbers]
    return [number for number in told if ("patient", number) not in there]


def photographed(stage: Stage, said: Said, outcomes: Outcomes) -> list[object]:
    with closing(stage.open()) as clinic:
        content_of(clinic)
        everybody = clinic.ledger.books.all(Patient)
        counts = {each.id: len(clinic.photos.of_patient(each.id)) for each in everybody}
    if torn := [number for number, count in counts.items() if count not in (0, CARD, 4)]:
        raise TornError(torn)
    return [told for told in said if told != "begun" and counts.get(told[0]) != told[1]]


KILLED = [
    Killed("a new release", work.open_on, brought_up_to_date, "older", is_fresh=True),
    Killed("erasure", work.erase_on, erased, is_fresh=True),
    Killed("joining two", work.join_on, joined, is_fresh=True),
    Killed("backup", work.back_up_on, backed_up),
    Killed("restore", work.restore_on, put_back, leaving_out=_RESTORED),
    Killed("re-keying", work.rekey_on, rekeyed),
    Killed("passphrase", work.change_on, changed),
    Killed("a list", work.list_on, listed),
    Killed("photographs", work.photographs_on, photographed),
]
KILLS_OF_ONE = 10  # on one clinic, which grows with what is taken in


@pytest.mark.parametrize("each", KILLED, ids=lambda each: each.name.replace(" ", "-"))
def test_kills_at_random_moments_leave_before_or_after(
    each: Killed,
    request: pytest.FixtureRequest,
    tmp_path: Path,
    often: Callable[[int, int], int],
    figures: Note,
) -> None:
    first: Stage = request.getfixturevalue(each.stage)
    chance, tally, kills = random.Random(each.name), Tally(), often(4, 60)
    longest, after = undisturbed(each, first.copy_to(tmp_path / "undisturbed"))
    before = first.copy_to(tmp_path / "before")
    outcomes = Outcomes(content(before.folder, before.key, each.leaving_out), after)
    stage = first
    for number in range(kills):
        if each.is_fresh or number % KILLS_OF_ONE == 0:
            stage = first.copy_to(tmp_path / str(number))
        said = killed(each.work, stage, life=chance.uniform(0.0, longest))
        lost, torn = [], []
        try:
            lost = each.look(stage, said, outcomes)
        except (TornError, KnownError) as error:
            torn = [str(error)]
        tally.add(len(said) - 1, lost, torn)
    figures(f"kill -9: {each.name}", **tally.counts)
    assert not tally.wrong


def undisturbed(each: Killed, stage: Stage) -> tuple[float, str]:
    """Let it be done once and begun again; return how long that took, and what came of it."""
    child = Child(each.work, stage)
    assert next(child.hear()) == "begun"
    began = time.monotonic()
    done = next(child.hear(), None)
    took = time.monotonic() - began
    child.kill()
    assert done
    # After a re-keying the same key opens it no more: that is looked at by itself.
    is_same_key = each.work is not work.rekey_on
    return 1.5 * took, content(stage.folder, stage.key, each.leaving_out) if is_same_key else ""

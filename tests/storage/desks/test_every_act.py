"""Each role really calls every act of every desk: it is stored under its code, or refused whole."""

import inspect
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from infrared_desktop.domain.access.deeds import DEEDS
from infrared_desktop.domain.access.rights import Right, refusal_of
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.clinic import Clinic, open_clinic
from infrared_desktop.storage.verify import verify
from tests.clinics import CLINICIAN, NOW, RECEPTION, Template
from tests.domain.access.test_rights import EXPECTED
from tests.eventful_day import TREATING, eventful_day
from tests.every_act import ACTS, Called
from tests.scenes import close_the_record, stored_now

# r is reception where the owner keeps the medical record from it, R where she lets it read.
PEOPLE = {"r": RECEPTION, "R": RECEPTION, "C": TREATING, "O": CLINICIAN}
# Parts of a desk that act as well.
PARTS = ("follow_ups.batches",)


@pytest.fixture(scope="module")
def day(template: Template, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a clinic after an eventful day, to be copied."""
    folder = tmp_path_factory.mktemp("day") / "clinic"
    with closing(template.copy_to(folder)) as clinic:
        eventful_day(clinic)
        assert not verify(clinic)
    return folder


@pytest.fixture
def clinic(day: Path, template: Template, tmp_path: Path) -> Iterator[Clinic]:
    """Yield a fresh copy of it, open."""
    shutil.copytree(day, tmp_path / "clinic")
    with closing(open_clinic(tmp_path / "clinic", template.key, NOW)) as clinic:
        yield clinic


def _may(called: Called, who: str) -> bool:
    if who == "R" and DEEDS[called.code].right is Right.READ_RECORD:
        return True
    return who.upper() in (called.who or EXPECTED[called.code])


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize(
    ("way", "called"), ACTS, ids=[f"{way}-{called.code}" for way, called in ACTS]
)
def test_an_act_is_stored_under_its_code_or_refused_whole(
    clinic: Clinic, way: str, called: Called, who: str
) -> None:
    given = called.given(clinic)
    if who == "r":
        close_the_record(clinic)
    clinic.read_as(PEOPLE[who])
    before, newest = _kept(clinic), _newest(clinic)
    if called.own and who == "C":
        with pytest.raises(KnownError, match=called.own):
            _call(clinic, way, given, PEOPLE[who], called.more)
        assert _kept(clinic) == before and not _told_since(clinic, newest)
    elif _may(called, who) or called.others:
        _call(clinic, way, given, PEOPLE[who], called.more)
        told = _told_since(clinic, newest)
        code = called.code if _may(called, who) else called.others
        assert {act for act, *_ in told} == {code}
        assert {(by, outcome) for _, by, outcome in told} <= {
            (PEOPLE[who], "success"),
            (PEOPLE[who], "failure"),
        }
    else:
        with pytest.raises(KnownError) as caught:
            _call(clinic, way, given, PEOPLE[who], called.more)
        assert str(caught.value.sentence) in _refusals(called)
        assert _kept(clinic) == before
        assert _told_since(clinic, newest) == [(called.code, PEOPLE[who], "refused")]


def _refusals(called: Called) -> set[str]:
    rights = {DEEDS[called.code].right}
    if called.who:  # what depends on the record
        rights |= {Right.STRIKE, Right.STRIKE_PAPER, Right.LIFT_OTHERS}
    return {refusal_of(right) for right in rights}


def _call(clinic: Clinic, way: str, given: tuple[Any, ...], by: int, more: dict[str, Any]) -> None:
    found: Any = clinic
    for name in way.split("."):
        found = getattr(found, name)
    found(*given, by=by, now=NOW, **more)


def _kept(clinic: Clinic) -> dict[str, list[tuple[Any, ...]]]:
    stored = stored_now(clinic)
    return stored | {"audit": [row for row in stored["audit"] if "refused" not in row]}


def _newest(clinic: Clinic) -> int:
    return int(clinic.ledger.db.execute("SELECT max(seq) FROM audit").fetchone()[0])


def _told_since(clinic: Clinic, seq: int) -> list[tuple[str, int, str]]:
    sql = "SELECT act, staff_id, outcome FROM audit WHERE seq > ? ORDER BY seq"
    return list(clinic.ledger.db.execute(sql, (seq,)))


def _acts_of(clinic: Clinic) -> set[str]:
    """Return what acts at a desk: it names who does it and when."""
    found = set()
    desks = [name for name in dir(clinic) if not name.startswith("_") and name != "ledger"]
    for name in (*desks, *PARTS):
        desk: Any = clinic
        for part in name.split("."):
            desk = getattr(desk, part)
        if type(desk).__module__.startswith("infrared_desktop.storage"):
            for way, method in inspect.getmembers(desk, inspect.ismethod):
                is_act = {"by", "now"} <= set(inspect.signature(method).parameters)
                found |= {f"{name}.{way}"} if is_act and not way.startswith("_") else set()
    return found - {"people.last_looked"}  # reads


def test_every_act_of_every_desk_stands_in_the_matrix(clinic: Clinic) -> None:
    assert _acts_of(clinic) == {way for way, _ in ACTS}, "say how it is called, and its code"


def test_a_new_act_is_noticed(clinic: Clinic, monkeypatch: pytest.MonkeyPatch) -> None:
    def sneak(self: Any, number: int, by: int, now: Any) -> None:
        """Do something that nobody classed."""

    monkeypatch.setattr(type(clinic.people), "sneak", sneak, raising=False)
    assert _acts_of(clinic) - {way for way, _ in ACTS} == {"people.sneak"}


def test_no_part_of_a_desk_acts_unseen(clinic: Clinic) -> None:
    parts = [
        f"{name}.{part}"
        for name in dir(clinic)
        if not name.startswith("_") and name != "ledger"
        for desk in [getattr(clinic, name)]
        if type(desk).__module__.startswith("infrared_desktop.storage.desks")
        for part, held in vars(desk).items()
        if not part.startswith("_")
        and type(held).__module__.startswith("infrared_desktop.storage.desks")
    ]
    assert parts == list(PARTS)


def test_no_case_stands_twice() -> None:
    assert max(Counter((way, called.code) for way, called in ACTS).values()) <= 2

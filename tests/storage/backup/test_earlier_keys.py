"""Backups from before a re-keying stand as proven as they were, and are thinned like others."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.access.rekeying import Order, rekey
from infrared_desktop.storage.backup import catalog, trial
from infrared_desktop.storage.backup.catalog import Backup
from infrared_desktop.storage.backup.making import Made, back_up
from infrared_desktop.storage.backup.manifest import PROVEN, digest, to_bytes
from infrared_desktop.storage.backup.objects import DamagedError, Shelf
from infrared_desktop.storage.backup.restoring import keys_of, restore
from infrared_desktop.storage.backup.thinning import stay
from infrared_desktop.storage.backup.trial import Source, prove_again
from infrared_desktop.storage.clinic import Clinic, open_clinic
from infrared_desktop.storage.files import vault
from tests.clinics import CLINICIAN, NOW, PASSPHRASE, RECEPTION
from tests.photo_scenes import kept
from tests.scenes import patient

NAME = "Dr. Åsa Lindqvist"
LATER = NOW + timedelta(days=400)


@pytest.fixture
def source(clinic: Clinic) -> Source:
    number = clinic.people.register(patient(), RECEPTION, NOW).id
    clinic.photos.add([kept(clinic, number)], CLINICIAN, NOW)
    clinic.close()
    return Source(clinic.folder, clinic.ledger.key)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


@pytest.fixture
def grow(monkeypatch: pytest.MonkeyPatch, place: Path) -> Callable[[Source, list[datetime]], Made]:
    """Register somebody and make a backup on each of these days; return the last one."""
    monkeypatch.setattr(trial, "check_records", lambda *_: None)

    def made_on(source: Source, days: list[datetime]) -> Made:
        for day in days:
            with closing(open_clinic(source.folder, source.key, day)) as clinic:
                clinic.people.register(patient(f"Day {day}"), RECEPTION, day)
            last = back_up(source, place, day)
        return last

    return made_on


def re_keyed(source: Source) -> Source:
    return Source(source.folder, rekey(source.folder, Order(NAME, PASSPHRASE, CLINICIAN, NOW)))


def standing(made: Made, source: Source) -> list[Backup]:
    earlier = catalog.seals_before(source.folder, source.key)
    return catalog.backups(Shelf(made.path.parent), source.key, earlier)


def flip(path: Path, at: int = 1000) -> None:
    content = bytearray(path.read_bytes())
    content[at % len(content)] ^= 4
    path.write_bytes(content)


def piece_of(made: Made) -> Path:
    name = made.manifest.pieces[0]
    return made.path.parent / "objects" / name[:2] / name


@pytest.mark.parametrize("times", [1, 2])
def test_one_from_before_stands_as_proven_as_it_was(
    source: Source, place: Path, times: int
) -> None:
    made, anew = back_up(source, place, NOW), source
    assert not standing(made, source)[0].is_earlier
    for _ in range(times):
        anew = re_keyed(anew)
    (found,) = standing(made, anew)
    assert found.is_earlier
    assert not found.is_damaged
    assert (found.manifest, found.proof) == (made.manifest, made.proof)
    assert prove_again(anew, made.path, LATER) == made.proof


def test_the_first_one_under_a_new_key_is_proven_wholly(
    source: Source, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    back_up(source, place, NOW)
    checked: list[Path] = []
    monkeypatch.setattr(trial, "check_records", lambda folder, *_: checked.append(folder))
    again = back_up(re_keyed(source), place, NOW + timedelta(hours=1))
    assert len(checked) == 1
    assert again.proof.turn == 0


def test_those_from_before_are_thinned_by_the_same_rule(
    source: Source, grow: Callable[[Source, list[datetime]], Made]
) -> None:
    grow(source, [NOW + timedelta(days=n) for n in range(0, 400, 20)])
    anew = re_keyed(source)
    last = grow(anew, [LATER])
    before = standing(last, anew)
    last = grow(anew, [LATER + timedelta(days=n) for n in range(40, 400, 40)])
    left = standing(last, anew)
    assert all(each.proof for each in left)
    gone = {each.path for each in before if each.is_earlier} - {each.path for each in left}
    assert gone
    assert any(each.is_earlier for each in left)
    ages = {each.age for each in left if each.age}
    assert stay(ages, last.manifest.moment) == ages
    named = set().union(*(each.manifest.named() for each in left if each.manifest))
    assert {path.name for path in (last.path.parent / "objects").glob("*/*")} == named


def test_without_the_seals_of_before_none_of_them_would_go(
    source: Source,
    grow: Callable[[Source, list[datetime]], Made],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The negative control: it is by the kept seals that they are told from damaged ones."""
    monkeypatch.setattr(catalog, "earlier_seals", lambda _: ())
    first = grow(source, [NOW + timedelta(days=n) for n in range(0, 400, 20)])
    before = {each.path for each in standing(first, source)}
    anew = re_keyed(source)
    last = grow(anew, [LATER + timedelta(days=n) for n in range(0, 400, 40)])
    damaged = {each.path for each in standing(last, anew) if each.is_damaged}
    assert damaged == before


@pytest.mark.parametrize("what", ["list", "proof", "piece"])
def test_a_damaged_one_from_before_is_damaged_and_stays(
    source: Source, place: Path, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trial, "check_records", lambda *_: None)
    made = back_up(source, place, NOW)
    anew = re_keyed(source)
    hit = {"list": made.path, "proof": made.path.with_suffix(PROVEN), "piece": piece_of(made)}
    flip(hit[what], 60)
    with pytest.raises(KnownError if what == "proof" else DamagedError):
        prove_again(anew, made.path, NOW)
    (found,) = standing(made, anew)
    assert found.proof is None
    assert found.is_damaged is (what != "proof")
    for n in range(3):
        back_up(anew, place, LATER + timedelta(days=n))
    # One that was never proven is no loss once a later one is; a damaged one may be rescued.
    assert made.path.exists() is (what != "proof")


def test_what_a_key_seals_after_it_was_given_up_is_not_believed(
    source: Source, place: Path
) -> None:
    made = back_up(source, place, NOW)
    anew = re_keyed(source)
    forged = to_bytes(replace(made.manifest, audit=(10**6, "mac")), source.key)
    made.path.write_bytes(forged)
    catalog.note_proof(Shelf(made.path.parent), made.path, digest(forged), made.proof, source.key)
    (found,) = standing(made, anew)
    assert found.is_damaged
    assert found.proof is None


def test_one_from_before_opens_with_the_passphrases_of_then(source: Source, place: Path) -> None:
    made = back_up(source, place, NOW)
    anew = re_keyed(source)
    with keys_of(made.path) as keys:
        key = vault.unlock(keys, NAME, PASSPHRASE).key
    assert key == source.key != anew.key
    assert restore(made.path, place / "anew", key, CLINICIAN, NOW).manifest == made.manifest


def test_a_photograph_lost_since_is_taken_from_one_from_before(
    clinic: Clinic, source: Source, place: Path
) -> None:
    made = back_up(source, place, NOW)
    anew = re_keyed(source)
    next(clinic.photos.files.folder.rglob("*.photo")).unlink()
    assert back_up(anew, place, LATER).manifest.photographs == made.manifest.photographs

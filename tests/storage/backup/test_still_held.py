"""Where somebody is still held besides the clinic, until when, and that no restore hides it."""

import shutil
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from infrared_desktop.storage.backup.catalog import note_damage
from infrared_desktop.storage.backup.making import back_up
from infrared_desktop.storage.backup.restoring import restore
from infrared_desktop.storage.backup.standing import (
    back_up_everywhere,
    choose_place,
    forget_given_up,
    forget_place,
    given_up,
    standings,
    usual_place,
)
from infrared_desktop.storage.backup.still_held import AtPlace, GivenUp, still_held
from infrared_desktop.storage.backup.trial import Source
from infrared_desktop.storage.clinic import Clinic, open_clinic
from infrared_desktop.storage.files.folder import ERASED
from tests.clinics import CLINICIAN, NOW, RECEPTION, Template
from tests.scenes import patient
from tests.storage.desks.test_erasing import erasure

DAY = timedelta(days=1)


@pytest.fixture
def stick(clinic: Clinic, tmp_path: Path) -> Path:
    place = tmp_path / "stick"
    place.mkdir()
    choose_place(clinic.folder, clinic.ledger.key, place)
    return place


def register(clinic: Clinic, surname: str = "Ngata") -> int:
    return clinic.people.register(patient(surname), RECEPTION, NOW).id


def backed_up(clinic: Clinic, place: Path, day: int = 0) -> Path:
    return back_up(Source(clinic.folder, clinic.ledger.key), place, NOW + day * DAY).path


def at(clinic: Clinic, number: int, place: Path, day: int = 0) -> AtPlace:
    (held,) = still_held(clinic, [[number]], NOW + day * DAY)
    return next(each for each in held.places if each.place == place)


def test_backups_hold_whom_they_were_made_with_until_thinned(clinic: Clinic, stick: Path) -> None:
    backed_up(clinic, stick)
    number = register(clinic)
    assert at(clinic, number, stick) == AtPlace(stick, True)
    backed_up(clinic, stick, 1)
    backed_up(clinic, stick, 2)
    before = at(clinic, number, stick, 2)
    assert before.backups == 2
    assert before.until is not None
    # Later days of the month have newer ones, so that it is one of the twelve days alone.
    assert (before.until - NOW.date()).days == 14
    clinic.rights.erase(erasure(number), CLINICIAN, NOW + 2 * DAY)
    backed_up(clinic, stick, 3)
    after = at(clinic, number, stick, 3)
    assert after.backups == 2
    assert after.until is not None and after.until <= before.until
    assert at(clinic, number, usual_place(clinic.folder)).backups == 0


def test_the_day_is_the_day_on_which_the_last_of_them_is_gone(clinic: Clinic, stick: Path) -> None:
    number = register(clinic)
    backed_up(clinic, stick)
    clinic.rights.erase(erasure(number), CLINICIAN, NOW)
    until = at(clinic, number, stick).until
    assert until is not None
    days = (until - NOW.date()).days
    for day in range(1, days):
        backed_up(clinic, stick, day)
    assert at(clinic, number, stick, days - 1).backups == 1
    backed_up(clinic, stick, days)
    assert at(clinic, number, stick, days) == AtPlace(stick, True)


def test_what_is_damaged_or_not_there_is_told_as_such(clinic: Clinic, stick: Path) -> None:
    number = register(clinic)
    note_damage(backed_up(clinic, stick))
    damaged = at(clinic, number, stick)
    assert (damaged.backups, damaged.until, damaged.staying) == (1, None, 1)
    shutil.rmtree(stick)
    assert at(clinic, number, stick) == AtPlace(stick, False)


def test_what_a_restore_kept_and_copies_from_before_are_named(
    template: Template, tmp_path: Path
) -> None:
    folder = tmp_path / "clinic"
    (tmp_path / "stick").mkdir()
    with closing(template.copy_to(folder)) as clinic:
        number = register(clinic)
        made = backed_up(clinic, tmp_path / "stick")
    restore(made, folder, template.key, CLINICIAN, NOW)
    for day in ("20250101", "20261124"):
        (folder / f"clinic-before-upgrade-{day}T000000000000.db").touch()
    with closing(open_clinic(folder, template.key, NOW)) as clinic:
        (held,) = still_held(clinic, [[number]], NOW)
        names = [each.path.name[:30] for each in held.beside]
        assert names == ["clinic-before-upgrade-20261124", "kept-20261123T090000Z"]
        later = clinic.people.register(patient("Ito"), RECEPTION, NOW + DAY).id
        (held,) = still_held(clinic, [[later]], NOW + DAY)
        assert held.beside == ()


def test_a_restore_onto_another_computer_knows_who_was_erased_since(
    template: Template, tmp_path: Path
) -> None:
    (tmp_path / "stick").mkdir()
    with closing(template.copy_to(tmp_path / "clinic")) as clinic:
        number = register(clinic)
        older = backed_up(clinic, tmp_path / "stick")
        clinic.rights.erase(erasure(number), CLINICIAN, NOW)
        backed_up(clinic, tmp_path / "stick", 1)
    elsewhere = tmp_path / "elsewhere"
    restore(older, elsewhere, template.key, CLINICIAN, NOW)
    with closing(open_clinic(elsewhere, template.key, NOW)) as clinic:
        assert clinic.rights.back_again() == [number]
    (older.parent / ERASED).unlink()
    restore(older, tmp_path / "third", template.key, CLINICIAN, NOW)
    with closing(open_clinic(tmp_path / "third", template.key, NOW)) as clinic:
        assert clinic.rights.back_again() == []


def test_backups_of_a_log_that_a_restore_cut_off_count_as_holding(
    template: Template, tmp_path: Path
) -> None:
    folder, stick = tmp_path / "clinic", tmp_path / "stick"
    stick.mkdir()
    with closing(template.copy_to(folder)) as clinic:
        number = register(clinic)
        first = backed_up(clinic, stick)
        for _ in range(40):  # so that its log is longer than the restored one ever gets here
            clinic.note("backup-made", CLINICIAN, NOW)
        backed_up(clinic, stick, 1)
    restore(first, folder, template.key, CLINICIAN, NOW + DAY)
    with closing(open_clinic(folder, template.key, NOW)) as clinic:
        choose_place(folder, template.key, stick)
        clinic.rights.erase(erasure(number), CLINICIAN, NOW + DAY)
        assert at(clinic, number, stick, 1).backups == 2
        backed_up(clinic, stick, 2)
        assert at(clinic, number, stick, 2).backups == 2


def test_a_place_that_was_given_up_may_hold_whom_it_was_backed_up_with(
    clinic: Clinic, stick: Path
) -> None:
    held = register(clinic)
    back_up_everywhere(Source(clinic.folder, clinic.ledger.key), NOW)
    forget_place(clinic.folder, clinic.ledger.key, stick)
    later = register(clinic, "Ito")
    with_it, without = still_held(clinic, [[held], [later]], NOW)
    assert [each.place for each in with_it.places] == [stick.parent]
    assert with_it.given_up == (GivenUp(stick, NOW),) and without.given_up == ()
    clinic.rights.erase(erasure(held), CLINICIAN, NOW)
    back_up_everywhere(Source(clinic.folder, clinic.ledger.key), NOW + DAY)
    (after,) = still_held(clinic, [[held]], NOW + DAY)
    assert after.given_up == (GivenUp(stick, NOW),)


def test_a_place_that_was_given_up_is_remembered_until_it_is_used_again_or_emptied(
    clinic: Clinic, stick: Path
) -> None:
    folder, key = clinic.folder, clinic.ledger.key
    forget_place(folder, key, stick)
    assert [each.place for each in given_up(folder, key)] == [stick]
    # The words of an earlier key are believed as far as this.
    assert [each.place for each in given_up(folder, bytes(32))] == [stick]
    choose_place(folder, key, stick)
    assert given_up(folder, key) == ()
    assert [each.place for each in standings(folder, key)] == [stick.parent, stick]
    forget_place(folder, key, stick)
    forget_given_up(folder, key, stick)
    assert given_up(folder, key) == ()
    assert [each.place for each in standings(folder, key)] == [stick.parent]

"""People come, change roles and go; nobody is deleted, and an owner always stays."""

from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.answers import Role
from infrared_desktop.domain.records.people import Staff
from infrared_desktop.storage.access.key_ring import KeyRing
from infrared_desktop.storage.access.rekeying import rekey_if_due
from infrared_desktop.storage.access.way_in import let_in
from infrared_desktop.storage.clinic import Clinic, open_clinic
from infrared_desktop.storage.files.vault import Unlocked
from tests.clinics import CLINICIAN, NOW, PASSPHRASE, RECEPTION, Template
from tests.scenes import patient

OWNER, NAME = CLINICIAN, "Dr. Åsa Lindqvist"


def test_who_goes_stays_on_what_they_wrote_and_a_number_is_never_used_again(clinic: Clinic) -> None:
    stored = clinic.people.register(patient(), RECEPTION, NOW)
    gone = clinic.staff.disable(clinic.staff.get(RECEPTION), OWNER, NOW)
    assert gone.record == replace(clinic.staff.get(RECEPTION).record, active=False)
    same = clinic.staff.add(Staff(gone.record.name, Role.RECEPTION), OWNER, NOW)
    assert same.id not in (OWNER, RECEPTION)
    assert clinic.people.get(stored.id).by == RECEPTION
    with pytest.raises(KnownError, match="no longer works here"):
        clinic.people.register(patient("Ito"), RECEPTION, NOW)


def test_an_owner_who_left_is_no_owner_for_the_last_one_to_leave_behind(clinic: Clinic) -> None:
    other = clinic.staff.add(Staff("Ravi Menon", Role.OWNER), OWNER, NOW)
    clinic.staff.disable(other, OWNER, NOW)
    with pytest.raises(KnownError, match="only owner"):
        clinic.staff.disable(clinic.staff.get(OWNER), OWNER, NOW)


def test_the_last_owner_stays_owner(clinic: Clinic) -> None:
    owner = clinic.staff.get(OWNER)
    with pytest.raises(KnownError, match="only owner"):
        clinic.staff.disable(owner, OWNER, NOW)
    with pytest.raises(KnownError, match="only owner"):
        clinic.staff.change_role(owner, Role.CLINICIAN, OWNER, NOW)
    clinic.staff.change_role(clinic.staff.get(RECEPTION), Role.OWNER, OWNER, NOW)
    assert not clinic.staff.disable(owner, RECEPTION, NOW).record.active


def test_only_an_owner_keeps_the_staff(clinic: Clinic) -> None:
    owner = clinic.staff.get(OWNER)
    for act in (clinic.staff.disable, clinic.staff.enable):
        with pytest.raises(KnownError):
            act(owner, RECEPTION, NOW)
    with pytest.raises(KnownError):
        clinic.staff.change_role(clinic.staff.get(RECEPTION), Role.OWNER, RECEPTION, NOW)


def test_who_comes_back_is_the_same_person(clinic: Clinic) -> None:
    gone = clinic.staff.disable(clinic.staff.get(RECEPTION), OWNER, NOW)
    assert clinic.staff.enable(gone, OWNER, NOW).record.active
    for hours, act in enumerate(("unlocked", "verb-unlocked")):
        at = NOW + timedelta(hours=hours)
        clinic.note(act, RECEPTION, at)
        assert clinic.staff.last_unlocked() == {RECEPTION: at}


def test_a_clock_that_ran_ahead_once_tells_no_later_unlock(clinic: Clinic) -> None:
    for at in (NOW + timedelta(days=365), NOW):
        clinic.note("unlocked", RECEPTION, at)
    assert clinic.staff.last_unlocked() == {RECEPTION: NOW}


@pytest.fixture
def left(clinic: Clinic) -> Path:
    """A clinic that somebody has left."""
    KeyRing(clinic.folder, clinic.ledger.key).give(RECEPTION, "Noor Haddad", "nine loud trumpets")
    assert not clinic.staff.is_rekeying_due()
    third = clinic.staff.add(Staff("Ravi Menon", Role.CLINICIAN), OWNER, NOW)
    clinic.staff.disable(third, OWNER, NOW)
    assert clinic.staff.is_rekeying_due()
    clinic.close()
    return clinic.folder


def unlocked(folder: Path, name: str, typed: str) -> Unlocked:
    return rekey_if_due(folder, let_in(folder, name, typed), typed, NOW)


def test_the_owner_s_next_unlock_re_keys_once(left: Path, template: Template) -> None:
    assert unlocked(left, "Noor Haddad", "nine loud trumpets").key == template.key
    new_key = unlocked(left, NAME, PASSPHRASE).key
    assert new_key != template.key
    clinic = open_clinic(left, new_key, NOW)
    assert not clinic.staff.is_rekeying_due()
    clinic.close()
    assert unlocked(left, NAME, PASSPHRASE).key == new_key
    assert unlocked(left, "Noor Haddad", "nine loud trumpets").key == new_key


@pytest.mark.parametrize("how", ["disable", "change_role"])
def test_who_was_the_owner_once_re_keys_nothing(clinic: Clinic, how: str) -> None:
    once, words = (
        clinic.staff.add(Staff("Ravi Menon", Role.OWNER), OWNER, NOW),
        "nine loud trumpets",
    )
    KeyRing(clinic.folder, clinic.ledger.key).give(once.id, "Ravi Menon", words)
    if how == "disable":
        clinic.staff.disable(once, OWNER, NOW)
    else:
        clinic.staff.change_role(once, Role.CLINICIAN, OWNER, NOW)
        clinic.staff.disable(clinic.staff.get(RECEPTION), OWNER, NOW)
    assert clinic.staff.is_rekeying_due()
    told, key = clinic.ledger.audit.head(), clinic.ledger.key
    clinic.close()
    assert unlocked(clinic.folder, "Ravi Menon", words).key == key
    with closing(open_clinic(clinic.folder, key, NOW)) as clinic:
        assert clinic.ledger.audit.head() == told, "it was not even begun"


def test_what_cannot_be_re_keyed_keeps_nobody_out(
    left: Path, template: Template, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise KnownError("There is no room left on the disk.")

    monkeypatch.setattr("infrared_desktop.storage.access.rekeying._write_next", full)
    assert unlocked(left, NAME, PASSPHRASE).key == template.key


@pytest.mark.parametrize("name", ["noor  haddad", "Noor\u200b Haddad", "recovery", "x" * 151, " "])
def test_nobody_is_added_by_a_name_that_can_t_be_told_apart(clinic: Clinic, name: str) -> None:
    with pytest.raises(KnownError, match=r"\.$"):
        clinic.staff.add(Staff(name, Role.CLINICIAN), OWNER, NOW)
    assert len(clinic.staff.all()) == 2


def test_a_name_is_stored_as_it_is_seen(clinic: Clinic) -> None:
    added = clinic.staff.add(Staff(" Ana\n\u202eRuiz ", Role.CLINICIAN), OWNER, NOW)
    assert clinic.staff.get(added.id).record.name == "Ana Ruiz"

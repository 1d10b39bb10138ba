"""Only a practice clinic seats everybody, and only where its owner opens it."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from infrared_desktop.domain.records.answers import Role
from infrared_desktop.domain.records.people import Settings, Staff
from infrared_desktop.storage.access.way_in import let_in
from infrared_desktop.storage.audit.reading import Asked
from infrared_desktop.storage.clinic import Clinic, open_clinic
from infrared_desktop.storage.files import vault
from infrared_desktop.storage.files.key_file import staff_names
from infrared_desktop.storage.files.vault import Unlocked
from infrared_desktop.storage.founding import Founding, found_clinic
from infrared_desktop.storage.seating import seat_everybody
from tests.clinics import CLINICIAN, NOW, Template

OWNER, NOOR, GONE = "Dr. Ana Prática", "Noor Haddad", "Bo Lindgren"
WORD = "practice"


@pytest.fixture
def practice(tmp_path: Path) -> Iterator[Clinic]:
    founding = Founding(
        Settings("Practice", "CA", practice=True),
        Staff(OWNER, Role.OWNER),
        WORD,
        vault.new_recovery_key(),
        vault.FLOOR,
    )
    with closing(found_clinic(tmp_path / "practice", founding, NOW)) as clinic:
        clinic.staff.add(Staff(NOOR, Role.RECEPTION), 1, NOW)
        gone = clinic.staff.add(Staff(GONE, Role.CLINICIAN), 1, NOW)
        clinic.staff.disable(gone, 1, NOW)
        yield clinic


def told(clinic: Clinic) -> list[tuple[str, str | None]]:
    rows = clinic.audit.rows(Asked())
    return [(each.entry.act, each.entry.outcome) for each in rows if "pass" in each.entry.act]


def test_who_works_there_gets_in_by_the_one_word_and_the_log_tells_of_it(practice: Clinic) -> None:
    unlocked = let_in(practice.folder, OWNER, WORD)
    for _ in range(2):
        seat_everybody(practice.folder, unlocked, WORD, NOW)
        assert staff_names(practice.folder) == [OWNER, NOOR]
    assert let_in(practice.folder, NOOR, WORD).key == practice.ledger.key
    assert told(practice) == [("passphrase-given", "success")]


def test_nobody_but_an_owner_seats_others_and_nothing_is_told_of_it(practice: Clinic) -> None:
    seat_everybody(practice.folder, Unlocked(practice.ledger.key, 2, NOOR), WORD, NOW)
    assert staff_names(practice.folder) == [OWNER]
    assert not told(practice)


def test_in_a_clinic_of_one_s_own_nobody_is_seated(template: Template, tmp_path: Path) -> None:
    folder = tmp_path / "own"
    template.copy_to(folder).close()
    before = (folder / "clinic.keys").read_bytes()
    seat_everybody(folder, Unlocked(template.key, CLINICIAN, ""), WORD, NOW)
    assert (folder / "clinic.keys").read_bytes() == before
    with closing(open_clinic(folder, template.key, NOW)) as clinic:
        assert not told(clinic)

"""A clinic whose founding was killed at any step is founded again in the same folder."""

from contextlib import closing
from pathlib import Path

import pytest

from infrared_desktop.storage.clinic import open_clinic
from infrared_desktop.storage.files.folder import holds_clinic
from infrared_desktop.storage.verify import verify
from tests.clinics import NOW, make_template
from tests.faults.nursery import played
from tests.faults.work import found

# What is called next when the process dies; the last one is called when all is in place.
STEPS = (
    "infrared_desktop.storage.founding.key_file.save",
    "infrared_desktop.storage.founding.make_file",
    "infrared_desktop.storage.founding.make_database",
    "infrared_desktop.storage.founding.bring_up_to_date",
    "infrared_desktop.storage.database.migrations.mark_derivations",
    "infrared_desktop.storage.desks.acts.Act.settle",
    "infrared_desktop.storage.founding.Clinic",
    "infrared_desktop.storage.founding.anchor.set_down",
    "infrared_desktop.storage.founding.rename",
)
IN_PLACE = "infrared_desktop.storage.files.writing.flush_folder"


def kill(folder: Path, what: str, step: str) -> None:
    said, code = played(found, folder, what, step)
    assert (said, code != 0) == ([], True)


@pytest.mark.parametrize("step", STEPS)
def test_a_founding_killed_at_any_step_is_no_dead_end(tmp_path: Path, step: str) -> None:
    kill(tmp_path / "clinic", "clinic", step)
    assert not holds_clinic(tmp_path / "clinic")
    template = make_template(tmp_path / "clinic")
    with closing(open_clinic(template.folder, template.key, NOW)) as clinic:
        assert not verify(clinic)
        assert len(clinic.staff.all()) == 2


def test_a_clinic_killed_once_all_is_in_place_is_a_clinic(tmp_path: Path) -> None:
    kill(tmp_path / "clinic", "clinic", IN_PLACE)
    assert holds_clinic(tmp_path / "clinic")


@pytest.mark.parametrize("step", ["infrared_desktop.practice.making._keep_draft", *STEPS[-2:]])
def test_a_practice_clinic_killed_while_it_is_made_is_none(tmp_path: Path, step: str) -> None:
    kill(tmp_path / "clinic", "practice", step)
    assert (tmp_path / "clinic" / "clinic.db").exists()
    assert not holds_clinic(tmp_path / "clinic")

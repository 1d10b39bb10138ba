"""After a walk through all of the program its people are erased: no trace is left that decrypts.

What was handed out, and the backups from before, are what the window names; they are not looked at.
"""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from infrared_desktop.storage.backup.restoring import restore
from infrared_desktop.storage.clinic import Clinic, open_clinic
from infrared_desktop.storage.verify import verify
from tests.clinics import CLINICIAN, NOW, Template
from tests.faults.figures import Note
from tests.faults.walk import Walk, walk
from tests.storage.desks.test_erasing import IN_BYTES, raw_bytes, traces_in
from tests.storage.test_canary import clear_text_in

pytestmark = pytest.mark.xdist_group("erased")  # one process walks, for all of them


@pytest.fixture(scope="module")
def erased(template: Template, tmp_path_factory: pytest.TempPathFactory) -> Walk:
    """Walk, and erase everybody whom the walk registered."""
    taken = walk(template, tmp_path_factory.mktemp("erased") / "ground", "without e-mail", "erase")
    assert taken.said[-1].startswith("erased"), taken.errors
    return taken


def traces(clinic: Clinic) -> list[str]:
    """Return what of the people is in the decrypted database, free pages included, and beside."""
    raw = raw_bytes(clinic)
    found = [*traces_in(clinic.ledger.db)]
    found += [f"the file holds {trace!r}" for trace in IN_BYTES if trace in raw]
    return found + [f"{path}" for path in photographs_of(clinic)]


def photographs_of(clinic: Clinic) -> Iterator[Path]:
    return (path for path in clinic.photos.files.folder.rglob("*") if path.is_file())


def looked_at(template: Template, folder: Path) -> tuple[list[str], list[str]]:
    """Return the traces in a clinic, and what verifying it finds."""
    with closing(open_clinic(folder, template.key, NOW)) as clinic:
        return traces(clinic), list(map(str, verify(clinic)))


def test_nothing_that_is_left_of_the_clinic_tells_who_was_erased(
    erased: Walk, template: Template, tmp_path: Path, figures: Note
) -> None:
    shutil.copytree(erased.folder, tmp_path / "clinic")
    found, broken = looked_at(template, tmp_path / "clinic")
    assert (found, broken) == ([], [])
    clear = list(clear_text_in(erased.traces()))
    assert clear == []
    figures("traces: erased after a walk", tries=len(erased.traces()), undetected=len(clear))


def test_a_backup_made_since_holds_nobody_who_was_erased(
    erased: Walk, template: Template, tmp_path: Path, figures: Note
) -> None:
    (made,) = (erased.ground / "after").rglob("*.backup")
    restore(made, tmp_path / "anew", template.key, CLINICIAN, NOW)
    found, broken = looked_at(template, tmp_path / "anew")
    assert (found, broken) == ([], [])
    figures("traces: erased after a walk", tries=1, undetected=len(found))


def test_the_backup_from_before_still_holds_them_so_that_the_search_can_find(
    erased: Walk, template: Template, tmp_path: Path, figures: Note
) -> None:
    (older,) = (erased.ground / "stick").rglob("*.backup")
    restore(older, tmp_path / "older", template.key, CLINICIAN, NOW)
    found, broken = looked_at(template, tmp_path / "older")
    assert broken == []
    assert any(each.startswith("patient:") for each in found)
    assert any(each.startswith("the file holds") for each in found)
    assert any(each.endswith(".photo") for each in found)
    figures("traces: erased after a walk", control=len(found))

"""Fixtures of storage tests: a review copy that is made once, and handed to each test anew."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from infrared_desktop.storage.clinic import Clinic, open_clinic
from infrared_desktop.storage.files.review_copy import UnlockedCopy, unlock_copy
from infrared_desktop.storage.review.making import MadeCopy
from tests.clinics import NOW, Template
from tests.review_scenes import WORDS, cheap_keys, made, two_patients


@dataclass(frozen=True)
class Taken:
    """A clinic from which a copy of its first patient was taken."""

    folder: Path
    copy: MadeCopy
    unlocked: UnlockedCopy


@pytest.fixture(scope="session")
def taken(template: Template, tmp_path_factory: pytest.TempPathFactory) -> Taken:
    """Return a clinic and a copy of it, to be copied and never changed."""
    folder = tmp_path_factory.mktemp("taken")
    with pytest.MonkeyPatch.context() as patch:
        cheap_keys(patch)
        with closing(template.copy_to(folder / "clinic")) as clinic:
            number, _ = two_patients(clinic)
            copy = made(clinic, folder / "one.infrared-review", number)
    return Taken(folder / "clinic", copy, unlock_copy(copy.path, WORDS))


@pytest.fixture
def copy(taken: Taken, tmp_path: Path) -> MadeCopy:
    """Return a copy that a test may damage."""
    path = tmp_path / "one.infrared-review"
    shutil.copyfile(taken.copy.path, path)
    return replace(taken.copy, path=path)


@pytest.fixture
def unlocked(taken: Taken, copy: MadeCopy) -> UnlockedCopy:
    """Return the copy, unlocked."""
    return replace(taken.unlocked, path=copy.path)


@pytest.fixture
def taken_clinic(taken: Taken, template: Template, tmp_path: Path) -> Iterator[Clinic]:
    """Yield the clinic that the copy was taken from, open."""
    shutil.copytree(taken.folder, tmp_path / "clinic")
    with closing(open_clinic(tmp_path / "clinic", template.key, NOW)) as clinic:
        yield clinic

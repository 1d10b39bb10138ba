"""A photograph leaves under a name by which its kind and its patient are known."""

import pytest

from infrared_desktop.domain.photographs.picture_types import HEIC, JPEG, PNG
from infrared_desktop.storage.leaving.pictures import _name


@pytest.mark.parametrize(("kind", "ending"), [(JPEG, "jpg"), (PNG, "png"), (HEIC, "heic")])
def test_its_name_ends_as_its_kind_does(kind: str, ending: str) -> None:
    cells = (3, 7, "current", "2026-11-23", "0" * 64, 1_000, kind)
    assert _name(cells) == f"photographs/0000007/photo-3.{ending}"

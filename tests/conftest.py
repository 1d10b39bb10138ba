"""Fixtures for all tests: a fresh clinic in a folder of its own, and how examples are made up."""

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import pytestqt.qtbot
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

# How long an example takes is the machine's affair; whether it holds is ours. What fails is made
# small and told; to ask further which part of it matters takes minutes where examples are slow.
settings.register_profile(
    "house", deadline=None, phases=[phase for phase in Phase if phase is not Phase.explain]
)
settings.load_profile("house")
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# What a test waits for comes when it comes, however much else the machine has to do.
_PATIENCE_MS = 60_000
for _waiting in ("waitUntil", "waitSignal", "waitSignals", "waitExposed", "waitActive"):
    getattr(pytestqt.qtbot.QtBot, _waiting).__kwdefaults__["timeout"] = _PATIENCE_MS


@pytest.fixture(scope="session", autouse=True)
def _drawn_before(request: pytest.FixtureRequest) -> None:
    """Have tables of signs and constants read, so that no test's own draws are slow for it."""
    if any(item.get_closest_marker("hypothesis") for item in request.session.items):
        _draw_anything()


@settings(max_examples=3, database=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(), st.integers())
def _draw_anything(text: str, number: int) -> None:
    """Draw something; what it is does not matter."""


class _Remembering:
    """Argon2id that remembers what it gave: the same key each time, and slow by intention."""

    def __init__(self, **asked: Any) -> None:
        self._asked = tuple(asked.items())

    def derive(self, secret: bytes) -> bytes:
        return _given(secret, self._asked)


@cache
def _given(secret: bytes, asked: tuple[tuple[str, Any], ...]) -> bytes:
    return Argon2id(**dict(asked)).derive(secret)


@pytest.fixture(scope="session", autouse=True)
def _passphrases_are_fast() -> Iterator[None]:
    """Have the key of a passphrase made once for each salt and cost, at its true cost."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(slot_keys, "Argon2id", _Remembering)
        yield


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> "Template":
    """Return a founded clinic to copy."""
    return make_template(tmp_path_factory.mktemp("template") / "clinic")


@pytest.fixture
def clinic(template: "Template", tmp_path: Path) -> Iterator["Clinic"]:
    """Yield a fresh clinic, open."""
    clinic = template.copy_to(tmp_path / "clinic")
    yield clinic
    clinic.close()


from infrared_desktop.storage.clinic import Clinic  # noqa: E402
from infrared_desktop.storage.files import slot_keys  # noqa: E402
from tests.clinics import Template, make_template  # noqa: E402

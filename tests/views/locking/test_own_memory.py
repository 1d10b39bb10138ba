"""The memory of the program lands in no core file, and no other program looks into it."""

import ctypes
import sys
from types import SimpleNamespace

import pytest

from infrared_desktop.views.locking.own_memory import keep_to_itself

_SET_DUMPABLE = 4


@pytest.mark.skipif(sys.platform != "linux", reason="other systems are asked otherwise")
def test_the_system_is_asked_for_both(monkeypatch: pytest.MonkeyPatch) -> None:
    import resource

    asked: list[object] = []
    monkeypatch.setattr(resource, "setrlimit", lambda *about: asked.append(about))
    library = SimpleNamespace(prctl=lambda *about: asked.append(about))
    monkeypatch.setattr(ctypes, "CDLL", lambda _: library)
    keep_to_itself()
    assert asked == [(resource.RLIMIT_CORE, (0, 0)), (_SET_DUMPABLE, 0, 0, 0, 0)]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems are asked otherwise")
def test_a_system_that_refuses_stops_no_start(monkeypatch: pytest.MonkeyPatch) -> None:
    import resource

    def refuse(*_: object) -> None:
        raise ValueError("not allowed")

    monkeypatch.setattr(resource, "setrlimit", refuse)
    monkeypatch.setattr(ctypes, "CDLL", lambda _: SimpleNamespace())
    keep_to_itself()

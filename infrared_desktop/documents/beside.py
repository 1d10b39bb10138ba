"""The program started once more, as a process beside the window that does one kind of work."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence

from infrared_desktop import assets


def command(verb: str) -> list[str]:
    """Return what starts the program with one of its inner verbs, installed or not."""
    if getattr(sys, "frozen", False):
        return [sys.executable, verb]
    return [sys.executable, "-m", "infrared_desktop", verb]


def start(words: Sequence[str], stderr: int = subprocess.PIPE) -> "subprocess.Popen[bytes]":
    """Start a process that is spoken with through pipes; raise OSError where it can't."""
    return subprocess.Popen(
        words,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=stderr,
        env=_environment(os.environ),
        creationflags=_on_windows("CREATE_NO_WINDOW") | _on_windows("BELOW_NORMAL_PRIORITY_CLASS"),
    )


def _on_windows(flag: str) -> int:
    return int(getattr(subprocess, flag, 0))


def _environment(known: Mapping[str, str]) -> dict[str, str]:
    """Return an environment in which the child finds the program and needs no screen."""
    environment = dict(known)
    if not getattr(sys, "frozen", False):
        paths = [str(assets.PACKAGE.parent), known.get("PYTHONPATH", "")]
        environment["PYTHONPATH"] = os.pathsep.join(path for path in paths if path)
    if sys.platform.startswith("linux"):
        environment["QT_QPA_PLATFORM"] = "offscreen"
    environment["QT_MAC_DISABLE_FOREGROUND_APPLICATION_TRANSFORM"] = "1"
    return environment

"""A walk through all that the program does, in a process with a home and a scratch of its own."""

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.clinics import Template
from tests.faults import listening
from tests.faults.child import KEY_VARIABLE
from tests.faults.listening.sitecustomize import FILE

HOMES = ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA")
SCRATCH = ("TMPDIR", "TEMP", "TMP")
XDG = ("CONFIG", "CACHE", "DATA", "STATE", "RUNTIME")
PATIENCE_S = 600


@dataclass(frozen=True)
class Walk:
    """Where a walk leaves its traces, and what it said."""

    ground: Path
    said: tuple[str, ...]
    code: int
    errors: str
    sockets: tuple[str, ...] = ()  # of any Python process, but those within this computer

    @property
    def folder(self) -> Path:
        """The clinic."""
        return self.ground / "clinic"

    @property
    def clear(self) -> Path:
        """What is written in clear because somebody asked for it: exports and papers."""
        return self.ground / "clear by wish"

    def traces(self) -> list[Path]:
        """Return every file that lies about, but those that are to be read by anybody."""
        found = (path for path in self.ground.rglob("*") if path.is_file())
        return sorted(path for path in found if self.clear not in path.parents)


def walk(template: Template, ground: Path, *tasks: str, under: Sequence[str] = ()) -> Walk:
    """Take the walk; `under` is a program that watches it."""
    template.copy_to(ground / "clinic").close()
    here, sockets = Path(listening.__file__).parent, ground.parent / f"{ground.name}.sockets"
    environment = {**os.environ, KEY_VARIABLE: template.key.hex(), FILE: str(sockets)}
    environment["PYTHONPATH"] = os.pathsep.join((str(here), str(Path.cwd())))
    for name in HOMES:
        environment[name] = _room(ground / "home")
    for name in SCRATCH:
        environment[name] = _room(ground / "scratch")
    for name in XDG:
        environment[f"XDG_{name}_HOME"] = _room(ground / "home" / name.lower())
    environment["XDG_RUNTIME_DIR"] = _room(ground / "home" / "runtime")
    (ground / "clear by wish").mkdir()
    done = subprocess.run(
        [*under, sys.executable, "-m", "tests.faults.walk_child", str(ground), *tasks],
        env=environment,
        cwd=ground / "home",  # where a system might leave what is left of a crash
        capture_output=True,
        timeout=PATIENCE_S,
        text=True,
        check=False,
    )
    heard = sockets.read_text(encoding="utf-8").splitlines() if sockets.exists() else []
    said = tuple(done.stdout.splitlines())
    return Walk(ground, said, done.returncode, done.stderr, tuple(heard))


def _room(folder: Path) -> str:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return str(folder)

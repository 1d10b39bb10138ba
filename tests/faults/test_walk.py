"""A walk through all of the program leaves no clear text anywhere, and opens no way to a network.

What is written in clear because somebody asked for it, as an export, is where they wanted it.
"""

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.clinics import Template
from tests.faults.figures import Note
from tests.faults.walk import Walk, walk
from tests.storage.test_canary import clear_text_in, files_below

# Between processes of one computer: the desktop's own bus, screen and names.
LOCAL = re.compile(
    r"/run/dbus/|/var/run/dbus/|/run/user/|/tmp[/]dbus-|@?/tmp/\.X11-unix/|/var/run/nscd/|"
    r"/run/nscd/|/run/systemd/"
)
CONTROL = "connect"

pytestmark = pytest.mark.xdist_group("walk")  # one process walks, for all of them


@dataclass(frozen=True)
class Watched:
    """A walk, and every socket that it or any process that it started has opened."""

    walk: Walk
    families: tuple[str, ...]
    places: tuple[str, ...]

    @property
    def to_networks(self) -> list[str]:
        """What is not between processes of this computer."""
        told = [line for line in self.walk.said if line.startswith("socket")]
        heard = [*told, *self.walk.sockets]
        return [*heard, *(family for family in self.families if family != "AF_UNIX")]


def tracer(trace: Path) -> tuple[str, ...]:
    """Return the program that tells of each socket of a process and its children, if it is here."""
    words = ("strace", "-f", "--seccomp-bpf", "-qq", "-e", "trace=network", "-o", str(trace))
    if shutil.which("strace") is None:
        return ()  # then each Python process listens for what it opens itself
    tried = subprocess.run([*words, "true"], capture_output=True, check=False)
    return words if tried.returncode == 0 else ()


def watched(template: Template, folder: Path, *tasks: str) -> Watched:
    """Take the walk, watched."""
    trace = folder / "trace"
    taken = walk(template, folder / "ground", *tasks, under=tracer(trace))
    told = trace.read_text(encoding="utf-8", errors="replace") if trace.exists() else ""
    families = re.findall(r"socket(?:pair)?\((?:PF_|AF_)(\w+)", told)
    places = re.findall(r'sa_family=AF_UNIX, sun_path=(@?"[^"]*")', told)
    return Watched(
        taken,
        tuple(f"AF_{name}".replace("AF_LOCAL", "AF_UNIX") for name in families),
        tuple(place.replace('"', "") for place in places),
    )


@pytest.fixture(scope="module")
def whole(template: Template, tmp_path_factory: pytest.TempPathFactory) -> Watched:
    """Walk through all of it without e-mail set up, to a crash at its end."""
    return watched(template, tmp_path_factory.mktemp("whole"), "without e-mail", "crash")


def test_the_walk_opens_every_place_and_ends_in_the_crash(whole: Watched) -> None:
    done = {"took in 2", "saved a paper", "locked, came back: True"}
    assert done <= set(whole.walk.said), whole.walk.errors
    assert whole.walk.said[-2:] == ("kept", "crashing"), whole.walk.errors
    (missing,) = (line for line in whole.walk.said if line.startswith("not shown"))
    assert missing == "not shown:", "a place is in no table of the walk"
    assert whole.walk.code != 0


def test_nothing_is_sent_anywhere_without_e_mail(whole: Watched, figures: Note) -> None:
    assert not whole.to_networks
    assert [place for place in whole.places if not LOCAL.match(place)] == []
    figures("socket: whole walk", tries=1, undetected=len(whole.to_networks))


def test_a_connection_would_be_noticed(template: Template, tmp_path: Path, figures: Note) -> None:
    found = watched(template, tmp_path, CONTROL)
    assert found.walk.said[-1] == "at the end", found.walk.errors
    assert len(found.walk.sockets) == 2  # one of them by a process beside the window
    if found.families:  # the tracer follows into the processes that the window starts
        assert found.families.count("AF_INET") == 2
    figures("socket: whole walk", control=len(found.to_networks))


def test_the_walk_leaves_no_clear_text(whole: Watched, figures: Note) -> None:
    traces = whole.walk.traces()
    names = {path.name for path in traces}
    assert {"clinic.db", "clinic.keys", "one.infrared-review"} <= names
    assert any(name.endswith(".proven") for name in names)
    for report in ("crash-report.txt", "hard-crash.txt"):
        assert (whole.walk.folder / report).stat().st_size > 0
    told = whole.walk.ground / "told.txt"
    told.write_text("\n".join([*whole.walk.said, whole.walk.errors]), encoding="utf-8")
    found = list(clear_text_in([*traces, told]))
    assert found == []
    figures("clear text: whole walk and a crash", tries=len(traces), undetected=len(found))


def test_what_is_to_be_read_by_anybody_would_be_noticed(whole: Watched, figures: Note) -> None:
    found = list(clear_text_in(files_below(whole.walk.clear)))
    assert found
    figures("clear text: whole walk and a crash", control=len(found))


def test_a_kill_in_the_middle_leaves_no_clear_text(
    template: Template, tmp_path: Path, figures: Note
) -> None:
    killed = walk(template, tmp_path / "ground", "kill")
    assert killed.said[-1] == "kept" and killed.code != 0, killed.errors
    traces = killed.traces()
    assert any(path.name == "clinic.db-wal" and path.stat().st_size for path in traces)
    found = list(clear_text_in(traces))
    assert found == []
    figures("clear text: kill -9", tries=len(traces), undetected=len(found))

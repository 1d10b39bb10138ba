"""A real window through which a patient goes, and every place of which is opened; see `walk`."""

import faulthandler
import os
import re
import socket
import subprocess
import sys
import traceback
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from infrared_desktop.documents.pictures import Pictures
from infrared_desktop.exchange.photo_list import ToBeTaken, take_in
from infrared_desktop.exchange.photo_sources import photo_paths
from infrared_desktop.start import Options
from infrared_desktop.storage.backup.making import back_up
from infrared_desktop.storage.backup.trial import Source
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.files import vault
from infrared_desktop.storage.files.vault import Unlocked
from infrared_desktop.storage.leaving.making import export
from infrared_desktop.storage.review import making as review_making
from infrared_desktop.views import crash, garbage, tasks
from infrared_desktop.views.entry.second_look import SecondLook
from infrared_desktop.views.frame import Frame
from infrared_desktop.views.locking.kept import keep
from infrared_desktop.views.locking.vigil import Reason
from infrared_desktop.views.look.theme import apply_theme
from infrared_desktop.views.rights.erasure import ErasureScreen
from infrared_desktop.views.screen import STORED, Place
from infrared_desktop.views.screens import SCREENS
from infrared_desktop.views.window import Window
from tests.camera import drawn, noted
from tests.clinics import CLINICIAN, NOW, PASSPHRASE
from tests.faults.child import KEY_VARIABLE, die
from tests.faults.walk_acts import lock_and_return, save_paper, take_list_in
from tests.faults.window_work import draft, focused, register, until
from tests.review_scenes import made
from tests.scenes import CANARY, full_day

# Where one can go without a patient, and with one; what else there is needs a record.
ALONE = re.findall(
    r"\w+",
    """
    today unresolved people patient_form import follow_ups diary booking clinic clinic_facts staff
    own_key protocol devices waiting desk_rules closures messages message_text mail_server reports
    outcomes photo_register review_copies leaving backups audit health keeping alike
    """,
)
ABOUT_SOMEBODY = re.findall(
    r"\w+",
    """
    patient patient_form consultation history test_spot reaction photos leaving review_copies wish
    handout restricted restriction patient_rights rights_wish erasure join part review
    """,
)
TYPED = CANARY.replace("ö", "o")  # QTest has no other letters
_PLANTED = "import socket; socket.socket().connect_ex(('127.0.0.1', 9))"


def say(*words: object) -> None:
    """Say aloud how far the walk came."""
    print(*words, flush=True)


class Walker:
    """Goes through one clinic with one window."""

    def __init__(self, ground: Path) -> None:
        self.ground, self.clear = ground, ground / "clear by wish"
        self.key = bytes.fromhex(os.environ[KEY_VARIABLE])
        self.window = Window(Options(False, ground / "clinic"), clock=lambda: self.now)
        self.now = NOW + timedelta(hours=1)

    @property
    def frame(self) -> Frame:
        """Where the screens are shown."""
        assert self.window.frame is not None
        return self.window.frame

    @property
    def clinic(self) -> Clinic:
        """The clinic as the window has it."""
        return self.frame.workplace.clinic

    def sit_down(self) -> None:
        """Open the window for a clinician."""
        self.window.resize(1366, 768)
        self.window.show()
        self.window.activateWindow()
        until(self.window.isActiveWindow)
        self.window.enter(Unlocked(self.key, CLINICIAN, "Dr. Åsa Lindqvist"))

    def live_a_day(self, names_a_server: bool) -> int:
        """Play all that is done with patients; return the number of one."""
        if not names_a_server:  # then nobody named a mail server, and messages wait
            with suppress_acts(self.clinic, "set_server"):
                return full_day(self.clinic)
        return full_day(self.clinic)

    def type(self) -> int:
        """Register somebody and begin a consultation by keyboard; return the number."""
        number = register(self.frame, TYPED)
        draft(self.frame, f"{TYPED} dislikes the neck")
        say("typed about", number)
        return number

    def take_photographs(self, number: int) -> None:
        """Take photographs in from a camera's card, as the window does it."""
        card = self.clear / CANARY  # the name of a folder may be a name too
        card.mkdir()
        for seed in range(2):
            content = noted(drawn(320, 240, seed), model=f"{CANARY} {seed}")
            (card / f"{CANARY}-{seed}.jpg").write_bytes(content)
        zone = self.now.tzinfo
        assert zone is not None
        wanted = ToBeTaken(number, self.now.date(), zone)
        with Pictures() as pictures:
            photos = self.clinic.photos
            taken = take_in(photo_paths(card), wanted, photos.files, pictures.thumbnail)
            photos.add(taken.photos, CLINICIAN, self.now)
        say("photographs", len(taken.photos))

    def write_out(self, number: int) -> None:
        """Back up, take a copy along, and write what somebody wants to have in clear."""
        clinic, ground = self.clinic, self.ground
        (ground / "stick").mkdir()
        back_up(Source(clinic.folder, self.key), ground / "stick", self.now)
        review_making.KeyCost = lambda: vault.FLOOR  # type: ignore[assignment,misc]
        made(clinic, ground / "stick" / "one.infrared-review", number)
        export(clinic, self.clear / "all", CLINICIAN, self.now)
        export(clinic, self.clear / "one", CLINICIAN, self.now, number)
        say("written out")

    def work_on(self, number: int) -> list[int]:
        """Take a list in, save a paper, lock and come back; return who was on the list."""
        listed = take_list_in(self.frame, self.clear)
        say("took in", len(listed))
        save_paper(self.frame, number, self.clear / "record.pdf")
        say("saved a paper")
        unlocked = Unlocked(self.key, CLINICIAN, "Dr. Åsa Lindqvist")
        say("locked, came back:", lock_and_return(self.window, TYPED, unlocked))
        self.frame.go(Place("today"))
        return listed

    def open_every_place(self, number: int) -> None:
        """Go to each place of the window, as far as it has something to show."""
        shown = set()
        for name, places in places_of(self.clinic, number, self.ground).items():
            for place in places:
                self.frame.go(place)
                wait_for_jobs()
                if type(self.frame.screen_shown).__name__ == SCREENS[name][1]:
                    shown.add(name)
        say("not shown:", *sorted(SCREENS.keys() - shown))

    def erase(self, *numbers: int) -> None:
        """Erase people as the owner does it in the window, and back up what is left."""
        for number in numbers:
            self.frame.go(Place("erasure", number))
            screen = self.frame.screen_shown
            assert isinstance(screen, ErasureScreen)
            screen.deciding.reason.setText("asked for it in writing")
            screen.deciding.erase.click()
            look = self.window.findChild(SecondLook)
            assert look is not None
            look.passphrase.setText(PASSPHRASE)
            look.go_on.click()
            until(lambda screen=screen: screen.number == 0)  # type: ignore[misc]
        (self.ground / "after").mkdir()
        back_up(Source(self.clinic.folder, self.key), self.ground / "after", self.now)
        say("erased", *numbers)

    def keep_typed(self) -> None:
        """Keep what is typed, as a lock does."""
        self.frame.go(Place("patient_form"))
        QTest.keyClicks(focused(), TYPED)
        keep(self.frame.workplace, self.frame.unsaved(), Reason.KEY)
        say("kept")


class suppress_acts:  # noqa: N801 - it reads as contextlib.suppress does
    """Let one act of the message desk do nothing for a while."""

    def __init__(self, clinic: Clinic, name: str) -> None:
        self._desk, self._name = clinic.messages, name

    def __enter__(self) -> None:
        setattr(self._desk, self._name, lambda *_: None)

    def __exit__(self, *_: object) -> None:
        delattr(self._desk, self._name)


def places_of(clinic: Clinic, number: int, ground: Path) -> dict[str, list[Place]]:
    """Return for each screen the places that may have something to show."""
    chart = clinic.people.chart(number)
    records: dict[str, list[Any]] = {
        "consultation": list(chart.consultations),
        "plan": list(chart.plans),
        "booking": list(chart.plans),
        "series": list(chart.plans),
        "session": list(chart.sessions),
        "review": list(chart.reviews),
        "reaction": list(chart.adverse_events),
        "handout": list(chart.handouts),
        "consent": list(chart.consents),
        "test_spot": list(chart.test_spots),
        "compare": list(chart.photos),
    }
    found: dict[str, list[Place]] = {name: [] for name in SCREENS}
    for name in ALONE:
        found[name].append(Place(name))
    for name in ABOUT_SOMEBODY:
        found[name].append(Place(name, number))
    for name, every in records.items():
        found[name] += [Place(name, number, each.id, STORED) for each in every]
    photos, history = [photo.id for photo in chart.photos], chart.history
    found["compare"] = [Place("compare", number, photos[0], photos[1])]
    found["photo_export"] = [Place("photo_export", number, about=tuple(photos[:1]))]
    found["history_version"] = [Place("history_version", number, history.version if history else 1)]
    follow_ups = clinic.follow_ups.of_patient(number)
    found["message"] = [Place("message", number, about=each.key) for each in follow_ups[:1]]
    found["restore"] = [Place("restore", about=each) for each in ground.rglob("*.backup")]
    return found


def wait_for_jobs() -> None:
    """Let the window work until nothing is under way."""
    for _ in range(3):
        QApplication.processEvents()
        tasks.wait_for_all()
    QApplication.processEvents()


def sockets_of_the_internet() -> Iterator[str]:
    """Yield the sockets of this process that lead to a network, where the system tells them."""
    with suppress(OSError):
        own = {str(each.readlink()) for each in Path("/proc/self/fd").iterdir() if each.exists()}
        for kind in ("tcp", "tcp6", "udp", "udp6", "raw"):
            for line in Path(f"/proc/self/net/{kind}").read_text().splitlines()[1:]:
                if f"socket:[{line.split()[9]}]" in own:
                    yield kind


def plant_connections() -> None:
    """Do what the program must not do, here and in a process beside."""
    with socket.socket() as planted:
        planted.connect_ex(("127.0.0.1", 9))
    subprocess.run([sys.executable, "-c", _PLANTED], check=False)


def crash_twice(folder: Path) -> None:
    """Make a mistake that Python tells of, then one that only the system can tell of."""
    crash._show = lambda *_: None  # somebody closes the box
    try:
        raise ValueError(CANARY)
    except ValueError as error:
        crash.handle(folder, type(error), error, error.__traceback__)
    say("crashing")
    faulthandler._sigsegv()  # type: ignore[attr-defined]


def main(words: list[str]) -> None:
    """Walk, and do what else is asked for."""
    ground, asked = Path(words[0]), words[1:]
    app = QApplication(sys.argv[:1])
    garbage.begin(app)
    apply_theme(app)
    crash.watch(ground / "clinic")
    walker = Walker(ground)
    walker.sit_down()
    if "connect" in asked:
        plant_connections()
        say("at the end")
        return
    typed = walker.type()
    number = walker.live_a_day(names_a_server="without e-mail" not in asked)
    walker.take_photographs(number)
    if "kill" in asked:
        walker.keep_typed()
        with walker.clinic.ledger.act("patient-registered", CLINICIAN, walker.now):
            walker.clinic.ledger.db.execute("UPDATE locked_work SET content = content || 'x'")
            die()
    walker.write_out(number)
    listed = walker.work_on(number)
    walker.open_every_place(number)
    for kind in sockets_of_the_internet():
        say("socket", kind)
    if "erase" in asked:
        walker.erase(typed, number, *listed)
        walker.window.close()
        return
    walker.keep_typed()
    if "crash" in asked:
        crash_twice(ground / "clinic")
    walker.window.close()
    say("at the end")


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except BaseException:  # the window's own hook would tell of it in the window
        traceback.print_exc()
        os._exit(3)

"""What is settled before the window opens: options, folders, and whether Qt can run here."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

# What Qt loads from the system on Linux, and the Debian package that brings it.
_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
}
_X11_LIBRARIES = {
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xinerama.so.0": "libxcb-xinerama0",
}

REVIEW_SUFFIX = ".infrared-review"
_WITHOUT_A_WINDOW = (
    "Without a window: infrared-desktop VERB --help tells of each: practice, import, photos, "
    "timeline, review-copy, export, print, assess, due, diary, slots, protocol, verify, audit, "
    "backup, restore. A FILE.infrared-review is read in a window of its own."
)


class Options(NamedTuple):
    """How the window was asked to open."""

    practice: bool
    folder: Path
    leave: bool = False
    review: Path | None = None  # a review copy is read, and no clinic is opened
    locked_by: str | None = None  # who worked in the process whose window this one follows
    locked_why: str = ""  # the reason of that lock, where the way in says it
    locked_waits: str = ""  # where waits what somebody had typed by then


def read_options(words: Sequence[str]) -> Options:
    """Read the options of the window; wrong use exits with code 2."""
    return _usual_options(words) or _parsed_options(words)


def _usual_options(words: Sequence[str]) -> Options | None:
    """Read what people start the program with; a parser would cost a tenth of the way there."""
    practice = "--practice" in words
    match [word for word in words if word != "--practice"]:
        case []:
            return Options(practice, usual_folder(practice))
        case [copy] if copy.endswith(REVIEW_SUFFIX) and not practice:
            return Options(False, usual_folder(False).with_name("review"), review=Path(copy))
        case ["--folder", folder] if not folder.startswith("-"):
            return Options(practice, Path(folder))
    return None


def _parsed_options(words: Sequence[str]) -> Options:
    from infrared_desktop.usage import OneSentenceParser

    parser = OneSentenceParser(
        "infrared-desktop", description="Open the clinic's window.", epilog=_WITHOUT_A_WINDOW
    )
    parser.add_argument("--practice", action="store_true", help="open the practice clinic")
    parser.add_argument("--folder", type=Path, help="the clinic folder, if not the usual one")
    parser.add_argument(
        "--leave", action="store_true", help="close again at once, as when checking an installation"
    )
    asked = parser.parse_args(words)
    return Options(asked.practice, asked.folder or usual_folder(asked.practice), asked.leave)


def usual_folder(practice: bool) -> Path:
    """Return the folder where this computer keeps its clinic, or its practice clinic."""
    from platformdirs import user_data_path

    return user_data_path("Infrared Desktop", False) / ("practice" if practice else "clinic")


def is_own_place(folder: Path) -> bool:
    """Say whether a folder lies where this computer keeps its clinics, and not on another disk."""
    return folder.parent == usual_folder(False).parent


def what_is_missing(environment: Mapping[str, str]) -> str:
    """Return a sentence on what to install so that Qt can open a window here, or nothing."""
    if not sys.platform.startswith("linux"):
        return ""
    platform = environment.get("QT_QPA_PLATFORM", "")
    screens = [environment.get(name) for name in ("WAYLAND_DISPLAY", "DISPLAY")]
    if not platform and not any(screens):
        return "There is no screen to open a window on. Start the program from a desktop session."
    x11 = platform.startswith("xcb") or (not platform and not screens[0])
    if not x11 and _qt_loads():
        return ""
    wanted = _LIBRARIES | (_X11_LIBRARIES if x11 else {})
    packages = [package for library, package in wanted.items() if not _loads(library)]
    if not packages:
        return ""
    return (
        "Qt's system libraries are missing, so the window can't open. Install them with: "
        f"sudo apt install {' '.join(packages)}"
    )


def _qt_loads() -> bool:
    try:
        import PySide6.QtWidgets  # noqa: F401 - the window needs it next anyway
    except ImportError:
        return False
    return True


def _loads(library: str) -> bool:
    import ctypes  # takes a while to import, and most computers never get here

    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True

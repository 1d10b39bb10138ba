"""The log of the program: moments, codes, classes and positions, and nothing that was typed.

Nothing is kept until `keep` names a folder; a disk that refuses the log stops nobody.
"""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from infrared_desktop.faults import moment, position

NAME, BEFORE = "infrared-desktop.log", "infrared-desktop.before.log"
MOST_BYTES = 65_536
_MOST_SIGNS, _SIGNS = 80, frozenset("./:_+-")

_where: Callable[[], Path] | None = None


def keep(where: Callable[[], Path] | None) -> None:
    """Keep the log in a folder from now on, which is asked for with the first event."""
    global _where
    _where = where


def folder() -> Path | None:
    """Return the folder where the log is kept."""
    return None if _where is None else _where()


def usual_folder() -> Path:
    """Return the folder that the system has for logs of this program."""
    from platformdirs import user_log_path

    return user_log_path("Infrared Desktop", False)


def note(code: str, *words: str) -> None:
    """Note an event by its code; each word is a class, a version or a position.

    What is no such word is left out: a blank or a letter of another script never gets in.
    """
    place = folder()
    if place is None:
        return
    told = " ".join(word if _is_code(word) else "-" for word in (code, *words))
    with suppress(OSError):
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = place / NAME
        if path.exists() and path.stat().st_size > MOST_BYTES:
            path.replace(place / BEFORE)
        with path.open("a", encoding="utf-8") as file:
            file.write(f"{moment()} {told}\n")


def note_error(code: str, kind: type[BaseException], trace: TracebackType | None) -> None:
    """Note an error by its class and where it was raised."""
    note(code, kind.__name__, position(trace))


def _is_code(word: str) -> bool:
    signs = word.isascii() and all(sign.isalnum() or sign in _SIGNS for sign in word)
    return signs and 0 < len(word) <= _MOST_SIGNS

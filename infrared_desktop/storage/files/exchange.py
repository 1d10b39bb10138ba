"""Exchange the clinic in a folder for another one, all of it, whenever the power goes."""

import errno
import json
import os
import shutil
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.files.folder import (
    ANCHOR,
    DATABASE,
    EXCHANGE,
    KEY_FILE,
    NEXT_KEYS,
    PHOTOGRAPHS,
)
from infrared_desktop.storage.files.writing import flush_folder, write_atomically

# The log goes before its database: no database ever meets another one's log.
ITEMS = (
    *(f"{DATABASE}-wal", f"{DATABASE}-shm", DATABASE),
    *(KEY_FILE, NEXT_KEYS, ANCHOR, PHOTOGRAPHS),
)
_SHARED, _BYTES = 0x40000000, 512  # where SQLite locks a file that somebody has open
_WINDOW = "window.lock"
_COMING, _KEPT = "restored-", "kept-"  # how the folders begin that are exchanged


def exchange(folder: Path, coming: str, kept: str) -> None:
    """Put what lies in one folder inside `folder` in the place of the clinic, which is kept."""
    content = {
        "coming": coming,
        "kept": kept,
        "comes": [name for name in ITEMS if (folder / coming / name).exists()],
        "goes": [name for name in ITEMS if (folder / name).exists()],
    }
    write_atomically(folder / EXCHANGE, json.dumps(content).encode())
    finish_exchange(folder)


def finish_exchange(folder: Path, moved: Callable[[], None] = lambda: None) -> None:
    """Finish an exchange that was begun; nothing happens where none was."""
    note = folder / EXCHANGE
    try:
        if not note.exists():
            return
        plan = json.loads(note.read_text(encoding="utf-8"))
        coming = folder / _within(plan["coming"], (_COMING, _KEPT))
        kept = folder / _within(plan["kept"], (_KEPT,))
        goes, comes = [*map(_item, plan["goes"])], [*map(_item, plan["comes"])]
        _refuse_losing(folder, coming, kept, goes, comes)
        kept.mkdir(mode=0o700, exist_ok=True)
        for name in goes:
            if not (kept / name).exists():  # so what stands in the folder is the old one still
                (folder / name).replace(kept / name)
                moved()
        for name in comes:
            if (coming / name).exists():
                (coming / name).replace(folder / name)
                moved()
        flush_folder(kept)
        flush_folder(folder)
        note.unlink()
    except OSError as error:
        raise KnownError(
            "The clinic could not be exchanged to the end ({told}). Nothing is lost: all of it "
            "lies in {folder}. See that the folder can be written, then start the program again.",
            told=error.strerror or str(error),
            folder=str(folder),
        ) from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise KnownError(
            "The note {name} of a restore that was cut short is damaged. Nothing was changed: what "
            "was there and what was restored both lie in {folder}.",
            name=EXCHANGE,
            folder=str(folder),
        ) from error
    shutil.rmtree(coming, ignore_errors=True)


def is_in_use(folder: Path) -> bool:
    """Say whether another program has this clinic open, or stands before it."""
    return _is_window_open(folder) or _is_locked(folder / DATABASE)


def _is_window_open(folder: Path) -> bool:
    try:
        pid = int((folder / _WINDOW).read_text(encoding="utf-8").split()[0])
    except (OSError, ValueError, IndexError):
        return False
    return pid not in (os.getpid(), os.getppid()) and _lives(pid)


def _lives(pid: int) -> bool:
    if sys.platform == "win32":
        return False  # there the database of an open clinic can't be moved anyway
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def _is_locked(path: Path) -> bool:
    """Try for the lock that only somebody who is alone with the file gets."""
    try:
        with path.open("rb+") as file:
            if sys.platform == "win32":
                import msvcrt

                file.seek(_SHARED)
                msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, _BYTES)
                file.seek(_SHARED)
                with suppress(OSError):
                    msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, _BYTES)
            else:
                import fcntl

                fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, _BYTES, _SHARED)
    except FileNotFoundError:
        return False
    except OSError as error:
        return error.errno != errno.EROFS  # where nothing can be written nobody is at work
    return False


def _refuse_losing(
    folder: Path, coming: Path, kept: Path, goes: list[str], comes: list[str]
) -> None:
    """Raise ValueError where something would be overwritten, or thrown away with what came."""
    for name in comes:
        goes_first = name in goes and not (kept / name).exists()
        if (coming / name).exists() and (folder / name).exists() and not goes_first:
            raise ValueError("what is there would be overwritten")
    if coming == kept:
        raise ValueError("what comes would go with what is kept")


def _item(name: str) -> str:
    if name not in ITEMS:
        raise ValueError("this is no part of a clinic")
    return name


def _within(name: str, begins: tuple[str, ...]) -> str:
    # What came is thrown away at the end: no note may name anything else.
    if Path(name).name != name or not name.startswith(begins):
        raise ValueError("this is no folder inside the clinic's")
    return name

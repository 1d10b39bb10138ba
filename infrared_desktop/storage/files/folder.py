"""What a clinic folder holds; importing this costs nothing, so the first window may ask."""

from pathlib import Path

DATABASE = "clinic.db"
KEY_FILE = "clinic.keys"
ANCHOR = "clinic.anchor"
PHOTOGRAPHS = "photographs"
NEXT_KEYS = "clinic.keys.next"  # the keys of a database that is just being re-keyed
TRIES = "clinic.tries"
FOUNDING_KEYS = "clinic.keys.founding"  # the key file gets its name when all else is in place
WINDOW_LOCKS = "window.lock", "window.next.lock"  # of the window that has the folder
CALL = "window.call"  # a second start leaves it, so that the window comes to the front
EXCHANGE = "clinic.exchange"  # a restore that is not done: the next start finishes it
ERASED = "clinic.erased"  # who was erased, by number; no restore exchanges it
DAMAGE_SEEN = "clinic.damage-seen"  # while people worked; until a restore, or all of it reads whole
# Where one of these lies there was a clinic, and no new one may take its place.
_TRACES = (DATABASE, ANCHOR, PHOTOGRAPHS, TRIES, NEXT_KEYS, "backups.json")


def is_away(folder: Path) -> bool:
    """Say whether not even the place of a folder is there, as where its disk is not plugged in."""
    return not folder.parent.exists()


def holds_clinic(folder: Path) -> bool:
    """Say whether a folder holds a clinic, or what is left of one; a founding cut short is none."""
    try:
        if any((folder / name).exists() for name in (KEY_FILE, EXCHANGE)):
            return True
        is_cut_short = (folder / FOUNDING_KEYS).exists()
        return not is_cut_short and any((folder / name).exists() for name in _TRACES)
    except OSError:
        return True  # It may not be looked into, so nothing may be put there either.

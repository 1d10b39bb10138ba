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


def holds_clinic(folder: Path) -> bool:
    """Say whether a folder holds a clinic, or what is left of one; a founding cut short is none."""
    try:
        is_cut_short = (folder / FOUNDING_KEYS).exists()
        is_exchanged = (folder / EXCHANGE).exists()
        has_keys = (folder / KEY_FILE).exists() or is_exchanged
        return has_keys or ((folder / DATABASE).exists() and not is_cut_short)
    except OSError:
        return True  # It may not be looked into, so nothing may be put there either.

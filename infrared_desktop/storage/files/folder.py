"""What a clinic folder holds; importing this costs nothing, so the first window may ask."""

from pathlib import Path

DATABASE = "clinic.db"
KEY_FILE = "clinic.keys"
ANCHOR = "clinic.anchor"
PHOTOGRAPHS = "photographs"
FOUNDING_KEYS = "clinic.keys.founding"  # the key file gets its name when all else is in place


def holds_clinic(folder: Path) -> bool:
    """Say whether a folder holds a clinic, or what is left of one; a founding cut short is none."""
    try:
        is_cut_short = (folder / FOUNDING_KEYS).exists()
        return (folder / KEY_FILE).exists() or ((folder / DATABASE).exists() and not is_cut_short)
    except OSError:
        return True  # It may not be looked into, so nothing may be put there either.

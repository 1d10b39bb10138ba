"""What a clinic folder holds; importing this costs nothing, so the first window may ask."""

from pathlib import Path

DATABASE = "clinic.db"
KEY_FILE = "clinic.keys"
ANCHOR = "clinic.anchor"


def holds_clinic(folder: Path) -> bool:
    """Say whether a folder holds a clinic, or what is left of one."""
    try:
        return (folder / DATABASE).exists() or (folder / KEY_FILE).exists()
    except OSError:
        return True  # It may not be looked into, so nothing may be put there either.

"""What a clinic folder holds; importing this costs nothing, so the first window may ask."""

from pathlib import Path

DATABASE = "clinic.db"
KEY_FILE = "clinic.keys"


def holds_clinic(folder: Path) -> bool:
    """Say whether a folder holds a clinic, or what is left of one."""
    return (folder / DATABASE).exists() or (folder / KEY_FILE).exists()

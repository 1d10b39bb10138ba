"""Say where forms and resources lie, in a wheel and in a checkout alike."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
ROOT = PACKAGE if (PACKAGE / "ui").is_dir() else PACKAGE.parent
UI = ROOT / "ui"
RESOURCES = ROOT / "resources"

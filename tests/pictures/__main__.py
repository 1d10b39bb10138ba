"""Render every screen, light and dark, at both scales: `python -m tests.pictures DIR`.

With `--short` each is drawn light at one scale and dark at the other: half the pictures.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from infrared_desktop.practice import make_practice_clinic

ON = date(2026, 11, 22)
SCALES = {"1366": "1", "200": "2"}  # the word in the file name, and Qt's scale factor
THEMES = ("light", "dark")
SHORT = {"1366": ("light",), "200": ("dark",)}


def main(words: Sequence[str] | None = None) -> int:
    """Make the clinics, then let a process per scale draw, all at once; Qt reads its scale once."""
    parser = argparse.ArgumentParser("python -m tests.pictures", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--short", action="store_true", help="each light or dark at each scale")
    asked = parser.parse_args(words)
    folder: Path = asked.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as temporary:
        here = Path(temporary)
        for name, patients in (("clinic", 60), ("empty", 0)):
            make_practice_clinic(here / name, patients, 1, ON).close()
        themes = SHORT if asked.short else dict.fromkeys(SCALES, THEMES)
        drawing = [_draw(here, folder, scale, themes[scale]) for scale in SCALES]
        failed = [process for process in drawing if process.wait() != 0]
    pictures = len(list(folder.glob("*.png")))
    print(f"{pictures} pictures lie in {folder}.")
    return 1 if failed else 0


def _draw(here: Path, folder: Path, scale: str, themes: Sequence[str]) -> "subprocess.Popen[bytes]":
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "QT_SCALE_FACTOR": SCALES[scale]}
    command = [sys.executable, "-m", "tests.pictures.drawing", str(here), str(folder), scale]
    return subprocess.Popen([*command, *themes], env=environment)


if __name__ == "__main__":
    sys.exit(main())

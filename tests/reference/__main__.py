"""Write the expected text of each paper anew: python -m tests.reference."""

import tempfile
from contextlib import closing
from pathlib import Path

from tests.clinics import make_template
from tests.reference import REFERENCE, made

with tempfile.TemporaryDirectory() as folder:
    template = make_template(Path(folder) / "template")
    with closing(template.copy_to(Path(folder) / "clinic")) as clinic:
        for name, text in made(clinic).items():
            (REFERENCE / f"{name}.txt").write_text(text, encoding="utf-8", newline="\n")

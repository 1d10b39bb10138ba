"""The rules of the house, checked: layers, sizes, packaging, nothing of this machine."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path
from typing import NamedTuple

import grimp
import pytest
from importlinter.cli import lint_imports
from pytestqt.qtbot import QtBot

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "infrared_desktop"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
MODULES = sorted(PACKAGE.rglob("*.py"))

LONGEST_MODULE = 250
LONGEST_FUNCTION = 40
# A module over the limit stands here with its reason.
LONG_MODULES = {
    "documents/captions.py": "the captions of every record, one table",
    "domain/access/deeds.py": "every act of the program, with its words and its right, one table",
    "domain/records/answers.py": "the coded answers are one list, to be read beside the reference",
    "domain/records/care.py": "the clinical records, whole, beside each other",
    "views/forms/form_catalogue.py": "every form and the record that it edits, one table",
}
NAMES_THAT_SAY_NOTHING = {"utils", "helpers", "common", "core", "manager", "base", "misc"}


def test_the_layers_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert lint_imports(no_logo=True, no_cache=True) == 0


def test_no_module_imports_another_in_a_circle() -> None:
    house = grimp.build_graph("infrared_desktop", cache_dir=None)
    TopologicalSorter(
        {module: house.find_modules_directly_imported_by(module) for module in house.modules}
    ).prepare()  # its error names the circle


def test_only_named_modules_are_long() -> None:
    settled = set(MODULES).intersection(_tracked())
    lengths = {_place(path): len(path.read_text(encoding="utf-8").splitlines()) for path in settled}
    too_long = {place: length for place, length in lengths.items() if length > LONGEST_MODULE}
    assert too_long.keys() <= LONG_MODULES.keys(), too_long
    assert all(LONG_MODULES.values())


def test_no_function_is_long() -> None:
    long = [
        f"{_place(path)}: {name} has {length} lines"
        for path in MODULES
        for name, length in _read(path).functions
        if length > LONGEST_FUNCTION
    ]
    assert not long, long


def test_the_median_function_is_short() -> None:
    lengths = sorted(length for path in MODULES for _, length in _read(path).functions)
    assert lengths[len(lengths) // 2] < 8


def test_every_module_first_says_its_one_idea() -> None:
    silent = [_place(path) for path in MODULES if not _read(path).idea]
    assert not silent, silent


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert not [path for path in MODULES if path.stem in NAMES_THAT_SAY_NOTHING]


def test_nothing_is_left_to_do_in_the_code() -> None:
    marks = re.compile(r"\b(TODO|FIXME|XXX)\b")
    assert not [_place(path) for path in MODULES if marks.search(path.read_text(encoding="utf-8"))]


def test_forms_and_resources_lie_outside_the_package() -> None:
    assert not (PACKAGE / "ui").exists()
    assert not (PACKAGE / "resources").exists()
    for folder in ("ui", "resources"):
        assert not list((ROOT / folder).rglob("*.py"))


def test_the_wheel_takes_forms_and_resources_along() -> None:
    wheel = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel["only-include"] == ["infrared_desktop", "ui", "resources"]
    assert wheel["sources"] == {
        "ui": "infrared_desktop/ui",
        "resources": "infrared_desktop/resources",
    }


def test_decisions_are_numbered_one_by_one() -> None:
    records = sorted((ROOT / "docs/decisions").glob("*.md"))
    assert [int(path.name[:4]) for path in records] == list(range(1, len(records) + 1))
    for number, path in enumerate(records, 1):
        assert path.read_text(encoding="utf-8").startswith(f"# {number} "), path.name


def test_qt_is_held_below_the_release_that_loses_references() -> None:
    assert "PySide6-Essentials>=6.8,<6.12" in PROJECT["project"]["dependencies"]


def test_void_calls_into_qt_lose_no_reference_to_none(qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QWidget

    widget = QWidget()
    qtbot.addWidget(widget)
    before = sys.getrefcount(None)
    for _ in range(300):
        widget.update()
    # Since 3.12 None is immortal and its count stands still.
    assert before - sys.getrefcount(None) < 50


# Written so that this file does not match itself.
OF_THIS_MACHINE = re.compile(
    r"(?<![\w}])/(?:home|root|Users|work|tmp)/[\w.]|[A-Z]:\\Users|(?:index|extra-index)-url"
    r"|files\.pythonhosted|//pypi\.|/simple\b|artifactory|(?:localhost|127\.0\.0\.1):\d"
)


def test_no_file_names_this_machine_or_a_registry() -> None:
    found = [f"{path.name}: {told}" for path in _tracked() for told in _of_this_machine(path)]
    assert not found, found


def _of_this_machine(path: Path) -> Iterator[str]:
    if path.name == Path(__file__).name:
        return
    try:
        text = path.read_text(encoding="utf-8")
    except (UnicodeDecodeError, FileNotFoundError):
        return
    yield from (match.group() for match in OF_THIS_MACHINE.finditer(text))


def _tracked() -> list[Path]:
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("this is no checkout")
    listed = subprocess.run([git, "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name]


def _place(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


class _Module(NamedTuple):
    """What of a module's source is looked at: its idea, and its functions with their lines."""

    idea: str
    functions: tuple[tuple[str, int], ...]


@cache
def _read(path: Path) -> _Module:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = (
        (node.name, (node.end_lineno or node.lineno) - node.lineno + 1)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    return _Module((ast.get_docstring(tree) or "").strip(), tuple(functions))

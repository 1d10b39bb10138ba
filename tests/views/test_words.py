"""Every word that a person sees goes through the translator."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "infrared_desktop"
MODULES = sorted([*(PACKAGE / "views").rglob("*.py"), *(PACKAGE / "documents").glob("*.py")])

# What shows words, and which of its arguments do.
FIRST = slice(0, 1)
SHOWING: dict[str, slice] = {
    "setText": FIRST,
    "setPlainText": FIRST,
    "setHtml": FIRST,
    "setTitle": FIRST,
    "setWindowTitle": FIRST,
    "setToolTip": FIRST,
    "setStatusTip": FIRST,
    "setWhatsThis": FIRST,
    "setPlaceholderText": FIRST,
    "setAccessibleName": FIRST,
    "setAccessibleDescription": FIRST,
    "setPrefix": FIRST,
    "setSuffix": FIRST,
    "addTab": slice(0, 2),
    "addItem": FIRST,
    "drawText": slice(0, None),
    "QLabel": FIRST,
    "QPushButton": slice(0, 2),
    "QToolButton": FIRST,
    "QCheckBox": FIRST,
    "QRadioButton": FIRST,
    "QGroupBox": FIRST,
    "QAction": slice(0, 2),
    "Panel": slice(0, 3),
    "EmptyState": slice(1, 4),  # the first is the name of an icon
    "Chip": slice(1, 2),
    "Column": FIRST,
    "Row": slice(0, 0),
    "Section": slice(1, 2),
    "tell": slice(1, 3),  # the first is a meaning, an icon or the words of a title
    "tell_error": slice(0, 0),
    "set_hint": FIRST,
    "set_footer": FIRST,
    "set_error": slice(1, 2),
    "show_error": slice(1, 2),
}
WORDS_BY_NAME = {"title", "text", "subtitle", "note", "lead", "spoken", "hint", "footer", "action"}
# The program's own name, and the names of keys, are the same in every language.
THE_SAME_EVERYWHERE = ("Infrared Desktop", "Infrared")
KEYS = ("Ctrl+", "Alt+", "Shift+", "Esc", "Enter", "Tab", "F1", "F12")


def untranslated(source: str) -> Iterator[str]:
    """Find words that are shown as they stand in the code."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = _name(node.func)
        if name in ("tr", "translate") and any(isinstance(a, ast.JoinedStr) for a in node.args):
            yield f"line {node.lineno}: {name} gets an f-string, which no translator can look up"
        for argument in _shown(node, name):
            for text in _literals(argument):
                if _is_words(text):
                    yield f"line {node.lineno}: {name}({text!r})"


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _shown(call: ast.Call, name: str) -> list[ast.expr]:
    if name not in SHOWING:
        return []
    named = [word.value for word in call.keywords if word.arg in WORDS_BY_NAME]
    return [*call.args[SHOWING[name]], *named]


def _literals(node: ast.expr) -> Iterator[str]:
    """Yield the literals that end up in the value of an expression, not those of inner calls."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=parts) | ast.BoolOp(values=parts):
            for part in parts:
                yield from _literals(part)
        case ast.IfExp(body=one, orelse=other) | ast.BinOp(left=one, right=other):
            yield from _literals(one)
            yield from _literals(other)
        case ast.Call(func=ast.Attribute(value=text_of, attr="format" | "join")):
            yield from _literals(text_of)


def _is_words(text: str) -> bool:
    bare = text.strip()
    is_key = bare.startswith(KEYS) or (len(bare) == 1 and bare.isupper())
    if is_key or bare in THE_SAME_EVERYWHERE:
        return False
    return any(letter.isalpha() for letter in text)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_words_on_the_screen_and_on_paper_can_be_translated(path: Path) -> None:
    assert not list(untranslated(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    "code",
    [
        'label.setText("Saved")',
        'QPushButton(icon, "Save")',
        'label.setText(f"Saved {at}")',
        'label.setText(self.tr("Saved") + " by you")',
        'label.setText("" if saved else "not saved")',
        'EmptyState("check", "Nobody is here.")',
        'Row(key=1, title="Nobody")',
        'label.setText(self.tr(f"Saved {at}"))',
        'label.setText("Saved {at}".format(at=at))',
    ],
)
def test_words_past_the_translator_are_found(code: str) -> None:
    assert list(untranslated(code))


@pytest.mark.parametrize(
    "code",
    [
        'label.setText(self.tr("Saved"))',
        'label.setText(f"{name} · {day}")',
        'EmptyState("check", self.tr("Nobody is here."))',
        'QLabel("Infrared Desktop")',
        'button.setText(words + "  Ctrl+S")',
        'button.setText(words + "  B")',
        'label.setText(patient.text("surname"))',
    ],
)
def test_names_keys_and_translated_words_pass(code: str) -> None:
    assert not list(untranslated(code))

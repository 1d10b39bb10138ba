"""What the messages of a screen may offer: found in the sources, since few of them show at once."""

import ast
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

VIEWS = "infrared_desktop.views."


def told_actions(screen_module: str) -> list[str]:
    """Return the words on every button that a message of a screen or of its parts can have."""
    return sorted({text for name in _parts(screen_module) for text in _told_in(name)})


def _parts(module: str) -> set[str]:
    """Return a module of the views with all that it imports from there, near and far."""
    seen: set[str] = set()
    waiting = [module]
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += _imported(name)
    return seen


@cache
def _imported(module: str) -> frozenset[str]:
    nodes = (node for node in ast.walk(_tree(module)) if isinstance(node, ast.ImportFrom))
    names = (node.module or "" for node in nodes)
    return frozenset(name for name in names if name.startswith(VIEWS))


@cache
def _told_in(module: str) -> frozenset[str]:
    functions = (node for node in ast.walk(_tree(module)) if isinstance(node, ast.FunctionDef))
    return frozenset(text for function in functions for text in _told_by(function))


def _told_by(function: ast.FunctionDef) -> Iterator[str]:
    for call in (node for node in ast.walk(function) if isinstance(node, ast.Call)):
        if getattr(call.func, "attr", "") == "tell" and len(call.args) > 2:
            yield from _offered(call, function)


def _offered(call: ast.Call, function: ast.FunctionDef) -> Iterator[str]:
    """Yield the words of the button; those in a variable are some that the function names."""
    if "meaning" not in ast.unparse(call.args[0]).lower():
        return  # an empty state, or another thing that tells
    is_variable = isinstance(call.args[2], ast.Name)
    for part in ast.walk(function if is_variable else call.args[2]):
        words = part.value if isinstance(part, ast.Constant) else None
        if isinstance(words, str) and ("&" in words or not is_variable):
            yield words


@cache
def _tree(module: str) -> ast.Module:
    spec = find_spec(module)
    assert spec is not None and spec.origin is not None
    return ast.parse(Path(spec.origin).read_text(encoding="utf-8"))

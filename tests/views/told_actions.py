"""What the messages of a screen may offer: found in the sources, since few of them show at once."""

import ast
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

VIEWS = "infrared_desktop.views."


def told_actions(screen_module: str) -> list[str]:
    """Return the words on every button that a message of a screen or of its parts can have."""
    found = (text for name in _parts(screen_module) for text in _told_in(_tree(name)))
    return sorted(set(found))


def _parts(module: str) -> set[str]:
    """Return a module of the views with all that it imports from there, near and far."""
    seen: set[str] = set()
    waiting = [module]
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += _imported(_tree(name))
    return seen


def _imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(VIEWS):
            assert node.module is not None
            yield node.module


def _told_in(tree: ast.Module) -> Iterator[str]:
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
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

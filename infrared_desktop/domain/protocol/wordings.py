"""What the program's rules have words for today and a clinic's older copy has not yet."""

import re
import tomllib
from collections.abc import Mapping
from typing import Any

from infrared_desktop.domain.toml.edits import literal


def with_new_wordings(shipped: str, own: str) -> str:
    """Return a copy whose rules say besides what only the program's protocol has words for.

    What the copy says itself stays, and so does a text that is no TOML.
    """
    given = _rules(shipped)
    for code, rule in _rules(own).items():
        held = rule.get("wordings", {})
        words = given.get(code, {}).get("wordings", {})
        new = {name: change for name, change in words.items() if name not in held}
        if new:
            own = _with_lines(own, f"[rules.{code}.wordings]", new)
    return own


def _rules(text: str) -> dict[str, Any]:
    try:
        return dict(tomllib.loads(text).get("rules", {}))
    except tomllib.TOMLDecodeError:
        return {}


def _with_lines(text: str, header: str, wordings: Mapping[str, Mapping[str, str]]) -> str:
    lines = "\n".join(f"{name} = {_inline(change)}" for name, change in wordings.items())
    found = re.search(rf"^{re.escape(header)}.*$", text, re.MULTILINE)
    if found is None:
        return f"{text.rstrip()}\n\n{header}\n{lines}\n"
    return f"{text[: found.end()]}\n{lines}{text[found.end() :]}"


def _inline(change: Mapping[str, str]) -> str:
    return "{ " + ", ".join(f"{key} = {literal(said)}" for key, said in change.items()) + " }"

"""The texts of messages that the program brings, a file for each language."""

import tomllib
from collections.abc import Mapping
from functools import cache

from infrared_desktop import assets
from infrared_desktop.domain.messages.texts import ShippedTexts


@cache
def shipped_texts() -> Mapping[str, ShippedTexts]:
    """Return the program's own texts by language."""
    folder = assets.RESOURCES / "messages"
    return {path.stem: _read(path.stem) for path in sorted(folder.glob("*.toml"))}


def _read(language: str) -> ShippedTexts:
    path = assets.RESOURCES / "messages" / f"{language}.toml"
    read = tomllib.loads(path.read_text(encoding="utf-8"))
    return ShippedTexts(language, read["frames"], read["reasons"], read["subjects"])

"""The sources behind the codes that a protocol names, such as S5 (clinical reference 12)."""

import re
from collections.abc import Mapping

from infrared_desktop.domain.toml.tables import convert, read_toml

_CODE = re.compile(r"\bS\d+a?\b")

Citations = Mapping[str, str]


def parse_sources(text: str, name: str) -> Citations:
    """Read the citations by code; raise KnownError that names the file, the line and the key."""
    top = read_toml(text, name)
    return {code: convert(str, top.under(code)) for code in top.raw}


def codes_in(source: str) -> tuple[str, ...]:
    """Return the codes that a source names, in its order, each once."""
    return tuple(dict.fromkeys(_CODE.findall(source)))


def cited(source: str, citations: Citations) -> tuple[tuple[str, str], ...]:
    """Return each code of a source with its citation, as far as they are known."""
    return tuple((code, citations[code]) for code in codes_in(source) if code in citations)

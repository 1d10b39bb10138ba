"""Which rules the program's protocol has and a clinic's older copy lacks, and how they come in."""

import re

from infrared_desktop.domain.toml.tables import parsed

_HEADER = re.compile(r"^\[\[?([^\[\]]+)\]", re.MULTILINE)


def missing_rules(shipped: str, own: str) -> tuple[str, ...]:
    """Return the codes of the rules that only the program's protocol has, in its order.

    Of a text that is no TOML, or has no table of rules, nothing is known.
    """
    if own == shipped:  # as mostly: nothing to read
        return ()
    held, given = _rules(own), _rules(shipped)
    return tuple(code for code in given or () if code not in held) if held is not None else ()


def with_missing_rules(shipped: str, own: str) -> str:
    """Return a copy with the rules that it lacks at its end, word for word as the program's."""
    blocks = [_block(shipped, code) for code in missing_rules(shipped, own)]
    return "\n\n".join((own.rstrip(), *blocks)) + "\n" if blocks else own


def _rules(text: str) -> dict[str, object] | None:
    try:
        found = parsed(text).get("rules")
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _block(text: str, code: str) -> str:
    """Return the tables of a rule with the comments between them."""
    headers = [*_HEADER.finditer(text)]
    ends = [*(header.start() for header in headers[1:]), len(text)]
    ours = f"rules.{code}"
    parts = [
        text[header.start() : end]
        for header, end in zip(headers, ends, strict=True)
        if header[1] == ours or header[1].startswith(f"{ours}.")
    ]
    # What is said above the next table belongs to that one.
    return re.sub(r"(\n#.*|\n)+\Z", "", "".join(parts))

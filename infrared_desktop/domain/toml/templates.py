"""Texts of a protocol with named gaps: only those that the program fills are allowed."""

from collections.abc import Collection
from string import Formatter

from infrared_desktop.domain.toml.tables import Table


def check_gaps(template: str, table: Table, gaps: Collection[str]) -> None:
    """Refuse a text with a gap that nobody fills, or with a brace that stands alone."""
    try:
        pieces = list(Formatter().parse(template))
    except ValueError:
        table.fail("has a brace without its partner")
    for _, gap, spec, conversion in pieces:
        if gap is not None and (gap not in gaps or spec or conversion):
            known = ", ".join(sorted(gaps)) or "none"
            table.fail(f"has the gap {{{gap}}}, and only these are filled: {known}")

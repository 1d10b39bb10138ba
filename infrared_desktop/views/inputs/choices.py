"""The coded answers of the domain as a form offers them: codes with translated words."""

from enum import Enum

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.labels.codes import LABELS, NUMBERED, plain_label
from infrared_desktop.domain.records.areas import Site

_BY_NAME = {kind.__name__: labels for kind, labels in LABELS.items()} | NUMBERED


def options(name: str) -> tuple[tuple[str, str], ...]:
    """Return the (code, label) pairs of a set of choices, named after its enum."""
    if name not in _BY_NAME:
        raise KeyError(f"no choices are called {name}")
    return tuple((code, _translated(label)) for code, label in _BY_NAME[name].items())


def label(value: Enum | None) -> str:
    """Return the words for a coded answer; nothing for a question that was not asked."""
    return "" if value is None else _translated(plain_label(value))


def site_label(site: Site) -> str:
    """Write a site: Upper arm, left."""
    return ", ".join(part for part in (label(site.area), label(site.side)) if part)


def _translated(text: str) -> str:
    return QCoreApplication.translate("choices", text)

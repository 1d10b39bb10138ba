"""A form of ui/ as the catalogue names it."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class FormEntry:
    """A form of ui/, its record, and the record's fields that it leaves out on purpose.

    The owner is the module that registers the form's own widget classes, where it has any.
    """

    name: str
    record: type[Any]
    not_on_form: tuple[str, ...] = ()
    owner: str = ""

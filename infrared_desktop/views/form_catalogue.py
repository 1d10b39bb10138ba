"""Every form and the record that it edits; the contract tests enumerate this."""

from dataclasses import dataclass
from typing import Any

from infrared_desktop.domain.people import Patient, Settings, Staff


@dataclass(frozen=True)
class FormEntry:
    """A form of ui/, its record, and the record's fields that it leaves out on purpose.

    The owner is the module that registers the form's own widget classes, where it has any.
    """

    name: str
    record: type[Any]
    not_on_form: tuple[str, ...] = ()
    owner: str = ""


CATALOGUE = (
    FormEntry("patient", Patient, not_on_form=("external_id",)),
    FormEntry(
        "founding_clinic",
        Settings,
        not_on_form=("practice", "protocol", "opens_at", "closes_at"),
        owner="infrared_desktop.views.typed_combo",
    ),
    FormEntry("founding_person", Staff, not_on_form=("active",)),
)

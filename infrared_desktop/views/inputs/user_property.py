"""The Qt user property that every input carries its value in."""

from PySide6.QtCore import Property


def value_property() -> Property:
    """Make the property `value`, read by get_value() and written by set_value().

    Its type is QVariant: a property of type object refuses text and numbers without a word.
    """
    return Property(
        "QVariant",  # type: ignore[arg-type]
        lambda self: self.get_value(),
        lambda self, value: self.set_value(value),
        user=True,
    )

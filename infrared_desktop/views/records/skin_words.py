"""How a skin type is said in the head of a record."""

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.records.chart import Chart
from infrared_desktop.domain.records.skin_cautions import skin_type
from infrared_desktop.views.inputs import choices


def skin_type_words(chart: Chart) -> str:
    """Say the Fitzpatrick type that was noted last, or that nobody noted it."""
    found = skin_type(chart)
    label = dict(choices.options("Fitzpatrick")).get(str(found), "")
    text = _words("skin type {label}") if label else _words("skin type not noted")
    return text.format(label=label)


def _words(text: str) -> str:
    return QCoreApplication.translate("Skin", text)

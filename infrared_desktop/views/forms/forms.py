"""Designer forms, loaded into the widget that owns them; an unknown class is an error."""

from PySide6.QtCore import QFile, QIODevice, QObject
from PySide6.QtUiTools import QUiLoader
from PySide6.QtWidgets import QWidget

from infrared_desktop.assets import UI
from infrared_desktop.views.forms.fold import Fold, FoldPage
from infrared_desktop.views.inputs.choice_field import ChoiceField, MultiChoiceField
from infrared_desktop.views.inputs.date_field import DateField
from infrared_desktop.views.inputs.fields import CheckField, ComboField, NoteField
from infrared_desktop.views.inputs.number_field import DecimalField, IntField, TimeField
from infrared_desktop.views.inputs.promoted import PROMOTED, register
from infrared_desktop.views.inputs.text_field import TextField

register(
    CheckField,
    ChoiceField,
    ComboField,
    DateField,
    DecimalField,
    Fold,
    FoldPage,
    IntField,
    MultiChoiceField,
    NoteField,
    TextField,
    TimeField,
)


class FormError(Exception):
    """A form names a widget that the program does not have, or cannot be read."""


def load_form(widget: QWidget, name: str) -> None:
    """Load ui/<name>.ui into a widget; each named child becomes an attribute of the widget."""
    file = QFile(str(UI / f"{name}.ui"))
    if not file.open(QIODevice.OpenModeFlag.ReadOnly):
        raise FormError(f"{name}: {file.errorString()}")
    loader = _Loader(widget)
    loaded = loader.load(file)
    file.close()
    if loader.unknown:
        raise FormError(f"{name}: unknown widget class {', '.join(loader.unknown)}")
    if loaded is None:
        raise FormError(f"{name}: {loader.errorString()}")
    loader.hand_over()


class _Loader(QUiLoader):
    """Builds the form's children inside a given root instead of making a new root."""

    def __init__(self, root: QWidget) -> None:
        super().__init__()
        self._root = root
        self._children: dict[str, QObject] = {}
        self._builtin = set(self.availableWidgets())
        self.unknown: list[str] = []

    def createWidget(
        self,
        className: str,  # noqa: N803 - Qt passes it by this name
        parent: QWidget | None = None,
        name: str = "",
    ) -> QWidget:
        if parent is None:
            return self._root
        if className in PROMOTED:
            made = PROMOTED[className](parent)
            made.setObjectName(name)
        elif className in self._builtin:
            made = super().createWidget(className, parent, name)
        else:
            # QUiLoader would drop it without a word; the form is refused as a whole instead.
            self.unknown.append(className)
            made = QWidget(parent)
        self._children[name] = made
        return made

    def hand_over(self) -> None:
        for name, child in self._children.items():
            if not name.startswith("qt_"):
                setattr(self._root, name, child)

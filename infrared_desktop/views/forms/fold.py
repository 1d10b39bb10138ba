"""A part of a form that is folded away until somebody wants it, and says what it holds."""

from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from infrared_desktop.views.look.icons import icon


class FoldPage(QWidget):
    """The inputs that a fold hides and shows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hide()

    def fold(self) -> "Fold | None":
        """Return the fold that opens this page: the sibling whose name it bears."""
        parent, name = self.parentWidget(), self.objectName().removesuffix("_page")
        found = parent.findChild(Fold, name) if parent is not None else None
        return found if isinstance(found, Fold) else None


class Fold(QPushButton):
    """Space or a click opens and closes the FoldPage of its own name with "_page" behind it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words, self.answered = "", 0
        self.setCheckable(True)
        self.setProperty("kind", "fold")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.toggled.connect(self._turn)
        self._turn(False)

    def page(self) -> FoldPage | None:
        """Return what it folds away."""
        parent = self.parentWidget()
        found = parent.findChild(FoldPage, self.objectName() + "_page") if parent else None
        return found if isinstance(found, FoldPage) else None

    def tell(self, answered: int) -> None:
        """Say how much was answered inside, so that nothing is overlooked while it is closed."""
        self._words = self._words or self.text()
        self.answered = answered
        self._say()

    def _turn(self, opened: bool) -> None:
        self.setIcon(icon("chevron-down" if opened else "chevron-right", role="muted"))
        page = self.page()
        if page is not None:
            page.setVisible(opened)
        if self._words:
            self._say()

    def _say(self) -> None:
        counted = self.tr("{words} · {count} answered")
        told = self.answered and not self.isChecked()
        self.setText(
            counted.format(words=self._words, count=self.answered) if told else self._words
        )
        plain = self._words.replace("&", "")
        state = self.tr("open") if self.isChecked() else self.tr("folded away")
        self.setAccessibleName(f"{plain}, {state}")


def reveal(widget: QWidget) -> None:
    """Open every fold that hides a widget."""
    above: QWidget | None = widget
    while above is not None:
        fold = above.fold() if isinstance(above, FoldPage) else None
        if fold is not None:
            fold.setChecked(True)
        above = above.parentWidget()

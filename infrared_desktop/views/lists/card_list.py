"""A short list of cards that is as high as they are, and is only read."""

from PySide6.QtWidgets import QWidget

from infrared_desktop.views.lists.row_list import RowList


class CardList(RowList):
    """Shows all of its cards at once."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, card=True)

    def _fit_cards(self) -> None:
        super()._fit_cards()
        self.setFixedHeight(sum(self.rowHeight(n) for n in range(self.model().rowCount())))

"""The people on a review copy: found as one types, opened with Enter."""

from PySide6.QtWidgets import QLabel, QVBoxLayout

from infrared_desktop.views.look.theme import GRID
from infrared_desktop.views.people.people import PeopleScreen


class ReviewPeopleScreen(PeopleScreen):
    """The directory, without what registers and imports."""

    def _title(self) -> str:
        return self.tr("People on this copy")

    def _advice(self) -> str:
        return self.tr("Whom you seek may not be on this copy.")

    def _lay_out(self) -> None:
        title = QLabel(self._title())
        title.setProperty("role", "title")
        self.panel.set_footer(self.tr("Enter opens"))
        self.panel.body.addWidget(self.list)
        self.panel.body.addWidget(self.nobody)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * GRID)
        box.addWidget(title)
        box.addWidget(self.search)
        box.addWidget(self.panel, 1)

    def _show_either(self, somebody: bool) -> None:
        super()._show_either(somebody)
        if not somebody:
            self.nobody.tell("search", self.tr("Nobody fits that."), self._advice())

"""Whose follow-ups the list shows: everybody's, those of one's role, one's own; with counts."""

from collections.abc import Callable

from PySide6.QtWidgets import QTabBar

from infrared_desktop.domain.follow_ups.worklist import Claim
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.workplace import Workplace


class ClaimBar(QTabBar):
    """Chooses between all, one's role and one's own."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Whose follow-ups"))
        self.setDrawBase(False)
        self.setExpanding(False)
        role = workplace.staff.record.role
        ours = choices.label(role)
        self._claims = (None, Claim(role=role), Claim(staff_id=workplace.by))
        self._names = (self.tr("All"), ours[:1].upper() + ours[1:], self.tr("Mine"))
        for name in self._names:
            self.addTab(name)

    @property
    def claim(self) -> Claim | None:
        """Whose follow-ups are wanted; None for all."""
        return self._claims[self.currentIndex()]

    def turn(self) -> None:
        """Go on to the next of them."""
        self.setCurrentIndex((self.currentIndex() + 1) % self.count())

    def show_counts(self, count_of: Callable[[Claim | None], int]) -> None:
        """Say beside each name how many are due."""
        for number, (name, claim) in enumerate(zip(self._names, self._claims, strict=True)):
            self.setTabText(number, f"{name} {count_of(claim):,}")
